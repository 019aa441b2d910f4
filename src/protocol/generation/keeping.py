"""Visits without findings: a drawn visit keeps the order rules, and is changed until no content rule finds a fault.

The tables of values suit the rules of this library. Rules of users may require values that are not in them, or forbid
some that are. Then the values of the faulty step are drawn again, the step loses its time, is left out, or gets another
step before it. If that does not help, another visit is drawn.
"""

from collections.abc import Callable, Iterator
from itertools import count, takewhile
from random import Random
from typing import Final

from attrs import evolve, fields

from protocol.errors import RulebookError
from protocol.events import (
    EVENTS,
    EntryCorrected,
    EntryRetracted,
    Event,
    RecordOpened,
    VisitAgreed,
    VisitCancelled,
    VisitConcluded,
)
from protocol.fields import frozen
from protocol.generation.filling import Filler, finite
from protocol.order import Case, Pattern
from protocol.rules import Finding, Fold, Rule, Rulebook, Saying
from protocol.stream import Entry, Stream
from protocol.validation import check

BUDGET: Final = 40
"""How many visits are drawn before an error says that no visit keeps a rule."""
LOOKS: Final = 200
"""How many changes of one visit are tried before another is drawn."""
CHOICES: Final = 6
"""How often the values of one step are drawn again; values that order rules may ask for stay."""
SEVERAL: Final = 4
"""How many steps of a class are inserted if one does not help; their values are drawn, so they differ."""
FEW: Final = 8
"""The largest number of event classes of a content rule for which more steps of them are inserted."""
Make = Callable[[Random, int, tuple[type, ...]], Stream]
"""A function that makes a visit of about this many steps, with some events of these classes."""
_STAY: Final = (RecordOpened, VisitAgreed, VisitConcluded)
_PUT_IN: Final = frozenset(EVENTS) - {*_STAY, EntryCorrected, EntryRetracted, VisitCancelled}


def made_to_keep(random: Random, rulebook: Rulebook, make: Make, length: int, *, but: Rule | None = None) -> Stream:
    """A made visit that breaks no rule, or exactly the rule `but` if it is given.

    If none of many visits can be changed to do so, a `RulebookError` names the rule that is in the way.
    """
    wanted, stream = _Search(rulebook, but), make(random, length, ())
    wrong = wanted.wrong(stream)
    if wrong == ():
        return stream
    # One seed decides all that follows, so that Hypothesis draws few choices and can simplify them.
    own = Random(int(random.random() * 2**16))  # noqa: S311 - it draws by seed, not for secrecy
    lengths = (length, length // 2, length // 4, 1)
    steps = tuple(dict.fromkeys(event for finding in wrong or () for event in _looked_at(finding.rule)))
    for number in range(BUDGET):
        if wrong is not None and (found := wanted.after_changes(own, stream, wrong)) is not None:
            return found
        stream = _try(make, own, lengths[number // 2 % 4], steps if number % 2 else ())
        wrong = wanted.wrong(stream)
        if wrong == ():
            return stream
    raise wanted.error(wrong)


def _try(make: Make, random: Random, length: int, steps: tuple[type, ...]) -> Stream:
    try:
        return make(random, length, steps)
    except RulebookError:
        return make(random, length, ())  # the order rules have no place for such steps


@frozen
class _Search:
    """What a visit should break: no rule, or exactly the rule `but` if it is given."""

    rulebook: Rulebook
    but: Rule | None

    def wrong(self, stream: Stream) -> tuple[Finding, ...] | None:
        """The findings that should not be there; None if the rule that should be broken is not."""
        found = check(stream, self.rulebook).findings
        others = tuple(finding for finding in found if self.but is None or finding.rule.code != self.but.code)
        return others if self.but is None or len(others) < len(found) else None

    def after_changes(self, random: Random, stream: Stream, wrong: tuple[Finding, ...]) -> Stream | None:
        """The visit after changes that each remove some finding until none is left; None if that fails."""
        looks = count()
        while wrong:
            for changed in takewhile(lambda _: next(looks) < LOOKS, _with_one_change(random, stream, wrong[0])):
                left = self.wrong(changed)
                if left is not None and len(left) < len(wrong):
                    stream, wrong = changed, left
                    break
            else:
                return None
        return stream

    def error(self, wrong: tuple[Finding, ...] | None) -> RulebookError:
        """Why no visit was found."""
        if self.but is not None:
            others = " and ".join(sorted({finding.rule.code for finding in wrong or ()}))
            why = f"where it is, {others} is broken as well" if others else "it is not, however often that was tried"
            return RulebookError(self.but.code, f"no visit was found in which it is broken and no other rule is: {why}")
        finding = next(iter(wrong or ()))
        why = f"none of {BUDGET} visits keeps it that were made for {self.rulebook.name}, and then changed"
        last = f"in the last, {finding.message} (entries {', '.join(map(str, finding.entries))})"
        then = "where visits are made, leave it out, as rulebook.waiving does, or let it ask for less"
        return RulebookError(finding.rule.code, f"{why}; {last}; {then}")


def _looked_at(rule: Rule) -> list[type]:
    """The event classes that a content rule looks at; none if it looks at very many."""
    if not isinstance(rule.body, Fold):
        return []
    marks = rule.body.events | {
        mark.event if isinstance(mark, Pattern | Saying) else mark for mark in rule.body.only_with
    }
    return sorted(marks & _PUT_IN, key=EVENTS.index) if len(marks) <= FEW else []


def _with_one_change(random: Random, stream: Stream, finding: Finding) -> Iterator[Stream]:
    """Changed visits: each changes one step that a finding names, or inserts a step before it."""
    filler, timed = Filler.of(random, stream), isinstance(finding.rule.body, Fold) and finding.rule.body.timed
    for position in reversed(finding.entries):
        entry = stream[position]
        if not isinstance(entry.event, _STAY):
            for step in () if timed else _steps_like(entry.event):
                yield _with(
                    stream,
                    position,
                    evolve(filler.entry(step), position=entry.position, at=entry.at, until=entry.until),
                )
            yield _with(stream, position, evolve(entry, at=None, until=None))
            yield _with(stream, position)
    for event in _looked_at(finding.rule):
        for position in range(max(finding.entries, default=0), 1, -1):
            for many in (1, SEVERAL):
                yield _with(stream, position, *(filler.entry(Case(event)) for _ in range(many)), stream[position])


def _steps_like(event: Event) -> Iterator[Case]:
    """The step of an event several times, alternately with the values that order rules may ask for and without."""
    kept = tuple((each.name, getattr(event, each.name)) for each in fields(type(event)) if finite(each))
    for _ in range(CHOICES):
        yield Case(type(event), kept)
        yield Case(type(event))


def _with(stream: Stream, position: int, *instead: Event | Entry[Event]) -> Stream:
    """The visit with one entry replaced by others."""
    return Stream.of(*stream[:position], *instead, *stream[position + 1 :])
