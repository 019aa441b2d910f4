"""What may come next and what is owed."""

from itertools import product

import pytest

from protocol import (
    COMMON,
    TEXTBOOK,
    Coverage,
    RefusedError,
    Rulebook,
    Severity,
    Stream,
    VisitKind,
    admit,
    advised,
    check,
    owed,
    permitted,
)
from protocol.events import (
    EVENTS,
    Event,
    GuestArrived,
    GuestDeparted,
    LeadersGreeted,
    RecordOpened,
    TalksClosed,
    TalksOpened,
    VisitAgreed,
    VisitConcluded,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
)
from protocol.order import Case, absence
from protocol.rules import LOGICAL, because, order_rule
from protocol.rules.samples import sample
from protocol.values import TalksFormat

pytestmark = pytest.mark.uncovered

OPENED = RecordOpened("test", coverage=Coverage.COMPLETE)
STEPS: tuple[Event, ...] = (
    GuestArrived(),
    WelcomeCeremonyOpened(),
    WelcomeCeremonyClosed(),
    TalksOpened(TalksFormat.RESTRICTED),
    TalksClosed(),
    GuestDeparted(),
)


def forbidden(stream: Stream, book: Rulebook, **options: Severity) -> dict[str, list[str]]:
    """The steps that are forbidden, with the codes of the rules that forbid them."""
    steps = permitted(stream, book, **options).steps
    return {str(p.step): [rule.code for rule in p.forbidden_by] for p in steps if not p.allowed}


def test_a_step_that_breaks_a_rule_is_forbidden_by_it() -> None:
    """Who has arrived does not arrive again."""
    assert forbidden(Stream.of(OPENED, GuestArrived()), COMMON)["GuestArrived"] == ["ARR01"]


def test_a_step_that_content_rules_object_to_is_forbidden() -> None:
    """What was not opened is not closed, and after the end nothing comes."""
    ended = forbidden(Stream.of(OPENED, VisitConcluded()), COMMON)

    assert forbidden(Stream.of(OPENED), COMMON)["TalksClosed"] == ["ENC07"]
    assert ended["GuestArrived"] == ["END01"]
    assert ended["DocumentSigned"] == ["END01"]


def test_a_step_into_a_dead_end_is_forbidden_by_the_rules_that_clash() -> None:
    """Departing first breaks nothing yet, but then the textbook's arrival could never come."""
    assert set(forbidden(Stream.of(OPENED), TEXTBOOK)["GuestDeparted"]) == {"TXT01", "TXT41"}


def test_a_clash_that_stands_already_forbids_nothing_more() -> None:
    """Once the textbook cannot be kept, steps are judged by the rules that still can be."""
    stream = Stream.of(OPENED, GuestArrived(), TalksOpened(TalksFormat.RESTRICTED))
    answers = permitted(stream, TEXTBOOK)

    assert check(stream, TEXTBOOK).conflicts
    assert TalksClosed in {step.event for step in answers.allowed}
    assert answers.exact


def test_milder_rules_forbid_only_when_asked_to() -> None:
    """Greeting after the anthem is a lapse, so a gate for breaches lets it pass."""
    from protocol.events import AnthemPlayed

    stream = Stream.of(OPENED, WelcomeCeremonyOpened(), AnthemPlayed())

    assert "LeadersGreeted" not in forbidden(stream, COMMON)
    assert forbidden(stream, COMMON, refuse=Severity.LAPSE)["LeadersGreeted"] == ["CER01"]
    assert LeadersGreeted in {step.event for step in permitted(stream, COMMON).allowed}


@pytest.mark.parametrize("book", [COMMON, TEXTBOOK], ids=lambda book: book.name)
@pytest.mark.parametrize("events", [events for length in range(3) for events in product(STEPS, repeat=length)])
def test_what_is_permitted_is_admitted(book: Rulebook, events: tuple[Event, ...]) -> None:
    """Answers are exact; what is permitted passes the gate and leads into no conflict that was not there."""
    stream = Stream.of(OPENED, *events)
    answers = permitted(stream, book)
    before = check(stream, book, ended=False)

    assert answers.exact
    if not before.conflicts:
        for step in answers.allowed:
            admitted = admit(stream, sample(step), book)
            after = [each for each in check(admitted, book, ended=False).conflicts if each.severity is Severity.BREACH]
            assert after == [], step


@pytest.mark.parametrize("events", [events for length in range(3) for events in product(STEPS, repeat=length)])
def test_what_a_rule_forbids_the_gate_refuses(events: tuple[Event, ...]) -> None:
    """Under the common rules, which clash nowhere here, forbidden is exactly refused."""
    stream = Stream.of(OPENED, *events)

    for permission in permitted(stream, COMMON).steps:
        if not permission.allowed:
            with pytest.raises(RefusedError):
                admit(stream, sample(permission.step), COMMON)


@pytest.mark.parametrize("book", [COMMON, TEXTBOOK], ids=lambda book: book.name)
@pytest.mark.parametrize("events", [events for length in range(3) for events in product(STEPS, repeat=length)])
def test_what_is_advised_leaves_nothing_owed(book: Rulebook, events: tuple[Event, ...]) -> None:
    """Following the advice pays what the rules that can still be kept ask for, and breaks no further one."""
    stream = Stream.of(OPENED, VisitAgreed(VisitKind.STATE), *events)
    before = check(stream, book, ended=False)
    advice = advised(stream, book)
    after = check(stream.then(*map(sample, advice.steps)), book, ended=True)

    assert advice.exact
    if not before.conflicts:
        known = {finding.rule.code for finding in before.findings}
        worse = [finding for finding in after.at_least(Severity.LAPSE) if finding.rule.code not in known]
        assert worse == []


@pytest.mark.parametrize("book", [COMMON, TEXTBOOK], ids=lambda book: book.name)
@pytest.mark.parametrize("events", [events for length in range(3) for events in product(STEPS, repeat=length)])
def test_what_would_first_have_to_happen(book: Rulebook, events: tuple[Event, ...]) -> None:
    """Unless rules clash already, a forbidden step may come after its first steps, and not without any one of them."""
    stream = Stream.of(OPENED, *events)
    steps = () if conflicted(stream, book) else permitted(stream, book).steps
    for forbidden_step in steps:
        for first in filter(None, [forbidden_step.first]):
            assert may(forbidden_step.step, stream, first, book)
            for place in range(len(first)):
                assert not may(forbidden_step.step, stream, first[:place] + first[place + 1 :], book)


def may(step: Case, stream: Stream, first: tuple[Case, ...], book: Rulebook) -> bool:
    """Whether steps and then a step may come, one after another, without a breach that the record does not have."""
    known = {finding.rule.code for finding in check(stream, book, ended=False).breaches}
    grown = stream.then(*map(sample, (*first, step)))
    after = check(grown, book, coverage=Coverage.COMPLETE, ended=False)
    clash = [conflict for conflict in after.conflicts if conflict.severity is Severity.BREACH]
    return {finding.rule.code for finding in after.breaches} <= known and not clash


def conflicted(stream: Stream, book: Rulebook) -> bool:
    """Whether breaches clash already."""
    found = check(stream, book, coverage=Coverage.COMPLETE, ended=False).conflicts
    return any(conflict.severity is Severity.BREACH for conflict in found)


def test_what_can_never_come_again_has_no_way() -> None:
    """A second arrival is forbidden for good."""
    (arrival,) = (
        each for each in permitted(Stream.of(OPENED, GuestArrived()), COMMON).steps if each.step.event is GuestArrived
    )

    assert not arrival.allowed
    assert arrival.first is None


def test_the_shortest_textbook_visit() -> None:
    """From nothing, the advice is the shortest visit that keeps the textbook."""
    steps = [str(step) for step in advised(Stream.of(OPENED), TEXTBOOK).steps]

    assert steps == [
        "GuestArrived",
        "WelcomeCeremonyOpened",
        "WelcomeCeremonyClosed",
        "TalksOpened(format=restricted)",
        "TalksClosed",
        "TalksOpened(format=expanded)",
        "TalksClosed",
        "GuestDeparted",
    ]


def test_what_is_owed_is_what_the_assessment_says() -> None:
    """On a complete record what is owed, on a partial one what is not reported."""
    steps = (VisitAgreed(VisitKind.OFFICIAL), GuestArrived())

    assert [each.rule.code for each in owed(Stream.of(OPENED, *steps), COMMON)] == ["DEP05", "TLK05"]
    assert [each.rule.code for each in owed(Stream.of(RecordOpened("test"), *steps), COMMON)] == ["DEP05", "TLK05"]
    assert str(owed(Stream.of(OPENED, *steps), COMMON)[0]) == "DEP05: A guest who has arrived departs in the end."


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_any_event_may_be_named_by_a_rule(event: type[Event]) -> None:
    """One that cannot be without some value is asked about all the same, and forbidden where the rule forbids it."""
    rule = order_rule(
        "OUR01",
        "It does not happen.",
        absence(event),
        severity=Severity.BREACH,
        evidence=LOGICAL,
        sources=(because("we say so"),),
    )
    (permission,) = permitted(Stream.of(RecordOpened("demo")), Rulebook("ours", "Ours", (rule,))).steps

    assert (permission.step, permission.forbidden_by) == (Case(event), (rule,))
