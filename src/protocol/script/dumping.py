"""Streams written as scripts: in the short form that people would write, without losing a fact."""

import json
from itertools import zip_longest
from typing import Literal

from attrs import evolve

from protocol.codec.characters import escape
from protocol.codec.tree import TOO_DEEP
from protocol.errors import StreamError, UnreadableError
from protocol.events import Event, RecordOpened, VisitAgreed
from protocol.script.desk import principals_of
from protocol.script.header import FORMAT, KEYS
from protocol.script.loading import LARGEST, load_script
from protocol.script.plain import Plain
from protocol.script.plain_steps import Script, Steps, entry_fields
from protocol.script.yaml_writing import yaml_text
from protocol.stream import Entry, Stream
from protocol.values import Coverage, Placing, Side


def dump_script(stream: Stream, *, to: Literal["yaml", "json"] = "yaml") -> str:
    """Write a stream as a script from which the same stream can be read again.

    A stream that no script can express is refused with `StreamError`, for instance one with gaps in its positions,
    since a script numbers its entries itself. The script is read once before it is returned, so that nothing is lost.

    >>> from protocol.events import GuestArrived
    >>> print(dump_script(Stream.of(RecordOpened("demo"), GuestArrived())), end="")
    format: visit/1
    visit: demo
    coverage: partial
    basis: reported
    steps:
      - guest_arrived
    """
    _require_scriptable(stream)
    try:
        script = _script(stream)
        text = yaml_text(script) if to == "yaml" else f"{json.dumps(script, ensure_ascii=False, indent=2)}\n"
    except RecursionError:
        raise StreamError(None, f"no script can say it: {TOO_DEEP}") from None
    _require_same(stream, text := escape(text))
    return text


def _require_same(stream: Stream, text: str) -> None:
    """Refuse a stream whose script would be refused, or read as another stream."""
    if len(text.encode(errors="replace")) >= LARGEST:
        raise StreamError(None, f"no script has more than {LARGEST:,} bytes")
    try:
        again = load_script(text)
    except UnreadableError as refused:
        raise StreamError(None, f"no script can say it: {getattr(refused.faults[0], 'message', refused)}") from None
    for entry, found in zip_longest(stream, again):
        if entry != found:
            raise StreamError(found.position if entry is None else entry.position, "a script would say something else")


def _require_scriptable(stream: Stream) -> None:
    known = {source.id for source in stream.opening.sources}
    for index, entry in enumerate(stream):
        if entry.position != index:
            raise StreamError(entry.position, f"a script numbers its entries without gaps, and this is number {index}")
        if lost := sorted(set(entry.sources) - known):
            raise StreamError(entry.position, f"it names sources that the record does not list: {', '.join(lost)}")
        if entry.placing is Placing.LISTED and stream.coverage is Coverage.COMPLETE:
            raise StreamError(entry.position, "a complete record places every step, and this one is only listed")


def _script(stream: Stream) -> Script:
    first, *others = stream
    plain = Plain()
    script: Script = {"format": FORMAT, **_record(stream.opening), **_opening(first)}
    agreed = others[0].event if others and others[0] == Entry(1, others[0].event) else None
    if isinstance(agreed, VisitAgreed):
        script |= _visit_agreed(agreed)
        plain = Plain(principals_of(agreed.parties))
        others = others[1:]
    if others:
        script["steps"] = Steps(others, plain, stream).between(0, len(others))
    return {key: script[key] for key in KEYS if key in script}


def _record(opening: RecordOpened) -> Script:
    plain = Plain()
    stated = {"coverage": plain.of(opening.coverage), "basis": plain.of(opening.basis)}
    return stated | plain.fields(opening)


def _opening(entry: Entry[Event]) -> Script:
    fields = entry_fields(Plain(), entry, entry.during)
    remark = {"remark": fields.pop("remark")} if "remark" in fields else {}
    return remark | ({"opening": fields} if fields else {})


def _visit_agreed(agreed: VisitAgreed) -> Script:
    plain = Plain()
    left = list(agreed.parties)
    header: Script = {"kind": plain.of(agreed.kind), **plain.fields(evolve(agreed, parties=()))}
    for side in (Side.HOST, Side.GUEST):
        if left and left[0].side is side:
            header[side.value] = {key: given for key, given in plain.fields(left.pop(0)).items() if key != "side"}
    return header | ({"also": plain.of(tuple(left))} if left else {})
