"""What other programs rely on when they send our values between processes: everything public survives pickling."""

import pickle
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given

import protocol
from protocol import COMMON, TEXTBOOK, RefusedError, Rulebook, Severity, Stream, check, errors, owed, permitted, replay
from protocol.corpus import visits
from protocol.errors import ProtocolError, UnreadableError
from protocol.events import AnthemPlayed, GuestArrived, GuestDeparted, RecordOpened
from protocol.order import not_succession, within
from protocol.reports import REPORTS, Brief
from protocol.rules import BRACKETS, LOGICAL, WELCOME_CEREMONY, because, order_rule
from protocol.script import load_script
from protocol.testing import streams

pytestmark = pytest.mark.uncovered

FAULTY = Stream.of(RecordOpened("demo"), GuestDeparted(), GuestArrived(), GuestArrived())
ARRIVED = Stream.of(RecordOpened("demo"), GuestArrived())
OURS = COMMON.adding(
    order_rule(
        "OUR01",
        "The guest arrives after the anthem.",
        within(WELCOME_CEREMONY, not_succession(GuestArrived, AnthemPlayed)),
        severity=Severity.NOTE,
        evidence=LOGICAL,
        sources=(because("we say so"),),
    )
).named("ours", "Ours")
RULEBOOKS = (COMMON, TEXTBOOK, OURS)

ERRORS: dict[type[ProtocolError], tuple[Any, ...]] = {
    errors.ProtocolError: (),
    errors.InvalidValueError: ("a country", "XX", "one that exists"),
    errors.StreamError: (3, "it is out of order"),
    errors.PatternError: ("AnthemPlayed", "of", "a side"),
    errors.RulebookError: ("CER01", "it is there twice"),
    RefusedError: (check(FAULTY, COMMON).findings,),
    errors.VersionConflictError: ("demo", 3, 4, "an entry"),
    errors.UnreadableError: ("visit.yaml", ("1:1: nothing",)),
    errors.StoreError: ("visits.db", "it is full"),
    errors.UnreadableEntryError: ("visits.db", ("1: nothing",), 3, "demo", "an id", "guest_arrived"),
    errors.ApplyError: (3, "demo", "GuestArrived", "KeyError: 'kz'"),
    errors.MissingExtraError: ("the command", "cli"),
    errors.ImpliedRuleError: ("DEP01", ("DEP02", "DEP05")),
    errors.OrderBudgetError: ("F(a)", 5000),
}


def again(thing: Any) -> Any:  # noqa: ANN401 - whatever is given comes back
    """A thing after a journey between processes, by the oldest and by the newest way."""
    oldest = pickle.loads(pickle.dumps(thing, 2))  # noqa: S301 - it is our own
    newest = pickle.loads(pickle.dumps(thing, pickle.HIGHEST_PROTOCOL))  # noqa: S301 - as above
    assert type(oldest) is type(newest)
    return newest


@given(streams())
def test_streams_and_visits_pickle(stream: Stream) -> None:
    """A stream of any events, and the visit that it makes, are the same on the other side."""
    assert again(stream) == stream
    assert again(replay(stream)) == replay(stream)
    assert deepcopy(stream) == stream


@pytest.mark.parametrize("book", RULEBOOKS, ids=lambda book: book.name)
def test_rulebooks_and_rules_pickle(book: Rulebook) -> None:
    """A rulebook is the same on the other side and finds the same, its content rules too."""
    there = again(book)

    assert there == book
    assert [again(rule) for rule in book] == list(book)
    assert hash(there) == hash(book)
    assert check(FAULTY, there) == check(FAULTY, book)


@pytest.mark.parametrize("book", RULEBOOKS, ids=lambda book: book.name)
def test_what_is_found_pickles(book: Rulebook) -> None:
    """Assessments with all that is in them, hints and what is owed are the same on the other side."""
    for stream in (FAULTY, *visits(year=2023)):
        found = check(stream, book, ended=True)
        assert again(found) == found
        assert [again(finding) for finding in found.findings] == list(found.findings)
    assert again(permitted(FAULTY, book)) == permitted(FAULTY, book)
    assert again(owed(FAULTY, book)) == owed(FAULTY, book)


def test_a_monitor_pickles() -> None:
    """A record that is being judged can be put aside and taken up elsewhere."""
    here = protocol.Monitor.open(RecordOpened("live"), COMMON)
    here.feed(GuestDeparted())
    there = again(here)

    assert there.feed(GuestArrived()) == here.feed(GuestArrived())
    assert there.assess() == here.assess()


def test_pages_pickle() -> None:
    """Every report is the same page on the other side."""
    for report in REPORTS.values():
        page = report.build(Brief(FAULTY, assessment=check(FAULTY, COMMON)))
        assert again(page) == page


def test_what_rules_are_made_of_pickles() -> None:
    """Ceremonies, patterns and formulas are the same on the other side."""
    assert again(BRACKETS) == BRACKETS
    for rule in (rule for book in RULEBOOKS for rule in book):
        assert str(again(rule.body)) == str(rule.body) or callable(getattr(rule.body, "step", None))


def _errors() -> Iterator[type[ProtocolError]]:
    yield RefusedError
    yield from (kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, ProtocolError))


@pytest.mark.parametrize("kind", list(_errors()), ids=lambda kind: kind.__name__)
def test_errors_pickle_with_their_facts(kind: type[ProtocolError]) -> None:
    """An error raised in another process tells the same here."""
    error = kind(*ERRORS[kind])
    there = again(error)

    assert type(there) is kind
    assert (str(there), vars(there)) == (str(error), vars(error))


def test_errors_as_they_are_raised_pickle() -> None:
    """Those that hold findings and faults keep them."""
    with pytest.raises(UnreadableError) as unreadable:
        load_script("visit: [", name="bad.yaml")
    with pytest.raises(RefusedError) as refused:
        protocol.admit(ARRIVED, GuestArrived(), COMMON)

    assert again(unreadable.value).faults == unreadable.value.faults
    assert again(refused.value).findings == refused.value.findings


def test_every_public_name_pickles() -> None:
    """Classes, functions and values of the façade are found again by their names."""
    for name in protocol.__all__:
        thing = getattr(protocol, name)
        assert again(thing) == thing, name
