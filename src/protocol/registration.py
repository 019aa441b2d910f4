"""From when this library and Hypothesis are both loaded `from_type` knows the values, events and streams of visits.

Whichever is imported later calls `register`: this library when it is imported, Hypothesis by its entry point. A program
that uses one of them alone never pays for the other, and its own types are drawn as they always were.
"""

import sys
from collections.abc import Callable, Iterator
from typing import Any, get_origin

from attrs import has

from protocol import values
from protocol.events import EVENTS
from protocol.stream import Entry, Stream


def register() -> None:
    """Let `from_type` give what the strategies of `protocol.testing` give, so that what it gives is well made."""
    if "hypothesis" in sys.modules:
        from hypothesis.strategies import register_type_strategy

        for kind in (*EVENTS, *_value_types(), Entry, Stream):
            register_type_strategy(kind, _strategy_of(kind))


def _value_types() -> Iterator[type]:
    """The classes of values; enumerations Hypothesis knows by itself."""
    named = (getattr(values, name) for name in values.__all__)
    return (each for each in named if isinstance(each, type) and has(each))


def _strategy_of(kind: type) -> Callable[[Any], Any]:
    """Gives the strategy of one class, and none where Hypothesis asks on behalf of what it is a subclass of."""

    def strategy(asked: Any) -> Any:  # noqa: ANN401 - a type or a type form; a strategy, or that there is none
        if (get_origin(asked) or asked) is not kind:
            return NotImplemented
        from protocol.testing import entries, streams, values

        if kind is Stream:
            return streams()
        return entries() if kind is Entry else values(kind)

    return strategy
