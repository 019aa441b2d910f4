"""Which order rules share an automaton: those that hear of the same events, as long as it stays small.

One automaton of all rules has as many states as the product of its parts, and nearly every record walks a way through
it that none walked before. A few small ones are soon known whole, and an event steps only those that hear of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final

from protocol.events import ORDERED
from protocol.fields import frozen
from protocol.order import Bracket, Machine

MOST_STATES: Final = 256
"""How many states the rules of a group may have together; one rule alone may have more."""


Pair = tuple[int, int]


@frozen
class Gathering:
    """Rules that may share an automaton: their places, what they hear of, how many states they have at most.

    Those of different `kind` do not: what hears of every event would make the words of the others longer.
    """

    places: tuple[int, ...]
    hears: frozenset[type]
    states: int
    kind: tuple[bool, bool, Bracket | None]

    def with_(self, other: "Gathering") -> "Gathering":
        """Both together."""
        return Gathering(self.places + other.places, self.hears | other.hears, self.states * other.states, self.kind)


def groups(machines: Sequence[Machine], most: int = MOST_STATES, *, apart: bool = False) -> tuple[tuple[int, ...], ...]:
    """The places of the machines of each group: those that share most events are put together first.

    `apart`: rules that read what is only listed, since order does not matter to them, share none with others.
    """
    gathered = dict(enumerate(_alone(place, machine, apart=apart) for place, machine in enumerate(machines)))
    gains = _gains(gathered, combinations(gathered, 2), most)
    while gains:
        one, other = max(gains, key=gains.__getitem__)
        gathered[one] = gathered[one].with_(gathered.pop(other))
        gains = {pair: gain for pair, gain in gains.items() if not {one, other} & set(pair)}
        pairs = ((min(one, each), max(one, each)) for each in gathered if each != one)
        gains |= _gains(gathered, pairs, most)
    return tuple(tuple(sorted(each.places)) for each in gathered.values())


def _alone(place: int, machine: Machine, *, apart: bool) -> Gathering:
    # Outside its ceremony a rule has no states worth counting: all rules of one ceremony are outside it together.
    states = len(machine.rows) - (0 if machine.bracket is None else 2)
    hears = ORDERED if machine.hears_all else frozenset(machine.readers)
    counts = apart and machine.commutes
    kind = (machine.hears_all, counts, machine.bracket if counts else None)
    return Gathering((place,), hears, states, kind)


def _gains(gathered: Mapping[int, Gathering], pairs: Iterable[Pair], most: int) -> dict[Pair, tuple[int, int]]:
    return {pair: gain for pair in pairs if (gain := _gain(gathered, pair, most))}


def _gain(gathered: Mapping[int, Gathering], pair: Pair, most: int) -> tuple[int, int] | None:
    """How many look-ups it saves to put two together, and how small they stay; None where they stay apart."""
    one, other = (gathered[each] for each in pair)
    states, shared = one.states * other.states, len(one.hears & other.hears)
    return (shared, -states) if shared and states <= most and one.kind == other.kind else None
