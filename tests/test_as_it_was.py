"""An answer about the past uses what had happened by then, or what had been recorded by then, whichever is asked."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from protocol import COMMON, Entry, Event, Stream, Visit, as_it_was, effective, replay
from protocol.codec import dump_lines
from protocol.errors import InvalidValueError
from protocol.events import (
    AnthemPlayed,
    EntryCorrected,
    EntryRetracted,
    GiftPresented,
    GuestArrived,
    GuestDeparted,
    RecordOpened,
    WreathLaid,
)
from protocol.projections import PROJECTIONS, Projection, obligations
from protocol.reports import REPORTS, Brief
from protocol.testing import entries, streams
from protocol.values import Moment, Precision, Side
from test_cli import run as inside

TEN = datetime(2023, 4, 10, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
OPENED = RecordOpened("demo", time_zone="Asia/Almaty")
moments = st.datetimes(timezones=st.just(UTC))


def viewed(projection: Projection[Any], stream: Stream, moment: datetime) -> object:
    """What a projection shows as of a moment."""
    return projection.of(stream, as_of=moment)


ASKED: dict[str, Callable[[Stream, datetime], object]] = {
    "stream": lambda stream, moment: as_it_was(stream, as_of=moment),
    "replay": lambda stream, moment: replay(stream, as_of=moment),
    "brief": lambda stream, moment: REPORTS["record"].build(Brief(stream, as_of=moment)),
    **{each.name: partial(viewed, each) for each in (*PROJECTIONS.values(), obligations(COMMON))},
}


def grown(stream: Stream, later: list[Entry[Event]], moment: datetime) -> Stream:
    """The stream with entries that were recorded after a moment."""
    late = (evolve(entry, recorded_at=moment + HOUR, sources=()) for entry in later)
    return stream.then(*late)


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
@given(stream=streams(longest=5), later=st.lists(entries(listed=False), max_size=3), moment=moments)
def test_what_is_recorded_later_changes_no_answer(
    ask: Callable[[Stream, datetime], Any], stream: Stream, later: list[Entry[Event]], moment: datetime
) -> None:
    """Whatever it is, a correction or a retraction too: as of a moment the answer is that which was given then."""
    known = Stream(tuple(evolve(entry, recorded_at=None) for entry in stream))

    assert ask(grown(known, later, moment), moment) == ask(known, moment)


@given(streams(), moments)
def test_an_entry_without_a_time_of_recording_counts_as_known(stream: Stream, moment: datetime) -> None:
    """As of any moment a record is told whole of which nobody said when it was written."""
    unstamped = Stream(tuple(evolve(entry, recorded_at=None) for entry in stream))

    assert as_it_was(unstamped, as_of=moment) == unstamped


@given(streams(), moments, moments)
def test_both_can_be_asked(stream: Stream, until: datetime, as_of: datetime) -> None:
    """What had happened by one moment, by what was recorded as of another: the second is asked first."""
    known = as_it_was(stream, as_of=as_of)

    assert as_it_was(stream, until=until, as_of=as_of) == (None if known is None else as_it_was(known, until=until))


@given(streams(), moments)
def test_what_had_happened_is_told_as_corrected(stream: Stream, until: datetime) -> None:
    """Until a moment counts what stands before the first entry that stands and began later, and nothing else."""
    stand = effective(stream).entries
    was = as_it_was(stream, until=until)
    told = () if was is None else effective(was).entries

    assert told == stand[: len(told)]
    assert len(told) == len(stand) or stand[len(told)].at is not None


def test_a_correction_of_a_time_counts_until_a_moment_and_not_before_it_was_recorded() -> None:
    """The guest is corrected to have come at noon: at eleven he had not come, but at eleven it was believed."""
    stream = Stream.of(
        OPENED,
        Entry(1, GuestArrived(), at=Moment(TEN), recorded_at=TEN),
        Entry(2, EntryCorrected(1, at=Moment(TEN + 2 * HOUR)), recorded_at=TEN + 3 * HOUR),
    )
    eleven = TEN + HOUR

    assert not replay(stream, until=eleven).arrived
    assert replay(stream, until=eleven, as_of=eleven).arrived
    assert replay(stream, as_of=eleven).arrived
    assert replay(stream, until=TEN + 2 * HOUR).arrived


@pytest.mark.parametrize(
    ("at", "counts"),
    [
        (None, True),
        (Moment(TEN), True),
        (Moment(TEN + HOUR), False),
        (Moment(TEN + HOUR, Precision.ABOUT), True),
        (Moment(date(2023, 4, 10)), True),
        (Moment(date(2023, 4, 11)), False),
        (Moment(date(2023, 4, 11), Precision.ABOUT), False),
        (Moment(date(2023, 4, 11), Precision.BY), True),
        (Moment(TEN + 24 * HOUR, Precision.ABOUT), False),
        (Moment.parse("18:00"), True),
    ],
)
def test_what_is_dated_a_later_day_is_later(at: Moment | None, counts: bool) -> None:
    """A day without a clock is compared as a day; what happened by a day at the latest may have happened before."""
    stream = Stream.of(OPENED, GuestArrived(), Entry(2, GuestDeparted(), at=at), GiftPresented())
    visit = replay(stream, until=TEN)

    assert (len(visit.departed), len(visit.gifts)) == (counts, counts)
    assert len(visit.arrived) == 1


def test_of_a_record_that_was_not_opened_nothing_is_known() -> None:
    """A visit is empty, a projection too, and a paper cannot be made; the error says why."""
    stream = Stream.of(Entry(0, OPENED, recorded_at=TEN), GuestArrived())

    assert as_it_was(stream, as_of=TEN - HOUR) is None
    assert replay(stream, as_of=TEN - HOUR) == Visit()
    assert PROJECTIONS["ledger"].of(stream, as_of=TEN - HOUR) == PROJECTIONS["ledger"].empty
    with pytest.raises(InvalidValueError, match="the record had not been opened by then"):
        Brief(stream, as_of=TEN - HOUR)


@pytest.mark.parametrize("asked", [{"until": datetime(2023, 4, 10)}, {"as_of": datetime(2023, 4, 10)}])  # noqa: DTZ001 - that is what is wrong
def test_a_moment_without_an_offset_is_refused(asked: dict[str, Any]) -> None:
    """It could be any of many, whatever is asked."""
    for ask in (as_it_was, replay, PROJECTIONS["ledger"].of, Brief):
        with pytest.raises(InvalidValueError, match="needs an offset from UTC"):
            ask(Stream.of(OPENED), **asked)


def test_a_programme_is_compared_as_it_had_been_recorded() -> None:
    """What was put into the programme later is no deviation as of a moment before."""
    record = Stream.of(OPENED, GuestArrived())
    programme = Stream.of(OPENED, GuestArrived(), Entry(2, WreathLaid(), recorded_at=TEN))
    brief = Brief(record, programme=programme, as_of=TEN - HOUR)

    assert brief.programme == Stream(programme[:2])


RECORD = Stream.of(
    OPENED,
    Entry(1, GuestArrived(), at=Moment(TEN), recorded_at=TEN),
    Entry(2, GuestDeparted(), at=Moment(date(2023, 4, 11)), recorded_at=TEN + HOUR),
    Entry(3, AnthemPlayed(of=Side.GUEST), at=Moment(date(2023, 4, 12)), recorded_at=TEN + HOUR),
    Entry(4, EntryRetracted(1), recorded_at=TEN + 48 * HOUR),
)


@pytest.fixture
def archive(tmp_path: Path) -> str:
    """A file with the record."""
    file = tmp_path / "demo.jsonl"
    file.write_text("\n".join(dump_lines(RECORD)), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ([], ["departed", "anthem"]),
        (["--as-of", "2023-04-10T16:00+06:00"], ["arrived"]),
        (["--as-of", "2023-04-10T16:00"], ["arrived"]),
        (["--as-of", "2023-04-10"], ["arrived", "departed", "anthem"]),
        (["--as-of", "2023-04-11", "--until", "2023-04-10"], ["arrived"]),
        (["--as-of", "2023-04-11", "--until", "2023-04-10T19:00Z"], ["arrived", "departed"]),
        (["--until", "2023-04-11"], ["departed"]),
    ],
)
def test_the_command_line_tells_a_visit_as_it_was(asked: list[str], told: list[str], archive: str) -> None:
    """Days are those of the time zone of the visit, and so are moments without an offset."""
    out = inside("show", *asked, archive).out

    assert [word for word in ("arrived", "departed", "anthem") if word in out.casefold()] == told


@pytest.mark.parametrize("command", [["check"], ["next"], ["show"], ["report", "record"], ["report", "statistics"]])
def test_every_command_tells_of_a_visit_as_it_was(command: list[str]) -> None:
    """It says of the record as of a moment what it would have said then of the record that there was."""
    was = as_it_was(RECORD, as_of=TEN + 2 * HOUR, until=TEN)
    assert was is not None
    whole, then = ("\n".join(dump_lines(stream)) for stream in (RECORD, was))
    asked = ("--as-of", "2023-04-10T18:00+06:00", "--until", "2023-04-10T16:00+06:00")

    assert inside(*command, *asked, "-", stdin=whole) == inside(*command, "-", stdin=then)
    assert inside(*command, "-", stdin=whole) != inside(*command, "-", stdin=then)


@pytest.mark.parametrize("wrong", ["x", "10:30", "2023-13-01", "\x1b[31m"])
def test_what_is_no_moment_is_told_as_one_line(wrong: str, archive: str) -> None:
    """With what is wanted, and a control character written out."""
    refused = inside("check", "--as-of", wrong, archive)

    assert refused.code == 2
    assert "a day or a date-time is wanted, such as 2023-04-10" in refused.err
    assert "\x1b" not in refused.err


def test_without_a_time_zone_a_day_needs_an_offset(tmp_path: Path) -> None:
    """The visit is named, and the next one is answered."""
    file = tmp_path / "demo.jsonl"
    file.write_text("\n".join(dump_lines(Stream.of(RecordOpened("nowhere")))), encoding="utf-8")
    refused = inside("check", "--as-of", "2023-04-10", str(file))

    assert refused.code == 2
    assert "visit nowhere: a moment cannot be '2023-04-10': the record names no time zone that is known" in refused.err
    assert inside("check", "--as-of", "2023-04-10T10:00Z", str(file)).code == 0
