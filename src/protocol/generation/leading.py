"""Where the choices in a generated visit come from: random numbers, or a generator that also proposes the steps.

Zero is the simplest choice everywhere: a field is left out, an optional step does not happen, a table gives its first
value. So Hypothesis, which looks for the smallest numbers that still fail a test, finds the simplest visit.
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
"""How much more often to propose events that make others possible: an arrival, or the closing of a ceremony."""


class Leader(Random):
    """A generator of random numbers that also proposes the steps of a visit, one by one.

    Plain random numbers decide the length of a visit first, so no step can be taken out of the choices afterwards. If a
    leader leaves out one of its proposals, the result is the same visit without that step.
    """

    @abstractmethod
    def proposals(self, wheel: Sequence[int]) -> Iterator[int]:
        """The steps to try in turn, each drawn from the wheel; the caller skips steps that the rules forbid."""


def steps(sampler: Sampler, random: Random, length: int) -> Iterable[Case] | None:
    """The steps of a visit: of about this length, or as many as a leader proposes."""
    if isinstance(random, Leader):
        return sampler.along(random.proposals(_wheel(tuple(case.event for case in sampler.cases))))
    return sampler.draw(random, length=length)


@cache
def _wheel(events: tuple[type, ...]) -> tuple[int, ...]:
    """The numbers of the cases to draw from: each twice, those that make others possible more often."""
    every = range(len(events))
    return (*every, *every, *(number for number in every for _ in range(MORE_OFTEN.get(events[number], 0))))


def happens(random: Random, often: float) -> bool:
    """True with this probability, from 0 to 1; False if zero is drawn."""
    return random.random() >= 1 - often
