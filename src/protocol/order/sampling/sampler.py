"""Sampling of sequences that keep a set of orders, or that break exactly one of them.

If sequences can be counted, every sequence of the wanted length is equally likely: each has a number, and a number is
drawn. This needs a small joint automaton of the machines about the same events. Otherwise a walk draws every step
equally among those from which all orders can still be kept, and takes a known way home when its length is nearly used
up: its sequences are not equally likely, and it may not reach some of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from random import Random
from typing import Final

from attrs import define

from protocol.order.automata.machines import Machine, Unnamed, machine
from protocol.order.automata.products import Product, factor, few_products
from protocol.order.language.orders import Order, joint_cases
from protocol.order.language.patterns import Case
from protocol.order.sampling.counting import Numbering, numbering
from protocol.order.sampling.walking import Walker
from protocol.order.searching.joint import JointSearch, Way
from protocol.order.searching.questions import complement

MOST_STATES: Final = 5_000
"""The size up to which a joint automaton of machines that share events is built whole."""


@define(eq=False)
class Sampler:
    """Draws sequences of cases that keep all machines; only the generator that it is given changes."""

    machines: tuple[Machine, ...]
    cases: tuple[Case, ...]
    most_states: int = MOST_STATES

    @classmethod
    def keeping(cls, orders: Sequence[Order], *, most_states: int = MOST_STATES) -> "Sampler":
        """A sampler of the sequences that keep all orders.

        >>> from random import Random
        >>> from protocol.events import GuestArrived, GuestDeparted
        >>> from protocol.order import exactly, precedence
        >>> sampler = Sampler.keeping([exactly(GuestArrived), precedence(GuestArrived, GuestDeparted)])
        >>> [str(step) for step in sampler.draw(Random(1), length=3)]
        ['GuestArrived', 'GuestDeparted', 'GuestDeparted']
        """
        return cls(tuple(map(machine, orders)), joint_cases(orders), most_states)

    @classmethod
    def breaking(cls, orders: Sequence[Order], broken: int, *, most_states: int = MOST_STATES) -> "Sampler":
        """A sampler of the sequences that, as complete records, break the order of this index and keep all others.

        >>> from random import Random
        >>> from protocol.events import GuestArrived, GuestDeparted
        >>> from protocol.order import exactly, precedence
        >>> sampler = Sampler.breaking([exactly(GuestArrived), precedence(GuestArrived, GuestDeparted)], 1)
        >>> [str(step) for step in sampler.draw(Random(1), length=2)]
        ['GuestDeparted', 'GuestArrived']
        """
        machines = [
            complement(machine(order)) if index == broken else machine(order) for index, order in enumerate(orders)
        ]
        return cls(tuple(machines), joint_cases(orders), most_states)

    @cached_property
    def future(self) -> JointSearch:
        """The joint search of the machines."""
        return JointSearch(self.machines, self.cases)

    @property
    def uniform(self) -> bool:
        """Whether all sequences of a length are equally likely."""
        return self._numbering is not None

    def draw(self, random: Random, *, length: int) -> Way | None:
        """A sequence of exactly this length if draws are uniform, else of about this length; None if there is none."""
        if self._numbering is None:
            return self._walker.walk(random, length)
        many = self._numbering.count(length)
        return tuple(self._numbering.nth(random.randrange(many), length)) if many else None

    def along(self, proposed: Iterable[int]) -> Iterator[Case] | None:
        """The proposed cases that keep the orders possible, and a way home after them; None if there is no sequence.

        So the caller leads the walk, and can make a sequence simpler by proposing less. It needs less preparation than
        a draw, but each step is slower.

        >>> from protocol.events import GuestArrived, GuestDeparted
        >>> from protocol.order import precedence, response
        >>> orders = [precedence(GuestArrived, GuestDeparted), response(GuestArrived, GuestDeparted)]
        >>> sampler = Sampler.keeping(orders)
        >>> [[str(step) for step in sampler.along(proposed)] for proposed in ([], [1], [1, 0])]
        [[], [], ['GuestArrived', 'GuestDeparted']]
        """
        return self._leading_walker.along(proposed)

    def count(self, length: int) -> int | None:
        """How many sequences of a length there are; None if they cannot be counted."""
        return None if self._numbering is None else self._numbering.count(length)

    def nth(self, number: int, *, length: int) -> Way:
        """The sequence of a length with this number, from 0; an `IndexError` if no sequence has the number."""
        if self._numbering is None or not 0 <= number < self._numbering.count(length):
            raise IndexError(number)
        return tuple(self._numbering.nth(number, length))

    @cached_property
    def _numbering(self) -> Numbering | None:
        return numbering(self.machines, self.cases, self.most_states)

    @cached_property
    def _walker(self) -> Walker:
        return self._walker_over(few_products(self.machines, self._all_cases))

    @cached_property
    def _leading_walker(self) -> Walker:
        return self._walker_over([factor(*numbered, self._all_cases) for numbered in enumerate(self.machines)])

    def _walker_over(self, products: Sequence[Product]) -> Walker:
        return Walker(self.future, products, self._all_cases, len(self.cases))

    @cached_property
    def _all_cases(self) -> tuple[Case, ...]:
        # A way home may need a step that no rule names; a draw does not begin with one.
        others = (Case(Unnamed),) if any(each.hears_all for each in self.machines) else ()
        return (*self.cases, *others)
