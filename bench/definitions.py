"""What each template of DECLARE says of the positions at which its activities stand: no formulas, no automata.

A template that was written down wrongly would be judged wrongly by the automaton and by the evaluator of LTLf alike.
This is the second opinion on the templates themselves.
"""

from collections.abc import Callable, Mapping, Sequence

Positions = Sequence[int]
Definition = Callable[[Positions, Positions], bool]


def response(a: Positions, b: Positions) -> bool:
    """Each a has a b later."""
    return all(any(i < j for j in b) for i in a)


def precedence(a: Positions, b: Positions) -> bool:
    """Each b has an a earlier."""
    return all(any(i < j for i in a) for j in b)


def alternate_response(a: Positions, b: Positions) -> bool:
    """Each a has a b later, with no further a between them."""
    return all(any(i < j and not _between(a, i, j) for j in b) for i in a)


def alternate_precedence(a: Positions, b: Positions) -> bool:
    """Each b has an a earlier, with no further b between them."""
    return all(any(i < j and not _between(b, i, j) for i in a) for j in b)


def chain_response(a: Positions, b: Positions) -> bool:
    """Each a has a b right after it."""
    return all(i + 1 in b for i in a)


def chain_precedence(a: Positions, b: Positions) -> bool:
    """Each b has an a right before it."""
    return all(j - 1 in a for j in b)


def never_later(a: Positions, b: Positions) -> bool:
    """No b is later than an a."""
    return not any(i < j for i in a for j in b)


def never_next(a: Positions, b: Positions) -> bool:
    """No b is right after an a."""
    return not any(i + 1 in b for i in a)


def never_both(a: Positions, b: Positions) -> bool:
    """One of them is nowhere."""
    return not (a and b)


def _between(positions: Positions, low: int, high: int) -> bool:
    return any(low < each < high for each in positions)


COUNTED: Mapping[str, Callable[[int, int], bool]] = {
    "Existence": lambda times, n: times >= n,
    "Absence": lambda times, n: times < n,
    "Exactly": lambda times, n: times == n,
}
"""Templates about how often an activity occurs, given a number."""

RELATED: Mapping[str, Definition] = {
    "Choice": lambda a, b: bool(a or b),
    "Exclusive Choice": lambda a, b: bool(a) != bool(b),
    "Responded Existence": lambda a, b: bool(b) or not a,
    "Response": response,
    "Alternate Response": alternate_response,
    "Chain Response": chain_response,
    "Precedence": precedence,
    "Alternate Precedence": alternate_precedence,
    "Chain Precedence": chain_precedence,
    "Succession": lambda a, b: response(a, b) and precedence(a, b),
    "Alternate Succession": lambda a, b: alternate_response(a, b) and alternate_precedence(a, b),
    "Chain Succession": lambda a, b: chain_response(a, b) and chain_precedence(a, b),
    "Co-Existence": lambda a, b: bool(a) == bool(b),
    "Not Responded Existence": never_both,
    "Not Response": never_later,
    "Not Precedence": never_later,
    "Not Chain Response": never_next,
    "Not Chain Precedence": never_next,
    "Not Co-Existence": never_both,
    "Not Succession": never_later,
    "Not Chain Succession": never_next,
}
"""Templates about two activities."""


def says(template: str, number: int, names: Sequence[str]) -> bool:
    """Whether a trace keeps a template, of `a` alone or of `a` and `b`, by its definition."""
    a, b = ([place for place, name in enumerate(names) if name == wanted] for wanted in "ab")
    if template in COUNTED:
        return COUNTED[template](len(a), number)
    if template in {"Init", "End"}:
        return (0 if template == "Init" else len(names) - 1) in a
    return RELATED[template](a, b)
