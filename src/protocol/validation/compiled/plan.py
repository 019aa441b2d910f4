"""A rulebook made ready for checking: the machine of every rule, and the rules that each event steps."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final

from attrs import define

from protocol.events import EVENTS, ORDERED
from protocol.fields import frozen
from protocol.order import Bracket, Machine
from protocol.order.automata.machines import as_recorded
from protocol.order.language.orders import joint_cases
from protocol.order.language.patterns import Case, Reader
from protocol.rules.rule import Fold, FoldStep, Rule
from protocol.rules.rulebook import Rulebook
from protocol.stream import Entry
from protocol.validation.compiled.explanations import Explainer
from protocol.validation.compiled.letters import letters
from protocol.values import Coverage

if TYPE_CHECKING:
    from protocol.order.searching.joint import JointSearch

BUDGET: Final = 20_000
"""How many joint states one search of the future may visit before it gives up."""

OrderStepping = tuple[int, Reader, tuple[tuple[int, ...], ...], tuple[bool, ...]]
"""What is needed to step an order rule: its index, the reader of the event's letter, its rows, its broken states."""
FoldStepping = tuple[int, Callable[[Any, Entry[Any]], FoldStep[Any] | None], bool]
"""What is needed to step a content rule: its index, its function, and whether only entries with a time step it."""


@frozen
class SteppedRules:
    """The order rules and the content rules that each event class steps, in the order of the rulebook."""

    orders: Mapping[type, tuple[OrderStepping, ...]]
    folds: Mapping[type, tuple[FoldStepping, ...]]


@define(eq=False)
class Plan:
    """A rulebook compiled for one coverage.

    `all` has the rules that are stepped by entries whose place is stated, `counting` those that are stepped by listed
    entries, because they do not depend on order. `explainers` find the entries for findings. `orders` are the indexes
    of the order rules, `folds` the bodies of the content rules. `leaving` has for each event class the rules whose
    ceremony it may end; `edges` are the events that open or end a ceremony. `timed` are the content rules about time,
    `cases` the kinds of events that the order rules distinguish.
    """

    rules: tuple[Rule, ...]
    partial: bool
    machines: tuple[Machine, ...]
    explainers: tuple[Explainer, ...]
    orders: tuple[int, ...]
    folds: Mapping[int, Fold]
    all: SteppedRules
    counting: SteppedRules
    leaving: Mapping[type, tuple[int, ...]]
    brackets: tuple[Bracket, ...]
    edges: frozenset[type]
    timed: tuple[tuple[int, Fold], ...]
    cases: tuple[Case, ...]

    @cached_property
    def future(self) -> "JointSearch":
        """The search for continuations of a record that keep the order rules."""
        return self._search(self.machines)

    @cached_property
    def gaps(self) -> "JointSearch":
        """The search for unreported steps with which a partial record keeps the order rules."""
        return self._search(tuple(as_recorded(rule.order) for rule in self.rules))

    def _search(self, machines: tuple[Machine, ...]) -> "JointSearch":
        from protocol.order.searching.joint import JointSearch  # most checks need no search

        return JointSearch(machines, self.cases, BUDGET)

    @cached_property
    def ranked(self) -> bool:
        """Whether any rule applies only to some ranks of guest."""
        return any(rule.ranks for rule in self.rules)

    def unbroken(self, states: Sequence[int]) -> Iterator[int]:
        """The order rules that are not broken in these states."""
        return (index for index in self.orders if not self.machines[index].broken[states[index]])


@lru_cache(maxsize=256)
def plan(rulebook: Rulebook, coverage: Coverage) -> Plan:
    """The plan of a rulebook for records of a coverage."""
    partial = coverage is Coverage.PARTIAL
    rules = tuple(rule for rule in rulebook if not (partial and rule.only_complete))
    machines = tuple(rule.machine(partial=partial) for rule in rules)
    folds = {index: rule.body for index, rule in enumerate(rules) if isinstance(rule.body, Fold)}
    orders = {index: made for index, made in enumerate(machines) if index not in folds}
    brackets = tuple({made.bracket: None for made in machines if made.bracket is not None})
    return Plan(
        rules,
        partial,
        machines,
        tuple(Explainer(rules[index], index, made, letters(made)) for index, made in enumerate(machines)),
        tuple(orders),
        folds,
        all=SteppedRules(_order_steps(orders), _fold_steps(folds)),
        counting=SteppedRules(
            _counting_steps(orders), _fold_steps({index: fold for index, fold in folds.items() if fold.order_free})
        ),
        leaving=_leaving(orders),
        brackets=brackets,
        timed=tuple((index, fold) for index, fold in folds.items() if fold.timed),
        edges=frozenset(event for bracket in brackets for event in (bracket.opened, bracket.closed, *bracket.ends)),
        cases=joint_cases(rule.body for rule in rules if not isinstance(rule.body, Fold)),
    )


def _order_steps(machines: Mapping[int, Machine]) -> dict[type, tuple[OrderStepping, ...]]:
    steps: dict[type, list[OrderStepping]] = {}
    for index, made in machines.items():
        for event in ORDERED if made.hears_all else made.readers.keys() & ORDERED:
            steps.setdefault(event, []).append((index, made.readers.get(event, 0), made.rows, made.broken))
    return {event: tuple(found) for event, found in steps.items()}


def _counting_steps(machines: Mapping[int, Machine]) -> dict[type, tuple[OrderStepping, ...]]:
    """The steps of rules that only count; a listed entry never opens or closes a ceremony."""
    steps = _order_steps({index: made for index, made in machines.items() if made.commutes})
    return {
        event: tuple(step for step in found if event not in machines[step[0]].edges) for event, found in steps.items()
    }


def _fold_steps(folds: Mapping[int, Fold]) -> dict[type, tuple[FoldStepping, ...]]:
    steps: dict[type, list[FoldStepping]] = {}
    for index, fold in folds.items():
        for event in fold.events | fold.wakes:
            steps.setdefault(event, []).append((index, fold.step, fold.timed and event not in fold.wakes))
    return {event: tuple(found) for event, found in steps.items()}


def _leaving(machines: Mapping[int, Machine]) -> dict[type, tuple[int, ...]]:
    return {
        event: tuple(index for index, made in machines.items() if event in made.edges)
        for event in EVENTS
        if any(event in made.edges for made in machines.values())
    }
