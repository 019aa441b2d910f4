"""What chooses: a generator of random numbers, or one that also leads walks, so that what it chose can be made simpler.

Nought is the simplest choice everywhere: nothing is said, nothing happens by the way, the first of a table.
"""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from random import Random
from types import MappingProxyType
from typing import Final

from protocol.events import GuestArrived
from protocol.order import Case, Sampler
from protocol.rules import BRACKETS

MORE_OFTEN: Final = MappingProxyType({GuestArrived: 30, **{bracket.closed: 10 for bracket in BRACKETS}})
"""What opens the way for others: an arrival, while it is not too late for it, and the end of what is going on."""


class Leader(Random):
    """A generator that proposes the steps of a visit one by one, until the visit goes home.

    A generator that only gives numbers draws a length first and then a visit of that length, of which nothing can be
    taken away. What a leader proposes can be left out, and the same visit without it is made.
    """

    @abstractmethod
    def proposals(self, wheel: Sequence[int]) -> Iterator[int]:
        """What comes next, each as likely as another place of the wheel; what may not come is passed over."""


def steps(sampler: Sampler, random: Random, length: int) -> Iterable[Case] | None:
    """The steps of a visit: of about this length, or as many as a leader proposes."""
    if isinstance(random, Leader):
        return sampler.along(random.proposals(_wheel(tuple(case.event for case in sampler.cases))))
    return sampler.draw(random, length=length)


@cache
def _wheel(events: tuple[type, ...]) -> tuple[int, ...]:
    """The numbers of cases, all of them twice, and those more often that open the way for others."""
    every = range(len(events))
    return (*every, *every, *(number for number in every for _ in range(MORE_OFTEN.get(events[number], 0))))


def happens(random: Random, often: float) -> bool:
    """Whether something happens that happens so often; not, where the generator gives nought."""
    return random.random() >= 1 - often
