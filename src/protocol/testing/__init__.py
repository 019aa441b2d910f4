"""For your tests: strategies for everything that a stream may hold, and checks of stores, rulebooks and projections.

Strategies have plural names and take keyword arguments.
"""

from protocol.testing.codecs import check_codec
from protocol.testing.machines import VisitMachine
from protocol.testing.people import (
    dignitaries,
    documents,
    parties,
    persons,
    presences,
    press_accesses,
    signatories,
    venues,
)
from protocol.testing.projections import Folding, check_projection
from protocol.testing.read_models import check_read_model
from protocol.testing.rulebooks import RulebookReport, check_rulebook
from protocol.testing.scenarios import Given, When, given
from protocol.testing.stores import StoreFactory, check_followers, check_store
from protocol.testing.strategies import entries, events, sources, streams, values
from protocol.testing.visit_strategies import (
    breaches,
    near_misses,
    partial_records,
    prefixes,
    programmes,
    scripts,
    visits,
)
from protocol.testing.words import countries, dates, durations, moments, periods, texts

__all__ = [
    "Folding",
    "Given",
    "RulebookReport",
    "StoreFactory",
    "VisitMachine",
    "When",
    "breaches",
    "check_codec",
    "check_followers",
    "check_projection",
    "check_read_model",
    "check_rulebook",
    "check_store",
    "countries",
    "dates",
    "dignitaries",
    "documents",
    "durations",
    "entries",
    "events",
    "given",
    "moments",
    "near_misses",
    "partial_records",
    "parties",
    "periods",
    "persons",
    "prefixes",
    "presences",
    "press_accesses",
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
