"""Machines: the automata that a checker steps, one for each order rule and coverage.

A machine for complete records is the rule's automaton. One for partial records adds its closure under insertion: beside
the state of the record as it was written, it keeps the set of states that are possible if steps were left out, and the
rule is broken only when it can be kept from none of them. A machine within a bracket starts again at each opening.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from types import SimpleNamespace
from typing import Final

from attrs import evolve, field

from protocol.errors import OrderBudgetError
from protocol.fields import frozen
from protocol.order.automata.automata import Automaton, Verdict, automaton
from protocol.order.language.brackets import Bracket, Within
from protocol.order.language.nesting import Nested
from protocol.order.language.orders import Order
from protocol.order.language.patterns import Case, Reader

OUTSIDE: Final = 0
"""The state of a machine within a bracket when none is open."""
CLOSED_UNMET: Final = 1
"""Its state after a bracket was closed with the rule not kept; like `OUTSIDE`, but broken."""
INSIDE: Final = 2
"""Its state at the opening of a bracket."""
LOST: Final = -1
"""The state after a step that breaks a machine; as an index it is the last place of a column, which is lost too."""
MOST_PAIRS: Final = 200_000
"""How many pairs of states are compared to see whether steps that were left out may excuse a record."""
MOST_POSSIBLE: Final = 2_000_000
"""How many states a machine for partial records may have, times those in which a record could be."""


@frozen
class Machine:
    """A rule ready to be stepped: `rows[state][letter]` is the next state.

    `broken` says in which states the rule can no longer be kept; `verdicts` are those on the record as it was written,
    as if it were complete. `hears_all` says whether events that the rule does not name matter to it; `edges` are the
    events that open, close or end its bracket.
    """

    readers: Mapping[type, Reader]
    rows: tuple[tuple[int, ...], ...]
    verdicts: tuple[Verdict, ...]
    broken: tuple[bool, ...]
    commutes: bool
    hears_all: bool
    start: int = 0
    bracket: Bracket | None = None
    edges: frozenset[type] = frozenset()
    kept: tuple[bool, ...] = field(init=False, eq=False, repr=False)
    """At which states the rule is kept if nothing more happens."""

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "kept", tuple(verdict.satisfied for verdict in self.verdicts))

    @property
    def breakable(self) -> bool:
        """Whether any record can break the rule; partial records can break few rules that require a step."""
        return any(self.broken[state] for state in reachable(self.rows, self.start, range(len(self.rows[0]))))

    def letter(self, event: object) -> int:
        """The letter of an event; 0 is that of all events that the rule does not name."""
        read = self.readers.get(type(event), 0)
        return read if isinstance(read, int) else read(event)

    def step(self, state: int, event: object) -> int:
        """The state after an event."""
        return self.rows[state][self.letter(event)]

    def run(self, events: Iterable[object]) -> int:
        """The state after a sequence of events."""
        state = self.start
        for event in events:
            state = self.step(state, event)
        return state


@frozen
class Unnamed:
    """The class of an event that none of the rules names."""


def letter_of(machine: Machine, case: Case) -> int:
    """The letter that a machine reads for events of a case."""
    read = machine.readers.get(case.event, 0)
    return read if isinstance(read, int) else read(SimpleNamespace(**dict(case.fields)))


@lru_cache(maxsize=4096)
def machine(
    order: Order, *, partial: bool = False, fixed: frozenset[type] = frozenset(), inserting: bool = True
) -> Machine:
    """The machine of a rule's order, for complete or partial records.

    `fixed` are the event classes that a partial record is never assumed to have left out; without `inserting` it is
    assumed to have left out nothing.

    >>> from protocol.events import AnthemPlayed, GuardReviewed
    >>> from protocol.order import not_succession, precedence
    >>> late_anthem = machine(not_succession(GuardReviewed, AnthemPlayed), partial=True)
    >>> late_anthem.broken[late_anthem.run([GuardReviewed(), AnthemPlayed()])]
    True
    >>> no_anthem = machine(precedence(AnthemPlayed, GuardReviewed), partial=True)
    >>> no_anthem.broken[no_anthem.run([GuardReviewed()])]
    False
    """
    if isinstance(order, Nested):
        return _nesting(order)
    inside = automaton(order.formula if isinstance(order, Within) else order)
    letters = _insertable(inside, fixed)
    helped = partial and inserting and _may_help(inside, letters)
    bare, closable = _closed_under_insertion(inside, letters, str(order)) if helped else _of_complete_records(inside)
    return _in_bracket(bare, closable, order.bracket, partial=partial) if isinstance(order, Within) else bare


def as_recorded(order: Order) -> Machine:
    """The machine of a rule for a partial record that is assumed to have left out nothing."""
    return machine(order, partial=True, inserting=False)


def _nesting(order: Nested) -> Machine:
    rows, broken = order.rows()
    events = (event for bracket in order.brackets for event in (bracket.opened, bracket.closed))
    return Machine(
        readers={event: letter for letter, event in enumerate(events, start=1)},
        rows=rows,
        verdicts=tuple(Verdict.PERMANENTLY_VIOLATED if each else Verdict.CURRENTLY_SATISFIED for each in broken),
        broken=broken,
        commutes=False,
        hears_all=False,
    )


def _of_complete_records(inside: Automaton) -> tuple[Machine, tuple[bool, ...]]:
    """The machine of an automaton, and the states in which a bracket around it may close."""
    verdicts = inside.verdicts
    broken = tuple(verdict is Verdict.PERMANENTLY_VIOLATED for verdict in verdicts)
    return _bare(inside, inside.rows, verdicts, broken), inside.accepting


def _may_help(inside: Automaton, insertable: Iterable[int]) -> bool:
    """Whether steps that were left out may excuse a record.

    They cannot if every sequence that is accepted after such a step is also accepted without it, which is shown by a
    simulation between the states.
    """
    rows, accepting = inside.rows, inside.accepting
    waiting = list({(row[letter], state) for state, row in enumerate(rows) for letter in insertable})
    met = set(waiting)
    for after, before in waiting:
        if (accepting[after] and not accepting[before]) or len(waiting) > MOST_PAIRS:
            return True
        following = {pair for pair in zip(rows[after], rows[before], strict=True) if pair[0] != pair[1]} - met
        met |= following
        waiting.extend(following)
    return False


def _closed_under_insertion(
    inside: Automaton, insertable: Sequence[int], name: str
) -> tuple[Machine, tuple[bool, ...]]:
    """The machine of an automaton for partial records, and the states in which a bracket around it may close."""
    reach = [reachable(inside.rows, state, insertable) for state in range(len(inside.rows))]
    live = {state for state, verdict in enumerate(inside.verdicts) if verdict is not Verdict.PERMANENTLY_VIOLATED}
    start = (0, reach[0] & live)
    index, waiting, rows = {start: 0}, [start], []
    for state_as_recorded, possible in waiting:
        if len(waiting) * len(live) > MOST_POSSIBLE:
            raise OrderBudgetError(name, len(waiting))
        row = []
        for letter in range(len(inside.alphabet.letters)):
            after = {target for state in possible for target in reach[inside.rows[state][letter]]}
            target = (inside.rows[state_as_recorded][letter], frozenset(after & live))
            if target not in index:
                index[target] = len(index)
                waiting.append(target)
            row.append(index[target])
        rows.append(tuple(row))
    verdicts = inside.verdicts
    of_each = tuple(verdicts[state_as_recorded] for state_as_recorded, _ in waiting)
    bare = _bare(inside, tuple(rows), of_each, tuple(not possible for _, possible in waiting))
    return bare, tuple(any(inside.accepting[state] for state in possible) for _, possible in waiting)


def _insertable(inside: Automaton, fixed: Collection[type]) -> list[int]:
    """Letter 0 can be any event that no pattern names; of the others, those that some unfixed class can be."""
    return [0, *{letter for case, letter in inside.alphabet.of_case.items() if letter and case.event not in fixed}]


def reachable(rows: Sequence[Sequence[int]], start: int, letters: Collection[int]) -> frozenset[int]:
    """The states to which some letters lead from a state, each letter any number of times."""
    reached, waiting = {start}, [start]
    while waiting:
        row = rows[waiting.pop()]
        new = {row[letter] for letter in letters} - reached
        reached |= new
        waiting.extend(new)
    return frozenset(reached)


def _bare(
    inside: Automaton, rows: tuple[tuple[int, ...], ...], verdicts: tuple[Verdict, ...], broken: tuple[bool, ...]
) -> Machine:
    hears_all = any(row[0] != state for state, row in enumerate(rows))
    return Machine(inside.alphabet.readers(), rows, verdicts, broken, inside.commutes, hears_all)


def _in_bracket(bare: Machine, closable: Sequence[bool], bracket: Bracket, *, partial: bool) -> Machine:
    letters = len(bare.rows[0])
    ends = bracket.ends - set(bare.readers) if partial else frozenset()
    opening, closing, ending = letters, letters + 1, letters + 2
    outside = (*[OUTSIDE] * letters, INSIDE, OUTSIDE, OUTSIDE)
    inside = (
        (
            *(INSIDE + target for target in row),
            INSIDE,
            OUTSIDE if closable[state] or bare.broken[state] else CLOSED_UNMET,
            OUTSIDE,
        )
        for state, row in enumerate(bare.rows)
    )
    return evolve(
        bare,
        readers={**bare.readers, bracket.opened: opening, bracket.closed: closing, **dict.fromkeys(ends, ending)},
        rows=(outside, outside, *inside),
        verdicts=(Verdict.CURRENTLY_SATISFIED, Verdict.PERMANENTLY_VIOLATED, *bare.verdicts),
        broken=(False, True, *bare.broken),
        start=OUTSIDE,
        bracket=bracket,
        edges=frozenset({bracket.opened, bracket.closed}) | ends,
    )
