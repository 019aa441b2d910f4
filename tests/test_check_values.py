"""The checks of projections and of converters let good ones through and say where bad ones fail."""

from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest
from attrs import frozen
from cattrs import Converter

from protocol import Entry, Event
from protocol.codec import make_converter
from protocol.events import AnthemPlayed, GuestArrived, OtherHappened, tag
from protocol.testing import check_codec, check_projection
from protocol.values import Text

pytestmark = pytest.mark.uncovered

Titles = list[str]
Names = tuple[str, ...]


@frozen
class Folding:
    """A projection made of its two parts."""

    start: object
    step: Callable[..., object]


def named(so_far: Names, entry: Entry[Event]) -> Names:
    """The names of all events, a new view each time."""
    return (*so_far, tag(type(entry.event)))


def changed(so_far: Titles, entry: Entry[Event]) -> Titles:
    """The names of all events, in the view that was given."""
    so_far.append(tag(type(entry.event)))
    return so_far


def changed_once_begun(so_far: Titles | None, entry: Entry[Event]) -> Titles:
    """The names of all events, in a view that is begun anew each time, and then changed."""
    return changed([] if so_far is None else so_far, entry)


def remembered(memory: Counter[str], so_far: int, entry: Entry[Event]) -> int:
    """How many events of any class there were, in any stream."""
    memory[tag(type(entry.event))] += 1
    return so_far + memory[tag(type(entry.event))]


def positioned(so_far: int, entry: Entry[Event]) -> int:
    """Something that fails at times."""
    return so_far + len(str(10 // entry.position)) if entry.position else so_far + 10 // len(entry.sources)


def test_a_good_projection_passes() -> None:
    """A step that makes a new view each time is what is wanted."""
    check_projection(Folding((), named))


@pytest.mark.parametrize(
    ("projection", "wanted"),
    [
        (Folding([], changed), "changed the start of the projection"),
        (Folding(None, changed_once_begun), "changed the view that was folded before"),
        (Folding(0, partial(remembered, Counter())), "again gave"),
        (Folding(0, positioned), "raised ZeroDivisionError: integer"),
    ],
    ids=["start", "view", "memory", "error"],
)
def test_a_bad_projection_is_told_what_it_violates(projection: Folding, wanted: str) -> None:
    """Steps that change what they were given, remember, or fail are found out with the stream that shows it."""
    with pytest.raises(AssertionError, match=rf"folding .*RecordOpened.*{wanted}"):
        check_projection(projection)


def test_our_converter_passes() -> None:
    """Every event comes back, with all details or without."""
    check_codec(make_converter())
    check_codec(make_converter(detailed=False))


def test_a_converter_that_loses_something_is_told_what() -> None:
    """Where anthems lose all that they say, they are named, and arrivals are not."""
    converter = make_converter()
    converter.register_structure_hook(AnthemPlayed, lambda _, __: AnthemPlayed())

    with pytest.raises(AssertionError) as told:
        check_codec(converter)

    lines = str(told.value).splitlines()
    assert lines[0] == "the converter is not what it should be:"
    (anthem,) = (line for line in lines if line.startswith("- anthem_played: "))
    assert anthem.endswith("and then AnthemPlayed(of=None, state=None)")
    assert not any("guest_arrived" in line for line in lines)


def test_a_converter_that_cannot_write_or_read_is_told_so() -> None:
    """What is no plain data and what cannot be read back are told apart."""
    writes, reads = make_converter(), make_converter()
    writes.register_unstructure_hook(Text, lambda text: text)
    reads.register_structure_hook(GuestArrived, _unreadable)

    assert "became no plain data: TypeError: Object of type Text is not JSON" in _told(writes, OtherHappened)
    assert _told(reads, GuestArrived).endswith("could not be read back: KeyError: 'lost'")


def _unreadable(_: object, __: object) -> GuestArrived:
    raise KeyError("lost")


def _told(converter: Converter, event: type[Event]) -> str:
    """What the check says of one class of events."""
    with pytest.raises(AssertionError) as told:
        check_codec(converter)
    (line,) = (line for line in str(told.value).splitlines() if line.startswith(f"- {tag(event)}: "))
    return line
