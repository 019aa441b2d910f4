"""What those who follow a store are given."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from threading import Event as Signal
from typing import Final

from protocol.events import Event, GuestDeparted, RecordOpened, SiteVisited
from protocol.store import Recorded, VisitStore, subscribe
from protocol.testing.claims import Claim, hold
from protocol.testing.stores.racing import LONGEST, at_once
from protocol.testing.stores.samples import BATCH, StoreFactory, in_words, store_with

_LOOKS: Final = 2
"""How often a follower looks for more after all was written, before it is taken to have all that it will get."""
_MOST: Final = 300
"""More entries than any of these claims has: a follower that is given so many is given some again and again."""
_EACH: Final = 10
"""How many entries each of several writers appends."""


class Quiet(Signal):
    """A signal to stop that sets itself when all writers are done and nothing has come for some looks."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.looks, self.writers, self.waiting = 0, 0, list[str](), Signal()

    def is_set(self) -> bool:
        """Whether to stop, which a follower asks before each look."""
        self.asked += 1
        self.looks += not self.writers
        if self.asked > 1:  # it has looked once
            self.waiting.set()
        return super().is_set() or self.looks > _LOOKS

    def came(self, recorded: Recorded) -> Recorded:
        """Count the looks from this entry on."""
        self.looks = 0
        return recorded

    def append(self, store: VisitStore, visit: str, events: Iterable[Event]) -> tuple[Recorded, ...]:
        """What a writer does: append one event after another to a visit, once somebody follows."""
        self.waiting.wait(LONGEST)
        try:
            for place, event in enumerate(events):
                store.append(visit, [event], expected=place)
        finally:
            self.writers.remove(visit)
        return ()


def _follow(following: Iterator[Recorded], quiet: Quiet) -> tuple[Recorded, ...]:
    try:
        return tuple(map(quiet.came, islice(following, _MOST)))
    finally:
        quiet.waiting.set()


def _follow_to_end(store: VisitStore, *, after: int = 0) -> tuple[Recorded, ...]:
    """What a follower is given of what was written before."""
    quiet = Quiet()
    return _follow(subscribe(store, after=after, stop=quiet), quiet)


def _same(found: tuple[Recorded, ...], wanted: tuple[Recorded, ...], who: str) -> None:
    hold(found == wanted, f"{who} was given {in_words(found)} where there was {in_words(wanted)}")


def catches_up(factory: StoreFactory) -> None:
    """A follower is given all that was kept before, each entry once and in order."""
    store = store_with(factory, "a", "b")
    store.append("b", BATCH, expected=0)
    _same(_follow_to_end(store), tuple(store.read_all()), "a follower")


def goes_on(factory: StoreFactory) -> None:
    """A follower that waits is given what another thread appends."""
    store, quiet = store_with(factory, "a"), Quiet()
    following = subscribe(store, after=_last(store), stop=quiet)
    quiet.writers = ["a"]
    found, _ = at_once([partial(_follow, following, quiet), partial(quiet.append, store, "a", BATCH)])
    _same(found, tuple(store.read("a", after=0)), "a follower that waited")


def none_is_skipped(factory: StoreFactory) -> None:
    """While several threads append, a follower skips no entry, and is given none twice."""
    visits = [f"visit-{number}" for number in range(3)]
    store, quiet = store_with(factory, *visits), Quiet()
    following = subscribe(store, stop=quiet)
    first = tuple(map(quiet.came, islice(following, len(visits))))  # from here on it follows what comes
    quiet.writers = list(visits)
    writers = [partial(quiet.append, store, visit, [SiteVisited()] * _EACH) for visit in visits]
    found, *_ = at_once([partial(_follow, following, quiet), *writers])
    positions, kept = [each.position for each in (*first, *found)], [each.position for each in store.read_all()]
    hold(positions == kept, f"of the positions {kept} a follower was given {positions}")


def takes_up(factory: StoreFactory) -> None:
    """A follower that takes up after a position is given what comes after it."""
    store = store_with(factory, "a", "b")
    store.append("b", BATCH, expected=0)
    kept = tuple(store.read_all())
    for place in (0, 2, len(kept) - 1):
        after = kept[place].position
        _same(_follow_to_end(store, after=after), kept[place + 1 :], f"a follower that took up after {after}")


def some_types(factory: StoreFactory) -> None:
    """A follower of some types of events is given these alone, those that come later too."""
    store, wanted, quiet = store_with(factory, "a", "b"), (RecordOpened, GuestDeparted), Quiet()
    following = subscribe(store, types=wanted, stop=quiet)
    first = tuple(map(quiet.came, islice(following, 2)))
    store.append("a", BATCH, expected=0)
    store.append("b", [SiteVisited(), *BATCH], expected=0)
    found = (*first, *_follow(following, quiet))
    _same(found, tuple(each for each in store.read_all() if type(each.event) in wanted), "a follower of two types")


def ends(factory: StoreFactory) -> None:
    """A follower ends when it is told to stop, while it waits too, and when it is closed."""
    store, stop = store_with(factory, "a", "b"), Quiet()
    stopped, closed = subscribe(store, stop=stop), subscribe(store, stop=Quiet())
    hold(all(next(following, None) for following in (stopped, closed)), "a follower was given nothing")
    stop.set()
    closed.close()
    for following, who in ((stopped, "told to stop"), (closed, "closed")):
        _same(tuple(following), (), f"a follower that was {who}")
    at_once([partial(_follow_to_end, store, after=_last(store))])


def _last(store: VisitStore) -> int:
    return max((recorded.position for recorded in store.read_all()), default=0)


FOLLOWING: Final[tuple[Claim[StoreFactory], ...]] = (
    catches_up,
    goes_on,
    none_is_skipped,
    takes_up,
    some_types,
    ends,
)
"""THE list of claims about followers."""
