"""Entries are read quickly where nothing is wrong and carefully where something is: both agree on every input."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from cattrs import Converter
from hypothesis import given
from hypothesis import strategies as st

from protocol.codec import dump_entry, make_converter, quick
from protocol.codec.entries import entry_problems
from protocol.codec.faults import FaultLog
from protocol.codec.json_tree import parse_json
from protocol.codec.lines import _entry, _plain
from protocol.codec.upcasts import NOW, upcast
from protocol.events import EVENTS, Event, tag
from protocol.stream import Entry
from protocol.testing import entries

QUICK, CAREFUL = make_converter(detailed=False), make_converter(detailed=True)
JUNK = """\
null true 0 -1 1.5 10000000000000000 "" "a" "host" "2023-04-10" "10:30" [] ["a"] [[]] {} {"en":"a"} {"type":"a"}
{"type":[]} {"type":"guest_arrived"} {"name":"a"} {"name":5} {"value":"10:30"} [{"name":"a"},5]
{"type":"entry_corrected","position":1,"event":{"type":"entry_corrected","position":"1"}}"""
LETTERS = '{}[],:" \t\r\\u0dD8x\x00\ud800\u2028é5'


def read_by(converter: Converter, plain: object) -> tuple[object] | None:
    """What a converter reads plain data as, or None where it refuses them."""
    try:
        return (converter.structure(plain, Entry),)
    except Exception:  # noqa: BLE001 - however it refuses
        return None


def accepted(plain: dict[str, Any]) -> tuple[object] | None:
    """What the readers made for speed read plain data as, or None where they give up."""
    try:
        return (quick.entry({"format": NOW, **plain}),)
    except Exception:  # noqa: BLE001 - however they give up
        return None


def places(node: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - plain data are what they are
    """Every list and mapping inside plain data, each with every key or index in it."""
    for key in node if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ():
        yield node, key
        yield from places(node[key])


def told(entry: Entry[Event]) -> dict[str, Any]:
    """An entry as plain data that may be changed, without its format."""
    plain: dict[str, Any] = json.loads(json.dumps(dump_entry(entry)))
    del plain["format"]
    return plain


@given(entries())
def test_good_entries_are_read_the_same(entry: Entry[Event]) -> None:
    """Whichever way an entry is read, it is the entry that was written."""
    assert accepted(told(entry)) == read_by(QUICK, told(entry)) == read_by(CAREFUL, told(entry)) == (entry,)


@given(entries(), st.data())
def test_faulty_entries_are_refused_the_same(entry: Entry[Event], data: st.DataObject) -> None:
    """Whatever is put anywhere into an entry, taken out of it or added, both ways read the same or refuse it."""
    plain = told(entry)
    for _ in range(data.draw(st.integers(1, 3))):
        node, key = data.draw(st.sampled_from(list(places(plain))))
        junk = json.loads(data.draw(st.sampled_from(JUNK.split())))
        match data.draw(st.sampled_from(["replace", "take out", "add"])):
            case "add" if isinstance(node, dict):
                node[data.draw(st.sampled_from(["a", "name", "of", "at", "place", "type", "remarks"]))] = junk
            case "take out" if len(plain) > 1:
                del node[key]
            case _:
                node[key] = junk
    assert read_by(QUICK, plain) == read_by(CAREFUL, plain)
    assert accepted(plain) in {None, read_by(CAREFUL, plain)}


@pytest.mark.parametrize("event", EVENTS)
def test_events_of_which_nothing_is_told(event: type[Event]) -> None:
    """An event with nothing but its type is read, or refused for what is missing, the same either way."""
    plain = {"position": 0, "event": {"type": tag(event)}}
    assert accepted(plain) == read_by(QUICK, plain) == read_by(CAREFUL, plain)


@given(entries(), st.data())
def test_damaged_lines_are_refused_the_same(entry: Entry[Event], data: st.DataObject) -> None:
    """A line in which letters were lost, doubled or changed is read just if a careful reader finds no fault in it."""
    line = damaged(entry, data)
    read, faults = _entry(line, 1, briefly=False)
    assert read == carefully(line)
    assert (read is None) == bool(faults)


def damaged(entry: Entry[Event], data: st.DataObject) -> str:
    """The line of an entry with a few letters put into it or taken from it, or with a part of it doubled."""
    line = json.dumps(dump_entry(entry), ensure_ascii=data.draw(st.booleans()))
    for _ in range(data.draw(st.integers(0, 3))):
        first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(line))] * 2)))
        put = data.draw(st.text(LETTERS, max_size=3) | st.just(line[first:last] * 2))
        line = line[:first] + put + line[last if data.draw(st.booleans()) else first :]
    return line


def carefully(line: str) -> Entry[Event] | None:
    """The entry of a line by the readers that know all places, or None where they find a fault."""
    tree = parse_json(line, log := FaultLog())
    if tree is None or log or entry_problems(_plain(tree)):
        return None
    entry: Entry[Event] = CAREFUL.structure(upcast(_plain(tree)), Entry)
    return entry


@pytest.mark.parametrize(
    "line",
    [
        '{"format": "entry/1", "position": 1, "position": 1, "event": {"type": "guest_arrived"}}',
        '{"format": "entry/1", "position": 1, "event": {"type": "guest_arrived", "type": "guest_arrived"}}',
        '{"format": "entry/1", "position" :1, "position": 1, "event": {"type": "other_happened", "title": ":"}}',
        '{"format": "entry/1", "position": 1, "event": {"type": "other_happened", "title": {"en": "a", "en": ":b"}}}',
    ],
)
def test_no_key_is_taken_twice(line: str) -> None:
    """A key that is given twice is a fault wherever it stands and whatever else the line holds."""
    assert _entry(line, 1, briefly=False)[0] is None
    assert carefully(line) is None


def test_nested_corrections_are_refused_at_once() -> None:
    """A fault deep inside corrections of corrections is found without reading what is around it again and again."""
    event: dict[str, Any] = {"type": "guest_arrived", "nobody": 1}
    for _ in range(60):
        event = {"type": "entry_corrected", "position": 1, "event": event}
    assert read_by(QUICK, {"position": 1, "event": event}) is None
