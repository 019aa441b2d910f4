"""Witnesses: the shortest visits that show what a rule requires, and how two rulebooks differ."""

from collections.abc import Iterable, Iterator
from typing import Final

from protocol.fields import frozen
from protocol.order import (
    Case,
    Nested,
    Order,
    Outlook,
    Within,
    existence,
    shortest_breaking,
    shortest_keeping,
    within,
)
from protocol.order.language.formulas import patterns_of
from protocol.order.searching.joint import Way
from protocol.rules import Fold, Rule, Rulebook
from protocol.values import Rank, VisitKind

BUDGET: Final = 150_000
"""How many joint states one search may visit; it is large, because few searches are made and should be exact."""
_FULLEST: Final = (VisitKind.STATE, VisitKind.OFFICIAL, VisitKind.OFFICIAL_WORKING, VisitKind.WORKING)
_HIGHEST: Final = (Rank.HEAD_OF_STATE, Rank.MONARCH, Rank.HEAD_OF_GOVERNMENT, Rank.CROWN_PRINCE)


@frozen
class Occasion:
    """A kind of visit and a rank of guest, which select the rules that apply."""

    kind: VisitKind = VisitKind.STATE
    rank: Rank = Rank.HEAD_OF_STATE

    @classmethod
    def of(cls, rule: Rule) -> "Occasion":
        """The fullest kind of visit and the highest rank of guest to which a rule applies."""
        kind = next((kind for kind in (*_FULLEST, *VisitKind) if kind in rule.kinds), VisitKind.UNKNOWN)
        rank = next((rank for rank in (*_HIGHEST, *Rank) if rank in rule.ranks), Rank.HEAD_OF_STATE)
        return cls(kind, rank)

    def speaking(self, rulebook: Rulebook) -> tuple[Rule, ...]:
        """The order rules of a rulebook that apply to such a visit."""
        return tuple(
            rule for rule in rulebook if not isinstance(rule.body, Fold) and rule.applies_to(self.kind, self.rank)
        )


_STATE_VISIT: Final = Occasion()


@frozen
class Witnesses:
    """The shortest visit that could have broken a rule but keeps it, and the shortest that breaks only this rule.

    Both keep all other rules of the rulebook that apply to such a visit. If these imply the rule, `breaks` is
    impossible, and its `clash` has the indexes of the rule and of those that imply it in `rules`.
    """

    rules: tuple[Rule, ...]
    keeps: Outlook
    breaks: Outlook


def witnesses(rule: Rule, rulebook: Rulebook) -> Witnesses | None:
    """The witnesses of an order rule of a rulebook; None for a content rule, which has no automaton to search.

    >>> from protocol.rules import COMMON
    >>> shown = witnesses(COMMON.rule("DEP04"), COMMON)
    >>> [str(step) for step in shown.breaks.way]
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
    """Orders that require the steps of a visit which breaks the rule, so that a visit could have broken it."""
    yield from _opening(order)
    steps, inside = tuple(way), order.formula if isinstance(order, Within) else order
    for pattern in () if isinstance(inside, Nested) else patterns_of(inside):
        if any(step.satisfies(pattern) for step in steps):
            yield within(order.bracket, existence(pattern)) if isinstance(order, Within) else existence(pattern)


@frozen
class Counterexample:
    """A rule that only one of two rulebooks has, and the shortest visit that breaks it and keeps all of the other's."""

    rule: Rule
    way: Way


@frozen
class Comparison:
    """How two rulebooks differ: rules that only one has, rules that both have in different forms, and visits.

    `kept_by_old` has, for each order rule of the new one, the shortest visit that keeps the order rules of the old one
    and breaks this rule, if there is one; the shortest visits come first. `kept_by_new` is the reverse. `exact` is
    False if a search ran out of budget.
    """

    added: tuple[Rule, ...]
    dropped: tuple[Rule, ...]
    changed: tuple[tuple[Rule, Rule], ...]
    kept_by_old: tuple[Counterexample, ...]
    kept_by_new: tuple[Counterexample, ...]
    exact: bool

    @property
    def same(self) -> bool | None:
        """Whether both accept the same orders of steps; None if that is not certain."""
        if self.kept_by_old or self.kept_by_new:
            return False
        return True if self.exact else None


def compare(old: Rulebook, new: Rulebook, occasion: Occasion = _STATE_VISIT) -> Comparison:
    """What a new rulebook adds, drops and changes; the visits have the kind and rank of an occasion."""
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
    """For each of the other rules that a visit can break while it keeps all of the first, the shortest such visit."""
    orders = list(_bodies(keeping))
    others = [(rule, body) for rule in other for body in _bodies([rule]) if body not in orders]
    looks = [(rule, shortest_breaking([*orders, body], len(orders), budget=BUDGET)) for rule, body in others]
    shown = (Counterexample(rule, found.way) for rule, found in looks if found.possible)
    return tuple(sorted(shown, key=lambda each: len(each.way))), all(found.possible is not None for _, found in looks)


def _bodies(rules: Iterable[Rule]) -> Iterator[Order]:
    return (rule.body for rule in rules if not isinstance(rule.body, Fold))
