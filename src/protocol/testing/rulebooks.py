"""The check of rulebooks: whether all rules can be kept together, and each can be broken without the others."""

from collections.abc import Iterator, Mapping
from random import Random
from typing import Final

from protocol.errors import RulebookError
from protocol.events import RecordOpened, VisitAgreed
from protocol.fields import frozen
from protocol.generation import Wanted, breach, valid_visit
from protocol.generation.breaches import spoilt
from protocol.order import Order, shortest_keeping, vacuous
from protocol.order.searching.joint import Way
from protocol.rules import Fold, Rule, Rulebook
from protocol.rules.samples import sample
from protocol.stream import Stream
from protocol.testing.claims import hold_all, steps_of
from protocol.validation import Occasion, check, witnesses
from protocol.validation.studying.witnesses import activating
from protocol.values import Coverage, Party, Person, Side

SEED: Final = 1
"""The seed of the visits that keep content rules or break them; any other would do."""
MADE: Final = 10
"""How many visits that keep all rules are made."""


@frozen
class RulebookReport:
    """What the check of a rulebook has shown about its rules, by their codes.

    For each rule in `alone` a visit was found that breaks it and no other. Each rule in `implied` follows from the
    rules beside it. About a rule in `unshown` nothing is known: it is a content rule without `spoil`, or the search
    took too long.
    """

    rulebook: str
    alone: tuple[str, ...]
    implied: Mapping[str, tuple[str, ...]]
    unshown: tuple[str, ...]


def check_rulebook(rulebook: Rulebook) -> RulebookReport:
    """Check that a rulebook can be kept, that no rule is dead or in conflict, and which rules can be broken alone.

    Content rules are tested on generated visits: a rule that none of them keeps is at fault. An `AssertionError` names
    all rules at fault. A rule that breaks only together with others is not at fault; the report names the others.

    >>> from protocol.rules import COMMON
    >>> check_rulebook(COMMON.waiving({rule.code for rule in COMMON} - {"CER04", "TLK01"})).alone
    ('CER04', 'TLK01')
    """
    name = f"rulebook {rulebook.name}"
    hold_all(name, list(_never_kept(rulebook)))
    hold_all(name, list(_never_made(rulebook)))
    shown = {rule.code: _try_rule(rule, rulebook) for rule in rulebook}
    hold_all(name, [fault for each in shown.values() for fault in each.faults])
    return RulebookReport(
        rulebook.name,
        alone=tuple(code for code, each in shown.items() if each.alone),
        implied={code: each.implied_by for code, each in shown.items() if each.implied_by},
        unshown=tuple(code for code, each in shown.items() if not each.alone and not each.implied_by),
    )


@frozen
class _RuleReport:
    """What is known about one rule."""

    alone: bool = False
    implied_by: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def _never_kept(rulebook: Rulebook) -> Iterator[str]:
    """The rules that clash, for each kind of visit and rank of guest with which no visit keeps all rules."""
    for occasion in dict.fromkeys(map(Occasion.of, rulebook)):
        rules = occasion.speaking(rulebook)
        found = shortest_keeping([_order(rule) for rule in rules])
        if found.possible is False:
            codes = " and ".join(rules[index].code for index in found.clash)
            yield f"no visit of the kind {occasion.kind} keeps {codes}"


def _never_made(rulebook: Rulebook) -> Iterator[str]:
    """The content rules that none of the visits made for the rulebook keeps."""
    for occasion in dict.fromkeys(map(Occasion.of, rulebook)):
        wanted, random = Wanted(occasion.kind, occasion.rank), _random()
        try:
            for _ in range(MADE):
                valid_visit(random, rulebook, wanted)
        except RulebookError as error:
            yield f"no visit can be made that keeps {error.code}: {error.problem}"
            if error.code != rulebook.name:
                yield from _never_made(rulebook.waiving({error.code}))
            return


def _random() -> Random:
    return Random(SEED)  # noqa: S311 - a seed, not a secret


def _order(rule: Rule) -> Order:
    assert not isinstance(rule.body, Fold)  # noqa: S101 - only order rules get here; this tells the type checker
    return rule.body


def _try_rule(rule: Rule, rulebook: Rulebook) -> _RuleReport:
    if not rule.kinds:
        return _RuleReport(faults=(f"{rule.code} is dead: it speaks of no kind of visit",))
    return _try_by_spoil(rule, rulebook) if isinstance(rule.body, Fold) else _try_by_witness(rule, rulebook)


def _try_by_spoil(rule: Rule, rulebook: Rulebook) -> _RuleReport:
    """The result for a content rule: what the visit made by its `spoil` breaks."""
    if isinstance(rule.body, Fold) and rule.body.spoil is None:
        return _RuleReport()
    try:
        stream = breach(_random(), rulebook, rule)
    except RulebookError as error:
        if error.code != rule.code:
            return _RuleReport(faults=(f"no visit can be made in which {rule.code} is broken: {error}",))
        stream = spoilt(_random(), rulebook, rule)  # to see what it breaks instead
    return _as_found(rule, rulebook, stream, {rule.code})


def _try_by_witness(rule: Rule, rulebook: Rulebook) -> _RuleReport:
    """The result for an order rule: what the shortest visit that breaks it breaks."""
    if vacuous(_order(rule)):
        return _RuleReport(faults=(f"{rule.code} is dead: no visit breaks it",))
    found = witnesses(rule, rulebook)
    if found is None or found.breaks.possible is None:
        return _RuleReport()
    if not found.breaks.possible:
        codes = (found.rules[index].code for index in found.breaks.clash)
        return _RuleReport(implied_by=tuple(code for code in codes if code != rule.code))
    if faults := tuple(_conflicts(rule, found.rules, found.breaks.way)):
        return _RuleReport(faults=faults)
    return _as_found(rule, rulebook, _visit(Occasion.of(rule), found.breaks.way))


def _conflicts(rule: Rule, rules: tuple[Rule, ...], way: Way) -> Iterator[str]:
    """The rules that break in every visit in which this rule could be broken, although it can be kept by itself."""
    activated = tuple(activating(_order(rule), way))
    orders = [*map(_order, rules), *activated]
    if not shortest_keeping([_order(rule), *activated]).possible:
        return
    found = shortest_keeping(orders)
    if found.possible is False:
        clash = [rules[index].code for index in found.clash if index < len(rules)]
        yield f"{' and '.join(clash)} are in conflict: no visit keeps them in which {rule.code} comes into play"


def _visit(occasion: Occasion, way: Way) -> Stream:
    """A complete record of a visit of these steps, on an occasion."""
    guest = Party(Side.GUEST, principals=(Person("The guest", rank=occasion.rank),))
    opening = RecordOpened("witness", coverage=Coverage.COMPLETE)
    return Stream.of(opening, VisitAgreed(occasion.kind, (guest,)), *map(sample, way))


def _as_found(rule: Rule, rulebook: Rulebook, stream: Stream, wanted: set[str] | None = None) -> _RuleReport:
    """Whether checking a visit finds the rule broken, and if codes are `wanted`, these and no others."""
    codes = {finding.rule.code for finding in check(stream, rulebook, ended=True).findings}
    if rule.code in codes and (wanted is None or codes == wanted):
        return _RuleReport(alone=True)
    found = " and ".join(sorted(codes)) or "nothing"
    return _RuleReport(
        faults=(f"{rule.code} ought to be found broken, and {found} was, in the visit {steps_of(stream)}",)
    )
