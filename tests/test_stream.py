"""Streams: how they are made, how they grow, and what corrections do to them."""

import pickle
from datetime import date

import pytest

from protocol.errors import StreamError
from protocol.events import (
    EVENTS,
    AnthemPlayed,
    EntryCorrected,
    EntryRetracted,
    Event,
    GiftPresented,
    GuestArrived,
    GuestDeparted,
    RecordOpened,
)
from protocol.events.shapes import UNPLACED
from protocol.stream import Entry, Stream, effective
from protocol.values import Basis, Coverage, Moment, Placing, Side

OPENED = RecordOpened("astana-2023")
HOST, GUEST = AnthemPlayed(Side.HOST), AnthemPlayed(Side.GUEST)


def corrected(*events: Event) -> dict[int, Event]:
    """The events after the opening, as they stand after corrections, by position."""
    return {entry.position: entry.event for entry in effective(Stream.of(OPENED, *events))[1:]}


def test_stream_without_entries_is_refused() -> None:
    """A stream that does not open its record could not say what it is."""
    with pytest.raises(StreamError, match="RecordOpened"):
        Stream(())


def test_stream_that_opens_with_something_else_is_refused() -> None:
    """The first entry has to be the opening of the record."""
    with pytest.raises(StreamError, match="RecordOpened"):
        Stream.of(GuestArrived())


@pytest.mark.parametrize("second", [0, -1])
def test_positions_that_do_not_increase_are_refused(second: int) -> None:
    """Two entries at one place, or one before its predecessor, are refused with the position."""
    with pytest.raises(StreamError, match=f"entry {second}: positions have to increase, and the one before is 0"):
        Stream((Entry(0, OPENED), Entry(second, GuestArrived())))


def test_positions_may_leave_gaps() -> None:
    """A stream from which an entry was left out keeps the positions that people know."""
    stream = Stream((Entry(0, OPENED), Entry(7, GuestArrived())))
    assert stream.next_position == 8
    assert stream.at(7) == Entry(7, GuestArrived())
    assert stream.at(3) is None


def test_of_assigns_positions_anew() -> None:
    """Events and entries given together stand in the order in which they were given."""
    stream = Stream.of(OPENED, Entry(9, GuestArrived(), remarks=()), GuestDeparted())
    assert [entry.position for entry in stream] == [0, 1, 2]


def test_then_appends_after_the_last_position() -> None:
    """A stream grows at its end, and the one before stays as it was."""
    before = Stream((Entry(0, OPENED), Entry(4, GuestArrived())))
    after = before.then(Entry(1, HOST), GuestDeparted())
    assert [entry.position for entry in after] == [0, 4, 5, 6]
    assert len(before) == 2


def test_stream_says_what_its_opening_says() -> None:
    """Id, coverage and whether it is a programme are read off the first entry."""
    stream = Stream.of(RecordOpened("v", Basis.ANNOUNCED, Coverage.COMPLETE))
    assert (stream.visit, stream.coverage, stream.planned) == ("v", Coverage.COMPLETE, True)
    assert not Stream.of(OPENED).planned


def test_stream_is_a_sequence_of_entries() -> None:
    """Entries are reached by index, by slice and by iteration alike."""
    stream = Stream.of(OPENED, GuestArrived(), GuestDeparted())
    assert tuple(stream) == (stream[0], *stream[1:])
    assert stream[-1].event == GuestDeparted()


def test_stream_survives_pickling() -> None:
    """A stream can be sent to another process."""
    stream = Stream.of(OPENED, EntryCorrected(0, at=Moment(date(2023, 4, 10))))
    assert pickle.loads(pickle.dumps(stream)) == stream  # noqa: S301 - the bytes are our own


def test_stream_without_corrections_is_effective_itself() -> None:
    """Nothing is copied where nothing was corrected."""
    stream = Stream.of(OPENED, GuestArrived())
    assert effective(stream) is stream


def test_event_is_corrected_in_place() -> None:
    """A corrected entry keeps its position, and the correction itself is left out."""
    assert corrected(HOST, GuestDeparted(), EntryCorrected(1, GUEST)) == {1: GUEST, 2: GuestDeparted()}


def test_time_is_corrected_without_the_event() -> None:
    """A correction of the time leaves the event, and what it does not name stays as it was."""
    monday, tuesday = Moment(date(2023, 4, 10)), Moment(date(2023, 4, 11))
    stream = Stream.of(OPENED, Entry(0, HOST, at=monday, until=monday), EntryCorrected(1, at=tuesday))
    assert effective(stream)[1] == Entry(1, HOST, at=tuesday, until=monday)
    stream = Stream.of(OPENED, Entry(0, HOST, at=monday), EntryCorrected(1, until=tuesday))
    assert effective(stream)[1] == Entry(1, HOST, at=monday, until=tuesday)


def test_last_correction_prevails() -> None:
    """Of two corrections of one entry the later one counts."""
    assert corrected(HOST, EntryCorrected(1, GUEST), EntryCorrected(1, GiftPresented())) == {1: GiftPresented()}


def test_retracted_entry_is_left_out() -> None:
    """An entry that was withdrawn is gone, and the others keep their positions."""
    assert corrected(HOST, GUEST, EntryRetracted(1)) == {2: GUEST}


def test_retracting_a_correction_restores_the_entry() -> None:
    """When a correction is withdrawn, the entry is again what it was."""
    assert corrected(HOST, EntryCorrected(1, GUEST), EntryRetracted(2)) == {1: HOST}


def test_retracting_a_retraction_restores_the_entry() -> None:
    """When a withdrawal is withdrawn, the entry is there again."""
    assert corrected(HOST, EntryRetracted(1), EntryRetracted(2)) == {1: HOST}


def test_retracting_a_retraction_of_a_correction_lets_it_count_again() -> None:
    """Withdrawals are undone however deep they go."""
    assert corrected(HOST, EntryCorrected(1, GUEST), EntryRetracted(2), EntryRetracted(3)) == {1: GUEST}


def test_correction_of_a_retracted_entry_changes_nothing() -> None:
    """What was withdrawn stays withdrawn, whichever came first."""
    assert corrected(HOST, EntryRetracted(1), EntryCorrected(1, GUEST)) == {}
    assert corrected(HOST, EntryCorrected(1, GUEST), EntryRetracted(1)) == {}


def test_correction_of_a_correction_changes_nothing() -> None:
    """To amend a correction one makes another of the entry itself; a correction's event cannot be one either."""
    assert corrected(HOST, EntryCorrected(1, GUEST), EntryCorrected(2, GiftPresented())) == {1: GUEST}
    assert corrected(HOST, EntryCorrected(1, EntryRetracted(1))) == {1: HOST}
    assert corrected(HOST, EntryCorrected(1, EntryCorrected(1, GUEST))) == {1: HOST}


@pytest.mark.parametrize("target", [2, 9, -1])
def test_correction_of_what_is_not_there_changes_nothing(target: int) -> None:
    """A correction or withdrawal of itself, of a later entry or of none is not guessed at."""
    assert corrected(HOST, EntryCorrected(target, GUEST)) == {1: HOST}
    assert corrected(HOST, EntryRetracted(target)) == {1: HOST}


def test_correction_does_not_reach_forward() -> None:
    """An entry that comes after the correction is not meant by it."""
    assert corrected(EntryCorrected(2, GUEST), HOST) == {2: HOST}
    assert corrected(EntryRetracted(2), HOST) == {2: HOST}


def test_opening_is_corrected_into_an_opening_alone() -> None:
    """The opening cannot be withdrawn nor become something else, but what it says can be corrected."""
    better = RecordOpened("astana-2023", time_zone="Asia/Almaty")
    stream = Stream.of(OPENED, EntryRetracted(0), EntryCorrected(0, HOST))
    assert effective(stream) == Stream.of(OPENED)
    assert effective(stream.then(EntryCorrected(0, better))).opening == better


def test_entry_does_not_become_an_opening() -> None:
    """A correction into a second opening of the record is not applied."""
    assert corrected(HOST, EntryCorrected(1, OPENED)) == {1: HOST}


def test_a_stream_knows_the_shapes_of_its_events_wherever_it_goes() -> None:
    """Events that no automaton tells apart have one number, after a journey through a pickle too."""
    stream = Stream.of(
        RecordOpened("shapes"), AnthemPlayed(Side.GUEST), AnthemPlayed(Side.HOST), AnthemPlayed(Side.GUEST)
    )
    _, first, other, again = stream.view.code

    assert first == again != other
    assert pickle.loads(pickle.dumps(stream)).view.code == stream.view.code == stream.view.stated  # noqa: S301 - its own pickle
    assert pickle.loads(pickle.dumps(stream)).places(AnthemPlayed) == [1, 2, 3]  # noqa: S301 - as above


def test_a_stream_knows_where_events_of_a_class_stand() -> None:
    """As looking at each entry would tell; of what is no event there are none."""
    stream = Stream.of(RecordOpened("places"), GuestArrived(), HOST, GUEST, GuestArrived())

    for event in EVENTS:
        assert stream.places(event) == [place for place, each in enumerate(stream) if type(each.event) is event]
    assert stream.places(str) == []


def test_what_is_only_listed_has_no_number_among_what_is_stated() -> None:
    """Of an entry that is only listed the place is unknown."""
    stream = Stream.of(RecordOpened("listed"), Entry(0, HOST, placing=Placing.LISTED), GUEST)

    assert stream.listed
    assert [number == UNPLACED for number in stream.view.stated] == [False, True, False]


def test_what_is_no_event_is_refused() -> None:
    """A stream is made of the events of the vocabulary, which has a word for everything else."""
    with pytest.raises(StreamError, match=r"entry 1: 'anthem' is not an event of a visit; .* OtherHappened"):
        Stream.of(OPENED, "anthem")  # type: ignore[arg-type] # what a mistaken user does
