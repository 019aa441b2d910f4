"""The check of stores lets good stores through and names what bad ones violate."""

from collections.abc import Callable

import pytest

import broken_stores as broken
from protocol.store import Clock, MemoryStore
from protocol.testing import check_store


def test_the_store_in_memory_is_a_good_one() -> None:
    """It does everything that the port promises."""
    check_store(MemoryStore)


BROKEN: dict[Callable[[Clock], MemoryStore], str] = {
    broken.HalfABatch: "A batch is kept whole or not at all. But of an opening and a batch of three were kept",
    broken.LeavesAPart: "A batch is kept whole or not at all. But after a batch of which the third id was in use",
    broken.IgnoresExpected: "A batch is appended only to a visit at the expected version. But appending at version",
    broken.ReusesPositions: "Positions grow in the order of appending and are never used again",
    broken.ForgetsIds: "The same ids at the same place again are success, and add nothing. But VersionConflictError",
    broken.AcceptsParts: "The same ids at another place, or a part of them, are a conflict. But appending",
    broken.NamesTheLast: "A conflict names the visit, the version expected, that found, and the first foreign entry.",
    broken.KeepsAnything: "What is kept of a visit makes a stream: its record is opened first, and once. But a batch",
    broken.DropsTimes: "Entries are kept as they were given, at the versions that follow, with ids and what was said",
    broken.SameIds: "Entries that are given no ids get fresh ones. But the ids of eight entries were",
    broken.IgnoresUntil: "A visit is read in its order, after a version and until a version. But reading until 2 gave",
    broken.StopsBefore: "A visit is read until a moment as it was then",
    broken.AnyMoment: "A moment without an offset from UTC is refused",
    broken.RaisesOnUnknown: "Of an unknown visit there are no entries. But KeyError was raised: 'b'",
    broken.FollowsItsClock: "Where the clock goes back, the moments at which entries were kept do not. But they were",
    broken.IgnoresAfter: "All visits are read after a position. But after position 1 were read",
    broken.IgnoresTypes: "All visits are read for some types of events alone. But of openings and departures were read",
    broken.LimitsFirst: "A limit counts what is read, after all else was left out. But of arrivals were read",
    broken.LooksAndThenLeaps: "Of two threads that append to one visit at the same version exactly one wins",
    broken.LocksWhileRead: "Whoever reads does not stop who writes, and reads on. But TimeoutError was raised",
}


@pytest.mark.parametrize(("store", "violated"), BROKEN.items(), ids=lambda each: getattr(each, "__name__", ""))
def test_a_bad_store_is_told_what_it_violates(store: Callable[[Clock], MemoryStore], violated: str) -> None:
    """Each of these has one fault, and the claim that it violates is named with what was found."""
    with pytest.raises(AssertionError) as told:
        check_store(store)

    assert f"- {violated}" in str(told.value)


def test_a_good_store_is_not_blamed_beside_a_bad_one() -> None:
    """Only what is violated is named: a store that misreads moments is good in all else."""
    with pytest.raises(AssertionError) as told:
        check_store(broken.AnyMoment)

    lines = str(told.value).splitlines()
    assert lines[0] == "the store is not what it should be:"
    assert [line.partition(" is ")[0] for line in lines[1:]] == ["- A moment without an offset from UTC"]
