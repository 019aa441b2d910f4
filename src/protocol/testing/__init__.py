"""For tests, of this library and of yours: Hypothesis strategies for everything that a stream may hold, and for visits.

Strategies are named in the plural, and their arguments are given by keyword.
"""

from protocol.testing.people import dignitaries, documents, parties, persons, signatories, venues
from protocol.testing.strategies import entries, events, sources, streams, values
from protocol.testing.visits import breaches, near_misses, partial_records, prefixes, programmes, scripts, visits
from protocol.testing.words import countries, dates, moments, periods, texts

__all__ = [
    "breaches",
    "countries",
    "dates",
    "dignitaries",
    "documents",
    "entries",
    "events",
    "moments",
    "near_misses",
    "partial_records",
    "parties",
    "periods",
    "persons",
    "prefixes",
    "programmes",
    "scripts",
    "signatories",
    "sources",
    "streams",
    "texts",
    "values",
    "venues",
    "visits",
]
