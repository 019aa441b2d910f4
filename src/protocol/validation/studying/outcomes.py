"""Whether a visit held a rule, broke it, or neither, for counting practice over many visits."""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum

from protocol.events import ORDERED, Event
from protocol.fields import frozen
from protocol.order import Machine, Pattern
from protocol.order.automata.machines import INSIDE, as_recorded, reachable
from protocol.rules import Assessment, Fold, Mark, Rule, Saying
from protocol.stream import Entry, Stream, what_happened
from protocol.values import Coverage, Placing


class Outcome(StrEnum):
    """Whether one visit held a rule, broke it, or neither.

    A visit holds a rule if it keeps it, and if the same steps in another order, or more of them, would have broken it;
    otherwise a visit that keeps the rule is no evidence.
    """

    HELD = "held"
    BROKEN = "broken"
    SILENT = "not applicable"


def outcome(rule: Rule, stream: Stream, *, strict: bool = True) -> Outcome | None:
    """Whether the recorded steps of a visit held an order rule or broke it; None for a content rule.

    Rules that partial records cannot break are counted too: unreported steps may excuse the visit, but the reported
    ones are evidence all the same. With `strict`, listed entries are ignored; otherwise they are read in their order.

    >>> from protocol.events import GuestArrived, RecordOpened, TalksOpened
    >>> from protocol.rules import COMMON
    >>> stream = Stream.of(RecordOpened("astana-2023"), GuestArrived(), TalksOpened())
    >>> outcome(COMMON.rule("ARR02"), stream).value
    'held'
    """
    if isinstance(rule.body, Fold):
        return None
    made = as_recorded(rule.body)
    events = [entry.event for entry in what_happened(stream) if _counts(entry, strict=strict)]
    found = {_outcome_of(made, part) for part in _parts(made, events)}
    return next((worst for worst in (Outcome.BROKEN, Outcome.HELD) if worst in found), Outcome.SILENT)


def _counts(entry: Entry[Event], *, strict: bool) -> bool:
    return type(entry.event) in ORDERED and not (strict and entry.placing is Placing.LISTED)


def _parts(made: Machine, events: list[Event]) -> Iterator[list[Event]]:
    """The events of the whole record, or of each ceremony that the rule is judged in."""
    if made.bracket is None:
        yield events
        return
    part: list[Event] | None = None
    for event in events:
        if type(event) in made.edges:
            if part is not None:
                yield part
            part = [] if type(event) is made.bracket.opened else None
        elif part is not None:
            part.append(event)
    if part is not None:
        yield part


def _outcome_of(made: Machine, events: Iterable[Event]) -> Outcome:
    letters = [made.letter(event) for event in events]
    state = start = made.start if made.bracket is None else INSIDE
    for letter in letters:
        state = made.rows[state][letter]
    if made.broken[state]:
        return Outcome.BROKEN
    named = Counter(letter for letter in letters if letter)
    if made.commutes:
        return Outcome.HELD if named and made.kept[state] else Outcome.SILENT
    return Outcome.HELD if _breakable(made, start, named) else Outcome.SILENT


def _breakable(made: Machine, start: int, named: Counter[int]) -> bool:
    """Whether the same letters in some order break the rule.

    A shortest way reaches no state twice, so no letter is needed more often than there are states.
    """
    states = reachable(made.rows, start, named)
    if not any(made.broken[state] for state in states):
        return False
    first = (start, frozenset((letter, min(count, len(states))) for letter, count in named.items()))
    seen, waiting = {first}, [first]
    while waiting:
        state, left = waiting.pop()
        if made.broken[state]:
            return True
        for letter, count in left:
            rest = (left - {(letter, count)}) | ({(letter, count - 1)} if count > 1 else set())
            further = (made.rows[state][letter], rest)
            if further not in seen:
                seen.add(further)
                waiting.append(further)
    return False


@frozen
class Use:
    """Whether one visit puts a rule to the test, keeps it, or breaks it.

    If a rule is put to the test and neither kept nor broken, it still requires something.
    """

    tested: bool
    satisfied: bool
    broken: bool


def use(rule: Rule, stream: Stream, assessment: Assessment) -> Use:
    """The use of a rule in a visit that was checked against its rulebook."""
    broken = any(finding.rule.code == rule.code for finding in assessment.findings)
    owing = any(owed.rule.code == rule.code for owed in assessment.owed)
    speaks = any(verdict.rule.code == rule.code for verdict in assessment.verdicts)
    tested = broken or owing or (speaks and put_to_test(rule, stream, assessment.coverage))
    return Use(tested, tested and not broken and not owing, broken)


def put_to_test(rule: Rule, stream: Stream, coverage: Coverage) -> bool:
    """Whether a record could have broken a rule: with the same steps in another order, with fewer of them, or more.

    If it could not, the visit is no evidence of the rule. A record does not test a rule that partial records cannot
    break if it is partial, nor one whose `needs` it lacks, nor a content rule that has nothing to judge in it.
    """
    if coverage is Coverage.PARTIAL and not rule.breakable_on_partial:
        return False
    if not rule.needs <= {type(entry.event) for entry in what_happened(stream)}:
        return False
    if isinstance(rule.body, Fold):
        return _has_what_to_judge(rule.body, stream)
    if outcome(rule, stream, strict=not as_recorded(rule.body).commutes) is not Outcome.SILENT:
        return True
    return coverage is Coverage.COMPLETE and _could_owe(rule.machine(partial=False), stream)


def _could_owe(made: Machine, stream: Stream) -> bool:
    """Whether the steps of a complete record, or fewer of them, would leave something that the rule requires."""
    parts = _parts(made, [entry.event for entry in what_happened(stream) if _counts(entry, strict=True)])
    start = made.start if made.bracket is None else INSIDE
    reached = (
        reachable(made.rows, start, {letter for event in part if (letter := made.letter(event))}) for part in parts
    )
    return any(not made.kept[state] for states in reached for state in states)


def _has_what_to_judge(fold: Fold, stream: Stream) -> bool:
    """Whether a record has the marks that a content rule waits for, and an entry that the rule can judge."""
    entries = [entry for entry in what_happened(stream) if fold.order_free or entry.placing is Placing.STATED]
    for marks in (fold.wakes, fold.only_with):
        if marks and not any(_shows(mark, entry) for mark in marks for entry in entries):
            return False
    return any(type(entry.event) in fold.events and (not fold.judges or fold.judges(entry)) for entry in entries)


def _shows(mark: Mark, entry: Entry[Event]) -> bool:
    match mark:
        case Pattern():
            return mark.matches(entry.event)
        case Saying():
            says = getattr(entry.event, mark.field, None) or getattr(entry, mark.field, None)
            return type(entry.event) is mark.event and bool(says)
        case _:
            return type(entry.event) is mark
