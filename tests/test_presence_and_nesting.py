"""Steps outside of the stay, ceremonies inside ceremonies, and second rounds, as the common rules judge them."""

from collections.abc import Callable
from random import Random

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from profiles import examples
from protocol import COMMON, Coverage, Entry, Severity, Side, Stream, TalksFormat, check, owed
from protocol.events import (
    AnthemPlayed,
    CityLeft,
    CityReached,
    Event,
    FarewellCeremonyClosed,
    FarewellCeremonyOpened,
    ForumAttended,
    GuardReviewed,
    GuestArrived,
    GuestDeparted,
    LeadersGreeted,
    MarchPastHeld,
    PressStatementMade,
    ReceptionClosed,
    ReceptionOpened,
    RecordOpened,
    SigningClosed,
    SigningOpened,
    TalksClosed,
    TalksOpened,
    VisitAgreed,
    VisitCancelled,
    VisitConcluded,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
)
from protocol.generation import Wanted, valid_visit
from protocol.hosts import rulebook_named
from protocol.order import existence
from protocol.rules import BRACKETS, LOGICAL, because, order_rule
from protocol.rules.presence import IN_PERSON
from protocol.values import Standing, VisitKind

GUESTS, HOSTS = AnthemPlayed(of=Side.GUEST), AnthemPlayed(of=Side.HOST)
ARRIVED, DEPARTED = GuestArrived(), GuestDeparted()
WELCOME, WELCOMED = WelcomeCeremonyOpened(), WelcomeCeremonyClosed()
FAREWELL, FAREWELLED = FarewellCeremonyOpened(), FarewellCeremonyClosed()
SIGNING, SIGNED = SigningOpened(), SigningClosed()
TALKS, TALKED = TalksOpened(), TalksClosed()
DINNER, DINED = ReceptionOpened(), ReceptionClosed()
PAIRS = ((WELCOME, WELCOMED), (TALKS, TALKED), (SIGNING, SIGNED), (DINNER, DINED), (FAREWELL, FAREWELLED))
FIXED = frozenset(event for bracket in BRACKETS for event in (bracket.opened, bracket.closed))


def found(*steps: Event | Entry[Event], coverage: Coverage = Coverage.PARTIAL, ended: bool = False) -> list[str]:
    """The severity and code of each finding, under the common rules."""
    stream = Stream.of(RecordOpened("demo", coverage=coverage), *steps)
    return [f"{finding.severity} {finding.rule.code}" for finding in check(stream, COMMON, ended=ended).findings]


@pytest.mark.parametrize("step", IN_PERSON, ids=lambda step: step.__name__)
def test_nothing_is_done_in_person_before_the_arrival_or_after_the_departure(step: Callable[[], Event]) -> None:
    """Whoever is not in the country cannot take part, so it is a breach on a partial record too."""
    assert "breach PRE01" in found(step(), ARRIVED)
    assert found(ARRIVED, DEPARTED, step()) == ["breach PRE02"]
    assert found(ARRIVED, step(), DEPARTED) == []


@pytest.mark.parametrize("step", [GUESTS, ForumAttended(), PressStatementMade()], ids=lambda step: type(step).__name__)
def test_what_others_do_or_what_may_be_far_away_is_no_breach(step: Event) -> None:
    """A forum, an anthem or a statement may be held without the guest, before the arrival and after the departure."""
    assert found(step, ARRIVED, DEPARTED, step) == []


def test_a_farewell_needs_an_arrival_before_it() -> None:
    """After the departure another rule has it."""
    assert found(FAREWELL, ARRIVED) == ["breach PRE01"]
    assert found(ARRIVED, DEPARTED, FAREWELL) == ["breach DEP03"]


@pytest.mark.parametrize("step", [WELCOME, TALKS, DINNER, GuardReviewed(), CityLeft()], ids=lambda e: type(e).__name__)
def test_a_visit_that_took_place_has_an_arrival(step: Event) -> None:
    """A complete record owes it; a partial one may have left it out, and a visit that was called off owes nothing."""
    complete = Coverage.COMPLETE

    assert "lapse PRE03" in found(step, coverage=complete, ended=True)
    assert "lapse PRE03" not in found(step, ended=True)
    assert "lapse PRE03" not in found(step, VisitCancelled(), coverage=complete)


def test_a_visit_that_was_called_off_owes_nothing() -> None:
    """Neither by a rule that asks for a step nor by one that asks for what belongs to a step."""
    asks = order_rule(
        "OUR01",
        "The guest arrives.",
        existence(GuestArrived),
        severity=Severity.BREACH,
        evidence=LOGICAL,
        sources=(because("a visit is a visit"),),
    )
    book = COMMON.adding(asks)
    called_off = Stream.of(RecordOpened("demo", coverage=Coverage.COMPLETE), VisitAgreed(VisitKind.STATE), TALKS)

    assert [owing.rule.code for owing in owed(called_off, book)] == ["PRE03", "ENC02", "OUR01"]
    assert owed(called_off.then(VisitCancelled()), book) == ()
    assert check(called_off.then(VisitCancelled()), book).findings == ()


@pytest.mark.parametrize(("opened", "closed"), PAIRS, ids=lambda event: type(event).__name__)
@pytest.mark.parametrize("step", [CityLeft(), CityReached(), VisitConcluded()], ids=lambda event: type(event).__name__)
def test_nobody_travels_inside_a_ceremony(opened: Event, closed: Event, step: Event) -> None:
    """Found where the closing is reported; where it is not, the ceremony may have been over."""
    assert "breach NST01" in found(ARRIVED, opened, step, closed)
    assert "breach NST01" not in found(ARRIVED, opened, step)
    assert "breach NST01" not in found(ARRIVED, opened, step, opened, closed)
    assert "breach NST01" not in found(ARRIVED, opened, closed, step)


@pytest.mark.parametrize(
    ("outer", "inner", "wanted"),
    [
        *((outer, inner, "lapse NST02") for outer in PAIRS[1:4] for inner in (PAIRS[0], PAIRS[4])),
        *((outer, inner, "lapse NST03") for outer in (PAIRS[0], PAIRS[4]) for inner in PAIRS[1:4]),
        (PAIRS[0], PAIRS[4], "breach NST04"),
        (PAIRS[4], PAIRS[0], "breach NST04"),
        *((outer, ((GuardReviewed()), MarchPastHeld()), "lapse NST05") for outer in PAIRS[1:4]),
    ],
)
def test_what_cannot_be_inside_a_ceremony_is_found(
    outer: tuple[Event, Event], inner: tuple[Event, Event], wanted: str
) -> None:
    """A welcome inside talks, talks inside a welcome, a farewell inside a welcome, a guard at the table."""
    assert wanted in found(ARRIVED, outer[0], *inner, outer[1])
    assert wanted not in found(ARRIVED, outer[0], *inner)
    assert wanted not in found(ARRIVED, *outer, *inner)


def test_signing_during_talks_and_toasts_at_table_are_as_they_should_be() -> None:
    """What does sit inside another ceremony is not found."""
    assert found(ARRIVED, TALKS, SIGNING, SIGNED, TALKED, DINNER, SIGNING, SIGNED, DINED, DEPARTED) == []


def test_a_ceremony_that_no_source_names_makes_a_lapse_at_most() -> None:
    """Whoever inferred the closing may have set it too late."""
    inferred = Entry(0, TALKED, standing=Standing.INFERRED)

    assert found(ARRIVED, TALKS, CityLeft(), TALKED) == ["breach NST01"]
    assert found(ARRIVED, TALKS, CityLeft(), inferred) == ["lapse NST01"]


def test_a_second_round_of_anthems_is_not_held_against_the_visit() -> None:
    """The first round is compared, as the acts mean it; in the common rules and in those of the hosts."""
    for name in ("common", "es-2010", "gr-2009", "id-2018"):
        book = rulebook_named(name)
        steps = (ARRIVED, WELCOME, GUESTS, HOSTS, GuardReviewed(), GUESTS, HOSTS, WELCOMED)
        stream = Stream.of(RecordOpened("demo"), VisitAgreed(VisitKind.OFFICIAL), *steps)
        assert check(stream, book).at_least(Severity.LAPSE) == (), name


@pytest.mark.parametrize("coverage", list(Coverage))
def test_the_first_round_is_held_against_the_visit(coverage: Coverage) -> None:
    """What is played in a ceremony is taken as reported, so a partial record can break the order too."""
    assert found(ARRIVED, WELCOME, HOSTS, GUESTS, WELCOMED, coverage=coverage) == ["lapse CER02"]
    assert found(ARRIVED, WELCOME, GuardReviewed(), GUESTS, coverage=coverage) == ["lapse CER04"]
    assert found(ARRIVED, WELCOME, GUESTS, GUESTS, HOSTS, coverage=coverage) == ["note CER09"]


def test_a_second_greeting_is_not_the_first() -> None:
    """The leaders greet each other again before dinner, or shake hands after the anthems."""
    complete = Coverage.COMPLETE

    assert found(ARRIVED, LeadersGreeted(), TALKS, TALKED, LeadersGreeted(), coverage=complete) == []
    assert found(ARRIVED, WELCOME, LeadersGreeted(), GUESTS, LeadersGreeted(), coverage=complete) == []
    assert found(ARRIVED, WELCOME, WELCOMED, TALKS, TALKED, LeadersGreeted(), coverage=complete) == []
    assert found(ARRIVED, TALKS, TALKED, LeadersGreeted(), coverage=complete) == ["note TLK04"]


def test_talks_on_the_second_day_are_not_the_first_talks() -> None:
    """Earlier ones may have gone unreported, so a partial record breaks no order of first talks."""
    expanded, restricted = TalksOpened(TalksFormat.EXPANDED), TalksOpened(TalksFormat.RESTRICTED)
    signing_first = (ARRIVED, SIGNING, SIGNED, PressStatementMade(), expanded, TALKED, restricted, TALKED, WELCOME)

    assert found(*signing_first) == []
    assert {code.partition(" ")[2] for code in found(*signing_first, coverage=Coverage.COMPLETE)} >= {
        "TLK01",
        "TLK03",
        "SIG03",
        "PRS01",
    }


def whole_ceremonies(entries: tuple[Entry[Event], ...]) -> list[list[int]]:
    """The indexes of each ceremony from its opening to its closing, with all that is in it."""
    opened: list[tuple[type, int]] = []
    spans = []
    closing = {bracket.closed: bracket.opened for bracket in BRACKETS}
    for index, entry in enumerate(entries):
        kind = type(entry.event)
        if kind in closing.values():
            opened.append((kind, index))
        elif kind in closing:
            start = next(place for place in reversed(range(len(opened))) if opened[place][0] is closing[kind])
            spans.append([*range(opened.pop(start)[1], index + 1)])
    return spans


def thinned(visit: Stream, random: Random) -> Stream:
    """A partial record of a visit: whole ceremonies and single steps are left out, no ceremony is split.

    What rules take as reported stays: the anthems and greetings of a ceremony that is reported.
    """
    stay = FIXED.union(*(rule.reported for rule in COMMON))
    gone: set[int] = set()
    for span in whole_ceremonies(visit.entries):
        gone |= set(span) if random.random() < 0.4 else set()
    gone |= {i for i, entry in enumerate(visit) if type(entry.event) not in stay and random.random() < 0.4}
    opening = evolve(visit[0], event=evolve(visit.opening, coverage=Coverage.PARTIAL))
    # Positions stay as they are, for corrections name them.
    return Stream((opening, *(entry for i, entry in enumerate(visit) if i and i not in gone)))


@given(st.integers(0, 2**32), st.sampled_from([VisitKind.STATE, VisitKind.OFFICIAL, VisitKind.UNKNOWN]))
@examples(250, 5_000)
def test_leaving_steps_out_never_makes_a_breach(seed: int, kind: VisitKind) -> None:
    """Of a visit that keeps every rule, no partial record has a breach or a lapse."""
    random = Random(seed)
    visit = valid_visit(random, COMMON, Wanted(kind=kind))

    assert check(thinned(visit, random), COMMON).at_least(Severity.LAPSE) == ()
