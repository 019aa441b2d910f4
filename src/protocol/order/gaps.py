"""Whether several rules can all have been kept in a visit of whose record steps were left out.

Each of them may be kept by steps of its own that the record leaves out, and yet no steps keep all. As for what can
still become of rules, a visit is sought that keeps the rules that object, and those that object to it join them. The
visit is the record with any steps put in anywhere, openings and closings too: a ceremony may have been held of which
nothing is reported.
"""

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from itertools import count
from operator import getitem

from attrs import define, field

from protocol.order.futures import LOST, Column, Outlook, Unnamed, letter_of
from protocol.order.machines import Machine
from protocol.order.patterns import Case

Letters = tuple[int, ...]
"""What each machine reads of a step."""
Move = tuple[tuple[Column, ...], Letters]
"""What a step does to some machines, and what each machine reads of it."""
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
    _known: dict[tuple[int, int], Column] = field(factory=dict, init=False, repr=False)

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
        kepts = [self.machines[index].kept for index in chosen]
        start: Node = (0, tuple(self.machines[index].start for index in chosen))
        seen: dict[Node, tuple[Node, Letters] | None] = {start: None}
        order, moves, reads = count(), self._moves(chosen), [(self._columns(chosen, each), each) for each in read]
        waiting = [(0, next(order), start)]
        while waiting:
            *_, node = heappop(waiting)
            place, states = node
            if place == len(read) and all(map(getitem, kepts, states)):
                return True, _way(seen, node)
            if len(seen) > self.budget:
                return None, []
            for further, steps in ((place, moves), (place + 1, reads[place : place + 1])):
                for columns, letters in steps:
                    target = (further, tuple(map(getitem, columns, states)))
                    if target not in seen and LOST not in target[1]:
                        seen[target] = (node, letters)
                        unmet = len(kepts) - sum(map(getitem, kepts, target[1]))
                        heappush(waiting, (len(read) - further + unmet, next(order), target))
        return False, []

    def _moves(self, chosen: tuple[int, ...]) -> list[Move]:
        """The steps that may be put in, one for each way in which they move the chosen machines."""
        told: dict[tuple[Column, ...], Letters] = {}
        for case in (*self.cases, Case(Unnamed)):
            letters = self.letters(case)
            told.setdefault(self._columns(chosen, letters), letters)
        told.pop(tuple(self._still(index) for index in chosen), None)
        return list(told.items())

    def _columns(self, chosen: tuple[int, ...], letters: Letters) -> tuple[Column, ...]:
        """For each of the chosen machines, the state that follows each by a step, or that it is lost."""
        return tuple([self._column(index, letters[index]) for index in chosen])

    def _still(self, index: int) -> Column:
        """The column of a step that moves nothing."""
        return tuple(LOST if broken else state for state, broken in enumerate(self.machines[index].broken))

    def _column(self, index: int, letter: int) -> Column:
        if (index, letter) not in self._known:
            machine = self.machines[index]
            after = (row[letter] for row in machine.rows)
            self._known[index, letter] = tuple(LOST if machine.broken[state] else state for state in after)
        return self._known[index, letter]


def _way(seen: dict[Node, tuple[Node, Letters] | None], node: Node) -> list[Letters]:
    way: list[Letters] = []
    while (step := seen[node]) is not None:
        node, letters = step
        way.append(letters)
    return way[::-1]
