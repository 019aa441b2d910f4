"""Visits that are wrong in exactly one way, and the visits that they were before."""

from random import Random

from attrs import evolve

from protocol.errors import RulebookError
from protocol.generation.orders import orders
from protocol.generation.visits import ANY, Wanted, told, with_steps
from protocol.rules import Fold, Rule, Rulebook
from protocol.stream import Stream
from protocol.validation import Occasion


def breach(random: Random, rulebook: Rulebook, rule: Rule | str, wanted: Wanted = ANY) -> Stream:
    """A complete record of a visit that has ended, and breaks this rule and no other.

    Where the rule does not speak of what is wanted, the visit is of the fullest kind and by the highest guest of which
    it does. `ImpliedRuleError` where whatever breaks it breaks others too, whose codes it names.

    >>> from protocol.rules import COMMON
    >>> from protocol.validation import check
    >>> {finding.rule.code for finding in check(breach(Random(1), COMMON, "TLK01"), COMMON).findings}
    {'TLK01'}
    """
    broken = rulebook.rule(rule) if isinstance(rule, str) else rule
    fitting = _fitting(broken, wanted)
    if isinstance(broken.body, Fold):
        return _spoilt(random, rulebook, broken, broken.body, fitting)
    ready = orders(rulebook, fitting.occasion)
    return told(random, fitting, ready.breaking(broken, random, fitting.length))


def _fitting(rule: Rule, wanted: Wanted) -> Wanted:
    if rule.applies_to(wanted.kind, wanted.rank):
        return wanted
    occasion = Occasion.of(rule)
    return evolve(wanted, kind=occasion.kind, rank=occasion.rank)


def _spoilt(random: Random, rulebook: Rulebook, rule: Rule, fold: Fold, wanted: Wanted) -> Stream:
    if fold.spoil is None:
        raise RulebookError(rule.code, "it does not say how it is broken: content_rule takes `spoil` for that")
    # An edit that asks for nothing still needs a step that it can spoil.
    needed = fold.spoil.needs or (orders(rulebook, wanted.occasion).cases[0].event,)
    return fold.spoil.edit(with_steps(random, rulebook, wanted, among=needed, timed=fold.timed))
