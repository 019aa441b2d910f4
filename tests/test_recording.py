"""Recording from several desks: nothing lost, nothing twice, references follow, and the rules are asked again."""

from datetime import UTC, datetime
from functools import partial
from random import Random

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from protocol import COMMON, Coverage, Stream, check, effective
from protocol.errors import VersionConflictError
from protocol.events import (
    EntryCorrected,
    EntryRetracted,
    GiftPresented,
    GuestArrived,
    GuestDeparted,
    RecordOpened,
    SiteVisited,
    TalksClosed,
    TalksOpened,
    WreathLaid,
)
from protocol.exchange.merging import differing
from protocol.projections.matching import may_be_one
from protocol.rules import RefusedError, Severity
from protocol.store import NEW, MemoryStore, stream_of
from protocol.store.recording import Kept, Steps, rebase, record
from protocol.stream import Entry
from protocol.testing import visits
from protocol.values import Moment, TalksFormat, Venue

NOON = datetime(2023, 4, 10, 12, tzinfo=UTC)
OPENED = RecordOpened("astana", coverage=Coverage.COMPLETE)
judge = partial(check, rulebook=COMMON, ended=False)


def desks(*kept: GuestArrived | TalksOpened | WreathLaid) -> tuple[MemoryStore, Stream]:
    """A store with a visit that has begun so, and the visit as two desks have last seen it."""
    store = MemoryStore(lambda: NOON)
    store.append("astana", [OPENED, *kept], expected=NEW)
    seen = stream_of(store, "astana")
    assert seen is not None
    return store, seen


def tell(store: MemoryStore, seen: Stream, *steps: Entry, name: str = "b", refuse: Severity | None = None) -> Kept:  # type: ignore[type-arg] # of any event
    """Record steps from a desk."""
    ids = [f"{name}-{step.position}" for step in steps]
    return record(store, "astana", seen, steps, ids=ids, check=judge, refuse=refuse)


def test_a_step_comes_after_what_another_desk_was_faster_with() -> None:
    """And the desk has then seen both."""
    store, seen = desks(GuestArrived())
    tell(store, seen, Entry(2, WreathLaid()), name="a")
    kept = tell(store, seen, Entry(2, TalksOpened()))

    assert [type(event) for event in kept.stream.events] == [RecordOpened, GuestArrived, WreathLaid, TalksOpened]
    assert (kept.between, kept.told_before, kept.entries[0].position) == (1, (), 3)
    assert stream_of(store, "astana") == kept.stream


def test_a_step_that_both_desks_tell_is_kept_once() -> None:
    """Though the one knows the time and the other the place; two sites are two steps."""
    store, seen = desks(GuestArrived())
    museum = Entry(2, SiteVisited(), place=Venue("Museum"))
    tell(store, seen, museum, name="a")
    kept = tell(
        store,
        seen,
        Entry(2, SiteVisited(), place=Venue("Factory")),
        Entry(3, SiteVisited(), at=Moment.parse("2023-04-10")),
    )

    assert [str(entry.place) for entry in effective(kept.stream)[2:]] == ["Museum", "Factory"]
    assert kept.told_before == (museum,)
    assert str(effective(kept.stream)[2].at) == "2023-04-10"


def test_references_follow_the_entries_that_they_mean() -> None:
    """A gift during talks that are recorded with it, a correction of a step just told, one of an older entry."""
    store, seen = desks(GuestArrived())
    tell(store, seen, Entry(2, TalksOpened()), Entry(3, WreathLaid()), name="a")
    kept = tell(
        store,
        seen,
        Entry(2, TalksOpened(TalksFormat.RESTRICTED)),
        Entry(3, GiftPresented(), during=2),
        Entry(4, EntryCorrected(3, at=Moment.parse("2023-04-10"))),
        Entry(5, EntryRetracted(1, "never arrived")),
    )
    gift, corrected, retracted = kept.entries[1:]

    assert isinstance(kept.stream[gift.during or 0].event, TalksOpened)
    assert (kept.entries[0].position, gift.position, gift.during) == (4, 5, 4)
    assert isinstance(corrected.event, EntryCorrected)
    assert corrected.event.position == 5
    assert isinstance(retracted.event, EntryRetracted)
    assert retracted.event.position == 1


def test_a_reference_to_what_both_tell_means_the_entry_that_is_kept() -> None:
    """The gift was given during the talks that the other desk has recorded."""
    store, seen = desks(GuestArrived())
    tell(store, seen, Entry(2, WreathLaid()), Entry(3, TalksOpened()), name="a")
    kept = tell(store, seen, Entry(2, TalksOpened()), Entry(3, GiftPresented(), during=2), Entry(4, TalksClosed()))

    assert [type(entry.event) for entry in kept.entries] == [GiftPresented, TalksClosed]
    assert kept.entries[0].during == 3


def test_the_rules_are_asked_again_after_what_another_desk_kept() -> None:
    """What was in order when it was told may not be any more."""
    store, seen = desks(GuestArrived())
    tell(store, seen, Entry(2, GuestDeparted()), name="a")
    with pytest.raises(RefusedError, match="DEP03"):
        tell(store, seen, Entry(2, TalksOpened()), refuse=Severity.NOTE)
    assert len(list(store.read("astana"))) == 3

    kept = tell(store, seen, Entry(2, TalksOpened()))
    assert kept.new != ()


def test_a_finding_that_was_there_before_is_not_told_again() -> None:
    """Only what a step brings about is said of it, and refused."""
    store, seen = desks(TalksOpened())
    first = tell(store, seen, Entry(2, GuestArrived()))
    assert [finding.rule.code for finding in first.new] == ["ARR02"]
    assert tell(store, first.stream, Entry(3, WreathLaid()), name="c", refuse=Severity.NOTE).new == ()


def test_a_batch_whose_answer_was_lost_may_be_told_again() -> None:
    """Its ids are known, so it is there once, even after another desk went on."""
    store, seen = desks(GuestArrived())
    tell(store, seen, Entry(2, WreathLaid()))
    store.append("astana", [TalksOpened()], expected=2)
    tell(store, seen, Entry(2, WreathLaid()))

    assert len(list(store.read("astana"))) == 4


def test_a_visit_that_is_shorter_than_was_seen_is_an_error() -> None:
    """It may be another store."""
    store, seen = desks(GuestArrived())
    longer = seen.then(WreathLaid())
    with pytest.raises(VersionConflictError, match="version 2 was expected and 1 found"):
        tell(store, longer, Entry(3, TalksOpened()))


@given(visits(longest=25), st.randoms(use_true_random=False), st.integers(0, 24))
def test_two_desks_lose_nothing_and_tell_nothing_twice(stream: Stream, random: Random, seen_until: int) -> None:
    """However the steps of a visit fall to two desks: all are there, each as often as it was told by either."""
    whole = [evolve(entry, during=None) for entry in effective(stream)]
    seen = Stream(tuple(whole[: max(1, min(seen_until, len(whole)))]))
    rest = whole[len(seen) :]
    parts = [[entry for entry in rest if random.random() < 0.6] for _ in range(2)]
    one, other = ([evolve(entry, position=at) for at, entry in enumerate(part, len(seen))] for part in parts)
    store = MemoryStore(lambda: NOON)
    store.append("astana", list(seen), expected=NEW)
    tell(store, seen, *one, name="a") if one else None
    kept = tell(store, seen, *other) if other else None
    now = stream_of(store, "astana")
    assert now is not None
    found = effective(now)

    assert all(
        any(
            may_be_one(entry, each) and not differing(entry, each)
            for each in found
            if type(each.event) is type(entry.event)
        )
        for entry in (*one, *other)
    )
    assert len(found) == len(seen) + len(one) + len(other) - len(kept.told_before if kept else ())


def test_ids_stay_with_their_steps() -> None:
    """So that a retry after a rebase is recognised."""
    steps: Steps = [Entry(3, GuestArrived()), Entry(4, WreathLaid()), Entry(5, SiteVisited())]
    kept, ids, same = rebase(steps, ["a", "b", "c"], [Entry(3, WreathLaid())])

    assert [(entry.position, each) for entry, each in zip(kept, ids, strict=True)] == [(4, "a"), (5, "c")]
    assert same == [Entry(3, WreathLaid())]
