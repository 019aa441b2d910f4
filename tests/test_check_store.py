"""The check of stores lets good stores through and names what bad ones violate."""

from collections.abc import Callable
from functools import cache

import pytest

import broken_readings as misread
import broken_stores as broken
from protocol.store import MemoryStore
from protocol.testing import StoreFactory, check_store
from protocol.testing.stores.racing import RACING
from protocol.testing.stores.reading import READING
from protocol.testing.stores.writing import WRITING


def test_the_store_in_memory_is_a_good_one() -> None:
    """It does everything that the port promises."""
    check_store(MemoryStore)


BROKEN: dict[StoreFactory, str] = {
    broken.HalfABatch: "A batch is kept whole or not at all. But of an opening and a batch of three were kept",
    broken.LeavesAPart: "A batch is kept whole or not at all. But after a batch of which the third id was in use",
    broken.IgnoresExpected: "A batch is appended only to a visit at the expected version. But appending at version",
    misread.ReusesPositions: "Positions grow in the order of appending and are never used again",
    broken.ForgetsIds: "The same ids at the same place again are success, and add nothing. But VersionConflictError",
    broken.LooksAtIdsAlone: "The same ids with other entries are a conflict that names the entry which is kept",
    broken.LooksAtStamps: "A batch that is sent again with another `recorded_by` and `recorded_at` is the same batch.",
    broken.AcceptsParts: "The same ids at another place, or a part of them, are a conflict. But appending",
    broken.NamesTheLast: "A conflict names the visit, the version expected, that found, and the first foreign entry.",
    broken.KeepsAnything: "What is kept of a visit makes a stream: its record is opened first, and once. But a batch",
    broken.DropsTimes: "Entries are kept as they were given, at the versions that follow, with ids and what was said",
    broken.SameIds: "Entries that are given no ids get fresh ones. But the ids of eight entries were",
    misread.ComparesLetters: "A visit has one name, however its letters are composed. But reading it as",
    misread.IgnoresUntil: "A visit is read in its order, after a version and until a version. But reading until 2 gave",
    misread.StopsBefore: "A visit is read as of a moment as it was then",
    misread.IgnoresAsOf: "A visit is read until a version and as of a moment at once. But reading until 2 as of",
    misread.AnyMoment: "A moment without an offset from UTC is refused",
    misread.RaisesOnUnknown: "Of an unknown visit there are no entries. But KeyError was raised: 'b'",
    broken.FollowsItsClock: "Where the clock goes back, the moments at which entries were kept do not. But they were",
    misread.IgnoresAfter: "All visits are read after a position. But after position 1 were read",
    misread.IgnoresTypes: "All visits are read for some types of events alone. But of openings and departures",
    misread.LimitsFirst: "A limit counts what is read, after all else was left out. But of arrivals were read",
    broken.LooksAndThenLeaps: "Of two threads that append to one visit at the same version exactly one wins",
    broken.CountsTooEarly: "Of threads that append to visits of their own none loses anything, and no position",
    misread.SaysLessOfAll: "An entry is the same, read with its visit or with all. But with visit a were read",
    misread.LendsItsNotes: "A reader cannot change what is kept: the `meta` of an entry stays as it was.",
    misread.LocksWhileRead: "A reader does not stop a writer, and can go on reading. But TimeoutError was raised",
}


@cache
def told(store: StoreFactory) -> tuple[str, ...]:
    """What the check says of a bad store, a line for each claim."""
    with pytest.raises(AssertionError) as error:
        check_store(store)
    return tuple(str(error.value).splitlines())


@pytest.mark.parametrize(("store", "violated"), BROKEN.items(), ids=lambda each: getattr(each, "__name__", ""))
def test_a_bad_store_is_told_what_it_violates(store: StoreFactory, violated: str) -> None:
    """Each of these has one fault, and the claim that it violates is named with what was found."""
    assert any(line.startswith(f"- {violated}") for line in told(store))


@pytest.mark.parametrize("claim", [*WRITING, *READING, *RACING], ids=lambda claim: claim.__name__)
def test_every_claim_is_violated_by_a_store(claim: Callable[[StoreFactory], None]) -> None:
    """A claim that no store violates may be one that finds nothing."""
    assert any(violated.startswith(str(claim.__doc__)[:40]) for violated in BROKEN.values())


def test_a_good_store_is_not_blamed_beside_a_bad_one() -> None:
    """Only what is violated is named: a store that misreads moments is good in all else."""
    first, *lines = told(misread.AnyMoment)

    assert first == "the store is not what it should be:"
    assert [line.partition(" is ")[0] for line in lines] == ["- A moment without an offset from UTC"]
