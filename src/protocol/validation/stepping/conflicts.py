"""Conflicts: rules that can each still be kept, but not all together.

In a complete record this depends on the steps that may still come, in a partial one also on unreported steps.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from protocol.events import ORDERED, Event
from protocol.rules import Conflict, Severity
from protocol.stream import Entry
from protocol.validation.compiled.plan import Plan
from protocol.validation.stepping.track import Track

if TYPE_CHECKING:
    from protocol.order import Outlook

Look = Callable[[Sequence[Entry[Event]], Sequence[int]], "Outlook"]
"""Whether rules of these indexes can all be kept in a record that begins with these entries."""


def conflicts(plan: Plan, track: Track, applying: Iterable[int]) -> tuple[Conflict, ...]:
    """The conflict among breaches; if there is none, that among breaches and lapses; notes are ignored."""
    alive = tuple(index for index in plan.unbroken(track.states) if index in set(applying))
    look, read = _look(plan), _entries_for_order(track)
    for least in (Severity.BREACH, Severity.LAPSE):
        outlook = look(read, tuple(index for index in alive if plan.rules[index].severity >= least))
        if outlook.possible is False:
            rules = tuple(plan.rules[index] for index in outlook.clash)
            return (Conflict(rules, _since(look, read, outlook.clash).position),)
    return ()


def _since(look: Look, read: Sequence[Entry[Event]], clash: tuple[int, ...]) -> Entry[Event]:
    """The first entry since which rules can no longer be kept together; no later entry can change that."""
    lost = range(1, len(read) + 1)
    place = bisect_left(lost, True, key=lambda many: look(read[:many], clash).possible is False)  # noqa: FBT003 - what is sought
    return read[place]


def _entries_for_order(track: Track) -> list[Entry[Event]]:
    """The opening of the record, and the entries that order rules read and whose place is stated."""
    stated = (entry for place, entry in enumerate(track.entries) if place not in track.counted)
    return [*track.entries[:1], *(entry for entry in stated if type(entry.event) in ORDERED)]


def _look(plan: Plan) -> Look:
    if plan.partial:
        return lambda read, among: plan.gaps.outlook_with_gaps(_events(read), among)
    return lambda read, among: plan.future.outlook([machine.run(_events(read)) for machine in plan.machines], among)


def _events(read: Sequence[Entry[Event]]) -> list[Event]:
    return [entry.event for entry in read[1:]]
