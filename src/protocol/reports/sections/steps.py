"""The steps of a day, as a programme and a day sheet list them."""

from collections.abc import Iterator

from protocol.projections import Day, Step
from protocol.reports.brief import Brief
from protocol.reports.words.times import hours_in_words
from protocol.visit.ceremonies import CLOSINGS


def listed_steps(day: Day) -> Iterator[Step]:
    """The steps of a day but for the closings of ceremonies: that one ends is said where it begins."""
    return (step for step in day.steps if type(step.event) not in CLOSINGS)


def hours(step: Step, brief: Brief) -> str | None:
    """From when until when a step lasts, by the clock; the day stands above."""
    return hours_in_words(step.item.since, step.until, step.day, brief.language, usual=brief.usual)
