"""What a store in memory says when it refuses, and what can be read from it."""

import pickle
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol import Entry, Event, Stream, effective
from protocol.errors import InvalidValueError, VersionConflictError
from protocol.events import EntryRetracted, GuestArrived, GuestDeparted, RecordOpened, VisitConcluded
from protocol.store import NEW, Appended, MemoryStore, Recorded, VisitStore, stream_of
from protocol.values import Moment

NOON = datetime(2023, 4, 10, 12, tzinfo=UTC)
MOVES = ((GuestArrived(), -3), (GuestDeparted(), -1))
ARRIVED = (RecordOpened("astana"), GuestArrived())


@pytest.fixture
def store() -> MemoryStore:
    """A store that keeps one visit, of an opening and an arrival."""
    made = MemoryStore(lambda: NOON)
    made.append("astana", ARRIVED, expected=NEW, ids=("one", "two"), meta={"by": "us"})
    return made


def test_a_conflict_reads_as_a_sentence(store: MemoryStore) -> None:
    """Whoever lost is told what was expected, what was found, and which entry came first."""
    with pytest.raises(VersionConflictError) as lost:
        store.append("astana", [GuestDeparted()], expected=0)

    assert str(lost.value) == (
        "astana: version 0 was expected and 1 found; "
        "the first foreign entry is GuestArrived (entry 1 of astana, id two)"
    )


def test_a_visit_that_is_shorter_than_expected_has_no_foreign_entry(store: MemoryStore) -> None:
    """Whoever expects more than there is may have the wrong visit."""
    with pytest.raises(VersionConflictError) as ahead:
        store.append("astana", [GuestDeparted()], expected=7)

    assert str(ahead.value) == "astana: version 7 was expected and 1 found"
    assert ahead.value.foreign is None


def test_a_part_of_a_batch_is_told_from_a_foreign_one(store: MemoryStore) -> None:
    """Where all that was found is of the batch, it is not called foreign."""
    with pytest.raises(VersionConflictError, match="a part of this batch, not all of it") as part:
        store.append("astana", [*ARRIVED, GuestDeparted()], expected=NEW, ids=("one", "two", "three"))

    assert part.value.foreign is None


def test_an_id_in_use_is_told_with_its_entry(store: MemoryStore) -> None:
    """An id names one entry of one visit."""
    with pytest.raises(VersionConflictError) as taken:
        store.append("almaty", [RecordOpened("almaty")], expected=NEW, ids=["two"])

    assert str(taken.value) == (
        "almaty: an id of the batch is in use already, for GuestArrived (entry 1 of astana, id two); "
        "what is not that entry needs an id of its own"
    )


@given(
    st.lists(st.sampled_from([GuestArrived(), GuestDeparted(), VisitConcluded()]), min_size=1, max_size=5), st.data()
)
def test_ids_keep_what_they_were_given(events: list[Event], data: st.DataObject) -> None:
    """Under the ids of a batch that is kept, equal events are success, and others a conflict with the first of them."""
    store, ids = MemoryStore(lambda: NOON), [str(place) for place in range(len(events))]
    store.append("astana", [RecordOpened("astana")], expected=NEW)
    store.append("astana", events, expected=0, ids=ids)
    other = data.draw(st.lists(st.sampled_from(events), min_size=len(events), max_size=len(events)))

    if other == events:
        assert store.append("astana", other, expected=0, ids=ids).repeated
    else:
        with pytest.raises(VersionConflictError, match="an id of the batch is in use already") as conflict:
            store.append("astana", other, expected=0, ids=ids)
        assert isinstance(conflict.value.foreign, Recorded)
        assert conflict.value.foreign.id == next(i for i, a, b in zip(ids, other, events, strict=True) if a != b)
    assert [each.event for each in store.read("astana", after=0)] == events


def test_what_was_said_beside_an_entry_is_read_only(store: MemoryStore) -> None:
    """Nobody who reads can change it for whoever reads next; a copy of it is anybody's own."""
    for recorded in (*store.read("astana"), *store.read_all()):
        with pytest.raises(TypeError):
            recorded.meta["by"] = "forged"  # type: ignore[index] # that is what is tried

    assert [dict(recorded.meta) for recorded in store.read("astana")] == [{"by": "us"}] * 2


@pytest.mark.parametrize("ids", [(), ("a",), ("a", "a"), ("a", "b", "c")])
def test_ids_are_one_for_each_event(store: MemoryStore, ids: tuple[str, ...]) -> None:
    """Too few ids, too many, or one for two events are a mistake."""
    with pytest.raises(InvalidValueError, match="2 are wanted, one for each event"):
        store.append("astana", [GuestDeparted(), GuestArrived()], expected=1, ids=ids)


def test_an_expected_version_is_one_that_can_be(store: MemoryStore) -> None:
    """Before the first version there is only that of a visit of which nothing is kept."""
    with pytest.raises(InvalidValueError, match="an expected version cannot be -2"):
        store.append("astana", [GuestDeparted()], expected=-2)


def test_a_limit_is_a_number_from_nought(store: MemoryStore) -> None:
    """Fewer than none are never wanted."""
    with pytest.raises(InvalidValueError, match="a limit cannot be -1"):
        store.read_all(limit=-1)


def test_an_empty_batch_adds_nothing(store: MemoryStore) -> None:
    """It may still be used to ask whether the visit stands where it is expected to."""
    assert store.append("astana", [], expected=1) == Appended("astana", 1, 2)
    with pytest.raises(VersionConflictError):
        store.append("astana", [], expected=0)
    assert len(tuple(store.read_all())) == 2


def test_events_may_come_from_a_generator(store: MemoryStore) -> None:
    """What can be gone through only once is enough."""

    def going() -> Iterator[GuestDeparted]:
        yield GuestDeparted()

    assert store.append("astana", going(), expected=1).version == 2


def test_a_stream_kept_is_a_stream_read(store: VisitStore) -> None:
    """A whole stream goes in and comes out, and what is not there is None."""
    assert stream_of(store, "astana") == Stream.of(*ARRIVED)
    assert stream_of(store, "astana", as_of=NOON) == Stream.of(*ARRIVED)
    assert stream_of(store, "astana", as_of=NOON - timedelta(seconds=1)) is None
    assert stream_of(store, "astana", until=0) == Stream.of(ARRIVED[0])
    assert stream_of(store, "almaty") is None


def test_what_happened_and_what_was_told_are_two_times() -> None:
    """Until a moment counts what had happened, as of a moment what the store had been told, and both can be asked."""
    times = iter([NOON, NOON + timedelta(hours=4)])
    store = MemoryStore(lambda: next(times))
    arrived, departed = (Entry(0, event, at=Moment(NOON + timedelta(hours=hours))) for event, hours in MOVES)
    store.append("astana", [RecordOpened("astana"), arrived, departed], expected=NEW)
    store.append("astana", [EntryRetracted(1)], expected=2)
    early = {"until": NOON - timedelta(hours=2), "as_of": NOON}

    def told(**asked: datetime) -> list[str]:
        stream = stream_of(store, "astana", **asked)
        return [] if stream is None else [type(event).__name__ for event in effective(stream).events[1:]]

    assert told() == ["GuestDeparted"]
    assert told(as_of=NOON) == ["GuestArrived", "GuestDeparted"]
    assert told(until=early["until"]) == []
    assert told(**early) == ["GuestArrived"]


def test_a_store_is_read_until_a_version_not_a_moment(store: MemoryStore) -> None:
    """Of the two times a read entry by entry knows one, and the error says which argument it is."""
    with pytest.raises(InvalidValueError, match="what was kept by a moment is read by as_of"):
        store.read("astana", until=NOON)  # type: ignore[arg-type] # that is what is tried


def test_what_is_recorded_pickles(store: MemoryStore) -> None:
    """Entries travel between processes with all that is said of them."""
    for recorded in store.read_all():
        there = pickle.loads(pickle.dumps(recorded))  # noqa: S301 - it is our own
        assert (there, there.meta, hash(there)) == (recorded, {"by": "us"}, hash(recorded))
