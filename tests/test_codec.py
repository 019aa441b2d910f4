"""Entries become JSON Lines and come back the same."""

import json
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from protocol.codec import dump_entry, dump_lines, load_entry, make_converter, read_lines
from protocol.codec.upcasts import CURRENT, upcast, without_gaps
from protocol.errors import InvalidValueError, UnreadableError
from protocol.events import (
    EVENTS,
    AnthemPlayed,
    EntryCorrected,
    Event,
    GuestArrived,
    GunSaluteFired,
    RecordOpened,
    VisitAgreed,
    tag,
)
from protocol.events.moved import MOVED
from protocol.script import read_script
from protocol.stream import Entry, Stream
from protocol.testing import entries, events, streams
from protocol.values import Dates, Moment, Person, Precision, Side, Text, Venue

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden"
EXAMPLE = ROOT / "examples" / "astana_2023.yaml"


@given(events())
def test_events_come_back(event: Event) -> None:
    """What an event becomes is read as the same event, also after it has been text."""
    converter = make_converter()
    plain = converter.unstructure(event, Event)
    assert plain["type"] == tag(type(event))
    union: Any = Event
    assert converter.structure(json.loads(json.dumps(plain)), union) == event


@given(entries())
def test_entries_come_back(entry: Entry[Event]) -> None:
    """What an entry becomes is read as the same entry, also after it has been text."""
    assert load_entry(json.loads(json.dumps(dump_entry(entry)))) == entry


@given(streams())
def test_streams_come_back(stream: Stream) -> None:
    """Lines of a stream are read as the same stream, whether as text or as bytes."""
    lines = list(dump_lines(stream))
    assert list(read_lines(lines, name="lines")) == [stream]
    assert list(read_lines([line.encode() + b"\n" for line in lines], name="lines")) == [stream]


@given(streams(), streams())
def test_an_archive_holds_many_streams(first: Stream, second: Stream) -> None:
    """A stream ends where the next one opens its record."""
    lines = [*dump_lines(first), "", *dump_lines(second)]
    assert list(read_lines(lines, name="archive")) == [first, second]


@given(streams())
def test_a_line_is_one_line_for_every_reader(stream: Stream) -> None:
    """No line holds what any reader takes for the end of a line."""
    assert all(line.splitlines() == [line] for line in dump_lines(stream))


@pytest.mark.parametrize("version", range(1, CURRENT + 1))
def test_golden_files_of_every_version_are_read(version: int) -> None:
    """The lines of the example visit, as each version of the format wrote them, are read as the visit."""
    with (GOLDEN / f"astana_2023.entry-{version}.jsonl").open("rb") as lines:
        assert list(read_lines(lines, name="golden")) == [read_script(EXAMPLE)]


def test_the_golden_file_is_what_is_written() -> None:
    """The lines of the example visit stay byte for byte what they were."""
    written = "".join(f"{line}\n" for line in dump_lines(read_script(EXAMPLE)))
    assert written == (GOLDEN / f"astana_2023.entry-{CURRENT}.jsonl").read_text(encoding="utf-8")


def test_every_event_of_an_earlier_version_is_read_as_it_was_meant() -> None:
    """What events said of places and people until version 2, in entries and in corrections, their entries say."""
    with (GOLDEN / "moved.entry-1.jsonl").open("rb") as lines:
        (stream,) = read_lines(lines, name="golden")
    with (GOLDEN / "moved.entry-2.jsonl").open("rb") as lines:
        assert list(read_lines(lines, name="golden")) == [stream]
    assert isinstance(stream, Stream)
    assert {type(event) for event in stream.events} >= set(MOVED)


def test_tags_are_pinned() -> None:
    """The names of events on disk never change: files of years depend on them."""
    assert sorted(tag(event) for event in EVENTS) == PINNED


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (Text.of("Joint Statement"), "Joint Statement"),
        (Text.of({"en": "a", "ru": "b"}), {"en": "a", "ru": "b"}),
        (Text.of({"und": "a", "ru": "b"}), {"und": "a", "ru": "b"}),
        (Moment(time(10, 30)), "10:30:00"),
        (Moment(date(2023, 4, 10), Precision.ABOUT), {"value": "2023-04-10", "precision": "about"}),
        (Moment(date(2023, 4, 10), wording="in spring"), {"value": "2023-04-10", "wording": "in spring"}),
        (Dates(date(2023, 4, 10)), ["2023-04-10"]),
        (Dates(date(2023, 4, 10), date(2023, 4, 11)), ["2023-04-10", "2023-04-11"]),
        (Person("a"), {"name": "a"}),
        (Venue(indoors=False), {"indoors": False}),
    ],
)
def test_values_are_written_plainly(value: object, plain: object) -> None:
    """Each value has one plain form, without what is equal to its default."""
    converter = make_converter()
    assert converter.unstructure(value) == plain
    assert converter.structure(plain, type(value)) == value


def test_an_entry_says_its_format() -> None:
    """Every line carries the version of its format and only what is not a default."""
    assert dump_entry(Entry(1, AnthemPlayed(Side.GUEST))) == {
        "format": "entry/2",
        "position": 1,
        "event": {"type": "anthem_played", "of": "guest"},
    }


def test_a_corrected_event_is_an_event() -> None:
    """The event inside a correction is written with its type, as any other."""
    entry = Entry(2, EntryCorrected(1, GuestArrived()))
    assert dump_entry(entry)["event"] == {"type": "entry_corrected", "position": 1, "event": {"type": "guest_arrived"}}


def test_old_lines_are_brought_to_the_present() -> None:
    """A line passes along the chain of upcasts from its own version on."""
    chain = {
        1: lambda line: {**line, "passed": [1]},
        2: lambda line: {**line, "passed": [*line.get("passed", []), 2]},
    }
    assert upcast({"format": "entry/1"}, chain) == {"passed": [1, 2]}
    assert upcast({"format": "entry/2"}, chain) == {"passed": [2]}
    assert upcast({"format": "entry/3"}, chain) == {}


def test_a_chain_with_a_gap_is_refused() -> None:
    """A chain of upcasts that does not lead to the present is found out at once."""
    with pytest.raises(InvalidValueError, match="versions"):
        without_gaps({1: dict}, 3)
    assert without_gaps({1: dict, 2: dict}, 3)


def test_an_entry_that_cannot_be_read_says_why() -> None:
    """All faults of plain data are said at once, each with the path to it."""
    plain = {"format": "entry/1", "position": "1", "event": {"type": "guest_arrived", "guests": [{"nam": "a"}]}}
    with pytest.raises(UnreadableError) as caught:
        load_entry(plain)
    message = str(caught.value)
    assert "position: a number cannot be '1'" in message
    assert "event.guests[0].nam: nam is no key here; did you mean name?" in message


def test_a_stream_with_a_visit_agreed_is_read_whole() -> None:
    """Values inside values come back with their classes."""
    stream = Stream.of(RecordOpened("a"), VisitAgreed(dates=Dates(date(2023, 4, 10), date(2023, 4, 11))))
    assert next(read_lines(dump_lines(stream), name="lines")) == stream


PINNED = [
    "anthem_played",
    "city_key_presented",
    "city_left",
    "city_reached",
    "colours_saluted",
    "cultural_event_attended",
    "decoration_conferred",
    "decorations_exchanged",
    "delegation_named",
    "delegations_presented",
    "diplomatic_corps_greeted",
    "document_signed",
    "documents_exchanged",
    "documents_signed",
    "entry_corrected",
    "entry_retracted",
    "escort_provided",
    "farewell_ceremony_closed",
    "farewell_ceremony_opened",
    "flag_raised",
    "flypast_held",
    "forum_attended",
    "gift_presented",
    "guard_drawn_up",
    "guard_reported",
    "guard_reviewed",
    "guest_arrived",
    "guest_departed",
    "guest_greeted",
    "guest_seen_off",
    "gun_salute_fired",
    "informal_meeting_held",
    "leaders_greeted",
    "march_past_held",
    "meeting_held",
    "multilateral_meeting_attended",
    "music_played",
    "other_happened",
    "parliament_addressed",
    "photograph_taken",
    "place_inaugurated",
    "press_conference_held",
    "press_statement_made",
    "programme_approved",
    "programme_revised",
    "reception_closed",
    "reception_opened",
    "record_opened",
    "signing_closed",
    "signing_opened",
    "silence_observed",
    "site_visited",
    "soldiers_greeted",
    "speech_given",
    "spouse_programme_held",
    "talks_closed",
    "talks_opened",
    "toast_proposed",
    "transfer_made",
    "tree_planted",
    "visit_agreed",
    "visit_cancelled",
    "visit_concluded",
    "visit_postponed",
    "visitors_book_signed",
    "welcome_ceremony_closed",
    "welcome_ceremony_opened",
    "wreath_laid",
]


def test_an_event_of_which_nothing_is_said_is_one_value() -> None:
    """However often it comes, it takes no further room; what only seems to be right is refused."""
    line = {"format": "entry/2", "position": 1, "event": {"type": "guest_arrived"}}
    assert load_entry(line).event is load_entry({**line, "position": 2}).event
    assert load_entry({**line, "event": {"type": "gun_salute_fired", "rounds": 1}}).event == GunSaluteFired(rounds=1)
    with pytest.raises(UnreadableError, match="a whole number"):
        load_entry({**line, "event": {"type": "gun_salute_fired", "rounds": True}})
    with pytest.raises(UnreadableError, match="a whole number"):
        load_entry({**line, "position": True})
