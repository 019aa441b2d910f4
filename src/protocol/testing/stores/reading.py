"""What a store gives back, in which order and how far."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final, cast

from protocol.errors import InvalidValueError
from protocol.events import GuestArrived, GuestDeparted, RecordOpened, SiteVisited
from protocol.store import NEW, Recorded, VisitStore, stream_of
from protocol.testing.claims import Claim, hold
from protocol.testing.stores.samples import BATCH, OPENED, StoreFactory, in_words, new, refusal, store_with, ticking


def _in_turns(factory: StoreFactory) -> VisitStore:
    """A store of two visits that grew in turns, one entry at a time."""
    store = store_with(factory, "a", "b")
    for place in range(len(BATCH)):
        for visit in ("a", "b"):
            store.append(visit, BATCH[place : place + 1], expected=place)
    return store


def _versions(recorded: Iterable[Recorded], wanted: list[int], asked: str) -> None:
    versions = [each.version for each in recorded]
    hold(versions == wanted, f"{asked} gave the versions {versions} where {wanted} were wanted")


def unknown_visit(factory: StoreFactory) -> None:
    """Of an unknown visit there are no entries."""
    found = tuple(store_with(factory, "a").read("b"))
    hold(not found, f"there were {in_words(found)}")


def one_name(factory: StoreFactory) -> None:
    """A visit has one name, however its letters are composed."""
    store = store_with(factory, "visite-\u00e9tat")
    seen = store.append("visite-e\u0301tat", BATCH, expected=0)
    hold(seen.version == len(BATCH), f"appending to it under the other spelling gave version {seen.version}")
    for name in ("visite-\u00e9tat", "visite-e\u0301tat"):
        _versions(store.read(name), [0, 1, 2, 3], f"reading it as {name!r}")


def versions(factory: StoreFactory) -> None:
    """A visit is read in its order, after a version and until a version."""
    store = _in_turns(factory)
    _versions(store.read("a"), [0, 1, 2, 3], "reading all")
    _versions(store.read("a", after=1), [2, 3], "reading after 1")
    _versions(store.read("a", after=3), [], "reading after the last, 3,")
    _versions(store.read("a", until=2), [0, 1, 2], "reading until 2")
    _versions(store.read("a", after=0, until=1), [1], "reading after 0 until 1")
    _versions(store.read("a", until=99), [0, 1, 2, 3], "reading until 99")


def moments(factory: StoreFactory) -> None:
    """A visit is read as of a moment as it was then, and the moments at which entries were kept never decrease."""
    store = _in_turns(factory)
    times = [recorded.recorded_at for recorded in store.read_all()]
    hold(times == sorted(times), f"in the order of positions the times were {', '.join(map(str, times))}")
    for recorded in store.read("a"):
        known = [each.version for each in store.read("a") if each.recorded_at <= recorded.recorded_at]
        _versions(store.read("a", as_of=recorded.recorded_at), known, f"reading as of {recorded.recorded_at}")
    stream = stream_of(store, "a", as_of=times[0])
    hold(stream is not None and stream.visit == OPENED.visit, "the visit could not be read as it was at first")


def both_times(factory: StoreFactory) -> None:
    """A visit is read until a version and as of a moment at once."""
    store = _in_turns(factory)
    kept = tuple(store.read("a"))
    for until in (-1, 0, 2, 99):
        for recorded in kept:
            known = [each.version for each in kept if each.version <= min(until, recorded.version)]
            asked = f"reading until {until} as of {recorded.recorded_at}"
            _versions(store.read("a", until=until, as_of=recorded.recorded_at), known, asked)


def clock_that_goes_back(factory: StoreFactory) -> None:
    """Where the clock goes back, the moments at which entries were kept do not."""
    forward = ticking()
    latest = forward() + timedelta(days=1)
    store = factory(lambda: latest - (forward() - latest))
    store.append("a", [OPENED], expected=NEW)
    store.append("a", BATCH, expected=0)
    times = [recorded.recorded_at for recorded in store.read("a")]
    hold(times == sorted(times), f"they were {', '.join(map(str, times))}")


def moment_without_offset(factory: StoreFactory) -> None:
    """A moment without an offset from UTC is refused, because it could be any of many."""
    try:
        tuple(store_with(factory, "a").read("a", as_of=datetime(2023, 4, 10)))  # noqa: DTZ001 - that is what is wrong with it
    except InvalidValueError:
        return
    raise AssertionError("it was no InvalidValueError")


def positions(factory: StoreFactory) -> None:
    """Positions grow in the order of appending and are never used again, not even after what was refused."""
    store = _in_turns(factory)
    refusal(lambda: store.append("a", BATCH, expected=0), "appending at version 0 to one at 3")
    last = store.append("b", [SiteVisited()], expected=3)
    kept = tuple(store.read_all())
    found = [recorded.position for recorded in kept]
    growing = all(one < other for one, other in pairwise(found))
    hold(growing and found[0] > 0, f"in the order of appending the positions were {found}")
    hold(last.position == found[-1], f"appending gave position {last.position}, and the last entry is at {found[-1]}")
    order = [recorded.visit_id for recorded in kept]
    hold(order == ["a", "b"] * 4 + ["b"], f"entries of a and b that came in turns were read as {', '.join(order)}")


def all_and_each(factory: StoreFactory) -> None:
    """An entry is the same, read with its visit or with all."""
    store = _in_turns(factory)
    for visit in ("a", "b"):
        one, other = tuple(store.read(visit)), tuple(each for each in store.read_all() if each.visit_id == visit)
        hold(one == other, f"with visit {visit} were read {in_words(one)}, with all {in_words(other)}")


def read_only(factory: StoreFactory) -> None:
    """A reader cannot change what is kept: the `meta` of an entry stays as it was."""
    store = new(factory)
    store.append("a", [OPENED], expected=NEW, meta={"by": "the duty officer"})
    with suppress(TypeError):  # which says that it is to be read only
        cast("dict[str, str]", next(iter(store.read("a"))).meta)["by"] = "forged"
    found = [each.meta["by"] for each in (*store.read("a"), *store.read_all())]
    hold(found == ["the duty officer"] * 2, f"after a reader had changed its copy, {', '.join(found)} was read")


def after(factory: StoreFactory) -> None:
    """All visits are read after a position."""
    store = _in_turns(factory)
    kept = tuple(store.read_all())
    for place, recorded in enumerate(kept):
        found = tuple(store.read_all(after=recorded.position))
        hold(found == kept[place + 1 :], f"after position {recorded.position} were read {in_words(found)}")


def types(factory: StoreFactory) -> None:
    """All visits are read for some types of events alone."""
    store, wanted = _in_turns(factory), {GuestDeparted, RecordOpened}
    found = tuple(store.read_all(types=wanted))
    kept = tuple(recorded for recorded in store.read_all() if type(recorded.event) in wanted)
    hold(found == kept, f"of openings and departures were read {in_words(found)} where {in_words(kept)} were kept")


def limit(factory: StoreFactory) -> None:
    """A limit counts what is read, after all else was left out."""
    store = _in_turns(factory)
    kept = tuple(store.read_all())
    for many in (0, 1, 3, len(kept), 99):
        found = tuple(store.read_all(limit=many))
        hold(found == kept[:many], f"with a limit of {many} were read {in_words(found)}")
    first = next(recorded for recorded in kept if isinstance(recorded.event, GuestArrived))
    found = tuple(store.read_all(types=[GuestArrived], limit=1))
    hold(found == (first,), f"of arrivals were read {in_words(found)}, with a limit of 1")


READING: Final[tuple[Claim[StoreFactory], ...]] = (
    unknown_visit,
    one_name,
    versions,
    moments,
    both_times,
    clock_that_goes_back,
    moment_without_offset,
    positions,
    all_and_each,
    read_only,
    after,
    types,
    limit,
)
"""THE list of claims about reading."""
