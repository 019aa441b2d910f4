"""Rules: a rule has a code, a sentence, evidence, sources, and a body that finds departures from the sentence.

The body of an order rule is a formula of the order language. The body of a content rule is a fold, because no finite
automaton can see that the same document is signed twice or that time runs backwards.
"""

import re
from collections.abc import Callable, Collection, Hashable, Mapping
from importlib import import_module
from typing import Any, Generic, TypedDict, TypeVar, Unpack, get_args, get_origin, get_type_hints, overload

from attrs import evolve, field

from protocol.errors import OrderBudgetError, RulebookError
from protocol.events import EVENTS, Event
from protocol.fields import frozen
from protocol.order import Machine, Nested, Order, Pattern, Within, machine
from protocol.order.language.formulas import TRUE, Operand, as_formula
from protocol.rules.ceremonies import FIXED
from protocol.rules.evidence import Evidence, Severity
from protocol.rules.faults import Fault
from protocol.stream import Entry, Stream
from protocol.values import Rank, Source, VisitKind

M = TypeVar("M")
M_co = TypeVar("M_co", covariant=True)

ALL_KINDS = frozenset(VisitKind)
"""The kinds of a rule that applies to every visit, of unknown kind too."""
CEREMONIAL_KINDS = frozenset({VisitKind.STATE, VisitKind.OFFICIAL})
"""The kinds of visit that are received with a welcome ceremony."""
BUSINESS_KINDS = CEREMONIAL_KINDS | {VisitKind.OFFICIAL_WORKING, VisitKind.WORKING}
"""The kinds of visit that are made for talks."""


@frozen
class FoldStep(Generic[M_co]):
    """What a content rule returns for one entry: what it remembers from now on, and the fault if there is one.

    `FoldStep(signed | {title})` remembers one more title. A rule that has nothing to remember and finds no fault
    returns None instead.
    """

    memory: M_co
    fault: Fault | None = None


@frozen
class Saying:
    """Events of a class in which an optional field is filled in, such as `Saying(DocumentSigned, "signatories")`."""

    event: type
    field: str


Mark = type | Pattern | Saying
"""What a content rule looks for: events of a class, those that match a pattern, those with a field filled in."""


@frozen
class Clear:
    """A quick test that spares calls of a content rule: if all events of a class have different keys, it finds nothing.

    For "no document is signed twice" the key is the document: if all signed documents differ, there is no fault.
    """

    event: type
    key: Callable[[Any], Hashable]


@frozen(eq=False)
class Spoil:
    """How to break a content rule, so that faulty visits can be generated.

    `needs` are the steps that a visit has to have first. `edit` takes a visit that has them and keeps all rules, and
    returns one that breaks this rule and no other.
    """

    needs: tuple[type | Pattern, ...]
    edit: Callable[[Stream], Stream]


@frozen(eq=False)
class Fold:
    """The body of a content rule: a function that is called with its memory and the next entry.

    `step` is that function, `events` are the event classes with which it is called, and `memory` is its first memory,
    an immutable value. With `order_free` the order of entries does not matter, so it is also called with listed ones.
    With `timed` it is called only with entries that have a time.

    Three fields spare calls on records without faults, and never change a verdict. Before the first event of `wakes`
    the rule finds nothing; it is called with these events even if they have no time. In a record without any of
    `only_with` it finds nothing, such as no wrong signatory without `Saying(DocumentSigned, "signatories")`. `clear`
    tests the keys of all events of a class.

    `judges` says whether the rule can judge an entry, for example because its time can be compared; without such an
    entry a record does not put the rule to the test. `spoil` says how to break it.
    """

    step: Callable[[Any, Entry[Any]], FoldStep[Any] | None]
    memory: object
    events: frozenset[type]
    order_free: bool
    timed: bool
    wakes: frozenset[type]
    only_with: frozenset[Mark]
    judges: Callable[[Entry[Any]], bool] | None
    clear: Clear | None
    spoil: Spoil | None

    def __reduce__(self) -> tuple[Callable[[str, str], "Fold"], tuple[str, str]]:
        return _fold_named, (self.step.__module__, self.step.__qualname__)


def _fold_named(module: str, name: str) -> Fold:
    """The fold of the content rule with this module and name.

    The decorator gives the function's name to the rule, so pickle, which finds a function by its name, would find the
    rule instead. A fold is pickled as that name; `test_downstream_pickles.py` sends rules to another process.
    """
    body = getattr(import_module(module), name).body
    assert isinstance(body, Fold)  # noqa: S101 - only folds are reduced to their names; this tells the type checker
    return body


def _well_formed_code(_: object, __: object, code: str) -> None:
    if not re.fullmatch("[A-Z]{3}[0-9]{2}", code):
        raise RulebookError(code, "a code is three capital letters and two digits, such as CER04")


@frozen(cache_hash=True)
class Rule:
    """One requirement on a visit.

    `sentence` is true of a good visit. `kinds` are the kinds of visit and `ranks` the ranks of guest to which it
    applies (empty: all). It gives no finding before all events of `needs` are reported, and with `only_complete` none
    on partial records. For an order rule, `reported` are events that a partial record is assumed to report completely,
    such as the anthems of a reported ceremony; `wording` is the template of a message about two entries, {breaking} and
    {earlier}, `alone` that of a message about {breaking} only.
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
    reported: frozenset[type] = field(default=frozenset(), repr=False)
    wording: str = field(default="{breaking} after {earlier}", repr=False)
    alone: str = field(default="{breaking} against the order", repr=False)
    hint: str | None = field(default=None, repr=False)

    def applies_to(self, kind: VisitKind, rank: Rank | None) -> bool:
        """Whether the rule applies to a kind of visit and a rank of guest; a rule with `ranks` needs a known rank."""
        return kind in self.kinds and (not self.ranks or (rank is not None and rank.counts_as in self.ranks))

    @property
    def breakable_on_partial(self) -> bool:
        """Whether a partial record can break the rule; for a content rule `only_complete` decides."""
        return not self.only_complete and (isinstance(self.body, Fold) or self.machine(partial=True).breakable)

    @property
    def order(self) -> Order:
        """Its order; that of a content rule is kept by every visit."""
        return TRUE if isinstance(self.body, Fold) else self.body

    def machine(self, *, partial: bool) -> Machine:
        """The machine of its order, for complete or partial records."""
        try:
            return machine(self.order, partial=partial, fixed=FIXED | self.reported)
        except OrderBudgetError as error:
            raise RulebookError(self.code, str(error)) from None

    def weighing(self, severity: Severity) -> "Rule":
        """The same rule with another severity."""
        return evolve(self, severity=severity)

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence}"


class Particulars(TypedDict, total=False):
    """The optional fields of a rule, which `Rule` explains."""

    kinds: frozenset[VisitKind]
    ranks: frozenset[Rank]
    needs: frozenset[type]
    only_complete: bool
    reported: frozenset[type]
    wording: str
    alone: str
    hint: str | None


def order_rule(
    code: str,
    sentence: str,
    order: Order | Operand,
    *,
    severity: Severity,
    evidence: Evidence,
    sources: tuple[Source, ...],
    **more: Unpack[Particulars],
) -> Rule:
    """A rule about order: a formula, or a formula within a bracket."""
    body = order if isinstance(order, Within | Nested) else as_formula(order)
    return Rule(code, sentence, body, severity, evidence, sources, **more)


@frozen
class RuleMaker(Generic[M_co]):
    """The decorator that makes a rule of a fold with this type of memory."""

    code: str
    sentence: str | None
    severity: Severity
    evidence: Evidence
    sources: tuple[Source, ...]
    memory: M_co
    traits: Mapping[str, Any]
    more: Particulars

    @overload
    def __call__(self, step: Callable[[M_co, Entry[Any]], FoldStep[M_co] | None]) -> Rule: ...
    @overload
    def __call__(self, step: Callable[[M | M_co, Entry[Any]], FoldStep[M | M_co] | None]) -> Rule: ...
    def __call__(self, step: Callable[[Any, Entry[Any]], FoldStep[Any] | None]) -> Rule:
        """The rule whose body is this function."""
        sentence = self.sentence or (step.__doc__ or "").strip().partition("\n")[0]
        if not sentence:
            wanted = "content_rule(code, sentence, …), or a docstring that begins with it, which python -OO leaves out"
            raise RulebookError(self.code, f"{step.__qualname__} needs the rule's sentence: {wanted}")
        fold = Fold(step, self.memory, _events_of(self.code, step), **self.traits)
        return Rule(self.code, sentence, fold, self.severity, self.evidence, self.sources, **self.more)


def content_rule(
    code: str,
    sentence: str | None = None,
    *,
    severity: Severity,
    evidence: Evidence,
    sources: tuple[Source, ...],
    memory: M,
    order_free: bool = False,
    timed: bool = False,
    wakes: Collection[type] = (),
    only_with: Collection[Mark] = (),
    judges: Callable[[Entry[Any]], bool] | None = None,
    clear: Clear | None = None,
    spoil: Spoil | None = None,
    **more: Unpack[Particulars],
) -> RuleMaker[M]:
    """Make a rule of a fold, which is a function of its memory and an entry.

    Without `sentence` the rule takes the first line of the function's docstring, which `python -OO` removes. `memory`
    is the memory before the first entry. The annotation of the second parameter names the events with which the
    function is called. `Fold` explains `order_free`, `timed`, `wakes`, `only_with`, `judges`, `clear` and `spoil`.
    """
    traits = {
        "order_free": order_free,
        "timed": timed,
        "wakes": frozenset(wakes),
        "only_with": frozenset(only_with),
        "judges": judges,
        "clear": clear,
        "spoil": spoil,
    }
    return RuleMaker(code, sentence, severity, evidence, sources, memory, traits, more)


def _events_of(code: str, step: Callable[..., object]) -> frozenset[type]:
    _, entry, *_ = (*get_type_hints(step).values(), None, None)
    named = get_args(entry)
    if get_origin(entry) is not Entry or not named:
        wanted = "its function is annotated as (memory: M, entry: Entry[SomeEvent]) -> FoldStep[M] | None"
        raise RulebookError(code, wanted)
    return frozenset(EVENTS if named[0] == Event else get_args(named[0]) or named)
