"""Formulas of LTLf, linear temporal logic on finite traces, over patterns of events.

They are in negation normal form and simplified when they are built: the operators below mostly give the same formula
for the same meaning, which keeps automata small. Definitions follow De Giacomo and Vardi, "Linear Temporal Logic and
Linear Dynamic Logic on Finite Traces" (IJCAI 2013).
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, assert_never

from protocol.errors import PatternError
from protocol.fields import frozen
from protocol.order.language.patterns import Pattern, where


class _Operators:
    """Lets formulas be combined as Python's booleans are: `&`, `|`, `~`, and `>>` for *implies*."""

    __slots__ = ()

    def __and__(self, other: "Operand") -> "Formula":
        return both(as_formula(self), other)

    def __or__(self, other: "Operand") -> "Formula":
        return either(as_formula(self), other)

    def __invert__(self) -> "Formula":
        return negation(as_formula(self))

    def __rshift__(self, other: "Operand") -> "Formula":
        return implies(as_formula(self), other)


@frozen(cache_hash=True)
class Truth(_Operators):
    """What holds always, or never."""

    value: bool

    def __str__(self) -> str:
        return "true" if self.value else "false"


@frozen(cache_hash=True)
class Atom(_Operators):
    """The present event matches a pattern, or (not `positive`) there is one and it does not."""

    pattern: Pattern
    positive: bool = True

    def __str__(self) -> str:
        return str(self.pattern) if self.positive else f"!{self.pattern}"


@frozen(cache_hash=True)
class And(_Operators):
    """All parts hold."""

    parts: frozenset["Formula"]

    def __str__(self) -> str:
        return f"({' & '.join(sorted(map(str, self.parts)))})"


@frozen(cache_hash=True)
class Or(_Operators):
    """At least one part holds."""

    parts: frozenset["Formula"]

    def __str__(self) -> str:
        return f"({' | '.join(sorted(map(str, self.parts)))})"


@frozen(cache_hash=True)
class Next(_Operators):
    """The part holds at the next event; if there is none, the `strong` next fails and the weak one holds."""

    part: "Formula"
    strong: bool = True

    def __str__(self) -> str:
        return f"{'X' if self.strong else 'WX'}({self.part})"


@frozen(cache_hash=True)
class Until(_Operators):
    """`right` holds at some time, and until then `left` does."""

    left: "Formula"
    right: "Formula"

    def __str__(self) -> str:
        return f"F({self.right})" if self.left == TRUE else f"({self.left} U {self.right})"


@frozen(cache_hash=True)
class Release(_Operators):
    """`right` holds up to and including the moment when `left` does, or to the end."""

    left: "Formula"
    right: "Formula"

    def __str__(self) -> str:
        return f"G({self.right})" if self.left == FALSE else f"({self.left} R {self.right})"


Formula = Truth | Atom | And | Or | Next | Until | Release
Operand = Formula | Pattern | type | _Operators
"""What the operators take: a formula, a pattern, or an event class, which means any of its events."""

TRUE: Final = Truth(value=True)
FALSE: Final = Truth(value=False)


def as_formula(operand: Operand) -> Formula:
    """An operand as a formula."""
    match operand:
        case Truth() | Atom() | And() | Or() | Next() | Until() | Release():
            return operand
        case Pattern():
            return Atom(operand)
        case type():
            return Atom(where(operand))
        case _:
            raise PatternError(str(operand), None, "a formula, a pattern or an event class is wanted")


def both(*operands: Operand) -> Formula:
    """All of them hold."""
    parts = frozenset(_flat(And, operands)) - {TRUE}
    if FALSE in parts or any(
        isinstance(part, Atom) and Atom(part.pattern, not part.positive) in parts for part in parts
    ):
        return FALSE
    return next(iter(parts)) if len(parts) == 1 else And(parts) if parts else TRUE


def either(*operands: Operand) -> Formula:
    """At least one of them holds."""
    parts = frozenset(_flat(Or, operands)) - {FALSE}
    if TRUE in parts:
        return TRUE
    return next(iter(parts)) if len(parts) == 1 else Or(parts) if parts else FALSE


def _flat(kind: type[And] | type[Or], operands: Iterable[Operand]) -> Iterable[Formula]:
    for formula in map(as_formula, operands):
        if isinstance(formula, kind):
            yield from formula.parts
        else:
            yield formula


def negation(operand: Operand) -> Formula:
    """It does not hold."""
    formula = as_formula(operand)
    match formula:
        case Truth(value):
            return Truth(not value)
        case Atom(pattern, positive):
            return Atom(pattern, not positive)
        case And(parts):
            return either(*map(negation, parts))
        case Or(parts):
            return both(*map(negation, parts))
        case Next(part, strong):
            return Next(negation(part), not strong)
        case Until(left, right):
            return Release(negation(left), negation(right))
        case Release(left, right):
            return Until(negation(left), negation(right))
        case _:
            assert_never(formula)


def implies(condition: Operand, consequence: Operand) -> Formula:
    """If the condition holds, so does the consequence."""
    return either(negation(condition), consequence)


def next_(operand: Operand) -> Formula:
    """There is a next event, and it holds there."""
    return Next(as_formula(operand))


def weak_next(operand: Operand) -> Formula:
    """It holds at the next event, if there is one."""
    return TRUE if operand == TRUE else Next(as_formula(operand), strong=False)


def until(left: Operand, right: Operand) -> Formula:
    """The right holds at some time, and until then the left does."""
    right = as_formula(right)
    return right if isinstance(right, Truth) and right.value else Until(as_formula(left), right)


def release(left: Operand, right: Operand) -> Formula:
    """The right holds up to and including the moment when the left does, or to the end."""
    return Release(as_formula(left), as_formula(right))


def weak_until(left: Operand, right: Operand) -> Formula:
    """The left holds until the right does, or to the end."""
    return release(right, either(left, right))


def eventually(operand: Operand) -> Formula:
    """It holds now or later."""
    return until(TRUE, operand)


def globally(operand: Operand) -> Formula:
    """It holds now and always."""
    return release(FALSE, operand)


@lru_cache(maxsize=4096)
def patterns_of(formula: Formula) -> tuple[Pattern, ...]:
    """The patterns that a formula names, each once, in a fixed order."""
    return tuple(sorted(set(_patterns(formula)), key=str))


def _patterns(formula: Formula) -> Iterable[Pattern]:
    match formula:
        case Truth():
            return
        case Atom(pattern):
            yield pattern
        case And(parts) | Or(parts):
            for part in parts:
                yield from _patterns(part)
        case Next(part):
            yield from _patterns(part)
        case Until(left, right) | Release(left, right):
            yield from _patterns(left)
            yield from _patterns(right)
        case _:
            assert_never(formula)
