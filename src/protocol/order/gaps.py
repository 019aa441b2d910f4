"""Whether several rules can all have been kept in a visit of whose record steps were left out.

Each of them may be kept by steps of its own that the record leaves out, and yet no steps keep all. As for what can
still become of rules, a visit is sought that keeps the rules that object, and those that object to it join them. The
visit is the record with any steps put in anywhere, openings and closings too: a ceremony may have been held of which
nothing is reported.
"""

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from itertools import count

from attrs import define, field

from protocol.order.futures import Outlook, Unnamed, letter_of
from protocol.order.machines import Machine
from protocol.order.patterns import Case

Letters = tuple[int, ...]
"""What each machine reads of a step."""
Node = tuple[int, tuple[int, ...]]
"""How much of the record is read, and the states of the machines."""

Found = tuple[bool | None, list[Letters]]


@define(eq=False)
class Gaps:
    """The machines of some rules, which judge a record as it stands, and the cases of steps that it may leave out.

    `budget` bounds how many joint states one search may visit.
    """

    machines: tuple[Machine, ...]
    cases: tuple[Case, ...]
    budget: int = 20_000
    _letters: dict[Case, Letters] = field(factory=dict, init=False, repr=False)

    def outlook(self, record: Sequence[object], among: Iterable[int]) -> Outlook:
        """Whether some visit of which this is the record keeps all machines of these indexes."""
        among, read = tuple(among), [tuple(machine.letter(event) for machine in self.machines) for event in record]
        chosen: tuple[int, ...] = ()
        possible: bool | None = True
        visit: Sequence[Letters] = read
        while possible:
            objecting = self._objecting(visit, among)
            if objecting is None:
                return Outlook(possible=True)
            chosen = (*chosen, objecting)
            possible, visit = self._search(chosen, read)
        return Outlook(possible, clash=() if possible is None else self._indispensable(tuple(sorted(chosen)), read))

    def letters(self, case: Case) -> Letters:
        """What each machine reads of a step."""
        if case not in self._letters:
            self._letters[case] = tuple(letter_of(machine, case) for machine in self.machines)
        return self._letters[case]

    def _objecting(self, visit: Sequence[Letters], among: Iterable[int]) -> int | None:
        """The first machine that is broken in a visit or left with something owed."""
        for index in among:
            machine = self.machines[index]
            state = machine.start
            for letters in visit:
                state = machine.rows[state][letters[index]]
                if machine.broken[state]:
                    return index
            if not machine.kept[state]:
                return index
        return None

    def _indispensable(self, clash: tuple[int, ...], read: Sequence[Letters]) -> tuple[int, ...]:
        for index in clash:
            fewer = tuple(other for other in clash if other != index)
            if fewer and self._search(fewer, read)[0] is False:
                clash = fewer
        return clash

    def _search(self, chosen: tuple[int, ...], read: Sequence[Letters]) -> Found:
        """Whether a visit keeps the chosen machines, None where that is beyond the budget, and the visit.

        Best first: the visits that have read most of the record and owe least.
        """
        start: Node = (0, tuple(self.machines[index].start for index in chosen))
        seen: dict[Node, tuple[Node, Letters] | None] = {start: None}
        order, moves = count(), self._moves(chosen)
        waiting = [(0, next(order), start)]
        while waiting:
            *_, (place, states) = heappop(waiting)
            if place == len(read) and not self._unmet(chosen, states):
                return True, _way(seen, (place, states))
            if len(seen) > self.budget:
                return None, []
            steps = [(place, letters) for letters in moves] + [(place + 1, each) for each in read[place : place + 1]]
            for further, letters in steps:
                target = (further, self._after(chosen, states, letters))
                if target not in seen and not self._lost(chosen, target[1]):
                    seen[target] = ((place, states), letters)
                    left = len(read) - further + self._unmet(chosen, target[1])
                    heappush(waiting, (left, next(order), target))
        return False, []

    def _moves(self, chosen: tuple[int, ...]) -> list[Letters]:
        """The steps that may be put in, one for each way in which the chosen machines read them."""
        told: dict[Letters, Letters] = {}
        for case in (*self.cases, Case(Unnamed)):
            letters = self.letters(case)
            told.setdefault(tuple(letters[index] for index in chosen), letters)
        return list(told.values())

    def _after(self, chosen: tuple[int, ...], states: tuple[int, ...], letters: Letters) -> tuple[int, ...]:
        return tuple(
            self.machines[index].rows[state][letters[index]] for index, state in zip(chosen, states, strict=True)
        )

    def _lost(self, chosen: tuple[int, ...], states: tuple[int, ...]) -> bool:
        return any(self.machines[index].broken[state] for index, state in zip(chosen, states, strict=True))

    def _unmet(self, chosen: tuple[int, ...], states: tuple[int, ...]) -> int:
        told = zip(chosen, states, strict=True)
        return sum(not self.machines[index].kept[state] for index, state in told)


def _way(seen: dict[Node, tuple[Node, Letters] | None], node: Node) -> list[Letters]:
    way: list[Letters] = []
    while (step := seen[node]) is not None:
        node, letters = step
        way.append(letters)
    return way[::-1]
