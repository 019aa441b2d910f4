"""Witnesses: the shortest visits that show what a rule asks, and what tells two rulebooks apart."""

from collections.abc import Iterable, Iterator
from typing import Final

from protocol.fields import frozen
from protocol.order import (
    Case,
    Nested,
    Order,
    Outlook,
    Pattern,
    Within,
    existence,
    shortest_breaking,
    shortest_keeping,
    within,
)
from protocol.order.language.orders import named_by
from protocol.order.searching.joint import Way
from protocol.rules import Fold, Rule, Rulebook
from protocol.values import Rank, VisitKind

BUDGET: Final = 150_000
"""How many joint states one search may visit: a shortest visit is asked for seldom, and then for certain."""
_FULLEST: Final = (VisitKind.STATE, VisitKind.OFFICIAL, VisitKind.OFFICIAL_WORKING, VisitKind.WORKING)
_HIGHEST: Final = (Rank.HEAD_OF_STATE, Rank.MONARCH, Rank.HEAD_OF_GOVERNMENT, Rank.CROWN_PRINCE)


@frozen
class Occasion:
    """A kind of visit and a rank of guest, by which rules are chosen that speak together."""

    kind: VisitKind = VisitKind.STATE
    rank: Rank = Rank.HEAD_OF_STATE

    @classmethod
    def of(cls, rule: Rule) -> "Occasion":
        """The fullest kind of visit and the highest rank of guest that a rule speaks of."""
        kind = next((kind for kind in (*_FULLEST, *VisitKind) if kind in rule.kinds), VisitKind.UNKNOWN)
        rank = next((rank for rank in (*_HIGHEST, *Rank) if rank in rule.ranks), Rank.HEAD_OF_STATE)
        return cls(kind, rank)

    def speaking(self, rulebook: Rulebook) -> tuple[Rule, ...]:
        """The order rules of a rulebook that speak of such a visit."""
        return tuple(
            rule for rule in rulebook if not isinstance(rule.body, Fold) and rule.applies_to(self.kind, self.rank)
        )


_STATE_VISIT: Final = Occasion()


@frozen
class Witnesses:
    """The shortest visit that keeps a rule where it might have broken it, and the shortest that breaks it alone.

    Both keep all other rules of the rulebook that speak of such a visit. `breaks` is impossible where these imply the
    rule; its `clash` then names it and them by their place among `rules`.
    """

    rules: tuple[Rule, ...]
    keeps: Outlook
    breaks: Outlook


def witnesses(rule: Rule, rulebook: Rulebook) -> Witnesses | None:
    """The witnesses of an order rule of a rulebook; None for a content rule, of whose values no automaton knows.

    >>> from protocol.rules import COMMON
    >>> told = witnesses(COMMON.rule("DEP04"), COMMON)
    >>> [str(step) for step in told.breaks.way]
    ['GuestDeparted', 'GuestSeenOff']
    """
    if isinstance(rule.body, Fold):
        return None
    rules = Occasion.of(rule).speaking(rulebook)
    orders = list(_bodies(rules))
    breaks = shortest_breaking(orders, rules.index(rule), budget=BUDGET)
    activated = list(activating(rule.body, breaks.way))
    keeps = shortest_keeping([*orders, *activated], budget=BUDGET)
    if not keeps.possible:
        keeps = shortest_keeping([*orders, *_opening(rule.body)], budget=BUDGET)
    return Witnesses(rules, keeps, breaks)


def _opening(order: Order) -> Iterator[Order]:
    if isinstance(order, Within):
        yield existence(order.bracket.opened)


def activating(order: Order, way: Iterable[Case]) -> Iterator[Order]:
    """What a visit has to have in it so that the rule might have been broken: the steps by which it would be."""
    yield from _opening(order)
    steps = tuple(way)
    for pattern in named_by(order):
        if any(step.satisfies(pattern) for step in steps) and not _edge(order, pattern):
            yield within(order.bracket, existence(pattern)) if isinstance(order, Within) else existence(pattern)


def _edge(order: Order, pattern: Pattern) -> bool:
    return isinstance(order, Nested) or (
        isinstance(order, Within) and pattern.event in {order.bracket.opened, order.bracket.closed}
    )


@frozen
class Counterexample:
    """A rule that only one of two rulebooks has, and the shortest visit that breaks it and keeps all of the other's."""

    rule: Rule
    way: Way


@frozen
class Comparison:
    """What tells two rulebooks apart: rules that only one has, rules that both have but not alike, and visits.

    `kept_by_old` are visits that keep the old one's order rules and break one of the new one's, for each such rule
    that can be told, the shortest first; `kept_by_new` the other way round. `exact` is False where a search ran out.
    """

    added: tuple[Rule, ...]
    dropped: tuple[Rule, ...]
    changed: tuple[tuple[Rule, Rule], ...]
    kept_by_old: tuple[Counterexample, ...]
    kept_by_new: tuple[Counterexample, ...]
    exact: bool

    @property
    def same(self) -> bool | None:
        """Whether both accept the same orders of steps; None where that is not certain."""
        if self.kept_by_old or self.kept_by_new:
            return False
        return True if self.exact else None


def compare(old: Rulebook, new: Rulebook, occasion: Occasion = _STATE_VISIT) -> Comparison:
    """What a new rulebook adds to an old one, drops and changes; the visits are those of an occasion."""
    before, after = ({rule.code: rule for rule in book} for book in (old, new))
    kept_by_old, exact = _told_apart(occasion.speaking(old), occasion.speaking(new))
    kept_by_new, also_exact = _told_apart(occasion.speaking(new), occasion.speaking(old))
    return Comparison(
        added=tuple(rule for rule in new if rule.code not in before),
        dropped=tuple(rule for rule in old if rule.code not in after),
        changed=tuple((rule, after[rule.code]) for rule in old if rule.code in after and rule != after[rule.code]),
        kept_by_old=kept_by_old,
        kept_by_new=kept_by_new,
        exact=exact and also_exact,
    )


def _told_apart(keeping: Iterable[Rule], other: Iterable[Rule]) -> tuple[tuple[Counterexample, ...], bool]:
    """For each rule of the others that can be broken while all of some are kept, the shortest such visit."""
    orders = list(_bodies(keeping))
    others = [(rule, body) for rule in other for body in _bodies([rule]) if body not in orders]
    looks = [(rule, shortest_breaking([*orders, body], len(orders), budget=BUDGET)) for rule, body in others]
    told = (Counterexample(rule, found.way) for rule, found in looks if found.possible)
    return tuple(sorted(told, key=lambda each: len(each.way))), all(found.possible is not None for _, found in looks)


def _bodies(rules: Iterable[Rule]) -> Iterator[Order]:
    return (rule.body for rule in rules if not isinstance(rule.body, Fold))
