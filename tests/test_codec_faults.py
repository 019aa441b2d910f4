"""Lines that cannot be read give faults with their place, never a traceback."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from protocol.codec import InputFault, dump_lines, read_lines, tree
from protocol.codec.faults import MOST_FAULTS, FaultLog
from protocol.codec.json_tree import parse_json
from protocol.codec.tree import Place, find
from protocol.errors import UnreadableError
from protocol.events import GuestArrived, GuestDeparted, RecordOpened
from protocol.stream import Stream
from protocol.testing import streams

OPENED = '{"format": "entry/1", "position": 0, "event": {"type": "record_opened", "visit": "a"}}'
GOOD = Stream.of(RecordOpened("a"), GuestArrived())
OTHER = Stream.of(RecordOpened("b"), GuestDeparted())


def faults_of(*lines: str) -> list[str]:
    """The faults, as text, of an archive of one stream."""
    (error,) = read_lines(lines, name="f")
    assert isinstance(error, UnreadableError)
    return str(error).split("\n")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('{"format": "entry/1", "position": 1, "event": {"type": "anthem_plaid"}}', "2:47: the type of an event"),
        ('{"format": "entry/1", "position": 1, "event": {"type": 3}}', "2:47: the type of an event cannot be 3"),
        ('{"format": "entry/1", "position": 1, "event": {}}', "2:47: an event cannot be None: its type is wanted"),
        ('{"format": "entry/3", "position": 1}', "upgrade state-visit-protocol"),
        ('{"position": 1}', "the format of a line cannot be None: entry/2 is wanted"),
        ('{"format": "entry/1", "position": 1, "event": {"type": "gue', "2:56: a text opens here and is not closed"),
        (
            '{"format": "entry/1", "position": 1, "event": {"type": "gue\n',
            "2:60: the line ends inside a text: it seems",
        ),
        ('{"format": "entry/1", "position": 1, "event": {"type": "g\tue"}}', "2:58: invalid control character"),
        ('{"format": "entry/1", "position": 1, "event"', "2:45: the text ends here, inside an object"),
        ('{"format": "entry/1", "position": NaN}', "2:35: NaN is no JSON"),
        ('{"format": "entry/1", "position": -Infinity}', "2:35: -Infinity is no JSON"),
        ('{"format": "entry/1", "position": 1, "position": 2}', "2:38: position is given twice, first in line 2"),
        ('{"format": "entry/1", "position": ' + "9" * 6000 + "}", "2:35: a number of 6000 characters"),
        ('{"format": "entry/1", "position": ' + "9" * 40 + "}", "2:35: a number cannot be 999"),
        ('{"format": "entry/1", "position": true}', "2:35: a number cannot be True"),
        ('{"format": "entry/1", "position": 1.5}', "2:35: a number cannot be 1.5"),
        ("[" * 100_000, "2:65: nested deeper than 64 levels"),
        ('{"a":' * 100_000, "nested deeper than 64 levels"),
        (
            '{"format": "entry/1", "position": 1, "event": {"type": "guest_arrived", "guests": [{"name": "a"}, 5]}}',
            "2:99: a person cannot be 5",
        ),
        ("5", "2:1: an entry cannot be 5"),
        ("]", "2:1: a value is wanted, not ]: a comma too many may stand before it"),
        ('{"a": 1, }', "2:10: a key in double quotes is wanted, not }: a comma too many may stand before it"),
        ('{"format": "visit/1"}', "the format of a line cannot be 'visit/1': entry/2 is wanted; a script is named"),
        ("{} {}", "2:4: something stands after the end"),
        ("{1: 2}", "2:2: a key in double quotes is wanted, not 1"),
        ('{"a" 2}', "2:6: a colon is wanted after the key, not 2"),
        ('{"a": 2 "b": 3}', "2:9: a comma or } is wanted"),
        ("[1 2]", "2:4: a comma or ] is wanted"),
        ('"\\x"', "2:2: invalid \\escape"),
        (
            '{"format": "entry/1", "position": 1, "event": {"type": "other_happened", "title": "\\ud800"}}',
            "2:83: U+D800",
        ),
        (
            '{"format": "entry/1", "position": 1, "event": {"type": "guest_arrived"}, "sources": "ab"}',
            "a list cannot be",
        ),
        ('{"format": "entry/1", "position": 1, "event": {"type": "guest_arrived"}, "at": {}}', "a moment cannot be {}"),
        (
            '{"format": "entry/1", "position": 1, "event": {"type": "guest_arrived"}, "at": 5}',
            "2:80: a moment cannot be 5",
        ),
        (
            '{"format": "entry/1", "position": 1, "event": {"type": "visit_agreed", "dates": []}}',
            "the dates cannot be []",
        ),
        (
            '{"format": "entry/1", "position": 1, "event": {"type": "visit_agreed", "dates": ["10:30"]}}',
            "a date cannot be",
        ),
        (
            '{"format": "entry/1", "position": 1, "event": {"type": "guest_arrived"}, "recorded_at": "2023-04-10"}',
            "a date-time",
        ),
        ('{"format": "entry/1", "position": 1, "event": {"type": "guest_greeted", "flowers": "yes"}}', "true or false"),
        ('{"format": "entry/2", "position": 1, "event": {"type": "guest_arrived"}, "plac": {}}', "did you mean place?"),
        (
            '{"format": "entry/1", "position": 1, "event": {"type": "anthem_played", "of": "gest"}}',
            "did you mean guest?",
        ),
        ('{"format": "entry/1", "position": 0, "event": {"type": "record_opened", "visit": 3}}', "a text cannot be 3"),
    ],
)
def test_a_line_that_cannot_be_read_says_where(line: str, fault: str) -> None:
    """Whatever is wrong with a line is said with its line and column."""
    *_, error = read_lines([OPENED, line], name="f")
    assert isinstance(error, UnreadableError)
    assert fault in str(error)
    assert str(error).startswith("f:2:")


def test_all_faults_of_a_stream_are_said_at_once() -> None:
    """Faults of several lines come in one error, in order."""
    bad = '{"format": "entry/1", "position": 1, "event": {"type": "guest_arived"}}'
    assert [fault[:4] for fault in faults_of(OPENED, bad, "{", bad)] == ["f:2:", "f:3:", "f:4:"]


def test_many_faults_are_counted() -> None:
    """Beyond the cap faults are only counted, and the count is said."""
    found = faults_of(OPENED, *["{"] * 120)
    assert len(found) == MOST_FAULTS + 1
    assert found[-1] == "f: and 70 more, 120 in all"


def test_long_values_are_shortened() -> None:
    """A message does not repeat a value of any length."""
    (found,) = faults_of(OPENED, json.dumps({"format": "x" * 10_000}))
    assert len(found) < 500


def test_bytes_that_are_not_utf_8_are_told() -> None:
    """An undecodable byte is a fault of its line, at its column."""
    (error,) = read_lines([OPENED.encode(), '{"é": "'.encode() + b'\xff"}'], name="f")
    assert str(error) == "f:2:8: byte 0xFF is not UTF-8: the line is not read"


def test_a_byte_order_mark_is_let_pass() -> None:
    """A mark at the very beginning is no fault, in text nor in bytes."""
    lines = list(dump_lines(GOOD))
    assert list(read_lines(["\ufeff" + lines[0], lines[1]], name="f")) == [GOOD]
    assert list(read_lines([b"\xef\xbb\xbf" + lines[0].encode(), lines[1].encode()], name="f")) == [GOOD]


def test_entries_out_of_order_are_told() -> None:
    """A position that does not increase is a fault, with both positions."""
    first, second = dump_lines(GOOD)
    (found,) = faults_of(first, second, second)
    assert found == "f:3:1: entry 1 stands after entry 1: positions have to increase"


def test_a_stream_that_is_not_opened_is_told() -> None:
    """Lines before any record_opened are a stream without a beginning."""
    _, second = dump_lines(GOOD)
    (found,) = faults_of(second)
    assert found == "f:1:1: the first entry of a stream has to be record_opened"


def test_a_bad_stream_does_not_stop_the_next() -> None:
    """The streams around one that cannot be read are read."""
    lines = [*dump_lines(GOOD), OPENED, "{", *dump_lines(OTHER)]
    first, error, last = read_lines(lines, name="f")
    assert (first, last) == (GOOD, OTHER)
    assert isinstance(error, UnreadableError)


def test_a_bad_opening_is_not_taken_for_a_line_of_the_stream_before() -> None:
    """An opening that cannot be read still begins its stream."""
    lines = [*dump_lines(GOOD), OPENED[:-3], *list(dump_lines(OTHER))[1:]]
    first, error = read_lines(lines, name="f")
    assert first == GOOD
    assert isinstance(error, UnreadableError)


def test_lenient_reading_keeps_the_rest() -> None:
    """What can be read is read, what cannot is told after it."""
    lines = [*dump_lines(GOOD), "{", *list(dump_lines(GOOD.then(GuestDeparted())))[2:]]
    stream, error = read_lines(lines, name="f", lenient=True)
    assert stream == GOOD.then(GuestDeparted())
    assert str(error).startswith("f:3:2: the text ends here")


def test_lenient_reading_cannot_do_without_an_opening() -> None:
    """Entries whose record_opened is lost make no stream, and their number is told."""
    _, second = dump_lines(GOOD)
    (error,) = read_lines([second], name="f", lenient=True)
    assert "1 entries are left out: their record_opened is not there" in str(error)


def test_an_empty_archive_holds_nothing() -> None:
    """No lines and blank lines make no stream and no fault."""
    assert list(read_lines(["", "  \n"], name="f")) == []


@given(st.lists(st.text(max_size=30), max_size=5))
@example(['{"format": "entry/1", "position": 0, "event": {"type": "record_opened", "visit": ""}}'])
def test_no_text_makes_the_reader_fail(lines: list[str]) -> None:
    """Whatever the lines are, streams and errors come out, and nothing is raised."""
    assert all(isinstance(found, Stream | UnreadableError) for found in read_lines(lines, name="f", lenient=True))


@given(streams(longest=3), st.data())
def test_a_file_cut_anywhere_gives_faults_or_less(stream: Stream, data: st.DataObject) -> None:
    """However a file is cut, what is read is the beginning of the stream, or a fault is told."""
    whole = "\n".join(dump_lines(stream))
    cut = whole[: data.draw(st.integers(1, len(whole)))]
    for found in read_lines(cut.split("\n"), name="f"):
        assert isinstance(found, UnreadableError) or found.entries == stream.entries[: len(found)]


def test_more_parts_than_fit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of parts of an input is limited, so that memory is."""
    monkeypatch.setattr(tree, "MOST_NODES", 3)
    log = FaultLog()
    assert parse_json("[1, 2, 3, 4]", log) is None
    assert "more than 3 parts" in str(log.first[0])


def test_a_place_is_found_as_near_as_the_tree_goes() -> None:
    """A path that leads beyond the tree leads to its last part."""
    root = parse_json('{"a": [1, {"b": 2}]}', FaultLog())
    assert root is not None
    assert find(root, ("a", 1, "b", "c")).mark == Place(0, 16)
    assert find(root, ("a", 9)).mark == Place(0, 6)


def test_a_fault_says_its_place() -> None:
    """A fault is line, column and message; one without a place is the message alone."""
    assert str(InputFault(1, 2, "a")) == "1:2: a"
    assert str(InputFault(None, None, "a")) == " a"
