"""Conflicts: rules that can each still be kept but no longer together."""

from bisect import bisect_left
from collections.abc import Iterable

from protocol.events import ORDERED
from protocol.order import Outlook
from protocol.rules import Conflict, Severity
from protocol.validation.plans import Plan
from protocol.validation.tracks import Track


def conflicts(plan: Plan, track: Track, applying: Iterable[int]) -> tuple[Conflict, ...]:
    """The conflict among breaches; where there is none, that among breaches and lapses; notes never clash."""
    alive = tuple(index for index in plan.unbroken(track.states) if index in set(applying))
    for least in (Severity.BREACH, Severity.LAPSE):
        held = tuple(index for index in alive if plan.rules[index].severity >= least)
        outlook = plan.future.outlook(track.states, held)
        if outlook.possible is False:
            return (_conflict(plan, track, outlook),)
    return ()


def _conflict(plan: Plan, track: Track, outlook: Outlook) -> Conflict:
    since = bisect_left(range(len(track.entries)), 1, key=lambda last: _lost(plan, track, outlook.clash, last))
    return Conflict(tuple(plan.rules[index] for index in outlook.clash), track.entries[since].position)


def _lost(plan: Plan, track: Track, clash: tuple[int, ...], last: int) -> bool:
    """Whether the rules could no longer be kept together after an entry; once so, it stays so."""
    events = [entry.event for entry in track.entries[: last + 1] if type(entry.event) in ORDERED]
    states = [machine.run(events) for machine in plan.machines]
    return plan.future.outlook(states, clash).possible is False
