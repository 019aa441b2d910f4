"""What chooses: a generator of random numbers, or one that also leads walks, so that what it chose can be made simpler.

Nought is the simplest choice everywhere: nothing is said, nothing happens by the way, the first of a table.
"""

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from random import Random

from protocol.events import GuestArrived
from protocol.order import Case, Sampler


class Leader(Random):
    """A generator that proposes the steps of a visit one by one, until the visit goes home.

    A generator that only gives numbers draws a length first and then a visit of that length, of which nothing can be
    taken away. What a leader proposes can be left out, and the same visit without it is made.
    """

    @abstractmethod
    def proposals(self, cases: int, likely: int) -> Iterator[int]:
        """Which of so many cases come next, one of them more often than others; what may not come is passed over."""


def steps(sampler: Sampler, random: Random, length: int) -> Iterable[Case] | None:
    """The steps of a visit: of about this length, or as many as a leader proposes."""
    if isinstance(random, Leader):
        # Once there were talks or a welcome, an arrival comes too late.
        arrival = [case.event for case in sampler.cases].index(GuestArrived)
        return sampler.along(random.proposals(len(sampler.cases), arrival))
    return sampler.draw(random, length=length)


def happens(random: Random, often: float) -> bool:
    """Whether something happens that happens so often; not, where the generator gives nought."""
    return random.random() >= 1 - often
