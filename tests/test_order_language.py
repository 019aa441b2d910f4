"""The surface of the order language: patterns, operators, and what is refused with a reason."""

import pytest
from attrs import frozen

from protocol.errors import PatternError
from protocol.events import AnthemPlayed, GuestGreeted, ReceptionOpened, SpeechGiven, TalksOpened
from protocol.order import (
    Case,
    Machine,
    both,
    either,
    eventually,
    existence,
    globally,
    machine,
    negation,
    next_,
    not_succession,
    until,
    weak_next,
    where,
)
from protocol.order.language.formulas import FALSE, TRUE, Atom, as_formula
from protocol.order.language.orders import named_by
from protocol.order.language.patterns import Alphabet
from protocol.order.searching.joint import JointSearch
from protocol.values import Formality, Meal, Side, TalksFormat, Text

GUEST, HOST = where(AnthemPlayed, of=Side.GUEST), where(AnthemPlayed, of=Side.HOST)
WORKING_LUNCH = where(ReceptionOpened, meal=Meal.LUNCHEON, formality=Formality.WORKING)


@frozen
class Unfit:
    """An event whose field has endlessly many values."""

    title: str


@pytest.mark.parametrize(
    ("event", "fields", "problem"),
    [
        (int, {}, "an attrs class of events is wanted"),
        (AnthemPlayed, {"whose": Side.GUEST}, "its fields are of, state"),
        (Unfit, {"title": "a"}, "only fields of enums and booleans"),
        (AnthemPlayed, {"of": "guest"}, "'guest' is none of its values"),
        (AnthemPlayed, {"of": TalksFormat.EXPANDED}, "is none of its values"),
    ],
)
def test_a_pattern_that_cannot_be_told_apart_is_refused(event: type, fields: dict[str, object], problem: str) -> None:
    """The message names the event and the field, and says what is wanted."""
    with pytest.raises(PatternError, match=problem):
        where(event, **fields)


def test_patterns_match_by_class_and_fields() -> None:
    """A pattern matches the events of its class whose fields have its values, None and booleans among them."""
    assert GUEST.matches(AnthemPlayed(Side.GUEST))
    assert not GUEST.matches(AnthemPlayed(Side.HOST))
    assert not GUEST.matches(TalksOpened())
    assert where(AnthemPlayed, of=None).matches(AnthemPlayed())
    assert where(GuestGreeted, flowers=True).matches(GuestGreeted(flowers=True))
    assert not where(GuestGreeted, flowers=True).matches(GuestGreeted())


def test_letters_are_told_by_one_field_or_by_several() -> None:
    """An event's letter is the set of patterns that it matches, whatever the number of fields they name."""
    for patterns, event in [
        ((GUEST, HOST), AnthemPlayed(Side.GUEST)),
        ((GUEST, HOST), AnthemPlayed(Side.OTHER)),
        ((WORKING_LUNCH,), ReceptionOpened(Meal.LUNCHEON, Formality.WORKING)),
        ((WORKING_LUNCH,), ReceptionOpened(Meal.LUNCHEON)),
        ((WORKING_LUNCH, where(ReceptionOpened, meal=Meal.DINNER)), ReceptionOpened(Meal.DINNER)),
    ]:
        alphabet = Alphabet.over(patterns)
        read = alphabet.readers()[type(event)]
        letter = read if isinstance(read, int) else read(event)
        assert alphabet.letters[letter] == {pattern for pattern in patterns if pattern.matches(event)}


def test_operators_build_formulas() -> None:
    """`&`, `|`, `~` and `>>` mean what they say, and what is trivial is simplified away."""
    guest, host = as_formula(GUEST), as_formula(HOST)

    assert guest & host == both(GUEST, HOST) == both(HOST, GUEST)
    assert guest | host == either(GUEST, HOST)
    assert ~guest == negation(GUEST) == Atom(GUEST, positive=False)
    assert (guest >> host) == either(negation(GUEST), HOST)
    assert both() == TRUE
    assert either() == FALSE
    assert both(guest, ~guest) == FALSE
    assert either(guest, TRUE) == TRUE
    assert both(guest, TRUE) == guest
    assert weak_next(TRUE) == TRUE
    assert until(GUEST, TRUE) == TRUE
    assert negation(negation(eventually(GUEST))) == eventually(GUEST)
    with pytest.raises(PatternError, match="a formula, a pattern or an event class"):
        as_formula("guest")  # type: ignore[arg-type] # the mistake that is tested


def test_formulas_are_written_as_ltlf() -> None:
    """Formulas read as they are written in papers."""
    assert str(existence(TalksOpened)) == "F(TalksOpened)"
    assert str(globally(either(GUEST, HOST))) == "G((AnthemPlayed(of=guest) | AnthemPlayed(of=host)))"
    assert str(both(next_(GUEST), weak_next(HOST))) == "(WX(AnthemPlayed(of=host)) & X(AnthemPlayed(of=guest)))"
    assert str(until(GUEST, negation(HOST))) == "(AnthemPlayed(of=guest) U !AnthemPlayed(of=host))"
    assert str(negation(until(GUEST, HOST))) == "(!AnthemPlayed(of=guest) R !AnthemPlayed(of=host))"
    assert str(FALSE) == "false"
    assert named_by(not_succession(GUEST, HOST)) == (GUEST, HOST)


def endless(first: int) -> tuple[Machine, ...]:
    """Machines that can only be satisfied by many steps."""
    return tuple(machine(existence(TalksOpened, n)) for n in range(first, first + 3))


def test_a_future_says_when_its_budget_ran_out() -> None:
    """An answer that was not found within the budget is None, not a guess."""
    machines, cases = endless(40), (Case(TalksOpened),)

    assert JointSearch(machines, cases, budget=5).outlook([0, 0, 0], [0, 1, 2]).possible is None
    outlook = JointSearch(machines, cases).outlook([0, 0, 0], [0, 1, 2])
    assert outlook.possible
    assert len(outlook.way) == 42


def test_texts_are_no_letters() -> None:
    """A field of words cannot be asked for, for there are endlessly many."""
    with pytest.raises(PatternError, match="only fields of enums"):
        where(SpeechGiven, about=Text.of("trade"))
