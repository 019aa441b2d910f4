"""Pages as JSON: the blocks of a page with their spans, each with the entries that it rests on."""

import json
import re
from datetime import date
from enum import StrEnum
from typing import Final

import attrs

from protocol.render.characters import writable
from protocol.reports import (
    Appointment,
    Bar,
    Cell,
    Heading,
    Lane,
    Listing,
    Page,
    Paragraph,
    Span,
    Table,
    Timeline,
    Told,
    Tone,
)

Part = Page | Heading | Paragraph | Table | Listing | Timeline | Cell | Span | Lane | Bar | Told | Appointment

_BLOCKS: Final = (Heading, Paragraph, Table, Listing, Timeline)
_STEERING: Final = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Characters that JSON allows as they are and that could steer a terminal."""

_NOTHING: Final = (None, Tone.PLAIN)
_RARE: Final = frozenset({"visits", "further", "told", "appointments"})
"""Fields that few parts of pages have; the others leave them out."""


def as_json(page: Page) -> str:
    """A page as a JSON object: its title, and its blocks, each with its `type`."""
    written = json.dumps(_value(page), ensure_ascii=False, indent=2)
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", written) + "\n"


def _value(value: object) -> object:
    if isinstance(value, Part):
        return _object(value)
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return writable(value) if isinstance(value, str) and not isinstance(value, StrEnum) else value


def _object(value: Part) -> dict[str, object]:
    """The fields of a part of a page; a span leaves out what it does not have."""
    fields = {field.name: getattr(value, field.name) for field in attrs.fields(type(value))}
    kept = {name: _value(item) for name, item in fields.items() if item not in _NOTHING and (item or name not in _RARE)}
    return {"type": type(value).__name__.lower(), **kept} if isinstance(value, _BLOCKS) else kept
