"""One search through the joint automaton of several rules, which is never built whole.

Rules that can each be kept may clash, so the search for a continuation of a record, or for unreported steps in it,
has to regard all rules together. Their joint automaton, the product of all, is far too large to build. So the search
looks for a way that keeps a few rules; if the way breaks another rule, that rule joins them and the search begins
again. Few rules join, so an impossible answer is proved on a few rules, which are the clash. A budget limits each
search; when it runs out, the answer is None.
"""

from collections.abc import Callable, Iterable, Sequence
from heapq import heappop, heappush
from itertools import count
from operator import getitem
from typing import Any, Final

from attrs import define, field

from protocol.fields import frozen
from protocol.order.automata.machines import LOST, Machine, Unnamed, letter_of
from protocol.order.language.patterns import Case
from protocol.order.searching.bounds import Bounds, Column, Letters, States

Way = tuple[Case, ...]
"""Steps one after another."""
Move = tuple[tuple[Column, ...], Letters]
"""What a step does to some machines, and the letter that every machine reads for it."""
Found = tuple[bool | None, tuple[Letters, ...]]
"""Whether there is a way, None if the budget ran out, and the steps of one."""
Search = tuple[tuple[int, ...], States, bool]
MOST_KNOWN: Final = 10_000
"""How many searches are remembered; then all are forgotten."""


@frozen
class Outlook:
    """Whether all of some rules can still be kept together.

    `possible` is None if the budget ran out. `way` is one way to keep them all, `clash` has the indexes of the rules
    that can no longer be kept together; without any one of them, the others could.
    """

    possible: bool | None
    way: Way = ()
    clash: tuple[int, ...] = ()


@define(eq=False)
class JointSearch:
    """Searches through the joint automaton of machines; it remembers its answers.

    `cases` are the kinds of events that the machines distinguish, `budget` how many joint states one search may visit.
    """

    machines: tuple[Machine, ...]
    cases: tuple[Case, ...]
    budget: int = 20_000
    _hearing: dict[type, tuple[Letters, tuple[tuple[int, Callable[[Any], int]], ...]]] = field(
        factory=dict, init=False, repr=False
    )
    _letters: dict[Case, Letters] = field(factory=dict, init=False, repr=False)
    _steps: dict[Letters, Case] = field(factory=dict, init=False, repr=False)
    _columns: tuple[dict[int, Column], ...] = field(init=False, repr=False)
    _moves: dict[tuple[int, ...], tuple[Move, ...]] = field(factory=dict, init=False, repr=False)
    _known: dict[Search, Found] = field(factory=dict, init=False, repr=False)
    _bounds: Bounds = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        for case in (*self.cases, Case(Unnamed)):
            self._steps.setdefault(self.letters(case), case)
        self._columns = tuple({} for _ in self.machines)
        self._bounds = Bounds(self.machines, tuple(self._steps))

    def letters(self, case: Case) -> Letters:
        """The letter that each machine reads for a step."""
        if case not in self._letters:
            self._letters[case] = tuple(letter_of(machine, case) for machine in self.machines)
        return self._letters[case]

    def after(self, index: int, state: int, case: Case) -> int:
        """The state of one machine after a step."""
        return self.machines[index].rows[state][self.letters(case)[index]]

    def first(self) -> States:
        """The states of all machines before anything has happened."""
        return tuple(machine.start for machine in self.machines)

    def outlook(self, states: Sequence[int], among: Iterable[int], *, shortest: bool = False) -> Outlook:
        """Whether the machines of these indexes can all still be kept, from the states that all machines are in.

        A `shortest` way is as short as any; it is one among those, always the same.
        """
        among = tuple(among)
        unmet = tuple(index for index in among if not self.machines[index].kept[states[index]])
        return self._without_objections(unmet, among, tuple(states), shortest=shortest)

    def outlook_with_gaps(self, record: Iterable[object], among: Iterable[int]) -> Outlook:
        """Whether some visit of which this is a partial record keeps all machines of these indexes.

        The visit may have more steps anywhere, openings and closings too, because a whole ceremony may be unreported.
        """
        # A record may lack steps that most rules require, and few of these clash, so they join one after another.
        read = tuple(map(self._letters_of, record))
        return self._without_objections((), tuple(among), self.first(), read)

    def _letters_of(self, event: object) -> Letters:
        """The letter that each machine reads for an event; for nearly all machines it depends only on the class."""
        event_class = type(event)
        if event_class not in self._hearing:
            reading = [machine.readers.get(event_class, 0) for machine in self.machines]
            telling = tuple((index, read) for index, read in enumerate(reading) if not isinstance(read, int))
            self._hearing[event_class] = tuple(read if isinstance(read, int) else 0 for read in reading), telling
        by_class, telling = self._hearing[event_class]
        if not telling:
            return by_class
        letters = list(by_class)
        for index, read in telling:
            letters[index] = read(event)
        return tuple(letters)

    def _without_objections(
        self,
        chosen: tuple[int, ...],
        among: tuple[int, ...],
        states: States,
        record: tuple[Letters, ...] = (),
        *,
        shortest: bool = False,
    ) -> Outlook:
        """A way for the chosen machines that keeps all others too; a machine that it does not keep joins them."""
        while True:
            # The shortest way for some rules is no longer than that for all: if all agree to it, it is the shortest.
            possible, way = self._search_once(chosen, states, record, shortest=shortest)
            if possible is None:
                return Outlook(None)
            if not possible:
                return Outlook(possible=False, clash=self._indispensable(chosen, states, record))
            objecting = self._objecting(way, states, among)
            if objecting is None:
                return Outlook(possible=True, way=() if record else tuple([self._steps[letters] for letters in way]))
            chosen = tuple(sorted((*chosen, objecting)))

    def _objecting(self, way: Iterable[Letters], states: States, among: Iterable[int]) -> int | None:
        """The first machine that the way breaks or does not keep at its end."""
        for index in among:
            machine, state = self.machines[index], states[index]
            rows, broken = machine.rows, machine.broken
            for letters in way:
                state = rows[state][letters[index]]
                if broken[state]:
                    return index
            if not machine.kept[state]:
                return index
        return None

    def _indispensable(self, clash: tuple[int, ...], states: States, record: tuple[Letters, ...]) -> tuple[int, ...]:
        for index in clash:
            fewer = tuple(other for other in clash if other != index)
            if fewer and self._search_once(fewer, states, record)[0] is False:
                clash = fewer
        return clash

    def _search_once(
        self, chosen: tuple[int, ...], states: States, record: tuple[Letters, ...], *, shortest: bool = False
    ) -> Found:
        start = tuple([states[index] for index in chosen])
        if record:
            return self._search(chosen, start, record)
        found = self._known.get((chosen, start, shortest))
        if found is None:
            found = self._search(chosen, start, shortest=shortest)
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[chosen, start, shortest] = found
        return found

    def _search(
        self, chosen: tuple[int, ...], start: States, record: tuple[Letters, ...] = (), *, shortest: bool = False
    ) -> Found:
        """Best-first search: by the number of unkept machines, or with `shortest` by the length of the way."""
        kepts = [self.machines[index].kept for index in chosen]
        if any(self.machines[index].broken[state] for index, state in zip(chosen, start, strict=True)):
            return False, ()
        moves, reads, size = self._moves_of(chosen), [], len(record)
        if record:
            # The record is one more machine, which only its own entries move; its state is how many have been read.
            stays, goes_on = tuple(range(size + 1)), tuple(range(1, size + 2))
            moves = tuple(((*columns, stays), letters) for columns, letters in moves)
            reads = [((*self._columns_of(chosen, letters), goes_on), letters) for letters in record]
            kepts.append((False,) * size + (True,))
            start = (*start, 0)
        least = self._bounds.of(chosen) if shortest else None
        seen: dict[States, tuple[States, Letters] | None] = {start: None}
        depths, order = {start: 0}, count()
        waiting = [((0, 0), next(order), 0, start)]
        while waiting:
            _, _, depth, states = heappop(waiting)
            if all(map(getitem, kepts, states)):
                return True, _way(seen, states)
            if len(seen) > self.budget:
                return None, ()
            if depth > depths[states]:
                continue
            depth += 1
            for columns, letters in (*moves, *reads[states[-1] : states[-1] + 1]) if record else moves:
                target = tuple(map(getitem, columns, states))
                if LOST not in target and (target not in depths or (least and depth < depths[target])):
                    seen[target], depths[target] = (states, letters), depth
                    unmet = len(kepts) - sum(map(getitem, kepts, target)) + (size - target[-1] if record else 0)
                    heappush(waiting, ((depth + least(target) if least else 0, unmet), next(order), depth, target))
        return False, ()

    def _moves_of(self, chosen: tuple[int, ...]) -> tuple[Move, ...]:
        """The steps that move a chosen machine, one of those that move all of them alike."""
        if chosen not in self._moves:
            moves: dict[tuple[Column, ...], Letters] = {}
            for letters in self._steps:
                moves.setdefault(self._columns_of(chosen, letters), letters)
            still = (enumerate(self.machines[index].broken) for index in chosen)
            moves.pop(tuple(tuple(LOST if broken else state for state, broken in column) for column in still), None)
            self._moves[chosen] = tuple(moves.items())
        return self._moves[chosen]

    def _columns_of(self, chosen: Iterable[int], letters: Letters) -> tuple[Column, ...]:
        return tuple([self._column(index, letters[index]) for index in chosen])

    def _column(self, index: int, letter: int) -> Column:
        """The state that follows each state of a machine by a letter, or that the machine is lost."""
        column = self._columns[index].get(letter)
        if column is None:
            machine = self.machines[index]
            after = (row[letter] for row in machine.rows)
            column = tuple(LOST if machine.broken[state] else state for state in after)
            self._columns[index][letter] = column
        return column


def _way(seen: dict[States, tuple[States, Letters] | None], states: States) -> tuple[Letters, ...]:
    way: list[Letters] = []
    while (step := seen[states]) is not None:
        states, letters = step
        way.append(letters)
    return tuple(reversed(way))
