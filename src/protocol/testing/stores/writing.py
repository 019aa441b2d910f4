"""What a store does with what is appended."""

from datetime import UTC, datetime
from typing import Final

from attrs import evolve

from protocol.errors import StreamError
from protocol.events import GuestArrived, SiteVisited
from protocol.store import NEW, Recorded, VisitStore
from protocol.stream import Entry, Stream
from protocol.testing.claims import Claim, hold
from protocol.testing.stores.samples import (
    BATCH,
    FULL,
    IDS,
    OPENED,
    StoreFactory,
    check_unchanged,
    compare,
    in_words,
    new,
    refusal,
    samples,
    store_with,
)
from protocol.values import Source


def expected_version(factory: StoreFactory) -> None:
    """A batch is appended only to a visit at the expected version."""
    store = store_with(factory, "a")
    seen = store.append("a", BATCH, expected=0)
    hold(seen.version == 3, f"appending three entries after version 0 gave version {seen.version}")  # noqa: PLR2004 - said in the message
    for expected in (0, 2, 4, 9, NEW):
        batch = [OPENED] if expected == NEW else BATCH
        refusal(lambda: store.append("a", batch, expected=expected), f"appending at version {expected} to one at 3")  # noqa: B023 - called at once
    refusal(lambda: store.append("b", BATCH, expected=0), "appending at version 0 to a visit that is not there")


def conflict_names(factory: StoreFactory) -> None:
    """A conflict names the visit, the version expected, that found, and the first foreign entry."""
    store = store_with(factory, "a")
    store.append("a", BATCH, expected=0, ids=IDS)
    conflict = refusal(lambda: store.append("a", [SiteVisited()], expected=1), "appending at version 1 to one at 3")
    facts = {"visit": conflict.visit, "expected": conflict.expected, "found": conflict.found}
    compare({"visit": "a", "expected": 1, "found": 3}, facts, "the conflict")
    _foreign(conflict.foreign, "id-2")
    changed = (IDS[0], IDS[1], "other")
    _foreign(refusal(lambda: store.append("a", BATCH, expected=0, ids=changed), "another batch").foreign, "id-3")


def _foreign(foreign: object, wanted: str) -> None:
    found = foreign.id if isinstance(foreign, Recorded) else foreign
    hold(found == wanted, f"the first foreign entry was {found!r} where {wanted!r} was wanted")


def retry(factory: StoreFactory) -> None:
    """The same ids at the same place again are success, and add nothing."""
    store = store_with(factory, "a")
    first = store.append("a", BATCH, expected=0, ids=IDS)
    store.append("a", [SiteVisited()], expected=3)
    before = tuple(store.read_all())
    again = store.append("a", BATCH, expected=0, ids=IDS)
    check_unchanged(store, before, "a batch that was sent again")
    hold((again.version, again.position) == (first.version, first.position), f"it gave {again} and then {first}")
    hold(again.repeated and not first.repeated, "it did not say which of the two was the repeated one")


def stamped_anew(factory: StoreFactory) -> None:
    """A batch that is sent again with another `recorded_by` and `recorded_at` is the same batch."""
    store, first = new(factory), Stream.of(evolve(OPENED, sources=(Source("A newspaper", id="press"),)), FULL)
    store.append("a", first, expected=NEW, ids=IDS[:2])
    before = tuple(store.read_all())
    later = Stream.of(
        *(evolve(entry, recorded_by="another", recorded_at=datetime.max.replace(tzinfo=UTC)) for entry in first)
    )
    again = store.append("a", later, expected=NEW, ids=IDS[:2])
    hold(again.repeated, "it was not told as repeated")
    check_unchanged(store, before, "a batch that was stamped anew")


def other_entries(factory: StoreFactory) -> None:
    """The same ids with other entries are a conflict that names the entry which is kept, and nothing is lost."""
    store = store_with(factory, "a")
    store.append("a", BATCH, expected=0, ids=IDS)
    before = tuple(store.read_all())
    departed = BATCH[1]
    for other in (SiteVisited(), Entry(0, departed, at=FULL.at), Entry(0, departed, remarks=FULL.remarks)):
        batch = (BATCH[0], other, BATCH[2])
        conflict = refusal(lambda: store.append("a", batch, expected=0, ids=IDS), f"{other} under an id that is in use")  # noqa: B023 - called at once
        _foreign(conflict.foreign, IDS[1])
        check_unchanged(store, before, f"{other} under an id that is in use")


def other_place(factory: StoreFactory) -> None:
    """The same ids at another place, or a part of them, are a conflict."""
    store = store_with(factory, "a", "b")
    store.append("a", BATCH, expected=0, ids=IDS)
    before = tuple(store.read_all())
    attempts = {
        "ids that are in use at an earlier place of the visit": ("a", IDS, 3),
        "ids that are in use in another visit": ("b", IDS, 0),
        "a batch with one more at its end": ("a", (*IDS, "id-4"), 0),
        "a batch with another id in its middle": ("a", ("id-1", "other", "id-3"), 0),
    }
    for attempt, (visit, ids, expected) in attempts.items():
        batch = (*BATCH, SiteVisited())[: len(ids)]
        refusal(lambda: store.append(visit, batch, expected=expected, ids=ids), f"appending {attempt}")  # noqa: B023 - called at once
        check_unchanged(store, before, attempt)


def whole_batch(factory: StoreFactory) -> None:
    """A batch is kept whole or not at all."""
    store = store_with(factory, "a")
    store.append("a", BATCH, expected=0, ids=IDS)
    kept = tuple(store.read("a"))
    hold(len(kept) == 1 + len(BATCH), f"of an opening and a batch of three were kept {in_words(kept)}")
    before = tuple(store.read_all())
    again = ("id-4", "id-5", "id-2")
    refusal(lambda: store.append("a", BATCH, expected=3, ids=again), "appending an id that is in use, in third place")
    check_unchanged(store, before, "a batch of which the third id was in use")


def makes_a_stream(factory: StoreFactory) -> None:
    """What is kept of a visit makes a stream: its record is opened first, and once."""
    store = store_with(factory, "a")
    before = tuple(store.read_all())
    _no_stream(store, "b", NEW)
    _no_stream(store, "a", 0)
    check_unchanged(store, before, "a batch that makes no stream")


def _no_stream(store: VisitStore, visit: str, expected: int) -> None:
    try:
        store.append(visit, [GuestArrived(), OPENED], expected=expected)
    except StreamError:
        return
    raise AssertionError(f"a batch that opens the record at version {expected + 2} was no StreamError")


def as_given(factory: StoreFactory) -> None:
    """Entries are kept as they were given, at the versions that follow, with ids and what was said beside them."""
    for number, stream in enumerate(samples()):
        store, meta = new(factory), {"by": "the duty officer", "why": "é\n🕊"}
        ids = [f"{number}-{place}" for place in range(len(stream))]
        store.append("a", stream, expected=NEW, ids=ids, meta=meta)
        meta["by"] = "changed afterwards"
        kept = tuple(store.read("a"))
        hold(len(kept) == len(stream), f"of {len(stream)} entries {len(kept)} were kept")
        for entry, each, one in zip(stream, ids, kept, strict=True):
            wanted = {"entry": entry, "id": each, "visit": "a", "by": "the duty officer"}
            compare(wanted, {"entry": one.entry, "id": one.id, "visit": one.visit_id, "by": one.meta["by"]}, f"{one}")


def own_ids(factory: StoreFactory) -> None:
    """Entries that are given no ids get fresh ones."""
    store = store_with(factory, "a", "b")
    for visit in ("a", "b"):
        store.append(visit, BATCH, expected=0)
    ids = [recorded.id for recorded in store.read_all()]
    hold(len(set(ids)) == len(ids), f"the ids of eight entries were {', '.join(ids)}")


WRITING: Final[tuple[Claim[StoreFactory], ...]] = (
    expected_version,
    conflict_names,
    retry,
    stamped_anew,
    other_entries,
    other_place,
    whole_batch,
    makes_a_stream,
    as_given,
    own_ids,
)
"""THE list of claims about appending."""
