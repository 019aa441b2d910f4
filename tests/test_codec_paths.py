"""Entries are read quickly where nothing is wrong and carefully where something is: both agree on every input."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import pytest
from cattrs import Converter
from hypothesis import given
from hypothesis import strategies as st

from protocol import values
from protocol.codec import dump_entry, lines, make_converter
from protocol.codec.entries import entry_problems
from protocol.codec.faults import FaultLog
from protocol.codec.json_tree import parse_json
from protocol.codec.lines import _entry, _parse, _parse_by_standard, _plain
from protocol.codec.quick import make_quick_converter
from protocol.codec.upcasts import NOW, upcast
from protocol.events import EVENTS, Event, tag
from protocol.stream import Entry
from protocol.testing import entries

QUICK, CAREFUL = make_converter(detailed=False), make_converter(detailed=True)
HOOKS = make_quick_converter()
JUNK = """\
null true 0 -1 1.5 10000000000000000 "" "a" "host" "2023-04-10" "10:30" [] ["a"] [[]] {} {"en":"a"} {"type":"a"}
{"type":[]} {"type":"guest_arrived"} {"name":"a"} {"name":5} {"value":"10:30"} [{"name":"a"},5]
{"type":"entry_corrected","position":1,"event":{"type":"entry_corrected","position":"1"}}"""
LETTERS = '{}[],:" \t\r\\u0dD8x\x00\ud800\u2028é5'


def read_by(converter: Converter, plain: object) -> str | None:
    """What a converter reads plain data as, or None where it refuses them; members of enums are no texts."""
    try:
        return repr(converter.structure(plain, Entry))
    except Exception:  # noqa: BLE001 - however it refuses
        return None


def accepted(plain: dict[str, Any]) -> str | None:
    """What the hooks made for speed read plain data as, or None where they give up."""
    try:
        return repr(HOOKS.structure({"format": NOW, **plain}, Entry))
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
    assert HOOKS.structure(dump_entry(entry), Entry) == QUICK.structure(told(entry), Entry) == entry
    assert accepted(told(entry)) == read_by(QUICK, told(entry)) == read_by(CAREFUL, told(entry))


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
    assert repr(read) == repr(carefully(line))
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


def decoded(parse: Callable[[str], Any], text: str) -> str | None:
    """What a parser makes of a text, with the types of all parts, or None where it refuses the text."""
    try:
        return repr(parse(text))
    except Exception:  # noqa: BLE001 - however it refuses
        return None


needs_orjson = pytest.mark.skipif(lines._ORJSON is None, reason="the extra `fast` is not installed")


@needs_orjson
@given(entries(), st.data())
def test_both_parsers_read_the_same(entry: Entry[Event], data: st.DataObject) -> None:
    """With the extra `fast` a line is read, or refused, as it is without, whatever letters were put into it."""
    line = damaged(entry, data)
    assert decoded(_parse, line) == decoded(_parse_by_standard, line)


@needs_orjson
@pytest.mark.parametrize(
    "line",
    [
        '{"a": 1, "a": 2}',
        '{"a": {"b": 1, "b" : 1}}',
        '{"a": 1, "\\u0061": 1}',
        '{"a": 9223372036854775808, "b": 18446744073709551615, "c": 18446744073709551616, "d": -9223372036854775809}',
        f'{{"a": {2**200}}}',
        '{"a": -0, "b": -0.0, "c": 1E5, "d": 1e400, "e": 0.1000000000000000055511151231257827}',
        '{"a": NaN}',
        '{"a": -Infinity}',
        '{"a": "\\ud800"}',
        '{"a": "\\ud83d\\ude00 \\u2028 \\/ \\u00e9"}',
        '{"a": "\ud800"}',
        '{"a": "e\u0301 \u2028 \x7f"}',
        '{"a": "\x01"}',
        "[" * 300 + "]" * 300,
        '{"a":' * 900 + "1" + "}" * 900,
        "[" * 100_000,
        '{"a": 1} {"b": 2}',
        '{"a": 1,}',
        '\x00{"a": 1}',
        "",
    ],
)
def test_what_orjson_reads_otherwise(line: str) -> None:
    """Doubled keys, large numbers, halves of characters and nesting are read as the standard parser reads them."""
    assert decoded(_parse, line) == decoded(_parse_by_standard, line)


def test_what_hooks_need_not_ask_a_class() -> None:
    """No class that their functions make has a check of its own, but for those that they do themselves."""
    checked = {kind for kind in (*EVENTS, Entry, *vars(values).values()) if isinstance(kind, type) and has_checks(kind)}
    by_hand = {values.Country, values.Dates, values.Duration, values.Moment, values.Person, values.Text, Entry}
    assert checked - by_hand <= {values.Period}  # which no entry has
    assert [each.name for each in attrs.fields(Entry) if each.validator] == ["recorded_at"]


def has_checks(kind: type) -> bool:
    """Whether a class looks at what it is given in ways that the declarations of its fields do not say."""
    return hasattr(kind, "__attrs_post_init__") or (
        attrs.has(kind) and any(each.validator for each in attrs.fields(kind))
    )


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
