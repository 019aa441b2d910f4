"""Given, when, then: what holds passes, and what does not is told as a sentence."""

import pytest

from protocol import COMMON, TEXTBOOK, Coverage, Entry, Placing, Side, Stream, VisitKind
from protocol.errors import RulebookError, StreamError
from protocol.events import (
    AnthemPlayed,
    GuardReviewed,
    GuestArrived,
    GuestDeparted,
    RecordOpened,
    TalksOpened,
    VisitAgreed,
    VisitConcluded,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
)
from protocol.testing import given

REVIEWED = (WelcomeCeremonyOpened(), GuardReviewed())


def test_review_before_anthems_is_a_lapse() -> None:
    """Reviewing the guard before the anthems is found out."""
    given(*REVIEWED).when(AnthemPlayed(of=Side.GUEST)).then("CER04")


def test_anthems_before_the_review_are_as_they_should_be() -> None:
    """What is done in order breaks nothing."""
    given(WelcomeCeremonyOpened()).when(AnthemPlayed(of=Side.GUEST), AnthemPlayed(of=Side.HOST)).then_nothing()


def test_what_was_found_before_is_not_found_again() -> None:
    """Only what is done now is judged."""
    given(*REVIEWED, AnthemPlayed()).when(WelcomeCeremonyClosed()).then_nothing()


def test_who_has_arrived_has_to_depart() -> None:
    """What is owed is told while it is, and at the end it is found."""
    arrived = given(RecordOpened("demo", coverage=Coverage.COMPLETE)).when(GuestArrived())
    arrived.then_nothing().then_owed("DEP05")
    given(arrived.after).when(VisitConcluded()).then("DEP05")
    given(arrived.after, GuestDeparted()).when(VisitConcluded()).then_nothing()


def test_a_stream_may_be_given_in_any_form() -> None:
    """A stream as it is, with more events, as events with or without an opening, or as nothing."""
    opening, entry = RecordOpened("demo"), Entry(0, GuestArrived(), placing=Placing.LISTED)
    stream = Stream.of(opening, entry)

    assert given(stream).stream is not None
    assert given(stream).stream == stream
    assert given(opening, entry).stream == stream
    assert given(stream, GuestDeparted()).stream == stream.then(GuestDeparted())
    assert given(GuestArrived()).stream.events[1:] == (VisitAgreed(VisitKind.STATE), GuestArrived())
    assert given(VisitAgreed(VisitKind.WORKING)).stream.events[1:] == (VisitAgreed(VisitKind.WORKING),)
    assert given().stream.coverage is Coverage.COMPLETE
    with pytest.raises(StreamError, match="a record is opened once"):
        given(stream, stream)


def test_what_fails_reads_as_a_sentence() -> None:
    """What was given, what was done, what was expected, and what was found instead."""
    with pytest.raises(AssertionError) as told:
        given(*REVIEWED).when(AnthemPlayed(of=Side.GUEST)).then("CER05")

    assert str(told.value) == (
        "given that the record of the visit a-visit was opened, the visit was agreed as a state visit, "
        "the welcome ceremony began and the guard of honour was reviewed,\n"
        "when the anthem of the guest was played,\n"
        f'then, by common, CER05 ("{COMMON.rule("CER05").sentence}") should be found broken and no other,\n'
        "but lapse CER04: anthem played (guest) after guard reviewed (entries 3, 4) was found"
    )


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (("CER04", "CER05"), "should be found broken and no other,\nbut lapse CER04"),
        ((), "no rule should be found broken,\nbut lapse CER04"),
    ],
)
def test_exactly_what_is_named_has_to_be_broken(wanted: tuple[str, ...], found: str) -> None:
    """One more and one fewer are both told."""
    with pytest.raises(AssertionError) as told:
        given(*REVIEWED).when(AnthemPlayed()).then(*wanted)

    assert found in str(told.value)


def test_nothing_found_is_said() -> None:
    """Where a rule is expected to be broken and nothing happens, the sentence says both."""
    with pytest.raises(AssertionError, match=r"(?s)when nothing more happens,.*\nbut nothing was found"):
        given(*REVIEWED).when().then("CER04")
    with pytest.raises(AssertionError, match=r"something should be owed by DEP05 .*\nbut it was by ENC01"):
        given(WelcomeCeremonyOpened()).when(TalksOpened()).then_owed("DEP05")
    with pytest.raises(AssertionError, match=r"something should be owed by DEP05 .*\nbut it was by no rule"):
        given().when().then_owed("DEP05")


def test_the_rulebook_is_the_one_that_was_given() -> None:
    """Rules are those of the rulebook, and a code that it does not have is a mistake."""
    given(GuestArrived(), rulebook=TEXTBOOK).when(TalksOpened()).then_owed("TXT42")
    with pytest.raises(RulebookError, match="rulebook textbook has no such rule"):
        given(rulebook=TEXTBOOK).when(GuestArrived()).then("CER05")
