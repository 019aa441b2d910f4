"""What a rule is: a sentence with a code, its sources and evidence, and a body that finds departures from it.

Order rules are data, formulas of the order language. Content rules are small folds, for what no finite automaton
can see: the same document signed twice, time running backwards.
"""

import re
from collections.abc import Callable, Collection
from importlib import import_module
from typing import Any, Generic, TypeVar, get_args, get_type_hints

from attrs import evolve, field, frozen

from protocol.errors import RulebookError
from protocol.events import EVENTS, Event
from protocol.order import Nested, Operand, Order, Within, as_formula, machine
from protocol.rules.ceremonies import FIXED
from protocol.rules.evidence import Evidence, Severity
from protocol.rules.faults import Fault
from protocol.stream import Entry
from protocol.values import Rank, Source, VisitKind

M = TypeVar("M")

ALL_KINDS = frozenset(VisitKind)
"""The kinds of a rule that applies to every visit, of unknown kind too."""
CEREMONIAL_KINDS = frozenset({VisitKind.STATE, VisitKind.OFFICIAL})
"""The kinds of visit that are received with a welcome ceremony."""
BUSINESS_KINDS = CEREMONIAL_KINDS | {VisitKind.OFFICIAL_WORKING, VisitKind.WORKING}
"""The kinds of visit that are made for talks."""


@frozen
class Step(Generic[M]):
    """What a content rule makes of one entry: its new memory, and the fault where there is one."""

    memory: M
    fault: Fault | None = None


@frozen(eq=False)
class Fold:
    """The body of a content rule: stepped only by the events it names, with a memory of its own.

    `memory` is the one it starts with, a value; `order_free` says that the order of the entries does not matter to
    it, so that listed ones count. A `timed` fold is stepped only by entries that state a time. One with `wakes`
    sleeps until such an event comes; these always step it.
    """

    step: Callable[[Any, Entry[Any]], Step[Any]]
    memory: object
    events: frozenset[type]
    order_free: bool = False
    timed: bool = False
    wakes: frozenset[type] = frozenset()

    def __reduce__(self) -> tuple[Callable[[str, str], "Fold"], tuple[str, str]]:
        return _fold_named, (self.step.__module__, self.step.__qualname__)


def _fold_named(module: str, name: str) -> Fold:
    """The fold of a content rule by where it is defined: its function cannot be pickled, for the rule has its name."""
    body = getattr(import_module(module), name).body
    assert isinstance(body, Fold)  # noqa: S101 - only folds are reduced to their names; this tells the type checker
    return body


def _well_formed_code(_: object, __: object, code: str) -> None:
    if not re.fullmatch("[A-Z]{3}[0-9]{2}", code):
        raise RulebookError(code, "a code is three capital letters and two digits, such as CER04")


@frozen(cache_hash=True)
class Rule:
    """One requirement on a visit.

    `sentence` is true of a good visit. `kinds` are the visits it applies to, `ranks` those of the guest (none named:
    any). `needs` are events that must have been reported before it may speak; `only_complete` says that it is silent
    on partial records. For an order rule, `wording` is the template of the message about two entries, {breaking} and
    {earlier}; `alone` that of one about {breaking} by itself.
    """

    code: str = field(validator=_well_formed_code)
    sentence: str
    body: Order | Fold = field(repr=False)
    severity: Severity
    evidence: Evidence = field(repr=False)
    sources: tuple[Source, ...] = field(repr=False)
    kinds: frozenset[VisitKind] = field(default=ALL_KINDS, repr=False)
    ranks: frozenset[Rank] = field(default=frozenset(), repr=False)
    needs: frozenset[type] = field(default=frozenset(), repr=False)
    only_complete: bool = field(default=False, repr=False)
    wording: str = field(default="{breaking} after {earlier}", repr=False)
    alone: str = field(default="{breaking} against the order", repr=False)
    hint: str | None = field(default=None, repr=False)

    def applies_to(self, kind: VisitKind, rank: Rank | None) -> bool:
        """Whether the rule speaks of visits of this kind by guests of this rank; where that is unknown it is silent."""
        return kind in self.kinds and (not self.ranks or rank in self.ranks)

    @property
    def breakable_on_partial(self) -> bool:
        """Whether a record that leaves steps out can break the rule; a content rule says so by `only_complete`."""
        if isinstance(self.body, Fold):
            return not self.only_complete
        return not self.only_complete and machine(self.body, partial=True, fixed=FIXED).breakable

    def weighing(self, severity: Severity) -> "Rule":
        """The same rule with another severity, as a stricter rulebook holds it."""
        return evolve(self, severity=severity)

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence}"


def order_rule(
    code: str,
    sentence: str,
    order: Order | Operand,
    *,
    severity: Severity,
    evidence: Evidence,
    sources: tuple[Source, ...],
    **more: Any,  # noqa: ANN401 - passed on to Rule, which types them
) -> Rule:
    """A rule about order: a formula, or a formula within a bracket."""
    body = order if isinstance(order, Within | Nested) else as_formula(order)
    return Rule(code, sentence, body, severity, evidence, sources, **more)


def content_rule(
    code: str,
    *,
    severity: Severity,
    evidence: Evidence,
    sources: tuple[Source, ...],
    memory: object,
    order_free: bool = False,
    timed: bool = False,
    wakes: Collection[type] = (),
    **more: Any,  # noqa: ANN401 - passed on to Rule, which types them
) -> Callable[[Callable[[Any, Entry[Any]], Step[Any]]], Rule]:
    """Make a rule of a fold: a function of its memory and an entry, whose docstring begins with the rule's sentence.

    The events that step it are those of the annotation of its second parameter.
    """

    def made(step: Callable[[Any, Entry[Any]], Step[Any]]) -> Rule:
        sentence = (step.__doc__ or "").strip().partition("\n")[0]
        fold = Fold(step, memory, _events_of(step), order_free=order_free, timed=timed, wakes=frozenset(wakes))
        return Rule(code, sentence, fold, severity, evidence, sources, **more)

    return made


def _events_of(step: Callable[..., object]) -> frozenset[type]:
    *_, entry, _ = get_type_hints(step).values()
    (named,) = get_args(entry)
    return frozenset(EVENTS if named == Event else get_args(named) or (named,))
