"""Figures that can be explained: a value, and the entries that it comes from."""

from typing import Generic, Protocol, TypeVar

from protocol.events import Event
from protocol.fields import frozen
from protocol.stream import Entry, Stream

T_co = TypeVar("T_co", covariant=True)


class Explained(Protocol):
    """Anything that names the entries that it comes from: a line of a projection, a figure, a finding."""

    @property
    def entries(self) -> tuple[int, ...]:
        """The positions of the entries."""


@frozen
class Figure(Generic[T_co]):
    """A value with the positions of the entries that it rests on, such as a number that was counted."""

    value: T_co
    entries: tuple[int, ...] = ()


def explain(figure: Explained, stream: Stream) -> tuple[Entry[Event], ...]:
    """The entries of a record that a figure or a line comes from, in order.

    >>> from protocol.events import GuestArrived, RecordOpened
    >>> stream = Stream.of(RecordOpened("demo"), GuestArrived())
    >>> [type(entry.event).__name__ for entry in explain(Figure(1, (1,)), stream)]
    ['GuestArrived']
    """
    named = frozenset(figure.entries)
    return tuple(entry for entry in stream if entry.position in named)
