"""Which order rules share an automaton: those about the same events, as long as the automaton stays small.

One automaton of all rules would have as many states as the product of its parts, and nearly every record would lead to
new states. A few small automata are soon known completely, and an event steps only those that it concerns.
"""

from collections.abc import Sequence
from typing import Final

from protocol.events import ORDERED
from protocol.fields import frozen
from protocol.order import Bracket, Machine

MOST_STATES: Final = 256
"""How many states the rules of a group may have together; one rule alone may have more."""


@frozen
class Gathering:
    """Rules that may share an automaton: their places, the events that concern them, their number of states at most.

    Rules of different `kind` do not share one: a rule about every event would make the words of the others longer.
    """

    places: tuple[int, ...]
    hears: frozenset[type]
    states: int
    kind: tuple[bool, bool, Bracket | None]

    def with_(self, other: "Gathering") -> "Gathering":
        """Both together."""
        return Gathering(self.places + other.places, self.hears | other.hears, self.states * other.states, self.kind)


def groups(machines: Sequence[Machine], most: int = MOST_STATES, *, apart: bool = False) -> tuple[tuple[int, ...], ...]:
    """The places of the machines of each group: each joins those with which it shares most events.

    `apart`: rules that read what is only listed, since order does not matter to them, share none with others.
    """
    gathered: list[Gathering] = []
    single = [_alone(place, machine, apart=apart) for place, machine in enumerate(machines)]
    for one in sorted(single, key=lambda each: -len(each.hears)):
        near = [each for each in gathered if each.kind == one.kind and each.states * one.states <= most]
        best = max(near, key=lambda each: (len(each.hears & one.hears), -each.states), default=None)
        if best is None or best.hears.isdisjoint(one.hears):
            gathered.append(one)
        else:
            gathered[gathered.index(best)] = best.with_(one)
    return tuple(tuple(sorted(each.places)) for each in gathered)


def _alone(place: int, machine: Machine, *, apart: bool) -> Gathering:
    # Outside its ceremony a rule has no states worth counting: all rules of one ceremony are outside it together.
    states = len(machine.rows) - (0 if machine.bracket is None else 2)
    hears = ORDERED if machine.hears_all else frozenset(machine.readers)
    counts = apart and machine.commutes
    kind = (machine.hears_all, counts, machine.bracket if counts else None)
    return Gathering((place,), hears, states, kind)
