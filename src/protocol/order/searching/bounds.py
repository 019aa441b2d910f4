"""Lower bounds of the steps that machines need before all of them are kept, which guide the search for a shortest way.

A machine that is `n` steps from being kept needs a step from each of `n` sets. One step may serve two machines, so only
sets that share no step are counted. A bound is never too high, or the first way found might not be a shortest.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial, reduce
from operator import getitem, or_

from attrs import define, field

from protocol.order.automata.machines import Machine

States = tuple[int, ...]
Letters = tuple[int, ...]
"""What each machine reads of a step."""
Column = tuple[int, ...]
"""The state of a machine that follows each by a step."""
Wanted = tuple[tuple[int, int], ...]
"""Sets of steps, as bits, that share no step, and the least number of steps from each."""


@define(eq=False)
class Bounds:
    """The lower bounds for some machines; `steps` are all possible steps."""

    machines: tuple[Machine, ...]
    steps: tuple[Letters, ...]
    _wanted: dict[int, tuple[Wanted, ...]] = field(factory=dict, init=False, repr=False)
    _owing: dict[int, tuple[int, ...]] = field(factory=dict, init=False, repr=False)

    def of(self, chosen: Sequence[int]) -> Callable[[States], int]:
        """A function from the states of the machines of these indexes to the number of steps wanted at least."""
        wanted = [self._wanted_of(index) for index in chosen]
        return partial(_least, wanted, _Entailed([self._owing_after(index) for index in chosen]))

    def _wanted_of(self, index: int) -> tuple[Wanted, ...]:
        """For each state of a machine, the sets of steps that have to come before it is kept."""
        if index not in self._wanted:
            machine = self.machines[index]
            far = _distances(machine)
            self._wanted[index] = tuple(
                _merge(
                    sum(1 << bit for bit, step in enumerate(self.steps) if step[index] in cut)
                    for cut in (_cuts_from(machine, state, far) if distance < len(far) else ())
                )
                for state, distance in enumerate(far)
            )
        return self._wanted[index]

    def _owing_after(self, index: int) -> tuple[int, ...]:
        """For each step, the set of steps from which a machine always needs one afterwards; 0 if it may need none."""
        if index not in self._owing:
            machine, wanted = self.machines[index], self._wanted_of(index)
            columns = [{row[letter] for row in machine.rows} for letter in range(len(machine.rows[0]))]
            live = [[wanted[state] for state in column if not machine.broken[state]] for column in columns]
            owing = [reduce(or_, (each[0][0] for each in after), 0) if all(after) else 0 for after in live]
            self._owing[index] = tuple(owing[step[index]] for step in self.steps)
        return self._owing[index]


class _Entailed(dict[int, Wanted]):
    """The further steps that are needed after any of some steps, as an opening needs a closing.

    Steps are bits, and one step of each set has to come; the sets are computed on first use.
    """

    def __init__(self, owing: Sequence[tuple[int, ...]]) -> None:
        super().__init__()
        self._owing = owing

    def __missing__(self, steps: int) -> Wanted:
        places = [place for place in range(steps.bit_length()) if steps >> place & 1]
        entailed = {reduce(or_, each) for owing in self._owing if all(each := [owing[place] for place in places])}
        self[steps] = tuple((each, 1) for each in sorted(entailed))
        return self[steps]


def _distances(machine: Machine) -> list[int]:
    """How many steps each state is from a kept one; the number of states if no way leads to one."""
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
    """The letters that bring a state a step nearer to being kept: those of the last step first."""
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


def _merge(cuts: Iterable[int]) -> Wanted:
    """Cuts merged into sets that share no step, because the same steps may serve two cuts that share one."""
    wanted: list[tuple[int, int]] = []
    for cut in cuts:
        sharing = [each for each in wanted if each[0] & cut]
        wanted = [each for each in wanted if not each[0] & cut]
        wanted.append((reduce(or_, (steps for steps, _ in sharing), cut), 1 + sum(many for _, many in sharing)))
    return tuple(wanted)


def _least(wanted: Sequence[tuple[Wanted, ...]], entailed: _Entailed, states: States) -> int:
    """The number of sets of steps, entailed ones included, that share no step."""
    counted = found = 0
    for first in map(getitem, wanted, states):
        waiting = list(first)
        for steps, many in waiting:
            if not steps & counted:
                counted |= steps
                found += many
                waiting.extend(entailed[steps])
    return found
