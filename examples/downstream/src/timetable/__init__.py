"""The timetable of a ministry: its visits, held to protocol while they run, and the page of each day."""

from timetable.house import HOUSE
from timetable.page import day_page
from timetable.service import Timetable, UnknownVisitError

__all__ = ["HOUSE", "Timetable", "UnknownVisitError", "day_page"]
