"""The check of projections: what is folded from a stream has to be the same however the folding is cut."""

from copy import deepcopy
from typing import Any, Final, Protocol, TypeVar

from hypothesis import given
from hypothesis import strategies as st

from protocol.events import Event
from protocol.stream import Entry, Stream
from protocol.testing.claims import hold
from protocol.testing.strategies import streams
from protocol.testing.trials import trials

S = TypeVar("S")
MANY: Final = 60
"""How many streams are folded."""


class Folding(Protocol[S]):
    """What folds entries into a view: the view of nothing, and the view after one more entry."""

    @property
    def start(self) -> S:
        """The view before the first entry."""
        ...

    def step(self, so_far: S, entry: Entry[Event], /) -> S:
        """The view after an entry; the one before stays as it was."""
        ...


def check_projection(projection: Folding[Any]) -> None:
    """Hold a projection to what lets views be kept and taken up again; an `AssertionError` says where it fails.

    Folding a stream in two parts has to give what folding it at once gives; folding again has to give the same again;
    and no step may change the view that it was given, or fail, whatever the stream holds.
    """

    @trials(MANY)
    @given(streams(), st.integers(0, 8))
    def folded_alike(stream: Stream, cut: int) -> None:
        _in_two_parts(projection, stream, cut)

    folded_alike()


def _in_two_parts(projection: Folding[Any], stream: Stream, cut: int) -> None:
    start = deepcopy(projection.start)
    whole = _fold_all(projection, projection.start, stream.entries)
    hold(projection.start == start, f"folding {_told(stream)} changed the start of the projection")
    again = _fold_all(projection, projection.start, stream.entries)
    hold(again == whole, f"folding {_told(stream)} again gave {again!r} where it had given {whole!r}")
    part = _fold_all(projection, projection.start, stream.entries[:cut])
    kept = deepcopy(part)
    parts = _fold_all(projection, part, stream.entries[cut:])
    hold(parts == whole, f"folding {_told(stream)} in two parts, cut at {cut}, gave {parts!r}, at once {whole!r}")
    hold(part == kept, f"folding on from {cut} of {_told(stream)} changed the view that was folded before")


def _fold_all(projection: Folding[Any], so_far: object, entries: tuple[Entry[Event], ...]) -> object:
    for entry in entries:
        try:
            so_far = projection.step(so_far, entry)
        except Exception as error:  # whatever it raises is what is found of it
            raise AssertionError(f"folding {entry.event!r} raised {type(error).__name__}: {error}") from error
    return so_far


def _told(stream: Stream) -> str:
    return ", ".join(type(event).__name__ for event in stream.events)
