"""Figures that can be explained: a value, and the entries, or the visits, that it comes from."""

from typing import Generic, TypeVar

from attrs import frozen

from protocol.events import Event
from protocol.stream import Entry, Stream

T_co = TypeVar("T_co", covariant=True)


@frozen
class Figure(Generic[T_co]):
    """A value with the positions of the entries that it rests on."""

    value: T_co
    entries: tuple[int, ...] = ()


def explain(figure: Figure[object], stream: Stream) -> tuple[Entry[Event], ...]:
    """The entries of a record that a figure comes from, in order.

    >>> from protocol.events import GuestArrived, RecordOpened
    >>> stream = Stream.of(RecordOpened("demo"), GuestArrived())
    >>> [type(entry.event).__name__ for entry in explain(Figure(1, (1,)), stream)]
    ['GuestArrived']
    """
    named = frozenset(figure.entries)
    return tuple(entry for entry in stream if entry.position in named)
