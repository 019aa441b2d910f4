"""The compiled path: rows of a joint automaton, built as records ask for them.

A row is a joint state of all order rules and knows the row that follows for each kind of event, so that checking costs
one look-up an event. Every rule's verdict is kept, after a breach too. Rows are built when they are first needed and
shared by all checks of a rulebook; their number is bounded, and beyond the bound they are built anew.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from attrs import define, field, frozen

from protocol.events import ORDERED
from protocol.order import Case, Machine, letter_of
from protocol.order.patterns import reader
from protocol.validation.plans import Plan

MOST_ROWS: Final = 50_000
"""How many rows a rulebook may have, at some 600 bytes each; then they are built anew, so memory stays bounded."""

Key = type | int
"""What leads from one row to the next: an event class, or the number of a case where rules tell several apart."""


class JudgeNeeded(Exception):  # noqa: N818 - not an error: the record is then read by the judge
    """A ceremony is opened again while it still owes something, or the record is corrected or goes on after its end."""


class RowsFull(Exception):  # noqa: N818 - not an error: the rows are then built anew
    """There are as many rows as there may be."""


class Row(dict[Key, "Row"]):
    """A joint state: the state of every order rule, which are broken, which not kept so far, and the rows that follow.

    `dirty` says whether a rule was broken on the way here, though its ceremony may be over. `counting` are the rows
    that follow an event that is only listed, which none but the rules to which order does not matter hear of.
    """

    __slots__ = ("broken", "counting", "dirty", "states", "table", "unmet")

    def __init__(
        self,
        table: "Rows",
        states: tuple[int, ...],
        broken: tuple[int, ...],
        unmet: tuple[int, ...],
        *,
        dirty: bool,
    ) -> None:
        super().__init__()
        self.table = table
        self.states = states
        self.broken = broken
        self.unmet = unmet
        self.dirty = dirty
        self.counting: dict[Key, Row] = {}

    def __missing__(self, key: Key) -> "Row":
        row = self[key] = self.table.after(self, key)
        return row

    def count(self, key: Key) -> "Row":
        """The row that follows an event that is only listed."""
        if key not in self.counting:
            self.counting[key] = self.table.after(self, key, counting=True)
        return self.counting[key]


@frozen
class Turn:
    """What an event does to one rule: where its state stands in a row, and the state that follows each.

    `broken` and `kept` tell of each state whether the rule is broken and whether it is kept; `opens` says that the
    event opens the ceremony that the rule is judged in.
    """

    place: int
    following: tuple[int, ...]
    broken: tuple[bool, ...]
    kept: tuple[bool, ...]
    opens: bool


@define(eq=False)
class Rows:
    """The rows of a plan."""

    indexes: tuple[int, ...]
    machines: tuple[Machine, ...]
    keys: Mapping[type, Callable[[Any], int]]
    cases: Mapping[int, Case]
    start: Row = field(init=False)
    most: int = MOST_ROWS
    _turns: dict[tuple[Key, bool], tuple[Turn, ...]] = field(factory=dict, repr=False)
    _rows: dict[tuple[tuple[int, ...], bool], Row] = field(factory=dict, repr=False)
    _broken: dict[tuple[int, ...], tuple[int, ...]] = field(factory=dict, repr=False)

    def __attrs_post_init__(self) -> None:
        self.start = self._row(tuple(machine.start for machine in self.machines), dirty=False)

    @classmethod
    def of(cls, plan: Plan, *, most: int = MOST_ROWS) -> "Rows":
        """The rows of a plan, none of them built but the first."""
        told_apart = _told_apart(plan.future.cases)
        keys = {event: _key(cases) for event, cases in told_apart.items()}
        cases = {number: case for cases in told_apart.values() for case, number in cases.items()}
        machines = tuple(plan.machines[index] for index in plan.orders)
        return cls(plan.orders, machines, keys, cases, most)

    def key(self, event: object) -> Key:
        """What an event is looked up by."""
        key = self.keys.get(type(event))
        return type(event) if key is None else key(event)

    def after(self, row: Row, key: Key, *, counting: bool = False) -> Row:
        """The row that follows."""
        states, alike = list(row.states), True
        for turn in self._turns_of(key, counting=counting):
            before = states[turn.place]
            if turn.opens and not turn.kept[before]:
                raise JudgeNeeded
            states[turn.place] = after = turn.following[before]
            alike = alike and turn.broken[before] == turn.broken[after] and turn.kept[before] == turn.kept[after]
        return self._row(tuple(states), dirty=row.dirty, like=row if alike else None)

    def _turns_of(self, key: Key, *, counting: bool) -> tuple[Turn, ...]:
        if (key, counting) not in self._turns:
            case = self.cases[key] if isinstance(key, int) else Case(key)
            told = enumerate(self.machines) if case.event in ORDERED else ()
            turns = (_turn(place, made, case) for place, made in told if not counting or _counts(made, case.event))
            self._turns[key, counting] = tuple(turn for turn in turns if turn is not None)
        return self._turns[key, counting]

    def _row(self, states: tuple[int, ...], *, dirty: bool, like: Row | None = None) -> Row:
        broken, unmet = (like.broken, like.unmet) if like is not None else self._standing(states)
        key = (states, dirty or bool(broken))
        row = self._rows.get(key)
        if row is not None:
            return row
        if len(self._rows) >= self.most:
            raise RowsFull
        return self._rows.setdefault(key, Row(self, states, broken, unmet, dirty=key[1]))

    def _standing(self, states: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The rules that are broken in a joint state, and those that are not kept."""
        told = list(zip(self.indexes, self.machines, states, strict=True))
        broken = tuple(index for index, machine, state in told if machine.broken[state])
        # Rows with the same rules broken share one tuple, so that a change is seen by identity.
        shared = self._broken.setdefault(broken, broken)
        return shared, tuple(index for index, machine, state in told if not machine.verdicts[state].satisfied)

    def __len__(self) -> int:
        return len(self._rows)


def _turn(place: int, made: Machine, case: Case) -> Turn | None:
    """What an event of a case does to a rule, None where it does nothing to any of its states."""
    letter = letter_of(made, case)
    following = tuple(row[letter] for row in made.rows)
    if following == tuple(range(len(following))):
        return None
    opens = made.bracket is not None and case.event is made.bracket.opened
    return Turn(place, following, made.broken, tuple(verdict.satisfied for verdict in made.verdicts), opens)


def _counts(made: Machine, event: type) -> bool:
    """Whether a rule hears of an event that is only listed."""
    return made.commutes and event not in made.edges


def _told_apart(cases: tuple[Case, ...]) -> dict[type, dict[Case, int]]:
    """The cases of those classes that have several, numbered."""
    by_class: dict[type, dict[Case, int]] = {}
    for number, case in enumerate(cases):
        by_class.setdefault(case.event, {})[case] = number
    return {event: numbered for event, numbered in by_class.items() if len(numbered) > 1}


def _key(cases: Mapping[Case, int]) -> Callable[[Any], int]:
    read = reader(cases)
    assert callable(read)  # noqa: S101 - a class with several cases is told by its fields
    return read
