"""Scripts written of streams that nobody would make on purpose: the same stream comes back, or it is refused."""

import json
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any, Final, Literal

import pytest
import yaml
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from protocol.errors import ProtocolError, StreamError
from protocol.events import (
    DocumentSigned,
    EntryCorrected,
    Event,
    GuestArrived,
    OtherHappened,
    RecordOpened,
    TalksClosed,
    TalksOpened,
    VisitAgreed,
)
from protocol.script import dump_script, load_script
from protocol.stream import Entry, Stream
from protocol.testing import streams
from protocol.values import (
    Coverage,
    Dates,
    Document,
    Moment,
    Part,
    Party,
    Person,
    Placing,
    Precision,
    Presence,
    Side,
    Signatory,
    Source,
    Text,
    Venue,
    language_tag,
)

FORMS: Final[tuple[Literal["yaml", "json"], ...]] = ("yaml", "json")

WORDS: Final = (
    *("", " ", "\t", "x\n", "\nx", "a\r\nb", "\x00", "\x1b[31m", "\x7f", "\x85", "\x9b", "\xa0", "\xad", "\u200b"),
    *("\u2028", "\u202e", "\ufeff", "\ufeffx", "\ufffd", "\ufffe", "\uffff", "\ud800", "\U0001f1f0\U0001f1ff"),
    *("- x", "? x", "x: y", "x:", ":x", "#x", "x #y", "{", "[]", "}", ",", "&a", "*a", "!x", "!!str", "%TAG", "@x"),
    *("`x", "'", '"', "'x'", '"x"', "|", ">", "|-\n x", "---", "...", "--- x", "<<", "=", "~", "null", "Null", "NO"),
    *("yes", "Off", "y", "true", "1", "0o17", "0x1F", "1_000", "1e3", "1.5", ".inf", ".NaN", "-", "10:30", "1:30:00"),
    *("2023-04-10", "2023-04-10T10:30", "2023-04-10 10:30:00Z", "exact", "approximate", "as_stated", "und", "x" * 300),
    *("word " * 60, " lead", "trail ", "a\n\n\nb", "a\n  b", "Asia/Almaty", "UTC", "Mars/Phobos", "../etc/passwd", "."),
)

words: Final = st.sampled_from(WORDS) | st.text(max_size=8)
numbers: Final = st.sampled_from([-99, -1, 0, 1, 2, 3, 10**15, 10**15 + 1, 2**64]) | st.integers(-3, 9)
known: Final = words.filter(str.strip)


@st.composite
def texts(draw: st.DrawFn) -> Text:
    """Words in languages of any name."""
    named = st.tuples(words.filter(language_tag), known)
    return Text(dict(draw(st.lists(named, min_size=1, max_size=3, unique_by=lambda form: language_tag(form[0])))))


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    """Moments at the edges of the calendar, with offsets of seconds, with wordings of any kind."""
    offset = timezone(timedelta(seconds=draw(st.sampled_from([0, 1, 3600, 20_700, -86_399, 86_399]))))
    value: Any = draw(
        st.sampled_from([date.min, date.max, date(2023, 4, 10), time(0), time(23, 59, 59, 999_999), time(10, 30)])
        | st.builds(
            datetime.combine, st.dates(date(2, 1, 1), date(9998, 1, 1)), st.times(), st.sampled_from([offset, UTC])
        )
    )
    precision = draw(st.sampled_from(Precision))
    try:
        return Moment(value, precision, draw(st.none() | words))
    except ProtocolError:
        return Moment(value)


people: Final = st.builds(Person, texts(), office=st.none() | texts())
events: Final[st.SearchStrategy[Event]] = st.one_of(
    st.builds(OtherHappened, texts()),
    st.builds(GuestArrived),
    st.builds(TalksOpened),
    st.builds(TalksClosed),
    st.builds(
        DocumentSigned,
        st.builds(Document, texts()),
        st.lists(st.builds(Signatory, people, st.none() | st.sampled_from(Side)), max_size=2).map(tuple),
    ),
    st.builds(EntryCorrected, numbers, event=st.none() | st.builds(OtherHappened, texts()), at=st.none() | moments()),
    st.builds(
        VisitAgreed,
        parties=st.lists(
            st.builds(Party, st.sampled_from(Side), principals=st.lists(people, max_size=2).map(tuple)), max_size=3
        ).map(tuple),
        dates=st.none() | st.just(Dates(date.min, date.max)),
    ),
)


@st.composite
def hostile(draw: st.DrawFn) -> Stream:
    """A stream of which every part that takes any words or numbers has been given bad ones."""
    ids = st.lists(words, max_size=3).map(tuple)
    sources = draw(st.lists(st.builds(Source, texts(), id=st.none() | words), max_size=3).map(tuple))
    opening = RecordOpened(
        draw(words | st.just("demo")),
        coverage=draw(st.sampled_from(Coverage)),
        time_zone=draw(st.none() | words),
        sources=sources,
        rulebook=draw(st.none() | words),
    )
    entries: list[Entry[Event]] = []
    for event in (opening, *draw(st.lists(events, max_size=5))):
        kept = Entry(len(entries), event)
        if draw(st.booleans()):
            kept = evolve(
                kept,
                at=draw(st.none() | moments()),
                until=draw(st.none() | moments()),
                place=draw(st.none() | st.builds(Venue, texts(), city=st.none() | texts())),
                present=draw(st.lists(st.builds(Presence, people, st.sampled_from(Part)), max_size=3)),
                placing=draw(st.sampled_from(Placing)),
                during=draw(st.none() | numbers),
                sources=draw(ids),
                remarks=draw(st.lists(texts(), max_size=2).map(tuple)),
                recorded_by=draw(st.none() | words),
            )
        entries.append(kept)
    return Stream(tuple(entries))


def come_back(stream: Stream) -> None:
    """Hold a stream to what is promised of its script in either form."""
    for form in FORMS:
        try:
            text = dump_script(stream, to=form)
        except StreamError:
            continue
        assert load_script(text) == stream
        assert load_script(text.encode()) == stream


@given(hostile())
@settings(max_examples=300)
def test_the_same_stream_or_a_refusal(stream: Stream) -> None:
    """No script is written that the reader refuses or reads as something else, whatever the stream holds."""
    come_back(stream)


@given(streams(), st.data())
def test_the_same_stream_or_a_refusal_with_one_part_spoilt(stream: Stream, data: st.DataObject) -> None:
    """Also where all but one word of a stream is as it should be."""
    at = data.draw(st.integers(0, len(stream) - 1))
    spoilt = evolve(stream.entries[at], recorded_by=data.draw(words), during=data.draw(numbers))
    come_back(Stream((*stream.entries[:at], spoilt, *stream.entries[at + 1 :])))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("given_words", [each for each in WORDS if each.strip() and "\ud800" not in each])
def test_words_of_any_kind_come_back(given_words: str, form: Literal["yaml", "json"]) -> None:
    """As an id, a remark, a title, a language and the words of a time: none of them has to be refused."""
    stream = Stream(
        (
            Entry(0, RecordOpened(given_words, rulebook=given_words)),
            Entry(1, OtherHappened(Text({given_words: given_words})), remarks=(Text.of(given_words),)),
            Entry(
                2, GuestArrived(), Moment(date(2023, 4, 10), Precision.AS_STATED, given_words), recorded_by=given_words
            ),
        )
    )

    assert load_script(dump_script(stream, to=form)) == stream


@pytest.mark.parametrize(
    ("stream", "problem"),
    [
        (Stream.of(RecordOpened("demo", time_zone="Mars/Phobos")), "Mars/Phobos is no time zone"),
        (Stream.of(RecordOpened(" ")), "the id of the visit is empty"),
        (
            Stream.of(RecordOpened("demo", sources=(Source(Text.of("One"), id="a"), Source(Text.of("Two"), id="a")))),
            "two sources have the id a",
        ),
        (Stream((Entry(0, RecordOpened("demo")), Entry(1, GuestArrived(), during=5))), "there is no entry 5"),
        (Stream((Entry(0, RecordOpened("demo")), Entry(1, GuestArrived(), during=-5))), "no script can say it"),
        (Stream.of(RecordOpened("\ud800")), "no script can say it"),
    ],
)
@pytest.mark.parametrize("form", FORMS)
def test_what_the_reader_refuses_is_not_written(stream: Stream, problem: str, form: Literal["yaml", "json"]) -> None:
    """The refusal says what the reader would have said."""
    with pytest.raises(StreamError) as refused:
        dump_script(stream, to=form)

    assert problem in str(refused.value)


@pytest.mark.parametrize("form", FORMS)
def test_corrections_of_corrections_without_end_are_refused(form: Literal["yaml", "json"]) -> None:
    """They are nested deeper than any visit, and neither writing nor reading them runs out of stack."""
    event: Event = GuestArrived()
    for _ in range(5_000):
        event = EntryCorrected(0, event=event)

    with pytest.raises(StreamError, match="nested deeper than"):
        dump_script(Stream.of(RecordOpened("demo"), event), to=form)


@given(hostile())
def test_other_readers_of_yaml_read_words_as_words(stream: Stream) -> None:
    """What is text in JSON is text to a reader of YAML 1.1, whatever it looks like: no time becomes a number."""
    try:
        written = dump_script(stream), dump_script(stream, to="json")
    except StreamError:
        return

    assert yaml.safe_load(written[0]) == json.loads(written[1])
