"""Deviations: what became of each step of a programme, and what was added to it."""

from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from protocol import Coverage, Entry, Stream, TalksFormat
from protocol.codec import dump_entry
from protocol.events import (
    AnthemPlayed,
    CityReached,
    Event,
    GuardReviewed,
    GuestArrived,
    GuestDeparted,
    GuestGreeted,
    MeetingHeld,
    OtherHappened,
    RecordOpened,
    TalksClosed,
    TalksOpened,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
    WreathLaid,
)
from protocol.projections import Aspect, Deviation, deviations
from protocol.reports import REPORTS, Brief
from protocol.script import load_script
from protocol.testing import programmes, visits
from protocol.values import Basis, Moment, Person, Sides, Venue, VenueKind, present

PLAN, FACT = RecordOpened("demo", basis=Basis.ANNOUNCED), RecordOpened("demo", coverage=Coverage.COMPLETE)


def at(text: str, step: Event | Entry[Event]) -> Entry[Event]:
    """A step with its time."""
    return evolve(step if isinstance(step, Entry) else Entry(0, step), at=Moment.parse(text))


def found(planned: Stream, record: Stream) -> list[tuple[str, str, int | None]]:
    """The steps that are not as planned."""
    steps = [step for step in deviations(planned, record).steps if step.deviation is not Deviation.AS_PLANNED]
    return [
        (step.deviation.value, type((step.planned or step.actual).event).__name__, step.minutes)  # type: ignore[union-attr]  # a compared step has one of the two
        for step in steps
    ]


@given(visits(longest=15))
def test_a_visit_that_goes_as_planned_has_no_deviations(stream: Stream) -> None:
    """A programme compared with itself."""
    assert found(stream, stream) == []


@given(programmes(longest=15), st.integers(-300, 300))
def test_a_visit_that_is_late_is_late_by_as_much_everywhere(stream: Stream, minutes: int) -> None:
    """Every step that states its time is so many minutes late, or early, and no other deviates."""
    moved = Stream(tuple(_later(entry, minutes) for entry in stream))
    compared = deviations(stream, moved).steps

    assert {step.minutes for step in compared} <= {minutes, None}
    word = Deviation.LATE if minutes > 0 else Deviation.EARLY if minutes < 0 else Deviation.AS_PLANNED
    assert {step.deviation for step in compared if step.minutes is not None} <= {word}
    assert {step.deviation for step in compared if step.minutes is None} <= {Deviation.AS_PLANNED}


def _later(entry: Entry[Event], minutes: int) -> Entry[Event]:
    full = None if entry.at is None else entry.at.full
    return entry if full is None else evolve(entry, at=Moment(full + timedelta(minutes=minutes)))


def test_a_step_that_was_left_out_is_dropped() -> None:
    """On a complete record of a visit that is over; on a partial one, or under way, it is only not reported."""
    planned = Stream.of(PLAN, GuestArrived(), WreathLaid(), GuestDeparted())

    assert found(planned, Stream.of(FACT, GuestArrived(), GuestDeparted())) == [("dropped", "WreathLaid", None)]
    partial = Stream.of(RecordOpened("demo"), GuestArrived(), GuestDeparted())
    assert found(planned, partial) == [("not-reported", "WreathLaid", None)]
    under_way = Stream.of(FACT, GuestArrived())
    left = [("not-reported", "WreathLaid", None), ("not-reported", "GuestDeparted", None)]
    assert found(planned, under_way) == left


def test_a_step_that_nobody_planned_is_added() -> None:
    """But the steps of a ceremony of which the programme names none are no deviation from it."""
    welcome = (WelcomeCeremonyOpened(), AnthemPlayed(), WelcomeCeremonyClosed())
    planned = Stream.of(PLAN, WelcomeCeremonyOpened(), WelcomeCeremonyClosed())

    assert found(planned, Stream.of(FACT, *welcome, MeetingHeld())) == [("added", "MeetingHeld", None)]
    assert found(Stream.of(PLAN, *welcome), Stream.of(FACT, *welcome[:2], AnthemPlayed(), welcome[2])) == [
        ("added", "AnthemPlayed", None)
    ]


def test_the_fewest_steps_are_moved() -> None:
    """Of three steps one came last instead of first: it is the one that moved."""
    planned = Stream.of(PLAN, WreathLaid(), TalksOpened(), MeetingHeld())

    assert found(planned, Stream.of(FACT, TalksOpened(), MeetingHeld(), WreathLaid())) == [
        ("moved", "WreathLaid", None)
    ]


def test_a_step_on_another_day_is_moved() -> None:
    """Where no times of day can be compared."""
    planned, record = (
        Stream.of(opened, at(day, WreathLaid())) for opened, day in ((PLAN, "2023-04-10"), (FACT, "2023-04-11"))
    )

    assert found(planned, record) == [("moved", "WreathLaid", None)]


def test_times_are_compared_across_zones() -> None:
    """Noon in one zone is not noon in another."""
    planned = Stream.of(PLAN, at("2024-02-29T12:00+06:00", TalksOpened()))
    record = Stream.of(FACT, at("2024-02-29T12:00+05:30", TalksOpened()))

    assert found(planned, record) == [("late", "TalksOpened", 30)]


MAYOR, PREMIER, ENVOY = Person("Ali Veli"), Person("Aigul Serikova"), Person("Nigar Suleymanli")


@pytest.mark.parametrize(
    ("planned", "actual", "changes"),
    [
        (
            Entry(0, WreathLaid(), place=Venue("Monument")),
            Entry(0, WreathLaid(), place=Venue("Old cemetery")),
            [Aspect.PLACE],
        ),
        (
            Entry(0, WreathLaid(), place=Venue("Akorda", city="Astana")),
            Entry(0, WreathLaid(), place=Venue("Akorda", VenueKind.RESIDENCE)),
            [],
        ),
        (Entry(0, WreathLaid(), place=Venue("Monument")), WreathLaid(), []),
        (
            Entry(0, WreathLaid(), place=Venue("Akorda", indoors=False)),
            Entry(0, WreathLaid(), place=Venue("Akorda", indoors=True)),
            [Aspect.PLACE],
        ),
        (
            Entry(0, WreathLaid(), place=Venue({"en": "Monument"})),
            Entry(0, WreathLaid(), place=Venue({"ru": "Монумент"})),
            [],
        ),
        (CityReached("Almaty"), CityReached("Aktau"), [Aspect.PLACE]),
        (
            Entry(0, OtherHappened(title="Tea"), place=Venue("Akorda")),
            Entry(0, OtherHappened(title="Tea"), place=Venue("Hotel")),
            [Aspect.PLACE],
        ),
        (
            Entry(0, GuestGreeted(), present=present(acting=(MAYOR,))),
            Entry(0, GuestGreeted(), present=present(acting=(PREMIER,))),
            [Aspect.ACTORS],
        ),
        (
            Entry(0, GuestGreeted(), present=present(acting=(MAYOR, PREMIER))),
            Entry(0, GuestGreeted(), present=present(acting=(MAYOR, ENVOY))),
            [Aspect.ACTORS],
        ),
        (
            Entry(0, WreathLaid(), present=present(acting=(MAYOR,), attending=(PREMIER,))),
            Entry(0, WreathLaid(), present=present(acting=(MAYOR,), attending=(ENVOY,))),
            [Aspect.PEOPLE],
        ),
        (
            Entry(0, GuestGreeted(), present=present(acting=(MAYOR,))),
            Entry(0, GuestGreeted(), present=present(acting=(MAYOR, PREMIER))),
            [],
        ),
        (Entry(0, GuestGreeted(), present=present(acting=(MAYOR,))), GuestGreeted(), []),
        (GuardReviewed(Sides.BOTH), GuardReviewed(Sides.GUEST), [Aspect.ACTORS]),
        (GuardReviewed(Sides.BOTH), GuardReviewed(), []),
    ],
)
def test_place_and_people_are_compared(planned: Event, actual: Event, changes: list[Aspect]) -> None:
    """Only what both the programme and the record say can differ."""
    (step,) = deviations(Stream.of(PLAN, planned), Stream.of(FACT, actual)).steps

    assert list(step.differences) == changes
    assert step.deviation is (Deviation.CHANGED if changes else Deviation.AS_PLANNED)


def test_who_is_missing_is_missed_where_the_record_is_complete() -> None:
    """A partial record may name fewer than took part."""
    planned, actual = (
        Entry(0, GuestGreeted(), present=present(acting=(MAYOR, PREMIER))),
        Entry(0, GuestGreeted(), present=present(acting=(MAYOR,))),
    )
    for opened, changes in ((FACT, (Aspect.ACTORS,)), (RecordOpened("demo"), ())):
        (step,) = deviations(Stream.of(PLAN, planned), Stream.of(opened, actual)).steps
        assert step.differences == changes


def test_ends_are_compared() -> None:
    """Of a step by its own end, of a ceremony by its closing, by clocks of whatever offset."""
    planned = Stream.of(PLAN, at("2031-05-14T12:00+05:00", TalksOpened()), at("2031-05-14T13:00+05:00", TalksClosed()))
    record = Stream.of(FACT, at("2031-05-14T12:00+05:00", TalksOpened()), at("2031-05-14T12:20+04:00", TalksClosed()))
    (step,) = deviations(planned, record).steps

    assert (step.minutes, step.ended, step.differences) == (0, 20, (Aspect.LENGTH,))
    assert step.deviation is Deviation.CHANGED


def test_what_changed_is_told() -> None:
    """In the column of differences, and beside the times where and with whom."""
    planned = Stream.of(PLAN, at("2031-05-14T12:00+05:00", Entry(0, WreathLaid(), place=Venue("Monument"))))
    record = Stream.of(FACT, at("2031-05-14T12:10+05:00", Entry(0, WreathLaid(), place=Venue("Old cemetery"))))
    page = REPORTS["deviations"].build(Brief(record, programme=planned))
    said = [span.text for span in page.spans()]

    assert "14 May 2031, 12:00; Monument" in said
    assert "14 May 2031, 12:10; Old cemetery" in said
    assert "10 min late, at another place" in said


def test_an_end_without_a_beginning_is_early_or_late() -> None:
    """Where nobody says when it began, nobody knows that it was longer."""
    planned = Stream.of(PLAN, TalksOpened(), at("2031-05-14T13:00+05:00", TalksClosed()))
    record = Stream.of(FACT, TalksOpened(), at("2031-05-14T13:20+05:00", TalksClosed()))
    (step,) = deviations(planned, record).steps

    assert (step.ended, step.longer, step.differences) == (20, None, (Aspect.END,))


MUSEUM, FACTORY = "site_visited: {place: Museum}", "site_visited: {place: Factory}"
TRADE, TRANSIT = "meeting_held: {about: trade}", "meeting_held: {about: transit}"
VELI, OTHER = "meeting_held: {attending: [Ali Veli]}", "meeting_held: {attending: [B. Other]}"
WREATHS = ("wreath_laid: {place: Museum}", "wreath_laid: {place: Factory}")


@pytest.mark.parametrize(
    ("planned", "record", "told"),
    [
        ((MUSEUM, FACTORY), (FACTORY,), ["not-reported Museum"]),
        ((MUSEUM,), (FACTORY,), ["added Factory", "not-reported Museum"]),
        ((VELI,), (OTHER,), ["added B. Other", "not-reported Ali Veli"]),
        ((TRADE, TRANSIT), (TRANSIT,), ["not-reported trade"]),
        (WREATHS, WREATHS[::-1], ["moved Museum"]),
        (WREATHS[:1], WREATHS[1:], ["changed Museum"]),
    ],
)
def test_two_sites_and_two_meetings_are_told_apart(
    planned: tuple[str, ...], record: tuple[str, ...], told: list[str]
) -> None:
    """What a step is known by decides which it is, not its place in the order; it is never taken for another."""
    head = "format: visit/1\nvisit: a\nsteps:\n"
    plan, fact = (load_script(head + "".join(f"  - {step}\n" for step in steps)) for steps in (planned, record))
    unlike = [step for step in deviations(plan, fact).steps if step.deviation is not Deviation.AS_PLANNED]

    words = ("Museum", "Factory", "Ali Veli", "B. Other", "trade", "transit")
    said = [(step.deviation.value, str(dump_entry(step.planned or step.actual or fact[0]))) for step in unlike]
    assert sorted(f"{kind} {word}" for kind, entry in said for word in words if word in entry) == told


def test_small_differences_are_as_planned_if_they_are_tolerated() -> None:
    """Ten minutes late and ten minutes longer is as planned, by a tolerance of ten minutes; nothing else is."""
    planned = Stream.of(PLAN, at("2031-05-14T12:00+05:00", TalksOpened()), at("2031-05-14T13:00+05:00", TalksClosed()))
    record = Stream.of(FACT, at("2031-05-14T12:10+05:00", TalksOpened()), at("2031-05-14T13:20+05:00", TalksClosed()))

    assert [deviations(planned, record, tolerance=each).steps[0].deviation for each in (9, 10)] == [
        "late",
        "as-planned",
    ]


def test_what_was_added_comes_where_it_came() -> None:
    """Between the steps of the programme before and after it, so that a page reads in the order of time."""
    planned = Stream.of(PLAN, GuestArrived(), GuestDeparted())
    record = Stream.of(FACT, GuestArrived(), WreathLaid(), GuestDeparted())

    steps = deviations(planned, record).steps
    assert [type((step.planned or step.actual).event) for step in steps] == [GuestArrived, WreathLaid, GuestDeparted]  # type: ignore[union-attr]  # a compared step has one of the two


def test_talks_are_told_apart_by_their_format() -> None:
    """The restricted talks of the programme are the restricted ones of the record, wherever these were held."""
    restricted, expanded = TalksOpened(TalksFormat.RESTRICTED), TalksOpened(TalksFormat.EXPANDED)
    planned = Stream.of(PLAN, restricted, TalksClosed(), expanded, TalksClosed())
    record = Stream.of(FACT, Entry(0, restricted, place=Venue("Akorda")), TalksClosed(), expanded, TalksClosed())

    assert found(planned, record) == []


def test_a_record_may_say_less_than_the_programme() -> None:
    """Talks whose format is not reported are those that were planned."""
    planned = Stream.of(PLAN, TalksOpened(TalksFormat.RESTRICTED), TalksClosed())

    assert found(planned, Stream.of(FACT, TalksOpened(), TalksClosed())) == []
