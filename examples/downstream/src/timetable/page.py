"""The page of a day: what happens when, on every visit; and what is still due."""

from collections.abc import Iterator
from datetime import date, datetime

from protocol import Entry, Event, Stream, effective, replay
from protocol.render import render
from protocol.reports import Block, Cell, Heading, Listing, Page, Paragraph, Table, describe, plain
from timetable.service import Timetable


def day_page(timetable: Timetable, day: date) -> str:
    """The page of a day as text for the door of the office."""
    return render(page_of(timetable, day), to="text")


def page_of(timetable: Timetable, day: date) -> Page:
    """The page of a day: a table for each visit that has a step on it."""
    blocks = [block for visit in timetable.visits() for block in _visit(timetable, visit, day)]
    return Page(f"Timetable of {day}", tuple(blocks) or (Paragraph(plain("Nothing is planned.")),))


def steps_on(stream: Stream, day: date) -> tuple[Entry[Event], ...]:
    """The steps of a visit on a day as they stand corrected; those with a time of day first, in its order."""
    steps = [entry for entry in effective(stream) if entry.at is not None and entry.at.day == day]
    return tuple(sorted(steps, key=_when))


def _when(entry: Entry[Event]) -> tuple[bool, str, int]:
    time = _time(entry)
    return not time, time, entry.position


def _time(entry: Entry[Event]) -> str:
    if entry.at is None or not isinstance(entry.at.value, datetime):
        return ""
    return f"{entry.at.value:%H:%M}"


def _visit(timetable: Timetable, visit: str, day: date) -> Iterator[Block]:
    stream = timetable.record(visit)
    if steps := steps_on(stream, day):
        yield Heading(visit)
        yield Table(("when", "what"), tuple(_row(entry, stream) for entry in steps))
        if due := timetable.due(visit):
            yield Paragraph(plain("Still due:"))
            yield Listing(tuple(plain(sentence) for sentence in due))


def _row(entry: Entry[Event], stream: Stream) -> tuple[Cell, Cell]:
    sentence = describe(entry, replay(stream))
    return Cell(plain(_time(entry), entry.position)), Cell(plain(sentence, entry.position))
