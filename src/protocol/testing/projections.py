"""The check of projections: a view must not depend on the number of parts in which its stream is folded."""

from copy import deepcopy
from typing import Any, Final, Protocol, TypeVar

from hypothesis import given
from hypothesis import strategies as st

from protocol.events import Event
from protocol.stream import Entry, Stream
from protocol.testing.claims import hold, steps_of
from protocol.testing.strategies import streams
from protocol.testing.trials import trials

S = TypeVar("S")
MANY: Final = 60
"""How many streams are folded."""


class Folding(Protocol[S]):
    """Anything that folds entries into a view: the view before the first entry, and after each further one."""

    @property
    def start(self) -> S:
        """The view before the first entry."""
        ...

    def step(self, so_far: S, entry: Entry[Event], /) -> S:
        """The view after an entry; the view before must not change."""
        ...


def check_projection(projection: Folding[Any]) -> None:
    """Check that views can be kept and continued later; an `AssertionError` says where that fails.

    Folding a stream in two parts has to give the same as folding it at once, and so does folding it again. No step may
    change the view that it was given, or fail on any stream.
    """

    @trials(MANY)
    @given(streams(), st.integers(0, 8))
    def folded_alike(stream: Stream, cut: int) -> None:
        _in_two_parts(projection, stream, cut)

    folded_alike()


def _in_two_parts(projection: Folding[Any], stream: Stream, cut: int) -> None:
    start = deepcopy(projection.start)
    whole = _fold_all(projection, projection.start, stream.entries)
    hold(projection.start == start, f"folding {steps_of(stream)} changed the start of the projection")
    again = _fold_all(projection, projection.start, stream.entries)
    hold(again == whole, f"folding {steps_of(stream)} again gave {again!r} where it had given {whole!r}")
    part = _fold_all(projection, projection.start, stream.entries[:cut])
    kept = deepcopy(part)
    parts = _fold_all(projection, part, stream.entries[cut:])
    hold(parts == whole, f"folding {steps_of(stream)} in two parts, cut at {cut}, gave {parts!r}, at once {whole!r}")
    hold(part == kept, f"folding on from {cut} of {steps_of(stream)} changed the view that was folded before")


def _fold_all(projection: Folding[Any], so_far: object, entries: tuple[Entry[Event], ...]) -> object:
    for entry in entries:
        try:
            so_far = projection.step(so_far, entry)
        except Exception as error:  # whatever it raises is what is found of it
            raise AssertionError(f"folding {entry.event!r} raised {type(error).__name__}: {error}") from error
    return so_far
