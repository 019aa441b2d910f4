"""Whatever is told of a record entry by entry takes each entry once and in its order, as a stream does."""

from collections.abc import Callable, Iterable
from functools import partial, reduce
from typing import Any

import pytest
from attrs import evolve as changed
from hypothesis import given
from hypothesis import strategies as st

from protocol import COMMON, Entry, Event, Monitor, Stream, Visit, evolve
from protocol.errors import StreamError
from protocol.events import EntryRetracted, GiftPresented, GuestArrived, RecordOpened
from protocol.projections import PROJECTIONS, Ledger, Projection, obligations
from protocol.testing import streams
from protocol.validation import Judge
from protocol.values import Side

Entries = Iterable[Entry[Event]]


def monitored(entries: Entries) -> object:
    """What a monitor makes of entries."""
    first, *others = entries
    monitor = Monitor.open(first, COMMON)
    for entry in others:
        monitor.feed(entry)
    return monitor.assess()


def judged(entries: Entries) -> object:
    """What a judge makes of entries."""
    told = tuple(entries)
    judge = Judge.of(COMMON, Stream(told[:1]))
    for entry in told:
        judge.read(entry)
    return judge.assess()


def viewed(projection: Projection[Any], entries: Entries) -> object:
    """What a projection makes of entries."""
    return reduce(projection.step, entries, projection.start).model


FOLDS: dict[str, Callable[[Entries], Any]] = {
    "stream": lambda entries: Stream(tuple(entries)),
    "evolve": lambda entries: reduce(evolve, entries, Visit()),
    "monitor": monitored,
    "judge": judged,
    **{each.name: partial(viewed, each) for each in (*PROJECTIONS.values(), obligations(COMMON))},
}


@pytest.mark.parametrize("fold", FOLDS.values(), ids=FOLDS)
@given(stream=streams(longest=5), data=st.data())
def test_an_entry_comes_once(fold: Callable[[Entries], Any], stream: Stream, data: st.DataObject) -> None:
    """One that comes again, at once or later, is refused: it would be counted twice."""
    fold(stream)
    again = data.draw(st.sampled_from(stream.entries))

    with pytest.raises(StreamError, match="an entry comes once, and in its order") as refused:
        fold([*stream, again])
    assert refused.value.position == again.position


@pytest.mark.parametrize("fold", FOLDS.values(), ids=FOLDS)
def test_entries_out_of_order_are_refused(fold: Callable[[Entries], Any]) -> None:
    """The one that comes after a later one; where an entry is missing nothing is said, as positions may have gaps."""
    opened, *others = Stream.of(RecordOpened("demo"), GiftPresented(), GuestArrived(), GiftPresented())

    fold([opened, others[0], others[2]])
    with pytest.raises(StreamError, match="entry 2: positions have to increase, and the one before is 3"):
        fold([opened, others[0], others[2], others[1]])


@pytest.mark.parametrize("fold", FOLDS.values(), ids=FOLDS)
def test_a_record_is_opened_once(fold: Callable[[Entries], Any]) -> None:
    """The entries of another visit belong to another fold."""
    with pytest.raises(StreamError, match="entry 1: a record is opened once"):
        fold([Entry(0, RecordOpened("demo")), Entry(1, RecordOpened("another"))])


@pytest.mark.parametrize("fold", FOLDS.values(), ids=FOLDS)
def test_what_is_no_event_is_refused(fold: Callable[[Entries], Any]) -> None:
    """Whoever hands in something else is told what the vocabulary has for it."""
    nothing: Any = "guest_arrived"
    with pytest.raises(StreamError, match=r"entry 1: 'guest_arrived' is not an event of a visit; .* OtherHappened"):
        fold([Entry(0, RecordOpened("demo")), Entry(1, nothing)])


def test_a_refused_entry_leaves_no_trace() -> None:
    """A monitor, and a view, go on with the next one as if it had not come."""
    stream = Stream.of(RecordOpened("demo"), GuestArrived(), GiftPresented(gift="A horse", by=Side.HOST))
    monitor = Monitor.open(stream[0], COMMON)
    monitor.feed(stream[1])
    with pytest.raises(StreamError):
        monitor.feed(stream[1])
    monitor.feed(stream[2])

    assert monitor.stream == stream


def test_a_monitor_keeps_the_positions_that_it_is_told() -> None:
    """Findings name the entries as people know them, also where some are left out."""
    monitor = Monitor.open(Entry(3, RecordOpened("demo")), COMMON)
    monitor.feed(Entry(7, GuestArrived()))
    second = monitor.feed(GuestArrived())

    assert [(finding.rule.code, finding.entries) for finding in second.new] == [("ARR01", (7, 8))]
    assert [entry.position for entry in monitor.stream] == [3, 7, 8]


def test_a_view_is_folded_anew_once_after_many_corrections() -> None:
    """A correction may change anything before it, so the model is folded when it is asked for, and only then."""
    folded = list[int]()
    counted: Projection[Ledger] = PROJECTIONS["ledger"]

    def watching(so_far: Ledger, entry: Entry[Event]) -> Ledger:
        folded.append(entry.position)
        return counted.fold(so_far, entry)

    watched = changed(counted, fold=watching)
    gifts = [GiftPresented(gift=f"Gift {number}") for number in range(10)]
    stream = Stream.of(RecordOpened("demo"), *gifts, *(EntryRetracted(place) for place in range(1, 6)), GiftPresented())
    view = reduce(watched.step, stream, watched.start)

    assert len(folded) == 11  # until the first correction
    assert (view.model, view.model) == (counted.of(stream), counted.of(stream))
    assert len(folded) == 11 + 7
