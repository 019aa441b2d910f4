"""The least repair: the cheapest edits that make a sequence keep a set of orders.

Edits are insertions and drops; a step that is dropped and inserted again elsewhere is reported as moved. The search
begins with the broken orders; orders that the repair would break join them. So the first repair that keeps all is the
cheapest. Orders that share no event are repaired separately, because the repair of one does not affect the other.

Of repairs with the same cost, the one with the earliest first edit is chosen, then with the earliest second one, and so
on. At one place a drop comes before an insertion, and insertions come in the order of the cases. A step is inserted
directly before the event that needs it.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final, TypeVar

from attrs import field

from protocol.fields import frozen
from protocol.order.automata.machines import Unnamed
from protocol.order.language.orders import Order
from protocol.order.language.patterns import Case, Pattern
from protocol.order.searching.edits import Changes, EditSearch, EditTask, edit_search

_Step = TypeVar("_Step")

CAP: Final = 12
"""The default of the highest cost of a repair: a sequence that needs more edits is better written again."""


class EditKind(StrEnum):
    """The kind of an edit."""

    INSERT = "insert"
    DROP = "drop"
    MOVE = "move"


@frozen
class Edit:
    """One edit of a sequence.

    `at` is the index, in the sequence given, of the step that is dropped or moved, or before which something is
    inserted; `to` the index before which a step is moved.
    """

    kind: EditKind
    step: Case
    at: int
    to: int | None = None

    def __str__(self) -> str:
        where = f"{self.at} to {self.to}" if self.to is not None else str(self.at)
        return f"{self.kind} {self.step} at {where}"


@frozen
class Costs:
    """The costs of edits by pattern; all others cost 1. A move costs a drop and an insertion."""

    insert: Mapping[Pattern, int] = field(factory=dict)
    drop: Mapping[Pattern, int] = field(factory=dict)

    def of_inserting(self, case: Case) -> int:
        """The cost of inserting a step."""
        return min((cost for pattern, cost in self.insert.items() if case.satisfies(pattern)), default=1)

    def of_dropping(self, event: object) -> int:
        """The cost of dropping an event."""
        return min((cost for pattern, cost in self.drop.items() if pattern.matches(event)), default=1)


@frozen
class Repair:
    """The cheapest edits, their cost, and the repaired sequence: kept events, and cases for inserted steps."""

    cost: int
    edits: tuple[Edit, ...]
    repaired: tuple[object, ...]


def least_repair(
    events: Sequence[object],
    orders: Sequence[Order],
    *,
    costs: Costs | None = None,
    cap: int = CAP,
) -> Repair | None:
    """The cheapest repair of a sequence, None if none costs at most `cap`.

    >>> from protocol.events import GuestArrived, GuestDeparted
    >>> from protocol.order import existence, precedence
    >>> found = least_repair([GuestDeparted()], [precedence(GuestArrived, GuestDeparted), existence(GuestDeparted)])
    >>> found.cost, [str(edit) for edit in found.edits]
    (1, ['insert GuestArrived at 0'])
    """
    ready = edit_search(tuple(orders))
    read = [ready.case_of(event) for event in events]
    task, known = _task(ready, events, read, costs, cap), dict[tuple[int, ...], Changes]()
    changes, chosen, numbers = Changes(), set[int](), range(len(ready.cases))
    while objecting := ready.broken_by(_apply(changes, read, numbers)):
        chosen |= objecting
        found = ready.cheapest(task, chosen, known)
        if found is None:
            return None
        changes = found
    return _repair_of(ready, changes, events, read)


def _task(ready: EditSearch, events: Sequence[object], read: Sequence[int], costs: Costs | None, cap: int) -> EditTask:
    if costs is None:
        return EditTask(read, [1] * len(read), None, cap)
    dropping = [costs.of_dropping(event) for event in events]
    return EditTask(read, dropping, [costs.of_inserting(case) for case in ready.cases], cap)


def _apply(changes: Changes, steps: Sequence[_Step], inserted: Sequence[_Step]) -> list[_Step]:
    """A sequence after the changes; `inserted` has the step to insert for the number of each case."""
    changed = list(steps)
    for place, case in reversed(changes.changes):
        if case is None:
            del changed[place]
        else:
            changed.insert(place, inserted[case])
    return changed


def _repair_of(ready: EditSearch, changes: Changes, events: Sequence[object], read: Sequence[int]) -> Repair:
    edits = [
        Edit(EditKind.DROP, _case_of(ready.cases[read[place]], events[place]), place)
        if case is None
        else Edit(EditKind.INSERT, ready.cases[case], place)
        for place, case in changes.changes
    ]
    return Repair(changes.cost, _with_moves(edits), tuple(_apply(changes, events, ready.cases)))


def _case_of(case: Case, event: object) -> Case:
    """The case of an event; of an event that no order names, its class."""
    return Case(type(event)) if case.event is Unnamed else case


def _with_moves(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits, with a drop and an insertion of the same step replaced by a move."""
    merged = list(edits)
    for dropped in [edit for edit in edits if edit.kind is EditKind.DROP]:
        for inserted in merged:
            if inserted.kind is EditKind.INSERT and inserted.step == dropped.step:
                place = min(merged.index(dropped), merged.index(inserted))
                merged.remove(dropped)
                merged.remove(inserted)
                merged.insert(place, Edit(EditKind.MOVE, dropped.step, dropped.at, inserted.at))
                break
    return tuple(merged)
