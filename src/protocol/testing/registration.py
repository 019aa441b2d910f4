"""What Hypothesis calls when it is imported: from then on `from_type` knows the values, events and streams of visits.

Only the classes are named here; strategies are made when they are asked for.
"""

from collections.abc import Iterator
from typing import Any

from attrs import has
from hypothesis import strategies as st

from protocol import values
from protocol.events import EVENTS
from protocol.stream import Entry, Stream


def register() -> None:
    """Let `from_type` give what the strategies of this package give, so that what it gives is well made."""
    for kind in (*EVENTS, *_value_types()):
        st.register_type_strategy(kind, _values)
    st.register_type_strategy(Entry, _entries)
    st.register_type_strategy(Stream, _streams)


def _value_types() -> Iterator[type]:
    """The classes of values; enumerations Hypothesis knows by itself."""
    named = (getattr(values, name) for name in values.__all__)
    return (each for each in named if isinstance(each, type) and has(each))


def _values(kind: type) -> st.SearchStrategy[Any]:
    from protocol.testing.strategies import values

    return values(kind)


def _entries(_: type) -> st.SearchStrategy[Any]:
    from protocol.testing.strategies import entries

    return entries()


def _streams(_: type) -> st.SearchStrategy[Any]:
    from protocol.testing.strategies import streams

    return streams()
