"""The steps of a day, as a programme and a day sheet list them."""

from collections.abc import Iterator

from protocol.projections import Day, Step
from protocol.reports.brief import Brief
from protocol.reports.words.times import hours_in_words
from protocol.visit.ceremonies import CLOSINGS


def listed_steps(day: Day) -> Iterator[Step]:
    """The steps of a day without the closings of ceremonies: an opening is listed with the time of its closing."""
    return (step for step in day.steps if type(step.event) not in CLOSINGS)


def hours(step: Step, brief: Brief) -> str | None:
    """The time of a step by the clock, for a table under the heading of its day."""
    return hours_in_words(step.item.since, step.until, step.day, brief.language, usual=brief.usual)
