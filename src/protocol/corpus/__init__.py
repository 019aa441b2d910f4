"""Real visits as data: what press services and agencies reported of them, as records to check and to count."""

from protocol.corpus.reading import names, visit, visits

__all__ = ["names", "visit", "visits"]
