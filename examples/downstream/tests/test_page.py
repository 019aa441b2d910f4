"""The page of a day has every step of that day, once, and none of another."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random

from hypothesis import example, given
from hypothesis import strategies as st

from protocol import Entry, Stream, effective
from protocol.events import EntryCorrected, GuestArrived, RecordOpened
from protocol.reports import Heading, Table
from protocol.store import NEW, MemoryStore
from protocol.testing import streams
from protocol.values import Moment
from timetable import Timetable, day_page
from timetable.page import page_of, steps_on

CORRECTED = Stream.of(
    RecordOpened("corrected"),
    Entry(1, GuestArrived(), Moment(date(2023, 4, 10))),
    EntryCorrected(1, at=Moment(date(2023, 4, 11))),
)
"""A record of which one step was put on another day."""


def of(*visits: Stream) -> Timetable:
    """A timetable of visits as they are, whether or not they would have been admitted."""
    store = MemoryStore(lambda: datetime(2023, 4, 10, tzinfo=UTC))
    for number, visit in enumerate(visits):
        store.append(f"visit {number}", visit, expected=NEW)
    return Timetable(store)


def days_of(stream: Stream) -> set[date]:
    """The days on which anything is said to be, whether or not that was corrected."""
    told = {entry.at for entry in (*stream, *effective(stream))}
    return {moment.day for moment in told if moment is not None and moment.day is not None}


@example(CORRECTED)
@given(streams())
def test_every_step_with_a_day_is_on_one_page(stream: Stream) -> None:
    """The pages of all days together have each step that stands, as it was corrected, once."""
    current = effective(stream)
    shown = [entry for day in days_of(stream) for entry in steps_on(stream, day)]

    assert Counter(shown) == Counter(entry for entry in current if entry.at is not None and entry.at.day is not None)


@given(streams(), streams(), st.randoms(use_true_random=False))
def test_a_page_has_the_visits_of_its_day(one: Stream, other: Stream, random: Random) -> None:
    """A visit is on the page if one of its steps is on that day, with as many rows as it has such steps."""
    day = random.choice([date(2023, 4, 10), *days_of(one), *days_of(other)])
    page = page_of(of(one, other), day)
    headings = [block.text for block in page.blocks if isinstance(block, Heading)]
    rows = [len(block.rows) for block in page.blocks if isinstance(block, Table)]
    wanted = {f"visit {number}": len(steps_on(each, day)) for number, each in enumerate((one, other))}

    assert dict(zip(headings, rows, strict=True)) == {visit: many for visit, many in wanted.items() if many}


@given(streams())
def test_every_page_can_be_printed(stream: Stream) -> None:
    """Whatever is noted can be read at the door."""
    for day in days_of(stream):
        assert str(day) in day_page(of(stream), day)


def test_a_day_reads_as_one_wants_it() -> None:
    """The steps come in the order of their times, and what is due is named."""
    arrived = Moment(datetime(2023, 4, 10, 9, 30, tzinfo=UTC) + timedelta(hours=1))
    timetable = of(Stream.of(RecordOpened("demo"), Entry(1, GuestArrived(), at=arrived)))

    assert "10:30  The guest arrived" in day_page(timetable, date(2023, 4, 10))
    assert "Nothing is planned." in day_page(timetable, date(2023, 4, 11))
