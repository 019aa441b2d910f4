"""For tests, of this library and of yours: strategies for all that a stream may hold, and checks of what you write."""

from protocol.testing.stores import StoreFactory, check_store
from protocol.testing.strategies import entries, events, persons, sources, streams, values, venues
from protocol.testing.words import countries, dates, moments, texts

__all__ = [
    "StoreFactory",
    "check_store",
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
