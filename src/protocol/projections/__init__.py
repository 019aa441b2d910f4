"""Projections: read models that are folded from a record, whose figures know the entries that they come from."""

from protocol.projections.catalogue import PROJECTIONS
from protocol.projections.ceremony_steps import Ceremonies, CeremonyTold, ceremonies
from protocol.projections.comparison import Compared, Deviation, Deviations, deviations
from protocol.projections.days import Day, Programme, Step, programme
from protocol.projections.differences import Aspect
from protocol.projections.documents import Register, Registered, Untitled, register
from protocol.projections.figures import Explained, Figure, explain
from protocol.projections.folding import Folded, Projection, projection
from protocol.projections.history import History, Item, timeline
from protocol.projections.honours import Honour, Ledger, ledger
from protocol.projections.many_visits import By, Statistics, statistics
from protocol.projections.people import Attendance, Attended, attendance
from protocol.projections.presence import not_stated, steps_for
from protocol.projections.still_owed import Obligations, obligations
from protocol.projections.tallies import Durations, Tally, Visits
from protocol.projections.whereabouts import Itinerary, Whereabouts, itinerary

__all__ = [
    "PROJECTIONS",
    "Aspect",
    "Attendance",
    "Attended",
    "By",
    "Ceremonies",
    "CeremonyTold",
    "Compared",
    "Day",
    "Deviation",
    "Deviations",
    "Durations",
    "Explained",
    "Figure",
    "Folded",
    "History",
    "Honour",
    "Item",
    "Itinerary",
    "Ledger",
    "Obligations",
    "Programme",
    "Projection",
    "Register",
    "Registered",
    "Statistics",
    "Step",
    "Tally",
    "Untitled",
    "Visits",
    "Whereabouts",
    "attendance",
    "ceremonies",
    "deviations",
    "explain",
    "itinerary",
    "ledger",
    "not_stated",
    "obligations",
    "programme",
    "projection",
    "register",
    "statistics",
    "steps_for",
    "timeline",
]
