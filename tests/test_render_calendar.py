"""Appointments as calendars: read again, they are the same moments, by the clocks of their own zones."""

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from protocol.errors import InvalidValueError
from protocol.render import render
from protocol.render.zones import observances
from protocol.reports import REPORTS, Appointment, Brief, Page
from protocol.script import read_script

ALMATY, NEPAL, INDIA = ZoneInfo("Asia/Almaty"), ZoneInfo("Asia/Kathmandu"), ZoneInfo("Asia/Kolkata")
ZONES = ("Asia/Almaty", "Asia/Baku", "Asia/Kathmandu", "Asia/Kolkata", "Europe/Paris", "America/New_York", "UTC")
HOUR = timedelta(hours=1)
IMAGINED = Path(__file__).parent.parent / "examples" / "imagined_visit"


def written(*appointments: Appointment, language: str = "en") -> str:
    """A page with these appointments as a calendar."""
    return render(Page("Programme", (), language, (), appointments), to="ics")


def read(text: str) -> list[Event]:
    """The appointments of a calendar, none of which may have a fault."""
    events = [event for event in Calendar.from_ical(text).walk("VEVENT") if isinstance(event, Event)]
    assert all(event.errors == [] for event in events)
    return events


def moments(*appointments: Appointment) -> list[tuple[datetime | date, datetime | date | None]]:
    """From when until when, as read again."""
    return [(event.decoded("dtstart"), event.decoded("dtend", None)) for event in read(written(*appointments))]


def test_an_appointment_is_told_by_the_clock_of_its_zone() -> None:
    """The zone is named and described, so that who does not know it by name reads the same moment."""
    start = datetime(2023, 4, 10, 10, 30, tzinfo=ALMATY)
    text = written(Appointment("demo-3", "Welcome ceremony", start, start + HOUR, "Akorda", "Indoors"))
    (event,) = read(text)

    assert "DTSTART;TZID=Asia/Almaty:20230410T103000" in text
    assert "BEGIN:VTIMEZONE\r\nTZID:Asia/Almaty" in text
    assert event.decoded("dtstart") == start
    assert event.decoded("dtend") == start + HOUR
    assert [str(event[name]) for name in ("SUMMARY", "LOCATION", "DESCRIPTION")] == [
        "Welcome ceremony",
        "Akorda",
        "Indoors",
    ]


@pytest.mark.parametrize("zone", [NEPAL, INDIA, timezone(timedelta(hours=5, minutes=45)), timezone(-HOUR * 3.5)])
def test_zones_of_half_and_quarter_hours(zone: tzinfo) -> None:
    """Not all zones keep whole hours, and an offset alone is told in UTC."""
    start = datetime(2024, 1, 26, 9, 15, tzinfo=zone)
    (found,) = moments(Appointment("a", "Parade", start, start + HOUR))

    assert found == (start, start + HOUR)


def test_kazakhstan_changed_its_clocks_on_1_march_2024() -> None:
    """Before and after the change the same hour is another moment, and the calendar says when it changed."""
    before, after = datetime(2024, 2, 29, 12, tzinfo=ALMATY), datetime(2024, 3, 1, 12, tzinfo=ALMATY)
    text = written(Appointment("a", "Before", before), Appointment("b", "After", after))

    assert after.astimezone(UTC) - before.astimezone(UTC) == 25 * HOUR
    assert "DTSTART:20240301T000000\r\nTZNAME:+05\r\nTZOFFSETFROM:+0600\r\nTZOFFSETTO:+0500" in text
    assert [found for found, _ in moments(Appointment("a", "x", before), Appointment("b", "y", after))] == [
        before,
        after,
    ]


def test_an_hour_that_comes_twice_is_told_in_utc_the_second_time() -> None:
    """That night the clocks showed 23:30 twice, and the zone can name only the first of them."""
    first = datetime(2024, 2, 29, 23, 30, tzinfo=ALMATY)
    again = first.replace(fold=1)
    found = [start for start, _ in moments(Appointment("a", "x", first), Appointment("b", "y", again))]

    assert [start.astimezone(UTC) for start in found if isinstance(start, datetime)] == [
        first.astimezone(UTC),
        again.astimezone(UTC),
    ]


def test_an_appointment_may_end_after_midnight() -> None:
    """A dinner ends on the next day; who flies may land by another clock."""
    start = datetime(2023, 4, 10, 22, tzinfo=ALMATY)
    end = datetime(2023, 4, 11, 0, 45, tzinfo=ZoneInfo("Asia/Baku"))

    assert moments(Appointment("a", "Dinner", start, start + 3 * HOUR)) == [(start, start + 3 * HOUR)]
    assert moments(Appointment("b", "Flight", start, end)) == [(start, end)]


def test_where_only_the_day_is_known_it_takes_the_whole_day() -> None:
    """An end is not counted, so a day ends with the next."""
    day = date(2023, 4, 10)

    assert moments(Appointment("a", "Visit", day)) == [(day, date(2023, 4, 11))]
    assert moments(Appointment("a", "Visit", day, datetime(2023, 4, 12, 15, tzinfo=ALMATY))) == [
        (day, date(2023, 4, 13))
    ]


def test_an_end_that_is_none_is_left_out() -> None:
    """What ends when it begins, or before, has no end in a calendar, for one would be refused."""
    start = datetime(2023, 4, 10, 10, tzinfo=ALMATY)

    assert (
        moments(Appointment("a", "x", start, start), Appointment("b", "y", start, start - HOUR)) == [(start, None)] * 2
    )


def test_uids_follow_names_and_no_clock_is_read() -> None:
    """A page has one calendar; an appointment that is moved keeps its UID, and two of one name are told apart.

    The stamp is the one that the appointment has, whenever it begins.
    """
    start = datetime(2023, 4, 10, 10, tzinfo=ALMATY)
    first = written(Appointment("demo-3", "x", start), Appointment("demo-3", "y", start))
    moved = written(Appointment("demo-3", "x", start + HOUR, sequence=2, stamp=start))

    assert first == written(Appointment("demo-3", "x", start), Appointment("demo-3", "y", start))
    assert [str(event["UID"]) for event in read(first)] == [
        "demo-3@state-visit-protocol",
        "demo-3-2@state-visit-protocol",
    ]
    assert [str(event["UID"]) for event in read(moved)] == ["demo-3@state-visit-protocol"]
    assert [event.decoded("dtstamp") for event in read(moved)] == [start.astimezone(UTC)]
    assert [event.decoded("SEQUENCE") for event in (*read(first), *read(moved))] == [0, 0, 2]


def test_words_stay_words() -> None:
    """What a source wrote begins no new line of the calendar, and says its language."""
    text = written(Appointment("a\r\nX:1", "b\r\nEND:VEVENT; a, c\x1b", date(2023, 4, 10)), language="az")
    (event,) = read(text)

    assert str(event["SUMMARY"]) == "b END:VEVENT; a, c\ufffd"
    assert event["SUMMARY"].params["LANGUAGE"] == "az"
    assert not [line for line in text.splitlines() if line.startswith("X:1")]


def test_a_page_without_appointments_has_no_calendar() -> None:
    """A calendar of nothing would not be one, so it is said what is missing."""
    with pytest.raises(InvalidValueError, match="it has no appointments"):
        written()


@given(
    st.lists(
        st.tuples(
            st.datetimes(datetime(1950, 1, 1), datetime(2060, 1, 1)),  # noqa: DTZ001 - the zone is drawn by itself
            st.sampled_from(ZONES),
            st.integers(0, 1),
            st.timedeltas(timedelta(minutes=1), timedelta(days=2)),
        ),
        min_size=1,
        max_size=3,
    )
)
def test_any_moment_is_read_again(drawn: list[tuple[datetime, str, int, timedelta]]) -> None:
    """Whatever the zone does that day, start and end are read as the moments that they are, to the second."""
    wanted = []
    for moment, zone, fold, length in drawn:
        start = moment.replace(tzinfo=ZoneInfo(zone), fold=fold, microsecond=0)
        wanted.append((start, (start.astimezone(UTC) + length).astimezone(ZoneInfo(zone)).replace(microsecond=0)))
    found = moments(*(Appointment(str(number), "x", *span) for number, span in enumerate(wanted)))

    assert [_in_utc(span) for span in found] == [_in_utc(span) for span in wanted]


@pytest.mark.parametrize("name", ["programme.yaml", "record.yaml"])
def test_a_programme_has_the_times_of_its_steps(name: str) -> None:
    """From the script to the calendar and back, by the clock of the visit."""
    stream = read_script(IMAGINED / name)
    found = moments(*REPORTS["programme"].build(Brief(stream)).appointments)
    times = {entry.at.full for entry in stream if entry.at is not None}

    assert len(found) > 30
    assert {start for start, _ in found} <= times
    assert {start.utcoffset() for start, _ in found if isinstance(start, datetime)} == {5 * HOUR}


def _in_utc(span: tuple[datetime | date, datetime | date | None]) -> list[datetime]:
    return [moment.astimezone(UTC) for moment in span if isinstance(moment, datetime)]


@given(st.sampled_from(ZONES), st.integers(1950, 2035), st.floats(0, 1))
def test_zones_are_described_as_they_are(zone: str, year: int, part: float) -> None:
    """At any moment of the years told, the last offset that has begun is the one that the zone keeps."""
    first, last = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 2, 1, 1, tzinfo=UTC)
    moment = first + (last - first) * part
    begun = [
        kept
        for kept in observances(ZoneInfo(zone), first, last)
        if kept.since - kept.before <= moment.replace(tzinfo=None)
    ]

    assert begun[-1].offset == moment.astimezone(ZoneInfo(zone)).utcoffset()
