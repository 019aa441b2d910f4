"""The least repair: the cheapest edits that make a sequence keep a set of orders.

Edits are insertions and drops; a step that is dropped and inserted again elsewhere is told as moved. A repair is
sought for the orders that the sequence does not keep; where others object to it they join, so the repair that all
agree to costs the least (`repairing.py`). Ties are broken always the same way: what stands is kept where it can be,
then dropped, then something is inserted, in the order of the cases, and as late as it can be.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from protocol.order.orders import Order
from protocol.order.patterns import Case, Pattern
from protocol.order.repairing import Change, Model, Search, model

CAP: Final = 12
"""The cost beyond which no repair is sought unless more is asked for: what needs more is better written anew."""


class EditKind(StrEnum):
    """What is done to a sequence."""

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
    """What edits cost, by pattern; what no pattern names costs 1. A move costs a drop and an insertion."""

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
    """The cheapest edits, their cost, and the repaired sequence: events that stand, cases for what is inserted."""

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
    """The cheapest repair of a sequence, None where none costs at most `cap`.

    >>> from protocol.events import GuestArrived, GuestDeparted
    >>> from protocol.order import existence, precedence
    >>> found = least_repair([GuestDeparted()], [precedence(GuestArrived, GuestDeparted), existence(GuestDeparted)])
    >>> found.cost, [str(edit) for edit in found.edits]
    (1, ['insert GuestArrived at 0'])
    """
    made, prices = model(tuple(orders)), costs or Costs()
    told = [made.letters(event) for event in events]
    dropping = [prices.of_dropping(event) for event in events] if prices.drop else [1] * len(events)
    inserting = [(made.letters(case), prices.of_inserting(case), case) for case in made.cases]
    chosen = made.objecting(told)
    while True:
        changes = Search.of(made, chosen, told, dropping, inserting, cap).cheapest()
        if changes is None:
            return None
        objecting = made.objecting(_read(made, changes, told))
        if not objecting - chosen:
            return _repair(made, changes, events, prices)
        chosen |= objecting


def _read(made: Model, changes: Sequence[Change], told: Sequence[tuple[int, ...]]) -> Iterator[tuple[int, ...]]:
    """The letters of a sequence that is changed so."""
    before = 0
    for change in changes:
        yield from told[before : change.at]
        before = change.at + (change.inserted is None)
        if change.inserted is not None:
            yield made.letters(change.inserted)
    yield from told[before:]


def _repair(made: Model, changes: Sequence[Change], events: Sequence[object], prices: Costs) -> Repair:
    edits: list[Edit] = []
    repaired: list[object] = []
    before = cost = 0
    for change in changes:
        repaired += events[before : change.at]
        before = change.at + (change.inserted is None)
        if change.inserted is None:
            edits.append(Edit(EditKind.DROP, made.case_of(events[change.at]), change.at))
            cost += prices.of_dropping(events[change.at])
        else:
            edits.append(Edit(EditKind.INSERT, change.inserted, change.at))
            repaired.append(change.inserted)
            cost += prices.of_inserting(change.inserted)
    return Repair(cost, _with_moves(edits), (*repaired, *events[before:]))


def _with_moves(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits with a step that is dropped and inserted elsewhere told as moved."""
    told = list(edits)
    for dropped in [edit for edit in edits if edit.kind is EditKind.DROP]:
        for inserted in told:
            if inserted.kind is EditKind.INSERT and inserted.step == dropped.step:
                place = min(told.index(dropped), told.index(inserted))
                told.remove(dropped)
                told.remove(inserted)
                told.insert(place, Edit(EditKind.MOVE, dropped.step, dropped.at, inserted.at))
                break
    return tuple(told)
