"""Visits that break exactly one rule."""

from functools import lru_cache
from random import Random

from attrs import evolve

from protocol.errors import ImpliedRuleError, RulebookError
from protocol.generation.keeping import made_to_keep
from protocol.generation.orders import orders
from protocol.generation.visits import ANY, Wanted, record_of, with_steps
from protocol.rules import Fold, Rule, Rulebook
from protocol.stream import Stream
from protocol.validation import Occasion, witnesses


def breach(random: Random, rulebook: Rulebook, rule: Rule | str, wanted: Wanted = ANY) -> Stream:
    """A complete record of a visit that has ended and breaks this rule and no other.

    If the rule does not apply to the wanted kind or rank, the visit has the fullest kind and the highest rank to which
    it does. If breaking the rule always breaks others too, an `ImpliedRuleError` names them. A `RulebookError` is
    raised for a content rule without `spoil`, or if none of many visits broke the rule alone.

    >>> from protocol.rules import COMMON
    >>> from protocol.validation import check
    >>> {finding.rule.code for finding in check(breach(Random(1), COMMON, "TLK01"), COMMON).findings}
    {'TLK01'}
    """
    broken = rulebook.rule(rule) if isinstance(rule, str) else rule
    fitting = _fitting(broken, wanted)

    def make(random: Random, length: int, _: tuple[type, ...]) -> Stream:
        if isinstance(broken.body, Fold):
            return spoilt(random, rulebook, broken, evolve(fitting, length=length))
        way = orders(rulebook, fitting.occasion).breaking(broken, random, length)
        if way is None:
            raise ImpliedRuleError(broken.code, _implying(rulebook, broken))
        return record_of(random, fitting, way)

    return made_to_keep(random, rulebook, make, fitting.length, but=broken)


def _fitting(rule: Rule, wanted: Wanted) -> Wanted:
    if rule.applies_to(wanted.kind, wanted.rank):
        return wanted
    occasion = Occasion.of(rule)
    return evolve(wanted, kind=occasion.kind, rank=occasion.rank)


def spoilt(random: Random, rulebook: Rulebook, rule: Rule, wanted: Wanted = ANY) -> Stream:
    """A visit that kept every rule, edited by the `spoil` of this content rule; it may break other rules too."""
    fold, fitting = rule.body, _fitting(rule, wanted)
    if not isinstance(fold, Fold) or fold.spoil is None:
        raise RulebookError(rule.code, "it does not say how it is broken: content_rule takes `spoil` for that")
    # An edit that asks for nothing still needs a step that it can spoil.
    needed = fold.spoil.needs or (orders(rulebook, fitting.occasion).cases[0].event,)
    return fold.spoil.edit(with_steps(random, rulebook, fitting, among=needed, timed=fold.timed))


@lru_cache(maxsize=64)
def _implying(rulebook: Rulebook, rule: Rule) -> tuple[str, ...]:
    """The codes of the rules from which a rule follows."""
    found = witnesses(rule, rulebook)
    codes = () if found is None else (found.rules[index].code for index in found.breaks.clash)
    return tuple(code for code in codes if code != rule.code)
