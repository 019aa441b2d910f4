"""For tests, of this library and of yours: Hypothesis strategies for everything that a stream may hold."""

from protocol.testing.strategies import entries, events, persons, sources, streams, values, venues
from protocol.testing.words import countries, dates, moments, texts

__all__ = [
    "countries",
    "dates",
    "entries",
    "events",
    "moments",
    "persons",
    "sources",
    "streams",
    "texts",
    "values",
    "venues",
]
