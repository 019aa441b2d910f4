"""Given, when, then: a test of rules that reads like the sentence that it proves.

>>> from protocol.events import AnthemPlayed, GuardReviewed, WelcomeCeremonyOpened
>>> shown = given(WelcomeCeremonyOpened(), GuardReviewed()).when(AnthemPlayed()).then("CER04")
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final

from attrs import define

from protocol.events import Event, RecordOpened, VisitAgreed
from protocol.reports import ENGLISH, describe
from protocol.rules import COMMON, Assessment, Finding, Owed, Rulebook
from protocol.stream import Entry, Stream
from protocol.testing.claims import hold
from protocol.validation import check
from protocol.values import Coverage, VisitKind

Happening = Event | Entry[Event]
_OPENING: Final = RecordOpened("a-visit", coverage=Coverage.COMPLETE)
_AGREED: Final = VisitAgreed(VisitKind.STATE)


def given(*before: Stream | Happening, rulebook: Rulebook = COMMON) -> "Given":
    """The record that a test starts from: a stream, events, or a stream and events that follow.

    Events that do not open a record are put into a complete one, of a state visit unless they agree on another.
    """
    if before and isinstance(before[0], Stream):
        return Given(before[0].then(*_items(before[1:])), rulebook)
    items = tuple(_items(before))
    events = [item.event if isinstance(item, Entry) else item for item in items]
    if any(isinstance(event, RecordOpened) for event in events):
        return Given(Stream.of(*items), rulebook)
    agreed = () if any(isinstance(event, VisitAgreed) for event in events) else (_AGREED,)
    return Given(Stream.of(_OPENING, *agreed, *items), rulebook)


def _items(before: Iterable[Stream | Happening]) -> Iterator[Happening]:
    for each in before:
        yield from each if isinstance(each, Stream) else (each,)


@define(eq=False)
class Given:
    """A record, and the rulebook against which it is checked."""

    stream: Stream
    rulebook: Rulebook

    def when(self, *events: Happening) -> "When":
        """What is done next."""
        return When(self.stream, self.stream.then(*events), self.rulebook)


@define(eq=False)
class When:
    """What was done to a record. Each check of it returns it again, so that further checks may follow."""

    before: Stream
    after: Stream
    rulebook: Rulebook

    def then(self, *codes: str) -> "When":
        """What was done breaks the rules of these codes and no others."""
        found = {finding.rule.code for finding in self.new}
        wanted = (
            f"{self._rules(codes)} should be found broken and no other" if codes else "no rule should be found broken"
        )
        self._hold(set(codes) == found, wanted, f"{'; '.join(map(str, self.new)) or 'nothing'} was found")
        return self

    def then_nothing(self) -> "When":
        """What was done breaks no rule."""
        return self.then()

    def then_owed(self, *codes: str) -> "When":
        """The rules of these codes are owed something after what was done; others may be, too."""
        found = {owed.rule.code for owed in self.owed}
        owing = " and ".join(sorted(found)) or "no rule"
        self._hold(set(codes) <= found, f"something should be owed by {self._rules(codes)}", f"it was by {owing}")
        return self

    @cached_property
    def new(self) -> tuple[Finding, ...]:
        """The findings that are new."""
        known = check(self.before, self.rulebook).findings
        return tuple(finding for finding in self._assessment.findings if finding not in known)

    @property
    def owed(self) -> tuple[Owed, ...]:
        """What is owed now; on a partial record, what is not reported."""
        return self._assessment.owed + self._assessment.not_reported

    @cached_property
    def _assessment(self) -> Assessment:
        return check(self.after, self.rulebook)

    def _rules(self, codes: tuple[str, ...]) -> str:
        return " and ".join(f'{code} ("{self.rulebook.rule(code).sentence}")' for code in codes)

    def _hold(self, holds: bool, wanted: str, found: str) -> None:  # noqa: FBT001 - as in `hold`
        start, done = _happenings(self.before.entries), _happenings(self.after.entries[len(self.before) :])
        by = self.rulebook.name
        hold(holds, f"given that {start},\nwhen {done},\nthen, by {by}, {wanted},\nbut {found}")


def _happenings(entries: Iterable[Entry[Event]]) -> str:
    """What happened, as a part of a sentence."""
    phrases = [describe(entry) for entry in entries]
    return ENGLISH.join([phrase[:1].lower() + phrase[1:] for phrase in phrases]) or "nothing more happens"
