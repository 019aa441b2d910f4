"""What a record says for or against a rule: held, broken, or nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum

from protocol.events import ORDERED, Event
from protocol.fields import frozen
from protocol.order import INSIDE, Machine, as_recorded, named_by
from protocol.rules import Assessment, Fold, Rule
from protocol.stream import Entry, Stream, effective
from protocol.values import Placing


class Outcome(StrEnum):
    """What one visit says of a rule.

    A rule is held where it is kept and the same steps in another order, or more of them, would have broken it; else a
    visit that keeps it says nothing.
    """

    HELD = "held"
    BROKEN = "broken"
    SILENT = "not applicable"


def outcome(rule: Rule, stream: Stream, *, strict: bool = True) -> Outcome | None:
    """What the steps of a visit, as they are recorded, say of an order rule; None for a content rule.

    A rule that is silent on partial records is counted too: the record may have left out what would mend it, but what
    it reports is evidence all the same. Strictly, only entries whose place in the order a source states are read;
    loosely, all as they stand.

    >>> from protocol.events import GuestArrived, RecordOpened, TalksOpened
    >>> from protocol.rules import COMMON
    >>> stream = Stream.of(RecordOpened("astana-2023"), GuestArrived(), TalksOpened())
    >>> outcome(COMMON.rule("ARR02"), stream).value
    'held'
    """
    if isinstance(rule.body, Fold):
        return None
    made = as_recorded(rule.body)
    events = [entry.event for entry in effective(stream) if _read(entry, strict=strict)]
    found = {_told(made, part) for part in _parts(made, events)}
    return next((worst for worst in (Outcome.BROKEN, Outcome.HELD) if worst in found), Outcome.SILENT)


def _read(entry: Entry[Event], *, strict: bool) -> bool:
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


def _told(made: Machine, events: Iterable[Event]) -> Outcome:
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

    A shortest way comes to no state twice, so a letter is needed no more often than there are states to come to.
    """
    states = _reached(made, start, named)
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


def _reached(made: Machine, start: int, letters: Iterable[int]) -> set[int]:
    """The states that some letters lead to, however often each is there."""
    reached, waiting = {start}, [start]
    while waiting:
        row = made.rows[waiting.pop()]
        further = {row[letter] for letter in letters} - reached
        reached |= further
        waiting += further
    return reached


@frozen
class Use:
    """What one visit makes of a rule: whether anything occurs that it names, whether it is kept, whether it is broken.

    A rule that is activated and neither is one by which something is still owed.
    """

    activated: bool
    satisfied: bool
    broken: bool


def use(rule: Rule, stream: Stream, assessment: Assessment) -> Use:
    """What a visit makes of a rule of the rulebook that it was held to."""
    broken = any(finding.rule.code == rule.code for finding in assessment.findings)
    owing = any(owed.rule.code == rule.code for owed in assessment.owed + assessment.not_reported)
    activated = broken or _activated(rule, stream, assessment)
    return Use(activated, activated and not broken and not owing, broken)


def _activated(rule: Rule, stream: Stream, assessment: Assessment) -> bool:
    """Whether a rule speaks of such a visit, and anything occurs in it that the rule names."""
    if not any(verdict.rule.code == rule.code for verdict in assessment.verdicts):
        return False
    if isinstance(rule.body, Fold):
        return any(type(entry.event) in rule.body.events for entry in stream)
    patterns = named_by(rule.body)
    return any(pattern.matches(entry.event) for entry in stream for pattern in patterns)
