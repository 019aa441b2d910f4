"""Orders of steps: drawn from the automata of a rulebook's order rules, on one occasion."""

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import product
from random import Random
from typing import Any, Final

from attrs import define, evolve, fields

from protocol.events import ORDERED, VisitConcluded
from protocol.generation.filling import finite
from protocol.generation.leading import steps
from protocol.order import Case, Machine, Order, Pattern, Sampler, existence, machine
from protocol.order.automata.machines import letter_of
from protocol.order.language.orders import joint_cases
from protocol.order.language.patterns import ANOTHER
from protocol.order.searching.questions import complement
from protocol.rules import Fold, Rule, Rulebook
from protocol.validation import Occasion

BESIDE: Final = frozenset({VisitConcluded})
"""Events that are not drawn, because their places in a record are fixed."""


@define(eq=False)
class Orders:
    """Draws orders of steps that keep the order rules of a rulebook on an occasion, or break exactly one of them."""

    rules: tuple[Rule, ...]
    """The order rules that speak of such a visit."""

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """The steps that are drawn: what the rules tell apart, and every other event that has a place in the order.

        Steps that no rule names come first; of a class, first the values that no rule names.
        """
        unnamed = sorted(ORDERED - {*self.named} - BESIDE, key=lambda event: event.__name__)
        told_apart = sorted(
            (case for case in joint_cases(self._orders) if case.event not in BESIDE), key=self._asked_about
        )
        return (*map(Case, unnamed), *(step for case in told_apart for step in self._steps(case)))

    def _asked_about(self, case: Case) -> tuple[int, int]:
        return self.named.index(case.event), len(case.named)

    def _steps(self, case: Case) -> Iterator[Case]:
        """The case once for each value that it may have; it has several if the rules name none of them."""
        options = [self._others[case.event, name] if value is ANOTHER else (value,) for name, value in case.fields]
        names = [name for name, _ in case.fields]
        return (Case(case.event, tuple(zip(names, values, strict=True))) for values in product(*options))

    @cached_property
    def named(self) -> tuple[type, ...]:
        """The events that the rules name."""
        return tuple(dict.fromkeys(case.event for case in joint_cases(self._orders)))

    @cached_property
    def _others(self) -> dict[tuple[type, str], tuple[object, ...]]:
        """For the fields that rules ask about, the values that none of them names."""
        named: dict[tuple[type, str], set[object]] = {}
        for case in joint_cases(self._orders):
            for name, value in case.fields:
                named.setdefault((case.event, name), set()).add(value)
        return {key: _left(*key, values) for key, values in named.items()}

    def keeping(self, random: Random, length: int, *, among: tuple[type | Pattern, ...] = ()) -> Iterable[Case] | None:
        """Steps that keep all rules, of about this length, those of `among` in them; None where no visit does."""
        return steps(self._sampler_with(among), random, length)

    def breaking(self, rule: Rule, random: Random, length: int) -> Iterable[Case] | None:
        """Steps that break this rule and no other; None where others follow from it."""
        return steps(self._sampler_breaking(self.rules.index(rule)), random, length)

    @cached_property
    def _orders(self) -> tuple[Order, ...]:
        return tuple(rule.body for rule in self.rules if not isinstance(rule.body, Fold))

    @lru_cache(maxsize=64)  # noqa: B019 - as long as the rulebook is in use
    def _sampler_with(self, among: tuple[type | Pattern, ...]) -> Sampler:
        return _sampler(map(machine, (*self._orders, *map(existence, among))), self.cases)

    @lru_cache(maxsize=256)  # noqa: B019 - as above
    def _sampler_breaking(self, broken: int) -> Sampler:
        machines = [machine(order) for order in self._orders]
        machines[broken] = complement(machines[broken])
        return _sampler(machines, self.cases)


def _sampler(machines: Iterable[Machine], cases: tuple[Case, ...]) -> Sampler:
    return Sampler(tuple(map(_before_the_end, machines)), cases)


def _before_the_end(made: Machine) -> Machine:
    """A machine that is kept when the other would be kept after the conclusion of the visit, which is never drawn."""
    last = letter_of(made, Case(VisitConcluded))
    return evolve(made, verdicts=tuple(made.verdicts[row[last]] for row in made.rows))


def _left(event: type, name: str, named: set[object]) -> tuple[object, ...]:
    attribute: Any = next(each for each in fields(event) if each.name == name)
    return tuple(value for value in finite(attribute) if value not in named)


def orders(rulebook: Rulebook, occasion: Occasion) -> Orders:
    """The orders of a rulebook on an occasion; occasions with the same order rules share them."""
    return _of_rules(occasion.speaking(rulebook))


@lru_cache(maxsize=64)
def _of_rules(rules: tuple[Rule, ...]) -> Orders:
    return Orders(rules)
