"""A rulebook made ready for checking: which rule is stepped by which event, once for all checks."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, Final

from attrs import define

from protocol.events import EVENTS, ORDERED
from protocol.fields import frozen
from protocol.order import Bracket, Machine
from protocol.order.automata.machines import as_recorded
from protocol.order.language.orders import joint_cases
from protocol.order.language.patterns import Reader
from protocol.order.searching.joint import JointSearch
from protocol.rules.rule import Fold, FoldStep, Rule
from protocol.rules.rulebook import Rulebook
from protocol.stream import Entry
from protocol.validation.compiled.explanations import Explainer
from protocol.values import Coverage

BUDGET: Final = 20_000
"""How many joint states one search of the future may visit; what is not known by then is not claimed."""

OrderStepping = tuple[int, Reader, tuple[tuple[int, ...], ...], tuple[bool, ...]]
"""What stepping an order rule takes: its index, the reader of the event's letter, its rows, its broken states."""
FoldStepping = tuple[int, Callable[[Any, Entry[Any]], FoldStep[Any] | None]]
"""What stepping a content rule takes: its index and its fold."""


@frozen
class SteppedRules:
    """For each event class, the rules that it steps.

    `content` are the content rules that an event always steps, `timed` those that it steps where it states a time;
    `woken` those that it steps once they are awake, and `wakes` those that it wakes.
    """

    order: Mapping[type, tuple[OrderStepping, ...]]
    content: Mapping[type, tuple[FoldStepping, ...]]
    timed: Mapping[type, tuple[FoldStepping, ...]]
    woken: Mapping[type, tuple[FoldStepping, ...]]
    wakes: Mapping[type, frozenset[int]]


@define(eq=False, slots=False)
class Plan:
    """A rulebook compiled for one coverage.

    `all` are the steps of an entry whose place is stated, `counting` those of one that is only listed: the rules to
    which order does not matter. `explainers` say what a machine makes of a record. `orders` are the indexes of the
    order rules, `folds` the bodies of the others; `leaving` names for each event class the rules whose ceremony it may
    end; `edges` are the events that open or end any; `timed` are the content rules about time, `waking` the events that
    wake any of them. `future` answers what can still become of the order rules, `gaps` what may have become of them in
    what a partial record left out.
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
    waking: frozenset[type]
    future: JointSearch
    gaps: JointSearch

    @cached_property
    def ranked(self) -> bool:
        """Whether any of its rules speaks only of guests of some ranks."""
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
    cases = joint_cases(rule.body for rule in rules if not isinstance(rule.body, Fold))
    brackets = tuple({made.bracket: None for made in machines if made.bracket is not None})
    return Plan(
        rules,
        partial,
        machines,
        tuple(map(Explainer.of, machines)),
        tuple(orders),
        folds,
        all=_stepped_rules(_order_steps(orders), folds),
        counting=_stepped_rules(
            _counting_steps(orders), {index: fold for index, fold in folds.items() if fold.order_free}
        ),
        leaving=_leaving(orders),
        brackets=brackets,
        timed=tuple((index, fold) for index, fold in folds.items() if fold.timed),
        waking=frozenset(event for fold in folds.values() if fold.timed for event in fold.wakes),
        edges=frozenset(event for bracket in brackets for event in (bracket.opened, bracket.closed, *bracket.ends)),
        future=JointSearch(machines, cases, BUDGET),
        gaps=JointSearch(tuple(as_recorded(rule.order) for rule in rules), cases, BUDGET),
    )


def _order_steps(machines: Mapping[int, Machine]) -> dict[type, tuple[OrderStepping, ...]]:
    steps: dict[type, list[OrderStepping]] = {}
    for index, made in machines.items():
        for event in ORDERED if made.hears_all else made.readers.keys() & ORDERED:
            steps.setdefault(event, []).append((index, made.readers.get(event, 0), made.rows, made.broken))
    return {event: tuple(found) for event, found in steps.items()}


def _counting_steps(machines: Mapping[int, Machine]) -> dict[type, tuple[OrderStepping, ...]]:
    """The steps of rules that only count; where a ceremony begins and ends is never told by what is only listed."""
    steps = _order_steps({index: made for index, made in machines.items() if made.commutes})
    return {
        event: tuple(step for step in found if event not in machines[step[0]].edges) for event, found in steps.items()
    }


def _stepped_rules(order: Mapping[type, tuple[OrderStepping, ...]], folds: Mapping[int, Fold]) -> SteppedRules:
    awake = {index: fold for index, fold in folds.items() if not fold.wakes}
    asleep = {index: fold for index, fold in folds.items() if fold.wakes}
    return SteppedRules(
        order,
        content=_fold_steps(folds, _always),
        timed=_fold_steps(awake, lambda fold, event: fold.timed and event in fold.events),
        woken=_fold_steps(asleep, lambda fold, event: event in fold.events - fold.wakes),
        wakes={
            event: frozenset(index for index, fold in asleep.items() if event in fold.wakes)
            for event in {event for fold in asleep.values() for event in fold.wakes}
        },
    )


def _always(fold: Fold, event: type) -> bool:
    return event in fold.wakes or (event in fold.events and not fold.timed and not fold.wakes)


def _fold_steps(
    folds: Mapping[int, Fold],
    stepped: Callable[[Fold, type], bool],
) -> dict[type, tuple[FoldStepping, ...]]:
    found = {event: tuple((i, fold.step) for i, fold in folds.items() if stepped(fold, event)) for event in EVENTS}
    return {event: steps for event, steps in found.items() if steps}


def _leaving(machines: Mapping[int, Machine]) -> dict[type, tuple[int, ...]]:
    return {
        event: tuple(index for index, made in machines.items() if event in made.edges)
        for event in EVENTS
        if any(event in made.edges for made in machines.values())
    }
