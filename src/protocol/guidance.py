"""What may come next, and what is still owed.

Hints come from all rules together, not from each rule separately: a step after which some rules can no longer be kept
together is not permitted, even if it breaks none of them yet.
"""

from collections.abc import Iterable, Iterator, Sequence

from protocol.fields import frozen
from protocol.order import Case
from protocol.order.searching.ways import way_to
from protocol.rules import Assessment, Owed, Rule, Rulebook, Severity
from protocol.rules.samples import sample
from protocol.stream import Entry, Stream, effective
from protocol.validation import Judge, check
from protocol.values import Coverage


@frozen
class Permission:
    """A step that the rules name, and the rules that forbid it now; if there are none, it may come next.

    `first` are the steps that would make a forbidden step permitted, as few as possible: talks need an arrival first.
    It is None if no steps would do, or if a content rule forbids the step, because no search can foresee its memory.
    """

    step: Case
    forbidden_by: tuple[Rule, ...] = ()
    first: tuple[Case, ...] | None = None

    @property
    def allowed(self) -> bool:
        """Whether the step may come next."""
        return not self.forbidden_by


@frozen
class Permissions:
    """The steps that a rulebook names, each with the rules that forbid it.

    `exact` is False if the search ran out of budget; then an allowed step may still lead into a dead end.
    """

    steps: tuple[Permission, ...]
    exact: bool

    @property
    def allowed(self) -> tuple[Case, ...]:
        """The steps that may come next."""
        return tuple(permission.step for permission in self.steps if permission.allowed)


def permitted(stream: Stream, rulebook: Rulebook, *, refuse: Severity = Severity.BREACH) -> Permissions:
    """For every step that the rulebook names, whether it may come next without a finding at or above `refuse`.

    Like `admit`, this takes the record as complete so far and the visit as not ended.

    >>> from protocol.events import GuestArrived, RecordOpened, TalksOpened
    >>> from protocol.rules import COMMON
    >>> stream = Stream.of(RecordOpened("astana-2023"), GuestArrived())
    >>> {str(p.step): [rule.code for rule in p.forbidden_by] for p in permitted(stream, COMMON).steps}["GuestArrived"]
    ['ARR01']
    """
    outlook = _Outlook.after(stream, rulebook, refuse)
    answers = [outlook.ask(step) for step in outlook.steps]
    return Permissions(tuple(permission for permission, _ in answers), all(exact for _, exact in answers))


@frozen
class Advice:
    """The shortest way in which a visit can still keep its rules: one concrete step after another.

    `exact` is False if the search ran out of budget; then no way is given.
    """

    steps: tuple[Case, ...]
    exact: bool


def advised(stream: Stream, rulebook: Rulebook, *, refuse: Severity = Severity.LAPSE) -> Advice:
    """The fewest steps after which nothing is owed by the rules at or above `refuse`, in an order that breaks none.

    Rules that are already broken, or can no longer be kept together, are ignored. If there are several shortest ways,
    the answer is always the same one.

    >>> from protocol.events import GuestArrived, RecordOpened
    >>> from protocol.rules import TEXTBOOK
    >>> [str(step) for step in advised(Stream.of(RecordOpened("astana-2023"), GuestArrived()), TEXTBOOK).steps][:2]
    ['WelcomeCeremonyOpened', 'WelcomeCeremonyClosed']
    """
    outlook = _Outlook.after(stream, rulebook, refuse)
    found = outlook.judge.plan.future.outlook(outlook.judge.stated.states, outlook.alive, shortest=True)
    return Advice(found.way, exact=found.possible is not None)


def owed(stream: Stream, rulebook: Rulebook) -> tuple[Owed, ...]:
    """What the rulebook still requires of a visit; on a partial record, this is what is not reported."""
    assessment: Assessment = check(stream, rulebook, ended=False)
    return assessment.owed + assessment.not_reported


@frozen
class _Outlook:
    """A record that was read, and the rules that are asked about the next steps: those that can be kept together."""

    judge: Judge
    held: frozenset[int]
    position: int

    @classmethod
    def after(cls, stream: Stream, rulebook: Rulebook, refuse: Severity) -> "_Outlook":
        judge = Judge.of(rulebook, stream, Coverage.COMPLETE)
        for entry in effective(stream):
            judge.read(entry)
        held = frozenset(
            index
            for index, rule in enumerate(judge.plan.rules)
            if rule.severity >= refuse and rule.applies_to(judge.kind, judge.rank)
        )
        return cls(judge, held - _clashing(judge, held), stream.next_position)

    @property
    def steps(self) -> tuple[Case, ...]:
        """The steps that the rulebook names; events that no rule distinguishes are one step."""
        return self.judge.plan.future.cases

    def ask(self, step: Case) -> tuple[Permission, bool]:
        """Whether a step may come next, and whether that is certain."""
        plan = self.judge.plan
        states = [plan.future.after(index, state, step) for index, state in enumerate(self.judge.stated.states)]
        broken, faulted = tuple(self._broken_in(states)), tuple(self._faulted_by(step))
        if faulted:
            return self._forbidden(step, sorted((*broken, *faulted))), True
        if broken:
            return self._permission_after(step, broken)
        outlook = plan.future.outlook(states, self.alive)
        if outlook.possible is False:
            return self._permission_after(step, outlook.clash)
        return Permission(step), outlook.possible is not None

    def _forbidden(self, step: Case, by: Iterable[int], first: tuple[Case, ...] | None = None) -> Permission:
        return Permission(step, tuple(self.judge.plan.rules[index] for index in by), first)

    def _permission_after(self, step: Case, by: Iterable[int]) -> tuple[Permission, bool]:
        """A step that order rules forbid, with the steps that have to come first, and whether that is certain."""
        found = way_to(self.judge.plan.future, step, self.judge.stated.states, self.alive)
        first = found.way if found.possible else None
        return self._forbidden(step, by, first), found.possible is not None

    @property
    def alive(self) -> tuple[int, ...]:
        """The order rules that are not broken yet."""
        return tuple(index for index in self.judge.plan.unbroken(self.judge.stated.states) if index in self.held)

    def _broken_in(self, states: Sequence[int]) -> Iterator[int]:
        return (index for index in self.alive if self.judge.plan.machines[index].broken[states[index]])

    def _faulted_by(self, step: Case) -> Iterator[int]:
        entry = Entry(self.position, sample(step))
        return (index for index in self.judge.stated.objecting(entry) if index in self.held)


def _clashing(judge: Judge, held: frozenset[int]) -> frozenset[int]:
    """The rules that can no longer be kept together already, so that no next step can be blamed for it."""
    plan, states = judge.plan, judge.stated.states
    clashing: frozenset[int] = frozenset()
    while clash := plan.future.outlook(states, [i for i in plan.unbroken(states) if i in held - clashing]).clash:
        clashing |= frozenset(clash)
    return clashing
