"""For tests, of this library and of yours: strategies for all that a stream may hold, and checks of what you write."""

from protocol.testing.codecs import check_codec
from protocol.testing.machines import VisitMachine
from protocol.testing.projections import Projection, check_projection
from protocol.testing.rulebooks import RulebookReport, check_rulebook
from protocol.testing.scenarios import Given, When, given
from protocol.testing.stores import StoreFactory, check_store
from protocol.testing.strategies import entries, events, persons, sources, streams, values, venues
from protocol.testing.words import countries, dates, moments, texts

__all__ = [
    "Given",
    "Projection",
    "RulebookReport",
    "StoreFactory",
    "VisitMachine",
    "When",
    "check_codec",
    "check_projection",
    "check_rulebook",
    "check_store",
    "countries",
    "dates",
    "entries",
    "events",
    "given",
    "moments",
    "persons",
    "sources",
    "streams",
    "texts",
    "values",
    "venues",
]
