"""Times in papers: by the clocks of the visit, as precisely as they are told, and none of them left out."""

from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from protocol.cli.show import show_command
from protocol.events import GuestArrived, GuestDeparted, RecordOpened, VisitAgreed
from protocol.render import render
from protocol.reports import REPORTS, Brief, Heading, Page, Table
from protocol.script import dump_script, load_script
from protocol.stream import Entry, Stream
from protocol.values import Dates, Moment

ALMATY = ZoneInfo("Asia/Almaty")
HEAD = """
format: visit/1
visit: demo
basis: announced
time_zone: Asia/Almaty
host: {state: KZ}
guest: {state: AZ, principals: [Rauf Alakbarli]}
"""
PAPERS = ("programme", "day-sheet")
ONE_DAY, THREE_DAYS = "[2031-05-14, 2031-05-14]", "[2031-05-14, 2031-05-16]"


def visit(*steps: str, dates: str = ONE_DAY) -> Stream:
    """A visit with these steps."""
    listed = "".join(f"  - {step}\n" for step in steps)
    return load_script(f"{HEAD}dates: {dates}\nsteps:{listed and chr(10)}{listed or ' []'}\n")


def page(stream: Stream, report: str = "programme") -> Page:
    """A paper by the clocks of Almaty, of steps that the guest attends."""
    attended = (evolve(entry, present=("Rauf Alakbarli",)) if entry.position > 1 else entry for entry in stream)
    stream = Stream(tuple(attended))
    return REPORTS[report].build(Brief(stream, zone=ALMATY))


def times(paper: Page) -> list[str]:
    """What stands in the columns of times."""
    tables = [block for block in paper.blocks if isinstance(block, Table) and "Time" in block.head]
    return ["".join(span.text for span in row[0].spans) for table in tables for row in table.rows]


def days(paper: Page) -> list[str]:
    """The headings of the days."""
    return [block.text for block in paper.blocks if isinstance(block, Heading)]


def appointments(stream: Stream) -> list[tuple[str, datetime | date, datetime | date | None]]:
    """What a calendar makes of a visit: the words, and from when until when."""
    calendar = Calendar.from_ical(render(page(stream), to="ics"))
    return [
        (str(event["SUMMARY"]), event.decoded("dtstart"), event.decoded("dtend", None))
        for event in calendar.walk("VEVENT")
    ]


def at(hour: int, minute: int = 0, day: int = 14) -> datetime:
    """A time in Almaty in May 2031."""
    return datetime(2031, 5, day, hour, minute, tzinfo=ALMATY)


@pytest.mark.parametrize("report", PAPERS)
def test_times_of_other_offsets_are_told_by_the_clocks_of_the_visit(report: str) -> None:
    """23:30 in Baku is 00:30 of the next day in Almaty, and stands under that day."""
    stream = visit(
        "guest_arrived: {at: 2031-05-14T09:00}",
        "talks: {format: restricted, at: 2031-05-14T10:00+04:00, until: 2031-05-14T12:00}",
        "guest_departed: {at: 2031-05-14T23:30+04:00}",
    )
    told = page(stream, report)

    assert times(told) == ["09:00", "11:00–12:00", "00:30"]
    assert days(told) == ["Wednesday, 14 May 2031", "Thursday, 15 May 2031"]
    assert [begins for _, begins, _ in appointments(stream)] == [at(9), at(11), at(0, 30, day=15)]


def test_without_a_zone_the_offset_is_told() -> None:
    """Who asks for a paper without the zone is told by which clock an unusual time is."""
    told = visit("guest_arrived: {at: 2031-05-14T09:00}", "wreath_laid: {at: 2031-05-14T10:00+04:00}")

    assert times(REPORTS["programme"].build(Brief(told))) == ["09:00", "10:00 (UTC+04:00)"]


OFFSETS = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
MOMENTS = st.datetimes(datetime(2031, 5, 10), datetime(2031, 5, 20), timezones=st.just(ALMATY))  # noqa: DTZ001 - the zone is drawn by itself


@given(st.lists(st.tuples(MOMENTS, OFFSETS), min_size=1, max_size=4), st.sampled_from(sorted(REPORTS)))
def test_a_paper_is_the_same_whichever_clocks_a_record_goes_by(
    told: list[tuple[datetime, timezone]], report: str
) -> None:
    """The same moments are the same paper, whatever the offsets are that they were written down with."""
    opened = (RecordOpened("demo", time_zone="Asia/Almaty"), VisitAgreed(dates=Dates(date(2031, 5, 14))))
    local = Stream.of(*opened, *(Entry(0, GuestArrived(), Moment(moment)) for moment, _ in told))
    other = Stream.of(*opened, *(Entry(0, GuestArrived(), Moment(moment.astimezone(tz))) for moment, tz in told))

    assert page(other, report) == page(local, report)


@pytest.mark.parametrize("report", PAPERS)
def test_an_end_is_told_however_it_is_written(report: str) -> None:
    """A bare clock, one after midnight, a later day, a clock of a later day: none is dropped."""
    stream = visit(
        'talks: {format: restricted, at: 2031-05-14T10:00, until: "11:15"}',
        "speech_given: {at: 2031-05-14T12:00, until: {value: 2031-05-14T13:00, precision: about}}",
        "forum_attended: {at: 2031-05-14T14:00, until: 2031-05-16}",
        'toast_proposed: {at: 2031-05-14T22:00, until: "01:30"}',
        "silence_observed: {at: 2031-05-14T23:00, until: 2031-05-15T00:40}",
        'tree_planted: {until: "23:50"}',
        dates=THREE_DAYS,
    )

    assert times(page(stream, report)) == [
        "10:00–11:15",
        "12:00 to about 13:00",
        "14:00 to 16 May 2031",
        "22:00–01:30",
        "23:00 to 15 May 2031, 00:40",
        "to 23:50",
    ]


def test_an_end_is_in_the_calendar() -> None:
    """At its time where that is exact, else in words beside the name."""
    stream = visit(
        'talks: {format: restricted, at: 2031-05-14T10:00, until: "11:15"}',
        'toast_proposed: {at: 2031-05-14T22:00, until: "01:30"}',
        "speech_given: {at: 2031-05-14T12:00, until: {value: 2031-05-14T13:00, precision: about}}",
        "forum_attended: {at: 2031-05-14, until: 2031-05-16}",
        "silence_observed: {at: 2031-05-14T23:00, until: 2031-05-16}",
        dates=THREE_DAYS,
    )

    assert appointments(stream) == [
        ("Talks in restricted format", at(10), at(11, 15)),
        ("Toast", at(22), at(1, 30, day=15)),
        ("Speech (12:00 to about 13:00)", at(12), None),
        ("Forum", date(2031, 5, 14), date(2031, 5, 17)),
        ("Minute of silence (23:00 to 16 May 2031)", at(23), None),
    ]


def test_the_closing_of_a_ceremony_ends_it() -> None:
    """Whether its own entry says until when or the one that closes it, by whichever clock."""
    stream = visit(
        'signing: {at: "23:30", steps: [document_signed: {title: A, at: "23:40"}]}',
        'signing_closed: {at: "00:10"}',
    )

    assert times(page(stream))[:1] == ["23:30"]
    assert times(page(visit('reception: {at: "20:00", until: "24:00", steps: [toast_proposed]}')))[:1] == [
        "20:00–24:00"
    ]


def test_a_clock_is_one_of_its_day() -> None:
    """On a visit of one day, and after a step of which the day is told; 24:00 is the end of that day."""
    steps = ('reception: {meal: dinner, at: "20:00", until: "22:00"}', 'guest_departed: {at: "24:00"}')

    for dates in (ONE_DAY, "[2031-05-14]"):
        stream = visit(*steps, dates=dates)
        assert days(page(stream)) == ["Wednesday, 14 May 2031"]
        assert times(page(stream)) == ["20:00–22:00", "24:00"]
        assert appointments(stream) == [("Dinner", at(20), at(22)), ("Departure", at(0, day=15), None)]
    later = visit("guest_arrived: {at: 2031-05-15T09:00}", *steps, dates=THREE_DAYS)
    assert [begins for _, begins, _ in appointments(later)] == [at(9, day=15), at(20, day=15), at(0, day=16)]


def test_a_day_that_is_not_told_is_not_made_up() -> None:
    """Of a visit of several days a clock alone says nothing of the day: it is all of them, and the clock in words."""
    stream = visit('wreath_laid: {at: "10:00"}', dates=THREE_DAYS)

    assert days(page(stream)) == ["Day not stated"]
    assert appointments(stream) == [("Wreath-laying (10:00)", date(2031, 5, 14), date(2031, 5, 17))]


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("tree_planted: {at: {value: 2031-05-14, precision: as-stated, wording: in the morning}}", "in the morning"),
        ("tree_planted: {at: {value: 2031-05-14T10:30, precision: about}}", "about 10:30"),
        ("tree_planted: {at: {value: 2031-05-14, precision: by}}", "by 14 May 2031"),
        ("tree_planted: {at: 2031-05-14T10:30, precision: after the talks}", '10:30 ("after the talks")'),
    ],
)
def test_words_for_a_time_are_kept(step: str, words: str) -> None:
    """What is told of a time in words stands in the programme, and beside the name in a calendar."""
    stream = visit(step)

    assert times(page(stream)) == [words]
    assert appointments(stream) == [(f"Tree planting ({words})", date(2031, 5, 14), date(2031, 5, 15))]


def test_a_visit_with_days_and_no_times_has_a_calendar() -> None:
    """Its steps are on its day, or on all its days; a visit of which no step is told stands there itself."""
    one_day, three_days = (date(2031, 5, 14), date(2031, 5, 15)), (date(2031, 5, 14), date(2031, 5, 17))

    assert appointments(visit("guest_arrived", "tree_planted")) == [("Arrival", *one_day), ("Tree planting", *one_day)]
    assert appointments(visit("guest_arrived", dates=THREE_DAYS)) == [("Arrival", *three_days)]
    ((words, *span),) = appointments(visit(dates=THREE_DAYS))
    assert words == "Visit of Rauf Alakbarli (Azerbaijan) to Kazakhstan, 14 to 16 May 2031"
    assert tuple(span) == three_days


def test_without_a_zone_nothing_floats() -> None:
    """A clock that no zone keeps is told in words on its day: in a calendar it would be another moment elsewhere."""
    stream = visit('wreath_laid: {at: "10:00"}')
    opening = evolve(stream[0], event=evolve(stream.opening, time_zone=None))

    assert appointments(Stream((opening, *stream[1:]))) == [
        ("Wreath-laying (10:00)", date(2031, 5, 14), date(2031, 5, 15))
    ]


def test_24_00_is_read_wherever_a_moment_is() -> None:
    """In a script with a day and without, as a start and as an end, and it survives being written."""
    stream = visit("guest_departed: {at: 2031-05-14T24:00}", 'reception: {at: "20:00", until: "24:00"}')

    assert stream[2].at == Moment(at(0, day=15))
    assert stream[4].at == Moment(time(0), wording="24:00")
    for form in ("yaml", "json"):
        assert load_script(dump_script(stream, to=form)) == stream


def test_an_hour_that_comes_twice_is_told_with_its_offset() -> None:
    """Where clocks were put back, the second half past two is not the first."""
    stream = load_script(
        HEAD.replace("Asia/Almaty", "Europe/Berlin")
        + "steps: [guest_arrived: {at: 2031-10-26T02:30+02:00}, tree_planted: {at: 2031-10-26T02:30+01:00}]"
    )
    told = REPORTS["programme"].build(Brief(stream, zone=ZoneInfo("Europe/Berlin")))

    assert times(told) == ["02:30", "02:30 (UTC+01:00)"]


def test_the_first_and_the_last_hours_of_the_calendar_are_printed() -> None:
    """What has no time elsewhere is told by the clock that it was written down by, and stands in a calendar all day."""
    stream = visit(
        "tree_planted: {at: 0001-01-01T00:10+14:00}", "guest_departed: {at: 9999-12-31T23:50-11:00}", dates=ONE_DAY
    )

    assert times(page(stream)) == ["00:10", "23:50"]
    assert appointments(stream) == [
        ("00:10 Tree planting", date(1, 1, 1), date(1, 1, 2)),
        ("23:50 Departure", date(9999, 12, 31), None),
    ]


def test_show_draws_by_the_clocks_of_the_visit() -> None:
    """The day and the clock in the terminal are local, and words for a time stand there too."""
    script = (
        f"{HEAD}dates: {ONE_DAY}\nsteps:\n  - guest_arrived: {{at: 2031-05-14T09:00}}\n"
        "  - tree_planted: {at: {value: 2031-05-14, precision: as-stated, wording: in the morning}}\n"
        "  - guest_departed: {at: 2031-05-14T23:30+04:00}\n"
    )
    shown = CliRunner().invoke(show_command, ["-"], input=script).output

    assert "2031-05-15" in shown
    assert "00:30 The guest will depart" in shown
    assert "in the morning A tree will be planted" in shown


def test_a_visit_that_goes_on_is_no_visit_of_one_day() -> None:
    """Where one day is recorded and a step on a later one, a step before it has no day."""
    stream = Stream.of(
        RecordOpened("demo", time_zone="Asia/Almaty"),
        VisitAgreed(dates=Dates(date(2031, 5, 14))),
        GuestArrived(),
        Entry(0, GuestDeparted(), Moment(at(10, day=16))),
    )

    assert days(page(stream)) == ["Day not stated", "Friday, 16 May 2031"]
