"""Diagrams in DOT, the language of Graphviz: a rule's automaton, and which events precede which in a rulebook.

They are text, so nothing has to be installed to make them. They are drawn from the machines that check, so a diagram
always agrees with the verdicts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Final

from protocol.order.automata.automata import Verdict
from protocol.order.automata.machines import INSIDE, Machine, letter_of, machine, reachable
from protocol.order.language.brackets import Within
from protocol.order.language.formulas import patterns_of
from protocol.order.language.orders import Order, joint_cases, named_by
from protocol.order.language.patterns import ANOTHER, Case, Pattern

OTHER_LETTER: Final = 0
"""The letter of events that an order does not name."""

_LOOKS: Final[Mapping[Verdict, str]] = {
    Verdict.PERMANENTLY_SATISFIED: "shape=doublecircle, style=bold",
    Verdict.CURRENTLY_SATISFIED: "shape=doublecircle",
    Verdict.CURRENTLY_VIOLATED: "shape=circle",
    Verdict.PERMANENTLY_VIOLATED: "shape=box",
}
_QUOTED: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "", "\0": ""})


def automaton_dot(order: Order, *, title: str) -> str:
    r"""The automaton of an order for complete records, in DOT.

    A double circle is a state in which the order is kept if nothing more happens, a bold one that nothing can break
    any more; a single circle still owes something, and a box is broken for good.

    >>> from protocol.events import AnthemPlayed, GuardReviewed
    >>> from protocol.order import not_succession
    >>> print(automaton_dot(not_succession(GuardReviewed, AnthemPlayed), title="CER04"))
    digraph {
      label="CER04";
      rankdir=LR;
      start [shape=point];
      s0 [label="0", shape=doublecircle];
      s1 [label="1", shape=doublecircle];
      s2 [label="2", shape=box];
      start -> s0;
      s0 -> s0 [label="AnthemPlayed\nanything else"];
      s0 -> s1 [label="GuardReviewed"];
      s1 -> s1 [label="GuardReviewed\nanything else"];
      s1 -> s2 [label="AnthemPlayed"];
      s2 -> s2 [label="anything"];
    }
    <BLANKLINE>
    """
    made = machine(order)
    letters = _letters(made, joint_cases([order]))
    states = sorted(reachable(made.rows, made.start, letters))
    nodes = (f"s{state} [label={quote(str(state))}, {_LOOKS[made.verdicts[state]]}];" for state in states)
    arrows = (arrow for state in states for arrow in _arrows(made, state, letters))
    return _graph(title, ["start [shape=point];", *nodes, f"start -> s{made.start};", *arrows])


def precedence_dot(orders: Mapping[str, Order], *, title: str) -> str:
    """Which events precede which according to orders, which are given by their codes, in DOT.

    An arrow from a to b has the codes of the orders that forbid b before a, with or without something between the two,
    and allow a before b. It is dashed if all these orders apply only inside a ceremony. Each pattern is a node, even if
    another pattern contains it.

    >>> from protocol.events import GuestArrived, TalksOpened
    >>> from protocol.order import precedence
    >>> print(precedence_dot({"ARR02": precedence(GuestArrived, TalksOpened)}, title="Arrival"))
    digraph {
      label="Arrival";
      rankdir=LR;
      n0 [label="GuestArrived", shape=box];
      n1 [label="TalksOpened", shape=box];
      n0 -> n1 [label="ARR02"];
    }
    <BLANKLINE>
    """
    codes: dict[tuple[Pattern, Pattern], list[str]] = {}
    for code, order in orders.items():
        for pair in _preceding(order):
            codes.setdefault(pair, []).append(code)
    patterns = sorted(
        {pattern for pair in codes for pattern in pair}, key=lambda pattern: (str(pattern), pattern.event.__module__)
    )
    number = {pattern: index for index, pattern in enumerate(patterns)}
    nodes = (f"n{index} [label={quote(str(pattern))}, shape=box];" for pattern, index in number.items())
    arrows = (
        f"n{one} -> n{other} [label={quote(', '.join(named))}"
        f"{', style=dashed' if all(isinstance(orders[code], Within) for code in named) else ''}];"
        for one, other, named in sorted((number[a], number[b], named) for (a, b), named in codes.items())
    )
    return _graph(title, [*nodes, *arrows])


def quote(text: str) -> str:
    r"""A text as DOT quotes it, so that nothing in it ends the quotation or is an escape.

    >>> print(quote('the "first"\\N'))
    "the \"first\"\\N"
    """
    return f'"{text.translate(_QUOTED)}"'


def _graph(title: str, lines: Iterable[str]) -> str:
    body = "".join(f"  {line}\n" for line in (f"label={quote(title)};", "rankdir=LR;", *lines))
    return f"digraph {{\n{body}}}\n"


def _letters(made: Machine, cases: Sequence[Case]) -> dict[int, list[str]]:
    """The labels of each letter; that of all events that the order does not name comes last."""
    labels: dict[int, list[str]] = {}
    for case in cases:
        if letter := letter_of(made, case):
            open_ended = any(value is ANOTHER for _, value in case.fields)
            labels.setdefault(letter, []).append(f"other {case}" if open_ended else str(case))
    return {**labels, OTHER_LETTER: ["anything else"]}


def _arrows(made: Machine, state: int, letters: Mapping[int, Sequence[str]]) -> Iterator[str]:
    targets: dict[int, list[str]] = {}
    for letter, named in letters.items():
        targets.setdefault(made.rows[state][letter], []).extend(named)
    for target, named in sorted(targets.items()):
        label = "anything" if len(targets) == 1 else "\n".join(named)
        yield f"s{state} -> s{target} [label={quote(label)}];"


def _preceding(order: Order) -> Iterator[tuple[Pattern, Pattern]]:
    """The pairs of patterns of which the order requires the first to come before the second."""
    made = machine(order)
    patterns = patterns_of(order.formula) if isinstance(order, Within) else named_by(order)
    letters = {pattern: _letters_of(made, pattern, joint_cases([order])) for pattern in patterns}
    for one, other in product(letters, repeat=2):
        if one != other and all(_in_order(made, a, b) for a, b in product(letters[one], letters[other])):
            yield one, other


def _letters_of(made: Machine, pattern: Pattern, cases: Iterable[Case]) -> list[int]:
    return sorted({letter_of(made, case) for case in cases if case.satisfies(pattern)})


def _in_order(made: Machine, a: int, b: int) -> bool:
    """Whether b before a breaks the order, next to it and at a distance, and a before b does not."""
    return _breaks(made, b, a) and _breaks(made, b, OTHER_LETTER, a) and not _breaks(made, a, b)


def _breaks(made: Machine, *letters: int) -> bool:
    state = made.start if made.bracket is None else INSIDE
    for letter in letters:
        state = made.rows[state][letter]
    return made.broken[state]
