"""What a store in memory says when it refuses, and what can be read from it."""

import pickle
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from protocol import Stream
from protocol.errors import InvalidValueError, VersionConflictError
from protocol.events import GuestArrived, GuestDeparted, RecordOpened
from protocol.store import NEW, Appended, MemoryStore, VisitStore, stream_of

NOON = datetime(2023, 4, 10, 12, tzinfo=UTC)
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
        "almaty: an id of the batch is in use already, for GuestArrived (entry 1 of astana, id two)"
    )


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
    assert stream_of(store, "astana", until=NOON) == Stream.of(*ARRIVED)
    assert stream_of(store, "astana", until=0) == Stream.of(ARRIVED[0])
    assert stream_of(store, "almaty") is None


def test_what_is_recorded_pickles(store: MemoryStore) -> None:
    """Entries travel between processes with all that is said of them."""
    for recorded in store.read_all():
        there = pickle.loads(pickle.dumps(recorded))  # noqa: S301 - it is our own
        assert (there, there.meta, hash(there)) == (recorded, {"by": "us"}, hash(recorded))
