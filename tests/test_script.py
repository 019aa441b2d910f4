"""Scripts are read as what people mean, and streams written as scripts come back the same."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given

from protocol.errors import StreamError
from protocol.events import (
    AnthemPlayed,
    DelegationsPresented,
    DocumentsExchanged,
    DocumentSigned,
    EntryCorrected,
    Event,
    GuardReported,
    GuestArrived,
    GuestGreeted,
    GunSaluteFired,
    OtherHappened,
    RecordOpened,
    SigningClosed,
    SigningOpened,
    TalksClosed,
    TalksOpened,
    VisitAgreed,
    VisitPostponed,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
)
from protocol.script import dump_script, load_script, read_script
from protocol.stream import Entry, Stream, at_position
from protocol.testing import streams
from protocol.values import (
    Basis,
    Country,
    Coverage,
    Dates,
    Document,
    DocumentKind,
    FullPowers,
    Moment,
    Party,
    Person,
    Placing,
    Precision,
    Rank,
    Side,
    Sides,
    Signatory,
    Source,
    Standing,
    TalksFormat,
    Text,
    Venue,
    VisitKind,
    present,
)

EXAMPLE = Path(__file__).parent.parent / "examples" / "astana_2023.yaml"
ALMATY = timezone(timedelta(hours=6))


def steps(text: str, header: str = "") -> tuple[Entry[Event], ...]:
    """The entries after the opening of a script with these steps."""
    return load_script(f"format: visit/1\nvisit: a\n{header}\nsteps:\n{text}").entries[1:]


def step(text: str, header: str = "") -> Entry[Event]:
    """The only entry of a script with one step."""
    (found,) = steps(f"  - {text}\n", header)
    return found


@given(streams())
def test_any_stream_comes_back_from_yaml(stream: Stream) -> None:
    """What a stream is written as in YAML is read as the same stream."""
    assert load_script(dump_script(stream)) == stream


@given(streams())
def test_any_stream_comes_back_from_json(stream: Stream) -> None:
    """What a stream is written as in JSON is read as the same stream."""
    assert load_script(dump_script(stream, to="json")) == stream


@given(streams(longest=4))
def test_bytes_are_read_as_their_text(stream: Stream) -> None:
    """A script is read alike from text and from UTF-8, with a byte order mark or without."""
    text = dump_script(stream)
    assert load_script(text.encode()) == load_script(b"\xef\xbb\xbf" + text.encode()) == stream


def test_the_example_is_read_and_comes_back() -> None:
    """The example visit is read without a fault, in full, and comes back from both forms."""
    stream = read_script(EXAMPLE)
    assert stream.visit == "astana-2023-04-aliyev"
    assert [entry.placing for entry in stream if isinstance(entry.event, AnthemPlayed)] == [Placing.LISTED] * 2
    assert load_script(dump_script(stream)) == load_script(dump_script(stream, to="json")) == stream


def test_the_example_gives_no_time_of_day() -> None:
    """No report of the example visit gives a time, so no entry does."""
    assert {type(entry.at.value) for entry in read_script(EXAMPLE) if entry.at} == {date}


def test_a_header_opens_the_record_and_agrees_the_visit() -> None:
    """The keys of the header become the first two entries."""
    stream = load_script("""
format: visit/1
visit: oslo
kind: state
kind_by_guest: official
kind_as_stated: statsbesøk
coverage: complete
basis: announced
dates: [2024-05-14, 2024-05-15]
time_zone: Europe/Oslo
host: {state: NO, city: Oslo, principals: [Harald V]}
guest: {state: MD}
also: [{side: other, state: SE}]
rulebook: textbook
sources: [{id: x, title: T, url: u, language: no, locator: p. 1}]
remark: [one, {en: two}]
""")
    assert stream.entries == (
        Entry(
            0,
            RecordOpened(
                "oslo",
                Basis.ANNOUNCED,
                Coverage.COMPLETE,
                "Europe/Oslo",
                (Source("T", "u", "no", "p. 1", "x"),),
                "textbook",
            ),
            remarks=(Text.of("one"), Text.of({"en": "two"})),
        ),
        Entry(
            1,
            VisitAgreed(
                VisitKind.STATE,
                (
                    Party(Side.HOST, Country("NO"), "Oslo", (Person("Harald V"),)),
                    Party(Side.GUEST, Country("MD")),
                    Party(Side.OTHER, Country("SE")),
                ),
                Dates(date(2024, 5, 14), date(2024, 5, 15)),
                VisitKind.OFFICIAL,
                "statsbesøk",
            ),
        ),
    )


def test_a_header_without_a_visit_agrees_none() -> None:
    """A script that says nothing of the visit is a record that was opened, and no more."""
    assert load_script("format: visit/1\nvisit: a\n") == Stream.of(RecordOpened("a"))


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("delegations_presented", DelegationsPresented()),
        ("delegations_presented:", DelegationsPresented()),
        ("delegations_presented: {}", DelegationsPresented()),
        ("guard_reported: {to: both}", GuardReported(Sides.BOTH)),
        ("anthem_played: {of: host, state: NO}", AnthemPlayed(Side.HOST, Country("NO"))),
        ("anthem_played: {of: null}", AnthemPlayed()),
        ("gun_salute_fired: {rounds: 21}", GunSaluteFired(21)),
        ("guest_arrived: {place: Airport}", Entry(0, GuestArrived(), place=Venue("Airport"))),
        ("guest_arrived: {place: {indoors: true}}", Entry(0, GuestArrived(), place=Venue(indoors=True))),
        (
            "guest_greeted: {by: [NO, {name: A, state: NO}]}",
            Entry(0, GuestGreeted(), present=present(acting=(Person("NO"), Person("A", country=Country("NO"))))),
        ),
        ("other_happened: {title: 2023}", OtherHappened("2023")),
        ("other_happened: {title: yes}", OtherHappened("yes")),
        ("other_happened: {title: 'null'}", OtherHappened("null")),
        ("other_happened: {title: {no: a, ru: b}}", OtherHappened({"no": "a", "ru": "b"})),
        ("visit_postponed: {until: 2023-05-01}", VisitPostponed(date(2023, 5, 1))),
        (
            "documents_exchanged: {documents: [T, {title: U, kind: treaty}]}",
            DocumentsExchanged((Document("T"), Document("U", DocumentKind.TREATY))),
        ),
        ("entry_corrected: {position: 0, event: talks_opened}", EntryCorrected(0, TalksOpened())),
        (
            "entry_corrected: {position: 0, event: {document_signed: {title: T}}, at: 10:30}",
            EntryCorrected(0, DocumentSigned(Document("T")), Moment(time(10, 30))),
        ),
    ],
)
def test_a_word_is_what_is_wanted_where_it_stands(text: str, event: Event | Entry[Event]) -> None:
    """What a word means is decided by its place, not by its looks."""
    assert step(text) == at_position(event, 1)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("at: 2023-04-10", Moment(date(2023, 4, 10))),
        ("at: 10:30", Moment(time(10, 30))),
        ("at: 2023-04-10T10:30", Moment(datetime(2023, 4, 10, 10, 30, tzinfo=ALMATY))),
        ("at: 2023-04-10T10:30Z", Moment(datetime(2023, 4, 10, 10, 30, tzinfo=UTC))),
        ("at: 10:30, precision: about", Moment(time(10, 30), Precision.ABOUT)),
        ("at: 10:30, precision: towards noon", Moment(time(10, 30), Precision.AS_STATED, "towards noon")),
        ("at: {value: 10:30, precision: by}", Moment(time(10, 30), Precision.BY)),
        (
            "at: {value: 2023-04-10T10:30, wording: ca}",
            Moment(datetime(2023, 4, 10, 10, 30, tzinfo=ALMATY), wording="ca"),
        ),
    ],
)
def test_times_are_as_precise_as_they_are_written(text: str, at: Moment) -> None:
    """A time is a date-time in the zone of the script, a date, or a time of day, with its precision."""
    assert step(f"guest_arrived: {{{text}}}", "time_zone: Asia/Almaty").at == at


def test_reserved_keys_annotate_the_entry() -> None:
    """What a step says beside its event is said by its entry."""
    _, found = steps(
        """
  - talks_opened
  - guest_arrived:
      until: 11:15
      placing: listed
      standing: inferred
      sources: [x]
      during: talks
      remark: r
      recorded_by: desk
      recorded_at: 2023-04-10T10:30
""",
        "time_zone: UTC\nsources: [{id: x, title: T}]",
    )
    assert found == Entry(
        2,
        GuestArrived(),
        until=Moment(time(11, 15)),
        placing=Placing.LISTED,
        standing=Standing.INFERRED,
        during=1,
        sources=("x",),
        remarks=(Text.of("r"),),
        recorded_by="desk",
        recorded_at=datetime(2023, 4, 10, 10, 30, tzinfo=UTC),
    )


def test_a_field_of_an_event_goes_before_a_reserved_key() -> None:
    """Where an event has a field of the same name, the key of the entry is called otherwise."""
    found = step("visit_postponed: {until: 2023-05-01, entry_until: 2023-04-10}")
    assert found == Entry(1, VisitPostponed(date(2023, 5, 1)), until=Moment(date(2023, 4, 10)))


def test_during_is_the_nearest_earlier_or_a_number() -> None:
    """A tag means the nearest earlier entry of that name, a number the entry of that position."""
    found = steps(
        "  - talks\n  - talks\n  - photograph_taken: {during: talks_opened}\n  - guest_arrived: {during: 1}\n"
    )
    assert [entry.during for entry in found[-2:]] == [3, 1]


def test_a_nested_ceremony_is_opened_and_closed() -> None:
    """A ceremony holds its steps; its `until` is when it closed, its standing that of both ends."""
    found = steps("""
  - welcome_ceremony:
      venue: Akorda
      at: 10:30
      until: 11:15
      standing: inferred
      precision: about
      steps:
        - delegations_presented
        - signing
""")
    assert found == (
        Entry(
            1,
            WelcomeCeremonyOpened(),
            Moment(time(10, 30), Precision.ABOUT),
            standing=Standing.INFERRED,
            place=Venue("Akorda"),
        ),
        Entry(2, DelegationsPresented()),
        Entry(3, SigningOpened()),
        Entry(4, SigningClosed()),
        Entry(5, WelcomeCeremonyClosed(), Moment(time(11, 15), Precision.ABOUT), standing=Standing.INFERRED),
    )


def test_talks_close_in_the_format_they_opened() -> None:
    """The closing of nested talks has the format of their opening."""
    opened, closed = steps("  - talks: {format: restricted, steps: }\n")
    assert opened.event == TalksOpened(TalksFormat.RESTRICTED)
    assert closed.event == TalksClosed(TalksFormat.RESTRICTED)


HEADER = """
host: {state: KZ, principals: [{name: {en: Tokayev, ru: Токаев}, office: President, rank: head-of-state}]}
guest: {state: AZ, principals: [Aliyev]}
"""


def test_the_name_of_a_principal_means_the_principal() -> None:
    """A name of the header, in any language, stands for all that the header says of its bearer."""
    host = Person({"en": "Tokayev", "ru": "Токаев"}, "President", Rank.HEAD_OF_STATE, Country("KZ"))
    guest = Person("Aliyev", country=Country("AZ"))
    *_, greeted, signed = steps(
        """
  - guest_greeted: {by: [Токаев, Nobody, {name: Tokayev}]}
  - document_signed: {title: T, by: [Tokayev, Aliyev, Nobody, {name: X, side: other, powers: lacking}]}
""",
        HEADER,
    )
    assert isinstance(greeted.event, GuestGreeted)
    assert isinstance(signed.event, DocumentSigned)
    assert greeted.acting == (host, Person("Nobody"), Person("Tokayev"))
    assert signed.event.signatories == (
        Signatory(host, Side.HOST),
        Signatory(guest, Side.GUEST),
        Signatory(Person("Nobody")),
        Signatory(Person("X"), Side.OTHER, FullPowers.LACKING),
    )


def test_written_scripts_are_short() -> None:
    """Ceremonies are nested and principals named when a stream is written, as people would."""
    text = dump_script(
        load_script(f"""
format: visit/1
visit: a
{HEADER}
steps:
  - talks:
      at: 10:30
      until: 11:15
      precision: about
      steps:
        - photograph_taken: {{of: [Tokayev]}}
  - document_signed: {{title: T, by: [Aliyev]}}
""")
    )
    assert (
        text.partition("steps:\n")[2]
        == """\
  - talks:
      at: '10:30:00'
      until: '11:15:00'
      precision: about
      steps:
        - photograph_taken:
            addressed: [Tokayev]
  - document_signed:
      title: T
      by: [Aliyev]
"""
    )


def test_a_ceremony_whose_closing_says_more_is_written_flat() -> None:
    """What the nested form cannot tell is written as single steps."""
    stream = Stream.of(RecordOpened("a"), SigningOpened(), Entry(2, SigningClosed(), recorded_by="desk"))
    text = dump_script(stream)
    assert "signing_opened" in text
    assert "signing_closed" in text
    assert load_script(text) == stream


def test_overlapping_ceremonies_are_written_flat_where_they_must() -> None:
    """Brackets that cross are written so that they come back as they were."""
    events = (TalksOpened(), SigningOpened(), TalksClosed(), SigningClosed())
    stream = Stream.of(RecordOpened("a"), *events)
    assert load_script(dump_script(stream)) == stream


def test_ceremonies_nested_without_end_come_back() -> None:
    """However deep ceremonies stand in each other, what is written can be read."""
    stream = Stream.of(RecordOpened("a"), *[SigningOpened()] * 100, *[SigningClosed()] * 100)
    assert load_script(dump_script(stream)) == stream


@pytest.mark.parametrize(
    ("stream", "problem"),
    [
        (Stream((Entry(0, RecordOpened("a")), Entry(2, GuestArrived()))), "without gaps"),
        (
            Stream.of(RecordOpened("a"), Entry(1, GuestArrived(), sources=("x",))),
            "sources that the record does not list: x",
        ),
        (
            Stream.of(RecordOpened("a", coverage=Coverage.COMPLETE), Entry(1, GuestArrived(), placing=Placing.LISTED)),
            "only listed",
        ),
    ],
)
def test_what_no_script_can_say_is_refused(stream: Stream, problem: str) -> None:
    """A stream that no script could be read as is refused, with the entry."""
    with pytest.raises(StreamError, match=problem):
        dump_script(stream)


def test_two_principals_of_one_name_are_written_in_full() -> None:
    """Where a name would not say who is meant, all is written."""
    agreed = VisitAgreed(
        parties=(Party(Side.HOST, principals=(Person("A"),)), Party(Side.GUEST, principals=(Person("A", "x"),)))
    )
    stream = Stream.of(
        RecordOpened("a"), agreed, Entry(0, GuestGreeted(), present=present(acting=(Person("A"), Person("A", "x"))))
    )
    assert load_script(dump_script(stream)) == stream
    assert load_script(dump_script(evolve(stream, entries=stream.entries[:2]))) == Stream(stream.entries[:2])
