"""Diagrams say what the machines do, and are DOT whatever stands in their labels."""

import re

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from protocol import COMMON, TEXTBOOK, Rulebook
from protocol.order import (
    Order,
    Verdict,
    absence,
    automaton_dot,
    existence,
    first_before,
    machine,
    not_chain_succession,
    not_succession,
    precedence,
    precedence_dot,
    response,
    where,
    within,
)
from protocol.order.formats.decl import activity
from protocol.order.formats.diagrams import quote
from protocol.order.language.brackets import Bracket
from protocol.rules import Fold

TEXT = r'"((?:[^"\\\n]|\\.)*)"'
NODE = re.compile(rf"  (\w+) \[label={TEXT}, (.*)\];")
ARROW = re.compile(rf"  (\w+) -> (\w+) \[label={TEXT}(, style=dashed)?\];")
OTHER = re.compile(rf"(digraph {{|}}|  rankdir=LR;|  label={TEXT};|  start \[shape=point\];|  start -> s\d+;)")


@frozen
class A:
    """A made-up event."""


@frozen
class B:
    """Another one."""


@frozen
class Flagged:
    """One with a field."""

    flag: bool


@frozen
class Opened:
    """Opens the bracket."""


@frozen
class Closed:
    """Closes it."""


BRACKET = Bracket("bracket", Opened, Closed)


def nodes(dot: str) -> dict[str, tuple[str, str]]:
    """The label and the look of each node."""
    return {name: (label, look) for name, label, look in NODE.findall(dot)}


def arrows(dot: str) -> list[tuple[str, str, str]]:
    """The arrows between states, with their labels."""
    return [(one, other, label) for one, other, label, _ in ARROW.findall(dot)]


def pairs(orders: dict[str, Order]) -> dict[tuple[str, str], str]:
    """Who precedes whom by which codes."""
    dot = precedence_dot(orders, title="t")
    names = {name: label for name, (label, _) in nodes(dot).items()}
    return {(names[one], names[other]): label for one, other, label in arrows(dot)}


def is_dot(text: str) -> bool:
    """Whether each line is one that a diagram has."""
    return all(any(known.fullmatch(line) for known in (NODE, ARROW, OTHER)) for line in text.splitlines())


def test_a_known_automaton_is_drawn() -> None:
    """Precedence has three states: nothing came, a came, b came first."""
    dot = automaton_dot(precedence(A, B), title="A before B")

    assert is_dot(dot)
    assert '\n  label="A before B";\n' in dot
    assert "\n  start -> s0;\n" in dot
    assert {look for _, look in nodes(dot).values()} == {
        "shape=doublecircle",
        "shape=doublecircle, style=bold",
        "shape=box",
    }
    (met,) = (name for name, (_, look) in nodes(dot).items() if "bold" in look)
    (lost,) = (name for name, (_, look) in nodes(dot).items() if "box" in look)
    assert set(arrows(dot)) == {
        ("s0", "s0", "anything else"),
        ("s0", met, "A"),
        ("s0", lost, "B"),
        (met, met, "anything"),
        (lost, lost, "anything"),
    }


def test_what_is_owed_is_a_single_circle() -> None:
    """The state in which a response is awaited is neither kept nor broken."""
    looks = [look for _, look in nodes(automaton_dot(response(A, B), title="t")).values()]

    assert sorted(looks) == ["shape=circle", "shape=doublecircle"]


def test_values_that_no_pattern_names_are_told_apart() -> None:
    """Events of a class with another value are called other than the class."""
    order = first_before(where(Flagged, flag=True), Flagged)

    labels = {part for _, _, label in arrows(automaton_dot(order, title="t")) for part in label.split(r"\n")}
    assert labels == {"Flagged(flag=True)", "other Flagged", "anything else", "anything"}


def test_a_bracket_is_drawn_with_its_edges() -> None:
    """The opening leads in, and the closing out again."""
    drawn = arrows(automaton_dot(within(BRACKET, precedence(A, B)), title="t"))

    assert ("s0", "s2", "Opened") in drawn
    assert ("s2", "s0", "Closed") in drawn
    assert not any(label.startswith("B") and (one, other) == ("s0", "s2") for one, other, label in drawn)


@pytest.mark.parametrize(
    "order",
    [absence(A), existence(A, 2), precedence(A, B), within(BRACKET, response(A, B)), not_succession(A, B)],
    ids=str,
)
def test_an_automaton_drawn_is_the_machine(order: Order) -> None:
    """Walking the arrows by their labels gives the verdicts of the machine."""
    dot, made = automaton_dot(order, title="t"), machine(order)
    events = {"A": A(), "B": B(), "Opened": Opened(), "Closed": Closed(), "anything else": object()}
    for one, other, label in arrows(dot):
        for part in events if label == "anything" else label.split(r"\n"):
            if part in events:
                assert f"s{made.step(int(one[1:]), events[part])}" == other
    for name, (_, look) in nodes(dot).items():
        assert ("box" in look) == (made.verdicts[int(name[1:])] is Verdict.PERMANENTLY_VIOLATED)


@pytest.mark.parametrize(
    ("order", "wanted"),
    [
        (precedence(A, B), {("A", "B")}),
        (first_before(A, B), {("A", "B")}),
        (not_succession(B, A), {("A", "B")}),
        (response(A, B), set()),
        (absence(B), set()),
        (not_chain_succession(B, A), set()),
        (within(BRACKET, precedence(A, B)), {("A", "B")}),
    ],
    ids=str,
)
def test_who_precedes_whom(order: Order, wanted: set[tuple[str, str]]) -> None:
    """An arrow stands where b before a breaks the order, near or far, and a before b does not."""
    assert set(pairs({"AAA01": order})) == wanted


def test_an_arrow_bears_all_its_codes() -> None:
    """It is dashed only where all its orders are about the inside of a ceremony."""
    inside, whole = within(BRACKET, precedence(A, B)), precedence(A, B)

    assert pairs({"AAA02": inside, "AAA01": whole}) == {("A", "B"): "AAA02, AAA01"}
    assert "dashed" not in precedence_dot({"AAA02": inside, "AAA01": whole}, title="t")
    assert "dashed" in precedence_dot({"AAA02": inside}, title="t")


def test_the_order_of_the_rules_does_not_move_the_picture() -> None:
    """Nodes and arrows are sorted, so that a diagram changes only where a rule did."""
    orders: dict[str, Order] = {"AAA01": precedence(A, B), "AAA02": precedence(Opened, Closed)}
    backwards = dict(reversed(orders.items()))

    assert precedence_dot(orders, title="t") == precedence_dot(backwards, title="t")


@pytest.mark.parametrize("book", [COMMON, TEXTBOOK], ids=lambda book: book.name)
def test_rulebooks_can_be_drawn(book: Rulebook) -> None:
    """The precedences and each automaton are well formed, and what every visit shows is in them."""
    orders = {rule.code: rule.body for rule in book if not isinstance(rule.body, Fold)}

    assert is_dot(precedence_dot(orders, title=book.title))
    assert ("TalksOpened(format=restricted)", "TalksOpened(format=expanded)") in pairs(orders)
    for code, order in orders.items():
        assert is_dot(automaton_dot(order, title=code))


@given(st.text())
def test_a_label_never_ends_before_its_quotation_does(text: str) -> None:
    """Whatever a title holds, it is one text that DOT reads back."""
    found = re.fullmatch(TEXT, quote(text), re.DOTALL)

    assert found is not None
    back = re.sub(r"\\(.)", lambda escaped: "\n" if escaped[1] == "n" else escaped[1], found[1])
    assert back == text.replace("\r", "").replace("\0", "")


def test_an_activity_of_any_name_is_drawn() -> None:
    """Names of classes that are no Python names are escaped like titles."""
    odd = activity('say "a\\b"')

    dot = automaton_dot(absence(odd), title="t")
    assert is_dot(dot)
    assert r"say \"a\\b\"" in dot
