"""The corpus: records of real visits, as press services and agencies reported them, to check and to count."""

from protocol.corpus.reading import names, visit, visits

__all__ = ["names", "visit", "visits"]
