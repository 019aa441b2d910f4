"""The check of converters: everything that a stream may hold has to come back from plain data unchanged."""

import json
from collections.abc import Iterator
from typing import Any, Final

from cattrs import Converter
from hypothesis import given

from protocol.events import EVENTS, Event, tag
from protocol.stream import Entry
from protocol.testing.claims import hold, hold_all
from protocol.testing.strategies import entries, values
from protocol.testing.trials import trials

MANY: Final = 15
"""How many values of each class of events are tried."""


def check_codec(converter: Converter) -> None:
    """Check that every event and every entry comes back from JSON unchanged.

    An `AssertionError` names every class of events that does not, with a value that differs.

    >>> from protocol.codec import make_converter
    >>> check_codec(make_converter())
    """
    hold_all("the converter", list(_violations(converter)))


def _violations(converter: Converter) -> Iterator[str]:
    """What is wrong, for each class of events, and then for entries."""
    for kind in EVENTS:
        if wrong := _try(converter, Event, values(kind)):
            yield f"{tag(kind)}: {wrong}"
    if wrong := _try(converter, Entry, entries()):
        yield f"entry: {wrong}"


def _try(converter: Converter, kind: Any, drawn: Any) -> str | None:  # noqa: ANN401 - a union of classes has no static type, nor have strategies of them
    @trials(MANY)
    @given(drawn)
    def returns(thing: object) -> None:
        there = _plain(converter, thing, kind)
        hold((back := _back(converter, there, kind)) == thing, f"{thing!r} became {there} and then {back!r}")

    try:
        returns()
    except AssertionError as error:
        return str(error)
    return None


def _plain(converter: Converter, thing: object, kind: Any) -> str:  # noqa: ANN401 - as above
    try:
        return json.dumps(converter.unstructure(thing, kind), ensure_ascii=False)
    except Exception as error:  # whatever it raises is what is found of it
        raise AssertionError(f"{thing!r} became no plain data: {type(error).__name__}: {error}") from error


def _back(converter: Converter, there: str, kind: Any) -> object:  # noqa: ANN401 - as above
    try:
        back: object = converter.structure(json.loads(there), kind)
    except Exception as error:  # as above
        raise AssertionError(f"{there} could not be read back: {type(error).__name__}: {error}") from error
    return back
