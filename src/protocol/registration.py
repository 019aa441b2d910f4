"""Registering strategies, so that Hypothesis's `from_type` can draw the values, events and streams of visits.

Whichever of the two libraries is imported later calls `register`: this one when it is imported, Hypothesis by its entry
point. A program that uses only one of them does not load the other, and its own types are drawn as before.
"""

import sys
from collections.abc import Callable, Iterator
from typing import Any, get_origin

from attrs import has

from protocol import values
from protocol.events import EVENTS
from protocol.stream import Entry, Stream


def register() -> None:
    """Make `from_type` use the strategies of `protocol.testing`, which draw only valid values."""
    if "hypothesis" in sys.modules:
        from hypothesis.strategies import register_type_strategy

        for kind in (*EVENTS, *_value_types(), Entry, Stream):
            register_type_strategy(kind, _strategy_of(kind))


def _value_types() -> Iterator[type]:
    """The classes of values without enumerations, which Hypothesis draws without help."""
    named = (getattr(values, name) for name in values.__all__)
    return (each for each in named if isinstance(each, type) and has(each))


def _strategy_of(kind: type) -> Callable[[Any], Any]:
    """The function that gives Hypothesis the strategy of a class, but not when it looks for subclasses of another."""

    def strategy(asked: Any) -> Any:  # noqa: ANN401 - takes a type or a type form, returns a strategy or `NotImplemented`
        if (get_origin(asked) or asked) is not kind:
            return NotImplemented
        from protocol.testing import entries, streams, values

        if kind is Stream:
            return streams()
        return entries() if kind is Entry else values(kind)

    return strategy
