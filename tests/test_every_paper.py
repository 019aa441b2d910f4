"""Every report in every format: nothing that a record may hold keeps a paper from being made."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta, timezone
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from profiles import examples
from protocol import COMMON, Coverage, Entry, Event, Stream, check
from protocol.errors import InvalidValueError
from protocol.events import AnthemPlayed, RecordOpened, ToastProposed, tag
from protocol.events.ceremonies import CLOSINGS, OPENINGS
from protocol.render import Format, render
from protocol.reports import REPORTS, Brief
from protocol.script import read_script
from protocol.testing import partial_records, programmes, streams, visits
from protocol.values import Moment, Precision

PAPERS = tuple((name, form) for name, report in REPORTS.items() for form in report.formats)
EXAMPLES = tuple(sorted((Path(__file__).parent.parent / "examples").rglob("*.yaml")))
ZONES = tuple(timezone(timedelta(minutes=minutes)) for minutes in (-210, 0, 240, 300, 345))
FIRST = datetime(2031, 5, 14, 9, tzinfo=UTC)
ABOUT = Precision.ABOUT
AFTER_ONE_ANOTHER = st.integers(0, 10 * 60).map(lambda minutes: timedelta(minutes=minutes))


def printed(brief: Brief, name: str, form: Format) -> str | bytes | None:
    """A paper in a format; a calendar of a visit that tells of no day is refused, and not written."""
    page = REPORTS[name].build(brief)
    try:
        return render(page, to=form)
    except InvalidValueError:
        assert form == "ics"
        assert not page.appointments
        return None


def asked(stream: Stream, programme: Stream | None = None) -> Brief:
    """What every report may ask for."""
    return Brief(stream, assessment=check(stream, COMMON), programme=programme or stream)


def over_days(stream: Stream, steps: list[timedelta], draw: st.DrawFn) -> Stream:
    """The stream with exact times that only increase, over several days, by the clocks of several zones."""
    moments = (FIRST + passed for passed in accumulate(steps))
    told = [Moment(moment.astimezone(draw(st.sampled_from(ZONES)))) for moment in moments]
    return Stream(tuple(evolve(entry, at=moment) for entry, moment in zip(stream, told, strict=True)))


STEPS: list[type[Any]] = sorted({*OPENINGS, *CLOSINGS, ToastProposed, AnthemPlayed}, key=tag)
BRACKETED = st.lists(st.sampled_from(STEPS), max_size=15).map(
    lambda events: Stream.of(RecordOpened("demo"), *(event() for event in events))
)
"""Ceremonies inside ceremonies, closed in any order or not at all."""


@st.composite
def several_days(draw: st.DrawFn) -> Stream:
    """Visits of several days: ceremonies inside ceremonies, closed or not, with times, without, with some."""
    stream = draw(BRACKETED | visits(longest=25) | programmes(longest=25) | partial_records(longest=25))
    steps = draw(st.lists(AFTER_ONE_ANOTHER, min_size=len(stream), max_size=len(stream)))
    match draw(st.integers(0, 3)):
        case 0:
            return stream
        case 1:
            return Stream(tuple(_vaguer(entry, draw) for entry in over_days(stream, steps, draw)))
        case _:
            return over_days(stream, steps, draw)


def _vaguer(entry: Entry[Event], draw: st.DrawFn) -> Entry[Event]:
    """The entry with its time, its day alone, its clock alone, or neither, and an end that is told as vaguely."""
    full = None if entry.at is None else entry.at.full
    if full is None:
        return entry
    since = draw(st.sampled_from((Moment(full, ABOUT), Moment(full.date()), Moment(full.time()), None)))
    later = full + draw(AFTER_ONE_ANOTHER)
    until = draw(st.sampled_from((Moment(later), Moment(later.date()), Moment(time(later.hour)), None)))
    return evolve(entry, at=since, until=until)


@pytest.mark.parametrize(("name", "form"), PAPERS)
@examples(25, 1_000)
@given(stream=several_days() | streams(longest=12))
def test_every_report_is_made_of_every_record_in_every_format(name: str, form: Format, stream: Stream) -> None:
    """No ceremony inside another, no midnight, no missing time or end keeps a report from being printed."""
    made = printed(asked(stream), name, form)

    assert made is None or made


@pytest.mark.parametrize(("name", "form"), PAPERS)
def test_every_report_is_made_of_the_examples(name: str, form: Format) -> None:
    """The visits that the documents show have every report."""
    for stream in _examples():
        assert printed(asked(stream), name, form) is not None or stream.coverage is Coverage.PARTIAL


def _examples() -> Iterator[Stream]:
    return map(read_script, EXAMPLES)
