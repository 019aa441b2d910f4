"""The strategies generate what they promise, and all of it."""

import os
import subprocess
import sys
from typing import Any

import attrs
import pytest
from attrs import evolve
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

import protocol.values
from protocol.events import EVENTS, EntryCorrected, EntryRetracted, Event, RecordOpened, VisitAgreed, tag
from protocol.stream import Entry, Stream
from protocol.testing import (
    countries,
    dates,
    dignitaries,
    documents,
    durations,
    entries,
    events,
    moments,
    parties,
    periods,
    persons,
    presences,
    press_accesses,
    signatories,
    sources,
    streams,
    texts,
    values,
    venues,
)
from protocol.values import (
    Country,
    Coverage,
    Dates,
    Document,
    Duration,
    Moment,
    Party,
    Period,
    Person,
    Personal,
    Placing,
    Presence,
    PressAccess,
    Signatory,
    Source,
    Text,
    Venue,
    VisitKind,
)

pytestmark = pytest.mark.uncovered


@given(st.data())
@settings(max_examples=20)
def test_every_event_class_is_generated(data: st.DataObject) -> None:
    """A value of every class of events can be drawn by its class alone."""
    for kind in EVENTS:
        assert type(data.draw(values(kind), label=tag(kind))) is kind


NAMED: dict[type, st.SearchStrategy[object]] = {
    Country: countries(),
    Dates: dates(),
    Document: documents(),
    Duration: durations(),
    Moment: moments(),
    Party: parties(),
    Period: periods(),
    Person: persons(),
    Presence: presences(),
    PressAccess: press_accesses(),
    Signatory: signatories(),
    Source: sources(),
    Text: texts(),
    Venue: venues(),
}


@pytest.mark.parametrize("kind", NAMED)
@given(data=st.data())
@settings(max_examples=20)
def test_values_are_what_they_are_called(kind: type, data: st.DataObject) -> None:
    """Each named strategy gives values of its class."""
    assert type(data.draw(NAMED[kind])) is kind


def test_every_type_of_values_has_a_strategy() -> None:
    """There is one for each class of values but enumerations, and but the mark that a text is about a person."""
    named = [getattr(protocol.values, name) for name in protocol.values.__all__]
    assert {each for each in named if isinstance(each, type) and attrs.has(each)} - {Personal} == set(NAMED)


@given(dignitaries())
def test_dignitaries_have_a_rank_and_an_office(person: Person) -> None:
    """What a principal has to have is there."""
    assert None not in {person.office, person.rank, person.country}


BY_TYPE = """
from hypothesis import Phase, find, settings, strategies as st
from protocol.events import Event, RecordOpened
from protocol.stream import Entry, Stream
from protocol.values import Country, Dates, Moment, Period, Person, Text

for kind in (Event, Stream, Entry, Country, Dates, Moment, Period, Person, Text):
    found = find(st.from_type(kind), lambda _: True, settings=settings(phases=[Phase.generate]))
    print(type(found).__name__)
"""


def alone(code: str, **environment: str) -> str:
    """What code prints in a program of its own, beside which the library is installed and no more."""
    given = os.environ | environment
    run = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, timeout=600, check=False, env=given
    )
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout


@pytest.mark.parametrize("first", ["", "import protocol\n"], ids=["Hypothesis first", "the library first"])
def test_hypothesis_knows_the_types_by_itself(first: str) -> None:
    """Nobody has to import the strategies, whichever is imported first, and what Hypothesis gives is well made."""
    names = ["Stream", "Entry", "Country", "Dates", "Moment", "Period", "Person", "Text"]

    assert alone(first + BY_TYPE).split()[1:] == names


OF_OTHERS = """
import abc, collections.abc, numbers, os, typing
from hypothesis import find, strategies as st
os.environ.pop("HYPOTHESIS_NO_PLUGINS", None)  # what is in the environment may be drawn
{imported}

class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...

class Square(Shape):
    def __init__(self, side: int): self.side = side
    def area(self): return self.side

class Sized(typing.Protocol):
    def __len__(self) -> int: ...

T = typing.TypeVar("T")
asked = [object, Shape, Square, numbers.Number, T, typing.Hashable, typing.Any, int | str, list[Square]]
asked += [getattr(collections.abc, name) for name in collections.abc.__all__ if name not in ("ByteString", "Buffer")]
for kind in asked:
    try:
        given = st.from_type(kind)
        given.validate()
        find(given, lambda _: True)
    except Exception as refused:
        given = type(refused).__name__
    print(kind, given)
"""


def test_the_types_of_others_are_drawn_as_ever() -> None:
    """Objects, whatever can be hashed, abstract classes: none of them becomes one of ours, nor is any refused."""
    plugged_in, beside, without = (
        alone("import warnings; warnings.simplefilter('ignore')\n" + OF_OTHERS.format(imported=imported), **given)
        for imported, given in (("", {}), ("import protocol", {}), ("", {"HYPOTHESIS_NO_PLUGINS": "1"}))
    )

    assert plugged_in == beside == without
    assert "Hashable" in without


A_UNION: Any = Event


@given(st.from_type(A_UNION), st.from_type(Stream))
def test_what_is_drawn_by_type_is_one_of_ours(event: Event, stream: Stream) -> None:
    """Events are of the vocabulary, and streams refer to what exists, as those of our strategies do."""
    assert type(event) in EVENTS
    assert all(entry.during is None or stream.at(entry.during) is not None for entry in stream)


def test_importing_hypothesis_loads_nothing_of_ours() -> None:
    """Beside whatever program the library is installed: it costs the program one module of a few lines."""
    ours = "name.partition('.')[0] in {'protocol', '_protocol_hypothesis'}"
    loads = f"import sys, hypothesis; print(*(name for name in sys.modules if {ours}))"

    assert alone(loads).split() == ["_protocol_hypothesis"]


def test_types_are_known_without_the_strategies() -> None:
    """What makes values is loaded when the first is drawn, and not before."""
    loads = "import sys, hypothesis, protocol; print(*(name for name in sys.modules if name.startswith('protocol.')))"
    packages = {name.split(".")[1] for name in alone(loads).split()}

    assert packages & {"cli", "codec", "corpus", "exchange", "hosts", "render", "script", "testing"} == set()


@given(streams())
def test_streams_refer_to_what_exists(stream: Stream) -> None:
    """Positions run from 0 without gaps; sources and entries that an entry refers to are there."""
    ids = {source.id for source in stream.opening.sources}
    assert [entry.position for entry in stream] == list(range(len(stream)))
    for entry in stream:
        assert entry.during is None or stream.at(entry.during) is not None
        assert ids.issuperset(entry.sources)
        assert entry.placing is Placing.STATED or stream.coverage is Coverage.PARTIAL


@given(streams())
def test_a_record_is_opened_once(stream: Stream) -> None:
    """Only the first entry opens the record."""
    assert [entry.position for entry in stream if isinstance(entry.event, RecordOpened)] == [0]


@given(streams(corrections=False, kind=VisitKind.STATE, listed=False))
def test_streams_keep_to_what_was_asked(stream: Stream) -> None:
    """Without corrections there are none, a kind stays what it is, and nothing is only listed."""
    agreed = [entry.event for entry in stream if isinstance(entry.event, VisitAgreed)]
    assert [event.kind for event in agreed] == [VisitKind.STATE]
    assert not any(isinstance(entry.event, EntryCorrected | EntryRetracted) for entry in stream)
    assert {entry.placing for entry in stream} == {Placing.STATED}


@given(entries(corrections=False), events(corrections=False, kind=VisitKind.WORKING))
def test_what_is_left_out_is_never_drawn(entry: Entry[Event], event: Event) -> None:
    """Entries and events leave out corrections and other kinds of visits on request."""
    assert not isinstance(entry.event, EntryCorrected | EntryRetracted | RecordOpened)
    assert not isinstance(event, EntryCorrected | EntryRetracted | RecordOpened | VisitAgreed)


def test_streams_reach_corrections_and_listed_entries() -> None:
    """What may be drawn is drawn: corrections, and entries that are only listed."""
    assert isinstance(first_of(streams(), EntryCorrected), EntryCorrected)
    listed = find(entries(), lambda entry: entry.placing is Placing.LISTED, settings=FIRST_FOUND)
    assert listed.placing is Placing.LISTED


def first_of(drawn: st.SearchStrategy[Stream], kind: type[Event]) -> Event:
    """The first event of a class in the first stream found to hold one."""
    found = find(drawn, lambda stream: any(isinstance(entry.event, kind) for entry in stream), settings=FIRST_FOUND)
    return next(entry.event for entry in found if isinstance(entry.event, kind))


def test_moments_reach_words_of_sources() -> None:
    """Some moments say in the words of a source how they are to be read."""
    found = find(moments(), lambda moment: moment.wording is not None, settings=FIRST_FOUND)
    assert evolve(found, wording=None) != found


FIRST_FOUND = settings(phases=[Phase.generate], max_examples=2000, database=None)
