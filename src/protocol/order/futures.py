"""What can still become of several rules together.

Rules that can each still be kept may no longer be kept together, so hints and conflicts are read from the joint
future. The joint automaton is never built: its size is the product of its parts. Instead a way is sought that keeps
the rules that are not kept yet; where another rule objects to that way it joins them, and the search begins again.
Few rules join, so what cannot be done is proved on few, and those are the clash. A budget bounds each search, and
when it runs out the answer is None instead of a guess.
"""

from collections.abc import Iterable, Sequence
from functools import reduce
from heapq import heappop, heappush
from itertools import count
from operator import getitem, or_
from types import SimpleNamespace
from typing import Final

from attrs import define, field

from protocol.fields import frozen
from protocol.order.machines import Machine
from protocol.order.patterns import Case

States = tuple[int, ...]
Way = tuple[Case, ...]
"""Steps one after another."""

Column = tuple[int, ...]
"""The state of a machine that follows each by a step."""
Wanted = tuple[tuple[int, int], ...]
"""Sets of steps, as bits, that share none, and how many steps of each have to come at least."""
Move = tuple[tuple[Column, ...], Case]
"""What a step does to some machines, and the case of the step."""
MOST_KNOWN: Final = 10_000
"""How many searches are remembered; then all are forgotten."""
LOST: Final = -1
"""Where a step leads that breaks a machine; as an index it is the last place of a column, which can be lost too."""


def letter_of(machine: Machine, case: Case) -> int:
    """The letter that a machine reads for events of a case."""
    read = machine.readers.get(case.event, 0)
    return read if isinstance(read, int) else read(SimpleNamespace(**dict(case.fields)))


@frozen
class Unnamed:
    """Stands for an event that none of the rules names."""


@frozen
class Outlook:
    """Whether all of some rules can still be kept together.

    `possible` is None where the budget ran out. `way` is one way to keep them all, `clash` the indexes of rules that
    can no longer be kept together, none of which could be spared.
    """

    possible: bool | None
    way: Way = ()
    clash: tuple[int, ...] = ()


@define(eq=False)
class Future:
    """The joint future of machines; it remembers what it has found out.

    `budget` bounds how many joint states one search may visit.
    """

    machines: tuple[Machine, ...]
    cases: tuple[Case, ...]
    budget: int = 20_000
    _letters: dict[Case, tuple[int, ...]] = field(factory=dict, init=False, repr=False)
    _columns: dict[Case, tuple[Column, ...]] = field(factory=dict, init=False, repr=False)
    _moves: dict[tuple[int, ...], tuple[Move, ...]] = field(factory=dict, init=False, repr=False)
    _wanted: dict[int, tuple[Wanted, ...]] = field(factory=dict, init=False, repr=False)
    _owing: dict[int, tuple[int, ...]] = field(factory=dict, init=False, repr=False)
    _known: dict[tuple[tuple[int, ...], States, bool], Outlook] = field(factory=dict, init=False, repr=False)

    def letters(self, case: Case) -> tuple[int, ...]:
        """The letter that each machine reads for a step."""
        if case not in self._letters:
            self._letters[case] = tuple(letter_of(machine, case) for machine in self.machines)
        return self._letters[case]

    def after(self, index: int, state: int, case: Case) -> int:
        """The state of one machine after a step."""
        return self.machines[index].rows[state][self.letters(case)[index]]

    def outlook(self, states: Sequence[int], among: Iterable[int], *, shortest: bool = False) -> Outlook:
        """Whether the machines of these indexes can all still be kept, from the states that all machines are in.

        A `shortest` way is as short as any; it is one among those, always the same.
        """
        among = tuple(among)
        chosen = tuple(index for index in among if not self._kept(index, states[index]))
        while chosen:
            # The shortest way for some rules is no longer than that for all: if all agree to it, it is the shortest.
            found = self._sought(chosen, tuple(states[index] for index in chosen), shortest=shortest)
            if not found.possible:
                return Outlook(found.possible, clash=self._indispensable(chosen, states) if found.clash else ())
            objecting = self._objecting(found.way, states, among)
            if objecting is None:
                return found
            chosen = tuple(sorted((*chosen, objecting)))
        return Outlook(possible=True)

    def first(self) -> tuple[int, ...]:
        """The states of all machines before anything has happened."""
        return tuple(machine.start for machine in self.machines)

    def _kept(self, index: int, state: int) -> bool:
        machine = self.machines[index]
        return machine.kept[state] and not machine.broken[state]

    def _objecting(self, way: Way, states: Sequence[int], among: Iterable[int]) -> int | None:
        """The first machine that the way breaks or leaves with something owed."""
        letters = [self.letters(case) for case in way]
        for index in among:
            machine, state = self.machines[index], states[index]
            rows, broken = machine.rows, machine.broken
            for read in letters:
                state = rows[state][read[index]]
                if broken[state]:
                    return index
            if not machine.kept[state]:
                return index
        return None

    def _indispensable(self, clash: tuple[int, ...], states: Sequence[int]) -> tuple[int, ...]:
        for index in clash:
            fewer = tuple(other for other in clash if other != index)
            if fewer and self._sought(fewer, tuple(states[other] for other in fewer)).possible is False:
                clash = fewer
        return clash

    def _sought(self, chosen: tuple[int, ...], start: States, *, shortest: bool = False) -> Outlook:
        key = (chosen, start, shortest)
        found = self._known.get(key)
        if found is None:
            found = self._search(chosen, start, shortest=shortest)
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[key] = found
        return found

    def _moves_of(self, chosen: tuple[int, ...]) -> tuple[Move, ...]:
        """The steps that the chosen machines tell apart and that move one of them."""
        if chosen not in self._moves:
            # Something that no rule names is a step too, where some rule hears everything.
            others = (Case(Unnamed),) if any(self.machines[index].hears_all for index in chosen) else ()
            moves: dict[tuple[Column, ...], Case] = {}
            for case in (*self.cases, *others):
                columns = self._columns_of(case)
                moves.setdefault(tuple([columns[index] for index in chosen]), case)
            moves.pop(tuple(tuple(range(len(self.machines[index].rows))) for index in chosen), None)
            self._moves[chosen] = tuple(moves.items())
        return self._moves[chosen]

    def _columns_of(self, case: Case) -> tuple[Column, ...]:
        """For each machine, the state that follows each by a step, or that it is lost."""
        if case not in self._columns:
            self._columns[case] = tuple(_column(machine, case) for machine in self.machines)
        return self._columns[case]

    def _search(self, chosen: tuple[int, ...], start: States, *, shortest: bool) -> Outlook:
        """Best first: the joint states that owe least, or those on the shortest ways where the shortest is wanted."""
        machines = [self.machines[index] for index in chosen]
        moves, kepts = self._moves_of(chosen), [machine.kept for machine in machines]
        wanted, entailed = [self._wanted_of(index) for index in chosen], _Entailed(self, chosen)
        seen: dict[States, tuple[States, Case] | None] = {start: None}
        depths, order = {start: 0}, count()
        waiting = [((0, 0), next(order), 0, start)] if not _lost(machines, start) else []
        while waiting:
            _, _, depth, states = heappop(waiting)
            if all(map(getitem, kepts, states)):
                return Outlook(possible=True, way=_way(seen, states))
            if len(seen) > self.budget:
                return Outlook(possible=None)
            if depth > depths[states]:
                continue
            depth += 1
            for columns, case in moves:
                target = tuple(map(getitem, columns, states))
                if LOST not in target and (target not in depths or (shortest and depth < depths[target])):
                    seen[target], depths[target] = (states, case), depth
                    owing = _least(map(getitem, wanted, target), entailed) if shortest else 0
                    unmet = len(kepts) - sum(map(getitem, kepts, target))
                    heappush(waiting, ((depth + owing if shortest else 0, unmet), next(order), depth, target))
        return Outlook(possible=False, clash=chosen)

    def _wanted_of(self, index: int) -> tuple[Wanted, ...]:
        """For each state of a machine, the sets of steps that have to come before it is kept."""
        if index not in self._wanted:
            letters = self._letters_of(index)
            self._wanted[index] = tuple(
                _merged(sum(1 << bit for bit, letter in enumerate(letters) if letter in cut) for cut in cuts)
                for cuts in _cuts(self.machines[index])
            )
        return self._wanted[index]

    def _owing_after(self, index: int) -> tuple[int, ...]:
        """For each step, the steps one of which a machine wants after it, whatever came before; 0: it may want none."""
        if index not in self._owing:
            machine, wanted = self.machines[index], self._wanted_of(index)
            columns = [{row[letter] for row in machine.rows} for letter in range(len(machine.rows[0]))]
            live = [[wanted[state] for state in column if not machine.broken[state]] for column in columns]
            owing = [reduce(or_, (each[0][0] for each in after), 0) if all(after) else 0 for after in live]
            self._owing[index] = tuple(owing[letter] for letter in self._letters_of(index))
        return self._owing[index]

    def _letters_of(self, index: int) -> list[int]:
        """The letter that a machine reads for each case, and for a step that no rule names."""
        return [letters[index] for letters in map(self.letters, (*self.cases, Case(Unnamed)))]


def _column(machine: Machine, case: Case) -> Column:
    letter = letter_of(machine, case)
    return tuple(LOST if machine.broken[row[letter]] else row[letter] for row in machine.rows)


def _cuts(machine: Machine) -> list[list[set[int]]]:
    """For each state the letters that bring it a step nearer to being kept: the last step first, then those before."""
    far = _distances(machine)
    return [_cuts_from(machine, state, far) if far[state] < len(far) else [] for state in range(len(far))]


def _distances(machine: Machine) -> list[int]:
    """How many steps each state is from one that is kept; as many as there are states where no way leads to one."""
    never = len(machine.rows)
    far = [0 if kept else never for kept in machine.kept]
    for distance in range(1, never):
        nearer = [state for state, row in enumerate(machine.rows) if far[state] > min(far[each] for each in row) + 1]
        if not nearer:
            break
        for state in nearer:
            far[state] = distance
    return far


def _cuts_from(machine: Machine, start: int, far: Sequence[int]) -> list[set[int]]:
    cuts: list[set[int]] = [set() for _ in range(far[start])]
    met, waiting = {start}, [start] if far[start] else []
    for state in waiting:
        for letter, target in enumerate(machine.rows[state]):
            if far[target] < far[state] <= far[start]:
                cuts[far[target]].add(letter)
            if far[target] and target not in met:
                met.add(target)
                waiting.append(target)
    return cuts


class _Entailed(dict[int, Wanted]):
    """Which further steps are wanted for certain where one of some steps comes, as an opening entails a closing.

    Steps are bits, and one of each set of them has to come; the sets are worked out when they are first asked for.
    """

    def __init__(self, future: "Future", chosen: Sequence[int]) -> None:
        super().__init__()
        self._owing = [future._owing_after(index) for index in chosen]  # noqa: SLF001 - a part of the search

    def __missing__(self, steps: int) -> Wanted:
        places = [place for place in range(steps.bit_length()) if steps >> place & 1]
        entailed = {reduce(or_, each) for owing in self._owing if all(each := [owing[place] for place in places])}
        self[steps] = tuple((each, 1) for each in sorted(entailed))
        return self[steps]


def _merged(cuts: Iterable[int]) -> Wanted:
    """Cuts by sets that share no step: two cuts that share one may be passed by the same steps in either order."""
    wanted: list[tuple[int, int]] = []
    for cut in cuts:
        sharing = [each for each in wanted if each[0] & cut]
        wanted = [each for each in wanted if not each[0] & cut]
        wanted.append((reduce(or_, (steps for steps, _ in sharing), cut), 1 + sum(many for _, many in sharing)))
    return tuple(wanted)


def _least(wanted: Iterable[Wanted], entailed: _Entailed) -> int:
    """How many steps are wanted at least: as many as there are sets of steps, entailed ones too, that share none."""
    counted = found = 0
    for first in wanted:
        waiting = list(first)
        for steps, many in waiting:
            if not steps & counted:
                counted |= steps
                found += many
                waiting.extend(entailed[steps])
    return found


def _lost(machines: Sequence[Machine], states: States) -> bool:
    return any(machine.broken[state] for machine, state in zip(machines, states, strict=True))


def _way(seen: dict[States, tuple[States, Case] | None], states: States) -> Way:
    way: list[Case] = []
    while (step := seen[states]) is not None:
        states, case = step
        way.append(case)
    return tuple(reversed(way))
