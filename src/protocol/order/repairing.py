"""The search for the least repair: cheapest first, over the places of a sequence and the joint states of some orders.

Only what moves one of the orders matters: other events are kept, and insertions stand right before such an event or at
the end. So a search for a few orders sees a short sequence, however long it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from attrs import define, field, frozen

from protocol.order.futures import Unnamed, letter_of
from protocol.order.machines import Machine, machine
from protocol.order.orders import Order, joint_cases
from protocol.order.patterns import Case, Pattern

Letters = tuple[int, ...]
"""What each machine reads for a step."""
Turn = tuple[int, tuple[int, ...], tuple[bool, ...]]
"""What a step does to a machine that it moves: its index, the state that follows each, which states are broken."""


@frozen
class Change:
    """One change of a sequence: what is inserted before a place of it, or None where what stands there is dropped."""

    at: int
    inserted: Case | None


@define(eq=False)
class Model:
    """Some orders made ready for repairs; `cases` are the steps that may be inserted."""

    machines: tuple[Machine, ...]
    cases: tuple[Case, ...]
    _of_class: dict[type, Letters] = field(factory=dict, init=False, repr=False)
    _of_case: dict[Case, Letters] = field(factory=dict, init=False, repr=False)
    _turns: dict[Letters, tuple[Turn, ...]] = field(factory=dict, init=False, repr=False)

    def letters(self, step: object) -> Letters:
        """What each machine reads for an event, or for a step that is inserted."""
        if isinstance(step, Case):
            if step not in self._of_case:
                self._of_case[step] = tuple(letter_of(made, step) for made in self.machines)
            return self._of_case[step]
        known = self._of_class.get(type(step))
        if known is None:
            known = tuple(made.letter(step) for made in self.machines)
            if all(isinstance(made.readers.get(type(step), 0), int) for made in self.machines):
                self._of_class[type(step)] = known
        return known

    def turns(self, letters: Letters) -> tuple[Turn, ...]:
        """What a step does to the machines that it moves."""
        known = self._turns.get(letters)
        if known is None:
            told = enumerate(zip(self.machines, letters, strict=True))
            every = ((index, tuple(row[letter] for row in made.rows), made.broken) for index, (made, letter) in told)
            known = tuple(turn for turn in every if turn[1] != tuple(range(len(turn[1]))))
            self._turns[letters] = known
        return known

    def objecting(self, steps: Iterable[Letters]) -> frozenset[int]:
        """The machines that do not keep a sequence."""
        states = [made.start for made in self.machines]
        lost: set[int] = set()
        for letters in steps:
            for index, following, broken in self.turns(letters):
                states[index] = after = following[states[index]]
                if broken[after]:
                    lost.add(index)
        unmet = (index for index, state in enumerate(states) if not self.machines[index].kept[state])
        return frozenset(lost.union(unmet))

    def case_of(self, event: object) -> Case:
        """The case of an event: the most telling of those that it belongs to."""
        mine = [
            case for case in self.cases if case.event is type(event) and Pattern(case.event, case.named).matches(event)
        ]
        return max(mine, key=lambda case: len(case.named), default=Case(type(event)))


@lru_cache(maxsize=64)
def model(orders: tuple[Order, ...]) -> Model:
    """The model of some orders."""
    return Model(tuple(map(machine, orders)), (*joint_cases(orders), Case(Unnamed)))


Node = tuple[int, Letters]
"""How many of the events that matter are behind, and the states of the chosen machines."""
Step = tuple[Node, int, Change | None]
"""Where a step leads, what it costs, and how it changes the sequence."""


@define(eq=False)
class Search:
    """One search of the cheapest repair for some machines.

    `told` are the events that move any of them: their place in the sequence, what the machines read, and what dropping
    them costs; `inserted` what may be inserted.
    """

    machines: tuple[Machine, ...]
    told: list[tuple[int, Letters, int]]
    inserted: list[tuple[Letters, int, Case]]
    end: int
    cap: int
    _after: dict[tuple[Letters, Letters], Letters | None] = field(factory=dict, init=False, repr=False)

    @classmethod
    def of(
        cls,
        made: Model,
        chosen: frozenset[int],
        told: Sequence[Letters],
        dropping: Sequence[int],
        inserting: Sequence[tuple[Letters, int, Case]],
        cap: int,
    ) -> "Search":
        """The search for the machines of these indexes."""
        among = sorted(chosen)

        def read(letters: Letters) -> Letters | None:
            """What the chosen machines read, None where it moves none of them."""
            moved = any(turn[0] in chosen for turn in made.turns(letters))
            return tuple([letters[index] for index in among]) if moved else None

        heard = ((place, read(letters)) for place, letters in enumerate(told))
        cheapest: dict[Letters, tuple[int, Case]] = {}
        for letters, price, case in inserting:
            mine = read(letters)
            if mine is not None and (mine not in cheapest or price < cheapest[mine][0]):
                cheapest[mine] = (price, case)
        return cls(
            tuple(made.machines[index] for index in among),
            [(place, letters, dropping[place]) for place, letters in heard if letters is not None],
            [(letters, *found) for letters, found in cheapest.items()],
            len(told),
            cap,
        )

    def cheapest(self) -> list[Change] | None:
        """The changes that cost least, None where none cost at most `cap`."""
        first: Node = (0, tuple(made.start for made in self.machines))
        best = {first: 0}
        reached: dict[Node, tuple[Node, Change | None]] = {}
        waiting: list[list[Node]] = [[first], *([] for _ in range(self.cap))]
        for cost, nodes in enumerate(waiting):
            for node in nodes:  # which grows by what costs nothing to reach from it
                if best[node] != cost:
                    continue
                if node[0] == len(self.told) and self._met(node[1]):
                    return _changes(node, reached)
                for further, price, change in self._steps(*node):
                    total = cost + price
                    if total <= self.cap and total < best.get(further, self.cap + 1):
                        best[further] = total
                        reached[further] = (node, change)
                        waiting[total].append(further)
        return None

    def _steps(self, place: int, states: Letters) -> Iterator[Step]:
        at = self.end
        if place < len(self.told):
            at, letters, price = self.told[place]
            kept = self._following(states, letters)
            if kept is not None:
                yield (place + 1, kept), 0, None
            if kept != states:
                yield (place + 1, states), price, Change(at, None)
        for letters, price, case in self.inserted:
            further = self._following(states, letters)
            if further is not None and further != states:
                yield (place, further), price, Change(at, case)

    def _following(self, states: Letters, letters: Letters) -> Letters | None:
        """The states after a step, None where it breaks a machine."""
        key = (states, letters)
        if key not in self._after:
            told = list(zip(self.machines, states, letters, strict=True))
            lost = any(made.broken[made.rows[state][letter]] for made, state, letter in told)
            self._after[key] = None if lost else tuple([made.rows[state][letter] for made, state, letter in told])
        return self._after[key]

    def _met(self, states: Letters) -> bool:
        return all(made.kept[state] for made, state in zip(self.machines, states, strict=True))


def _changes(node: Node, reached: dict[Node, tuple[Node, Change | None]]) -> list[Change]:
    changes: list[Change] = []
    while node in reached:
        node, change = reached[node]
        if change is not None:
            changes.append(change)
    return changes[::-1]
