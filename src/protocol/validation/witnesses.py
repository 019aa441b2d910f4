"""Witnesses: the shortest visits that show what a rule asks, and what tells two rulebooks apart."""

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import frozen

from protocol.order import (
    Case,
    Difference,
    Nested,
    Order,
    Outlook,
    Pattern,
    Within,
    difference,
    existence,
    named_by,
    shortest_breaking,
    shortest_keeping,
    within,
)
from protocol.rules import Fold, Rule, Rulebook
from protocol.validation.plans import BUDGET
from protocol.values import Rank, VisitKind

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
    >>> told = witnesses(COMMON.rule("TLK01"), COMMON)
    >>> [str(step) for step in told.breaks.way][:2]
    ['TalksOpened(format=expanded)', 'TalksClosed']
    """
    if isinstance(rule.body, Fold):
        return None
    rules = Occasion.of(rule).speaking(rulebook)
    orders = [each.body for each in rules if not isinstance(each.body, Fold)]
    breaks = shortest_breaking(orders, rules.index(rule), budget=BUDGET)
    activating = list(_activating(rule.body, breaks.way))
    keeps = shortest_keeping([*orders, *activating], budget=BUDGET)
    if not keeps.possible:
        keeps = shortest_keeping([*orders, *_opening(rule.body)], budget=BUDGET)
    return Witnesses(rules, keeps, breaks)


def _opening(order: Order) -> Iterator[Order]:
    if isinstance(order, Within):
        yield existence(order.bracket.opened)


def _activating(order: Order, way: Iterable[Case]) -> Iterator[Order]:
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
class Comparison:
    """What tells two rulebooks apart: rules that only one has, rules that both have but not alike, and two visits.

    `difference` has for each of them the shortest visit that keeps its order rules and breaks one of the other's.
    """

    added: tuple[Rule, ...]
    dropped: tuple[Rule, ...]
    changed: tuple[tuple[Rule, Rule], ...]
    difference: Difference


def compare(old: Rulebook, new: Rulebook, occasion: Occasion = Occasion()) -> Comparison:
    """What a new rulebook adds to an old one, drops and changes; the visits are those of an occasion."""
    before, after = ({rule.code: rule for rule in book} for book in (old, new))
    return Comparison(
        added=tuple(rule for rule in new if rule.code not in before),
        dropped=tuple(rule for rule in old if rule.code not in after),
        changed=tuple((rule, after[rule.code]) for rule in old if rule.code in after and rule != after[rule.code]),
        difference=difference(_orders(old, occasion), _orders(new, occasion), budget=BUDGET),
    )


def _orders(rulebook: Rulebook, occasion: Occasion) -> list[Order]:
    return [rule.body for rule in occasion.speaking(rulebook) if not isinstance(rule.body, Fold)]
