"""The check of followers lets good stores through and names what bad ones violate."""

from collections.abc import Callable
from functools import cache
from itertools import count
from pathlib import Path

import pytest

import broken_followings as broken
import broken_readings as misread
from protocol.store import Clock, MemoryStore
from protocol.store.sqlite import SqliteStore
from protocol.testing import StoreFactory, check_followers
from protocol.testing.stores.following import FOLLOWING


class Plain:
    """A store with the three methods that every store has, which has to be looked at again and again."""

    def __init__(self, clock: Clock) -> None:
        store = MemoryStore(clock)
        self.append, self.read, self.read_all = store.append, store.read, store.read_all


@pytest.mark.parametrize("store", [MemoryStore, Plain])
def test_a_good_store_can_be_followed(store: StoreFactory) -> None:
    """Whether it can be waited on or not."""
    check_followers(store)


def test_a_store_in_a_file_can_be_followed(tmp_path: Path) -> None:
    """It does everything that followers rely on."""
    numbers, stores = count(), list[SqliteStore]()

    def make(clock: Clock) -> SqliteStore:
        stores.append(SqliteStore(tmp_path / f"{next(numbers)}.db", clock))
        return stores[-1]

    check_followers(make)
    for store in stores:
        store.close()


BROKEN: dict[StoreFactory, str] = {
    broken.GivesTwo: "A follower is given all that was kept before, each entry once and in order. But a follower was",
    broken.TellsOnce: "A follower that waits is given what another thread appends. But a follower that waited was",
    broken.TellsTooEarly: "While several threads append, a follower skips no entry, and is given none twice. But of",
    misread.IgnoresAfter: "A follower that takes up after a position is given what comes after it. But a follower",
    misread.IgnoresTypes: "A follower of some types of events is given these alone, those that come later too. But a",
    broken.WaitsForEver: "A follower ends when it is told to stop, while it waits too, and when it is closed. But Time",
}


@cache
def told(store: StoreFactory) -> tuple[str, ...]:
    """What the check says of a bad store, a line for each claim."""
    with pytest.raises(AssertionError) as error:
        check_followers(store)
    return tuple(str(error.value).splitlines())


@pytest.mark.parametrize(("store", "violated"), BROKEN.items(), ids=lambda each: getattr(each, "__name__", ""))
def test_a_bad_store_is_told_what_its_followers_miss(store: StoreFactory, violated: str) -> None:
    """Each of these has one fault, and the claim that it violates is named with what was found."""
    assert any(line.startswith(f"- {violated}") for line in told(store))


@pytest.mark.parametrize("claim", FOLLOWING, ids=lambda claim: claim.__name__)
def test_every_claim_about_followers_is_violated_by_a_store(claim: Callable[[StoreFactory], None]) -> None:
    """A claim that no store violates may be one that finds nothing."""
    assert any(violated.startswith(str(claim.__doc__)[:40]) for violated in BROKEN.values())


def test_only_what_followers_miss_is_named() -> None:
    """A store that leaves types aside is followed well by whoever wants all."""
    first, *lines = told(misread.IgnoresTypes)

    assert first == "the store is not what it should be:"
    assert len(lines) == 1
