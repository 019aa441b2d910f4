"""From a formula to its minimal automaton, and the verdicts that it gives at every moment.

The construction is progression: reading a letter turns a formula into what remains to be shown. The remainder is the
irredundant disjunctive form of a *positive* combination of obligations, which is canonical, so there are only finitely
many states. Verdicts are those of RV-LTL (Bauer, Leucker and Schallhart, 2010); because they come from the minimal
automaton, "permanently" is exact.
"""

from collections.abc import Iterable, Sequence
from enum import Enum
from functools import lru_cache, reduce
from typing import Final, assert_never

from protocol.errors import OrderBudgetError
from protocol.fields import frozen
from protocol.order.language.formulas import And, Atom, Formula, Next, Or, Release, Truth, Until, patterns_of
from protocol.order.language.patterns import Alphabet, Pattern

Clause = frozenset[Next]
"""Obligations that have to be met together, each about the next event."""
Obligations = frozenset[Clause]
"""Clauses; one of them has to be met. The empty set cannot be met, the empty clause is met already."""

MOST_STATES: Final = 5_000
"""How many states the automaton of one order may have before it is minimised; the shipped rules need 245."""
MOST_CLAUSES: Final = 256
"""How many ways there may be at once to meet what remains to be shown; the shipped rules need 4."""
MOST_WORK: Final = 100_000_000
"""How many clauses may be compared in all; the shipped rules need some 3,500."""

MET: Obligations = frozenset({frozenset()})
UNMEETABLE: Obligations = frozenset()


class Verdict(Enum):
    """Whether a record keeps a rule so far, and whether that can still change."""

    PERMANENTLY_SATISFIED = "permanently satisfied"
    CURRENTLY_SATISFIED = "currently satisfied"
    CURRENTLY_VIOLATED = "currently violated"
    PERMANENTLY_VIOLATED = "permanently violated"

    @property
    def satisfied(self) -> bool:
        """Whether the rule is kept if nothing more happens."""
        # Not by a set: a member of an enum is slow to hash, and searches ask this more often than anything.
        return self is Verdict.PERMANENTLY_SATISFIED or self is Verdict.CURRENTLY_SATISFIED


class _TooManyError(Exception):
    """The budget of an automaton ran out."""


def _irredundant(clauses: Iterable[Clause]) -> Obligations:
    if len(different := set(clauses)) <= 1:
        return frozenset(different)
    shortest_first = sorted(different, key=len)
    if len(shortest_first) > MOST_CLAUSES:
        raise _TooManyError
    kept: list[Clause] = []
    for clause in shortest_first:
        if not any(other <= clause for other in kept):
            kept.append(clause)
    return frozenset(kept)


def _all(left: Obligations, right: Obligations) -> Obligations:
    if left == MET or not right:
        return right
    if right == MET or not left:
        return left
    return _irredundant(mine | theirs for mine in left for theirs in right)


def _any(left: Obligations, right: Obligations) -> Obligations:
    if left == MET or not right:
        return left
    if right == MET or not left:
        return right
    return _irredundant(left | right)


@lru_cache(maxsize=100_000)
def _pending(part: Formula, *, strong: bool) -> Obligations:
    """What `Next(part)` leaves to be shown, split as far as it can be."""
    match part:
        case And(parts):
            return reduce(_all, (_pending(each, strong=strong) for each in parts))
        case Or(parts):
            return reduce(_any, (_pending(each, strong=strong) for each in parts))
        case Truth(value=True) if not strong:
            return MET
        case Truth(value=False) if strong:
            return UNMEETABLE
        case _:
            return frozenset({frozenset({Next(part, strong)})})


@lru_cache(maxsize=100_000)
def progress(formula: Formula, holds: frozenset[Pattern]) -> Obligations:
    """What remains to be shown of a formula after an event at which exactly these patterns hold."""
    match formula:
        case Truth(value):
            return MET if value else UNMEETABLE
        case Atom(pattern, positive):
            return MET if (pattern in holds) == positive else UNMEETABLE
        case And(parts):
            return reduce(_all, (progress(part, holds) for part in parts))
        case Or(parts):
            return reduce(_any, (progress(part, holds) for part in parts))
        case Next(part, strong):
            return _pending(part, strong=strong)
        case Until(left, right):
            return _any(progress(right, holds), _all(progress(left, holds), _pending(formula, strong=True)))
        case Release(left, right):
            return _all(progress(right, holds), _any(progress(left, holds), _pending(formula, strong=False)))
        case _:
            assert_never(formula)


def _after(obligations: Obligations, holds: frozenset[Pattern]) -> Obligations:
    met = (reduce(_all, (progress(each.part, holds) for each in clause), MET) for clause in obligations)
    return reduce(_any, met, UNMEETABLE)


def _may_end(obligations: Obligations) -> bool:
    return any(not any(each.strong for each in clause) for clause in obligations)


def holds_on_nothing(formula: Formula) -> bool:
    """Whether a formula holds of the empty trace, on which there is no present event and no next one."""
    match formula:
        case Truth(value):
            return value
        case Atom(_, positive):
            return not positive
        case And(parts):
            return all(map(holds_on_nothing, parts))
        case Or(parts):
            return any(map(holds_on_nothing, parts))
        case Next(_, strong):
            return not strong
        case Until():
            return False
        case Release():
            return True
        case _:
            assert_never(formula)


@frozen
class Automaton:
    """A minimal deterministic automaton; state 0 is the first, `rows[state][letter]` the next state."""

    alphabet: Alphabet
    rows: tuple[tuple[int, ...], ...]
    accepting: tuple[bool, ...]

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdict at each state."""
        doomed = cannot_reach(self.rows, self.accepting)
        safe = cannot_reach(self.rows, [not accepts for accepts in self.accepting])
        return tuple(map(verdict_of, self.accepting, safe, doomed))

    @property
    def commutes(self) -> bool:
        """Whether the order of events never matters, as when they are only counted."""
        letters = range(len(self.alphabet.letters))
        return all(
            self.rows[row[one]][other] == self.rows[row[other]][one]
            for row in self.rows
            for one in letters
            for other in letters
        )


def verdict_of(accepting: bool, safe: bool, doomed: bool) -> Verdict:  # noqa: FBT001 - three answers about one state
    """The verdict at a state, by whether it accepts, whether all that follow do, and whether none does."""
    if accepting:
        return Verdict.PERMANENTLY_SATISFIED if safe else Verdict.CURRENTLY_SATISFIED
    return Verdict.PERMANENTLY_VIOLATED if doomed else Verdict.CURRENTLY_VIOLATED


def cannot_reach(rows: Sequence[Sequence[int]], goal: Sequence[bool]) -> list[bool]:
    """For each state, whether no way leads to the goal."""
    sources: list[set[int]] = [set() for _ in rows]
    for state, row in enumerate(rows):
        for target in row:
            sources[target].add(state)
    reached = {state for state, wanted in enumerate(goal) if wanted}
    waiting = list(reached)
    while waiting:
        new = sources[waiting.pop()] - reached
        reached |= new
        waiting.extend(new)
    return [state not in reached for state in range(len(rows))]


@lru_cache(maxsize=4096)
def automaton(formula: Formula) -> Automaton:
    """The minimal automaton of a formula.

    >>> from protocol.events import GuestArrived, TalksOpened
    >>> from protocol.order import precedence
    >>> len(automaton(precedence(GuestArrived, TalksOpened)).rows)
    3

    Some short formulas have huge automata, such as "eventually a, and b nine steps later" for several pairs at once.
    If the budget runs out, this raises an `OrderBudgetError`.
    """
    try:
        return _built(formula)
    except _TooManyError:
        raise OrderBudgetError(str(formula), MOST_STATES) from None


def _built(formula: Formula) -> Automaton:
    alphabet = Alphabet.over(patterns_of(formula))
    # The first state asks for the whole formula; its strength says whether a record of nothing already keeps it.
    start: Obligations = frozenset({frozenset({Next(formula, strong=not holds_on_nothing(formula))})})
    index = {start: 0}
    waiting, rows, work = [start], [], 0
    for state in waiting:
        row = []
        for holds in alphabet.letters:
            target = _after(state, holds)
            work += len(state) * len(target) ** 2
            if len(index) > MOST_STATES or work > MOST_WORK:
                raise _TooManyError
            if target not in index:
                index[target] = len(index)
                waiting.append(target)
            row.append(index[target])
        rows.append(tuple(row))
    return Automaton(alphabet, *minimal(rows, [_may_end(state) for state in waiting]))


def minimal(
    rows: Sequence[tuple[int, ...]],
    labels: Sequence[bool],
) -> tuple[tuple[tuple[int, ...], ...], tuple[bool, ...]]:
    """The rows and labels of the smallest automaton that gives the same labels (Moore's refinement)."""
    block = _numbers([(label,) for label in labels])
    while True:
        finer = _numbers([(block[state], *(block[target] for target in row)) for state, row in enumerate(rows)])
        if max(finer) == max(block):
            break
        block = finer
    chosen = {number: state for state, number in reversed(list(enumerate(block)))}
    kept = [chosen[number] for number in range(len(chosen))]
    return tuple(tuple(block[target] for target in rows[state]) for state in kept), tuple(labels[s] for s in kept)


def _numbers(signatures: Sequence[tuple[object, ...]]) -> list[int]:
    """The signatures as numbers, in order of first appearance, so that state 0 stays first."""
    numbers: dict[tuple[object, ...], int] = {}
    return [numbers.setdefault(signature, len(numbers)) for signature in signatures]
