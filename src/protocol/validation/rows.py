"""The compiled path: rows of a joint automaton, built as records ask for them.

A row is a joint state of all order rules and knows the row that follows for each kind of event, so that checking costs
one look-up an event. Every rule's verdict is kept, after a breach too. Rows are built when they are first needed and
shared by all checks of a rulebook; their number is bounded, and beyond the bound records are checked the slow way.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from attrs import define, field

from protocol.events import ORDERED
from protocol.order import Case, Machine, letter_of
from protocol.order.patterns import reader
from protocol.validation.plans import Plan

MOST_ROWS: Final = 20_000
"""How many rows a rulebook may have; at some 700 bytes each."""

Key = type | int
"""What leads from one row to the next: an event class, or the number of a case where rules tell several apart."""


class JudgeNeeded(Exception):  # noqa: N818 - not an error: the record is then read by the judge
    """There are as many rows as there may be, or a ceremony is opened again while it still owes something."""


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


@define(eq=False)
class Rows:
    """The rows of a plan."""

    indexes: tuple[int, ...]
    machines: tuple[Machine, ...]
    letters: Mapping[int, tuple[int, ...]]
    keys: Mapping[type, Callable[[Any], int]]
    events: Mapping[int, type]
    start: Row = field(init=False)
    most: int = MOST_ROWS
    _rows: dict[tuple[tuple[int, ...], bool], Row] = field(factory=dict, repr=False)
    _broken: dict[tuple[int, ...], tuple[int, ...]] = field(factory=dict, repr=False)

    def __attrs_post_init__(self) -> None:
        self.start = self._row(tuple(machine.start for machine in self.machines), dirty=False)

    @classmethod
    def of(cls, plan: Plan) -> "Rows":
        """The rows of a plan, none of them built but the first."""
        machines = tuple(plan.machines[index] for index in plan.orders)
        told_apart = _told_apart(plan.future.cases)
        letters = {
            number: tuple(letter_of(machine, case) for machine in machines)
            for cases in told_apart.values()
            for case, number in cases.items()
        }
        keys = {event: _key(cases) for event, cases in told_apart.items()}
        events = {number: event for event, cases in told_apart.items() for number in cases.values()}
        return cls(plan.orders, machines, letters, keys, events)

    def key(self, event: object) -> Key:
        """What an event is looked up by."""
        key = self.keys.get(type(event))
        return type(event) if key is None else key(event)

    def after(self, row: Row, key: Key, *, counting: bool = False) -> Row:
        """The row that follows."""
        event = self.events[key] if isinstance(key, int) else key
        if event not in ORDERED:
            return row
        letters = self.letters[key] if isinstance(key, int) else self._letters(event)
        told = zip(self.machines, row.states, letters, strict=True)
        states = tuple(_after(machine, state, letter, event, counting=counting) for machine, state, letter in told)
        return self._row(states, dirty=row.dirty)

    def _letters(self, event: type) -> tuple[int, ...]:
        return tuple(letter_of(machine, Case(event)) for machine in self.machines)

    def _row(self, states: tuple[int, ...], *, dirty: bool) -> Row:
        told = list(zip(self.indexes, self.machines, states, strict=True))
        broken = tuple(index for index, machine, state in told if machine.broken[state])
        key = (states, dirty or bool(broken))
        if key not in self._rows:
            if len(self._rows) >= self.most:
                raise JudgeNeeded
            unmet = tuple(index for index, machine, state in told if not machine.verdicts[state].satisfied)
            # Rows with the same rules broken share one tuple, so that a change is seen by identity.
            broken = self._broken.setdefault(broken, broken)
            self._rows.setdefault(key, Row(self, states, broken, unmet, dirty=key[1]))
        return self._rows[key]

    def __len__(self) -> int:
        return len(self._rows)


def _after(machine: Machine, state: int, letter: int, event: type, *, counting: bool) -> int:
    if counting and (not machine.commutes or event in machine.edges):
        return state
    bracket = machine.bracket
    if bracket is not None and event is bracket.opened and not machine.verdicts[state].satisfied:
        raise JudgeNeeded
    return machine.rows[state][letter]


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
