"""Projections: read models that are folded from a record, whose figures know the entries that they come from."""

from protocol.projections.attendance import Attendance, Attended, attendance
from protocol.projections.catalogue import PROJECTIONS
from protocol.projections.ceremonies import Ceremonies, CeremonyTold, ceremonies
from protocol.projections.changes import Change
from protocol.projections.deviations import Compared, Deviation, Deviations, deviations
from protocol.projections.figures import Explained, Figure, explain
from protocol.projections.ledger import Given, Ledger, ledger
from protocol.projections.obligations import Obligations, obligations
from protocol.projections.presence import steps_for
from protocol.projections.programme import Day, Programme, Step, programme
from protocol.projections.projection import Folded, Projection, projection
from protocol.projections.register import Register, Registered, register
from protocol.projections.statistics import By, Statistics, statistics
from protocol.projections.tallies import Durations, Tally, Visits
from protocol.projections.timeline import Item, Timeline, timeline

__all__ = [
    "PROJECTIONS",
    "Attendance",
    "Attended",
    "By",
    "Ceremonies",
    "CeremonyTold",
    "Change",
    "Compared",
    "Day",
    "Deviation",
    "Deviations",
    "Durations",
    "Explained",
    "Figure",
    "Folded",
    "Given",
    "Item",
    "Ledger",
    "Obligations",
    "Programme",
    "Projection",
    "Register",
    "Registered",
    "Statistics",
    "Step",
    "Tally",
    "Timeline",
    "Visits",
    "attendance",
    "ceremonies",
    "deviations",
    "explain",
    "ledger",
    "obligations",
    "programme",
    "projection",
    "register",
    "statistics",
    "steps_for",
    "timeline",
]
