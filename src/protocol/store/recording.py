"""Recording a visit live, from several desks: what another kept meanwhile is taken in, and nothing is kept twice."""

from collections.abc import Callable, Mapping, Sequence

from attrs import evolve

from protocol.errors import VersionConflictError
from protocol.events import EntryCorrected, EntryRetracted, Event
from protocol.exchange.merging import differing, together
from protocol.fields import frozen
from protocol.projections.matching import identity, may_be_one
from protocol.rules import Assessment, Finding, RefusedError, Severity
from protocol.store.port import VisitStore
from protocol.stream import Entry, Stream

Steps = Sequence[Entry[Event]]


@frozen
class Kept:
    """What became of steps that were recorded.

    `stream` is the visit with them. `entries` are the steps as the store has them; `told_before` are the entries of
    other desks that tell some of the steps, which were not kept again. What such a step said beyond that is kept as a
    correction, which is among the `entries`. `between` is how many entries of other desks came since the visit was last
    seen. `new` are the findings that were not there when it was.
    """

    stream: Stream
    entries: tuple[Entry[Event], ...]
    told_before: tuple[Entry[Event], ...] = ()
    between: int = 0
    new: tuple[Finding, ...] = ()


def record(  # noqa: PLR0913 - each is named where it is called
    store: VisitStore,
    visit_id: str,
    seen: Stream,
    steps: Steps,
    *,
    ids: Sequence[str],
    check: Callable[[Stream], Assessment],
    refuse: Severity | None = None,
    meta: Mapping[str, str] | None = None,
) -> Kept:
    """Append steps to a visit that was last `seen` so; if it has grown since, after what has come.

    The steps have the positions after the last one that was seen. A step that another desk has kept meanwhile is not
    kept again: the same event, of which no time, place or person that both state differs. References of the others to
    entries, as in `during`, follow. The visit is checked with the steps before they are kept, and again if it has
    grown: a new finding at or above `refuse` raises a `RefusedError`, and nothing is kept. `ids` are sent with the
    steps, so a batch whose answer was lost may be recorded again.
    """
    known, last, between, told = set(check(seen).findings), seen[-1].position, 0, list[Entry[Event]]()
    while True:
        extended = Stream((*seen, *steps))
        new = tuple(finding for finding in check(extended).findings if finding not in known)
        refused = [finding for finding in new if refuse is not None and finding.severity >= refuse]
        if refused:
            raise RefusedError(tuple(sorted(refused, key=lambda finding: -finding.severity)))
        if not steps:
            return Kept(extended, (), tuple(told), between, new)
        try:
            store.append(visit_id, steps, expected=last, ids=ids, meta=meta)
        except VersionConflictError as conflict:
            newer = [recorded.entry for recorded in store.read(visit_id, after=last)]
            if conflict.reused or not newer:
                raise
            steps, ids, same = rebase(steps, ids, newer)
            told += same
            seen, last, between = Stream((*seen, *newer)), newer[-1].position, between + len(newer)
        else:
            return Kept(extended, tuple(steps), tuple(told), between, new)


def rebase(steps: Steps, ids: Sequence[str], newer: Steps) -> tuple[Steps, Sequence[str], Steps]:
    """Steps and their ids after entries that another desk was faster with, and those of them that say the same.

    >>> from protocol.events import GuestArrived, SiteVisited
    >>> steps, ids, same = rebase([Entry(1, GuestArrived()), Entry(2, SiteVisited())], "ab", [Entry(1, GuestArrived())])
    >>> [(entry.position, str(entry.event)) for entry in steps], ids, len(same)
    ([(2, 'SiteVisited()')], ['b'], 1)
    """
    free, at, kept = list(newer), dict[int, int](), list[tuple[Entry[Event], str]]()
    for entry, each in zip(steps, ids, strict=True):
        same = next((other for other in free if _is_same(entry, other)), None)
        if same is None:
            at[entry.position] = newer[-1].position + len(kept) + 1
            kept.append((entry, each))
            continue
        at[entry.position] = same.position
        free.remove(same)
        if (more := _more_of(same, entry)) is not None:
            kept.append((more, each))
    taken = [entry for entry in newer if entry not in free]
    last = newer[-1].position
    moved = [_move(entry, last + number, at) for number, (entry, _) in enumerate(kept, start=1)]
    return moved, [each for _, each in kept], taken


def _more_of(kept: Entry[Event], told: Entry[Event]) -> Entry[Event] | None:
    """A correction that adds what a step says beyond the entry that tells it, with the position of the step."""
    both = together(kept, told)
    names = ("event", "at", "until", "place", "present", "standing", "lasting", "press")
    more = {name: new for name in names if (new := getattr(both, name)) != getattr(kept, name)}
    if "event" in more:  # a correction with an event says where it was and who was there, too
        more |= {"place": both.place, "present": both.present}
    if not more:
        return None
    event = EntryCorrected(told.position, **more)
    by, when = told.recorded_by, told.recorded_at
    return Entry(told.position, event, sources=told.sources, remarks=told.remarks, recorded_by=by, recorded_at=when)


def _is_same(one: Entry[Event], other: Entry[Event]) -> bool:
    return identity(one) == identity(other) and may_be_one(one, other) and not differing(one, other)


def _move(entry: Entry[Event], position: int, at: Mapping[int, int]) -> Entry[Event]:
    """An entry at its new position, with what it refers to."""
    event = entry.event
    if isinstance(event, EntryCorrected | EntryRetracted):
        event = evolve(event, position=at.get(event.position, event.position))
    during = None if entry.during is None else at.get(entry.during, entry.during)
    return evolve(entry, position=position, event=event, during=during)
