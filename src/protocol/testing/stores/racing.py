"""What a store does for several threads at once."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from threading import Barrier, Thread
from typing import Final, TypeVar

from protocol.errors import VersionConflictError
from protocol.events import SiteVisited
from protocol.store import Appended, Recorded, VisitStore
from protocol.testing.claims import Claim, hold
from protocol.testing.stores.samples import BATCH, StoreFactory, in_words, store_with

ROUNDS: Final = 20
LONGEST: Final = 30.0
"""Seconds after which a thread is taken to hang."""
T = TypeVar("T")
AppendOutcome = Appended | VersionConflictError


def one_wins(factory: StoreFactory) -> None:
    """Of two threads that append to one visit at the same version exactly one wins, and the other learns which."""
    store = store_with(factory, "a")
    for number in range(ROUNDS):
        expected = number * len(BATCH)
        batches = [[f"{name}-{number}-{place}" for place in range(len(BATCH))] for name in ("one", "other")]
        outcomes = at_once([partial(_outcome, store, ids, expected) for ids in batches])
        won = [ids for ids, outcome in zip(batches, outcomes, strict=True) if isinstance(outcome, Appended)]
        hold(len(won) == 1, f"{len(won)} of two appends to one visit at version {expected} were success")
        kept = [recorded.id for recorded in store.read("a", after=expected)]
        hold(kept == won[0], f"the batch of {', '.join(won[0])} was success, and {', '.join(kept)} was kept")
        _check_winner(outcomes, won[0][0])


def _outcome(store: VisitStore, ids: list[str], expected: int) -> AppendOutcome:
    try:
        return store.append("a", BATCH, expected=expected, ids=ids)
    except VersionConflictError as conflict:
        return conflict


def _check_winner(outcomes: Sequence[AppendOutcome], first: str) -> None:
    for outcome in outcomes:
        if isinstance(outcome, VersionConflictError):
            found = outcome.foreign.id if isinstance(outcome.foreign, Recorded) else outcome.foreign
            hold(found == first, f"the loser was told of {found!r} where {first!r} had won")


def none_is_lost(factory: StoreFactory) -> None:
    """Of threads that append to visits of their own none loses anything, and no position is given twice."""
    visits = [f"visit-{number}" for number in range(4)]
    store = store_with(factory, *visits)
    at_once([partial(_append_often, store, visit) for visit in visits])
    for visit in visits:
        found = [recorded.version for recorded in store.read(visit)]
        hold(found == list(range(ROUNDS + 1)), f"of {ROUNDS} appends to {visit} were kept {found}")
    positions = [recorded.position for recorded in store.read_all()]
    hold(positions == sorted(set(positions)), f"the positions were {positions}")


def _append_often(store: VisitStore, visit: str) -> None:
    for expected in range(ROUNDS):
        store.append(visit, [SiteVisited()], expected=expected)


def read_while_written(factory: StoreFactory) -> None:
    """A reader does not stop a writer, and can go on reading."""
    store = store_with(factory, "a")
    store.append("a", BATCH, expected=0)
    reading = store.read("a")
    first = next(reading)
    at_once([lambda: store.append("a", BATCH, expected=3)])
    found = (first, *reading)
    hold([each.version for each in found[:4]] == [0, 1, 2, 3], f"there were read {in_words(found)}")


def at_once(works: Sequence[Callable[[], T]]) -> list[T]:
    """The results of threads that start at the same moment; the first error of any of them is raised."""
    barrier, done, failed = Barrier(len(works)), dict[int, T](), list[BaseException]()

    def run(place: int) -> None:
        try:
            barrier.wait(LONGEST)
            done[place] = works[place]()
        except BaseException as error:  # noqa: BLE001 - it is raised where somebody sees it
            failed.append(error)

    threads = [Thread(target=run, args=(place,), daemon=True) for place in range(len(works))]
    with _switching_often():
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(LONGEST)
    for error in failed:
        raise error
    hold(len(done) == len(works), f"a thread had not done its work after {LONGEST:.0f} seconds")
    return [done[place] for place in range(len(works))]


@contextmanager
def _switching_often() -> Iterator[None]:
    """Let threads take turns a thousand times as often as usual, so that they meet where they seldom would."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(5e-6)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


RACING: Final[tuple[Claim[StoreFactory], ...]] = (one_wins, none_is_lost, read_while_written)
"""THE list of claims about several threads."""
