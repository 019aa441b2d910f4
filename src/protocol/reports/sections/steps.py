"""The steps of a visit by days, as a programme and a day sheet list them."""

from collections.abc import Callable, Iterable, Iterator

from protocol.events.ceremonies import CLOSINGS
from protocol.projections import Day, Step
from protocol.reports.brief import Brief
from protocol.reports.page import Block, Cell, Heading, Paragraph, Table, plain
from protocol.reports.sections.blocks import row, without_empty_columns
from protocol.reports.sections.sequence import ANNOUNCED
from protocol.reports.words.times import heading_of_day, hours_in_words

Further = Callable[[Step], Iterable[str | None]]
"""The words for a step in the further columns of a table."""


def listed_steps(day: Day) -> Iterator[Step]:
    """The steps of a day without the closings of ceremonies: an opening is listed with the time of its closing."""
    return (step for step in day.steps if type(step.event) not in CLOSINGS)


def by_days(
    days: Iterable[Day], brief: Brief, columns: Iterable[str], further: Further, *, nested: bool = False
) -> Iterator[Block]:
    """A table for each day: the time, name and place of its steps, then further columns.

    If the table is `nested`, the names of steps in ceremonies are indented.
    """
    say = brief.language.say
    head = (say("Time"), say("Event"), say("Venue"), *columns)
    days = tuple(days)
    for day in days:
        if day.steps:
            yield Heading(heading_of_day(day.day, brief.language))
            rows = tuple(_row(step, brief, further, nested=nested) for step in day.steps)
            yield without_empty_columns(Table(head, rows))
    if any(brief.teller.is_ahead(step.item.entry) for day in days for step in day.steps):
        yield Paragraph(plain(say(ANNOUNCED)))


def _row(step: Step, brief: Brief, further: Further, *, nested: bool) -> tuple[Cell, ...]:
    since, until, teller = step.item.since, step.until, brief.teller
    hours = hours_in_words(since, until, step.day, brief.language, usual=brief.usual, lasting=step.lasting)
    name = Cell(plain(teller.item(step.item.entry), *step.entries), step.item.depth if nested else 0)
    return (
        *row([hours], *step.entries),
        name,
        *row((teller.words(step.venue if nested else step.place), *further(step)), *step.entries),
    )
