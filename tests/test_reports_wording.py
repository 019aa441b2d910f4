"""The words of reports: every event has its own, in both tenses, and what is not known is not said."""

from datetime import date, datetime, time, timedelta, timezone
from enum import EnumType
from importlib import import_module
from typing import Any, get_args, get_type_hints

import attrs
import pytest

from protocol.events import (
    EVENTS,
    FAMILIES,
    AnthemPlayed,
    DelegationsPresented,
    DocumentSigned,
    EntryCorrected,
    Event,
    GiftPresented,
    GuardReported,
    GuestGreeted,
    GunSaluteFired,
    MeetingHeld,
    ProgrammeApproved,
    ReceptionClosed,
    ReceptionOpened,
    RecordOpened,
    TalksOpened,
    VisitAgreed,
    WreathLaid,
    tag,
)
from protocol.events.ceremonies import OPENINGS
from protocol.reports import describe
from protocol.reports.words.events import WORDS, tenses
from protocol.reports.words.teller import Teller
from protocol.reports.words.templates import fill, slots
from protocol.reports.words.times import days_in_words, moment_in_words
from protocol.stream import Entry, Stream, at_position
from protocol.values import (
    Basis,
    Counterpart,
    Country,
    Dates,
    Document,
    DocumentKind,
    Formality,
    FullPowers,
    Meal,
    Moment,
    Party,
    Person,
    Precision,
    Rank,
    Side,
    Sides,
    Signatory,
    SigningManner,
    Source,
    TalksFormat,
    Text,
    Venue,
    VenueKind,
    VisitKind,
    present,
)
from protocol.visit import Visit, replay

TOKAYEV = Person("Kassym-Jomart Tokayev", "President of the Republic of Kazakhstan", Rank.HEAD_OF_STATE)
ALIYEV = Person("Ilham Aliyev", "President of the Republic of Azerbaijan", Rank.HEAD_OF_STATE)
DAY = date(2023, 4, 10)
AGREED = VisitAgreed(
    VisitKind.OFFICIAL,
    (
        Party(Side.HOST, Country("KZ"), "Astana", (TOKAYEV,)),
        Party(Side.GUEST, Country("AZ"), "Baku", (ALIYEV,)),
    ),
    Dates(DAY, DAY),
)
SOURCES = (Source("Visit", "https://example.org/visit", "ru", id="a"), Source("Another report", id="b"))
OPENED = RecordOpened("astana-2023", time_zone="Asia/Almaty", sources=SOURCES)
VISIT = replay(Stream.of(OPENED, AGREED))
ALMATY = timezone(timedelta(hours=6))

SAMPLES: dict[object, object] = {
    bool: True,
    int: 21,
    str: "a name",
    date: DAY,
    Text: Text.of("some words"),
    Person: Person("Alikhan Smailov", "Prime Minister"),
    Venue: Venue("Akorda", city="Astana"),
    Dates: Dates(DAY, DAY),
    Moment: Moment(DAY),
    Country: Country("AZ"),
    Document: Document("Joint Statement"),
    Signatory: Signatory(TOKAYEV),
    Party: Party(Side.HOST, Country("KZ")),
    Source: Source("Visit"),
}
"""A value for each type of field; of a set of values the first that says something."""

UNSAID = {
    ("record_opened", name) for name in ("basis", "coverage", "time_zone", "sources", "rulebook", "edition", "as_of")
}
"""The fields that are told elsewhere in a report than in the sentence of the event."""


def sample(kind: Any) -> object:  # noqa: ANN401 - an annotation, of whatever form
    """A value of a type, as full as it can be."""
    if kind in SAMPLES:
        return SAMPLES[kind]
    if isinstance(kind, type) and attrs.has(kind):
        return filled(kind)
    if isinstance(kind, EnumType):
        return next(iter(kind))
    inner = [part for part in get_args(kind) if part not in (type(None), Ellipsis)]
    value = sample(inner[0])
    return (value,) if getattr(kind, "__origin__", None) is tuple else value


def filled(event: type) -> Any:  # noqa: ANN401 - an event of the class that is asked for
    """An event with all its fields filled; a correction with an event of its own."""
    hints = get_type_hints(event, {"Event": AnthemPlayed} | vars(__import__("protocol.values", fromlist=["*"])))
    return event(**{attribute.name: sample(hints[attribute.name]) for attribute in attrs.fields(event)})


@pytest.mark.parametrize(("family", "events"), FAMILIES.items())
def test_every_family_of_events_has_its_table_of_words(family: str, events: tuple[type[Event], ...]) -> None:
    """The words of a family stand in a file of its name, for its events in their order and for no others."""
    table = getattr(import_module(f"protocol.reports.words.events.{family}"), family.upper())
    assert tuple(table) == events
    assert table.items() <= WORDS.items()


def test_every_event_class_has_words_of_its_own() -> None:
    """No event is told in the words of another: not in its heading, not when it happened, not when it is planned."""
    assert set(WORDS) == set(EVENTS)
    assert len({words.heading for words in WORDS.values()}) == len(EVENTS)
    for tense in (0, 1):
        assert len({tenses(words.sentence)[tense] for words in WORDS.values()}) == len(EVENTS)


def test_what_happens_has_two_tenses() -> None:
    """Only what is a matter of record in a programme too, and what is told by its title, has one sentence for both."""
    alike = {event for event, words in WORDS.items() if len({*tenses(words.sentence)}) == 1}
    assert alike == {*FAMILIES["preparation"], *FAMILIES["record"]}


@pytest.mark.parametrize("event", EVENTS, ids=tag)
def test_every_field_of_an_event_is_told(event: type[Event]) -> None:
    """Whatever an event can say is said in its sentence, in both tenses."""
    names = {attribute.name for attribute in attrs.fields(event)}
    wanted = {name for name in names if (tag(event), name) not in UNSAID}
    for template in tenses(WORDS[event].sentence):
        told = {part for slot in slots(template) for part in slot.split(":")}
        assert told & names == wanted


@pytest.mark.parametrize("event", EVENTS, ids=tag)
@pytest.mark.parametrize("visit", [Visit(), VISIT, Visit(basis=Basis.ANNOUNCED)], ids=["unknown", "known", "planned"])
def test_every_event_reads_as_a_sentence(event: type[Event], visit: Visit) -> None:
    """A full event reads as a sentence: a capital first, no braces, no brackets, no code, no None."""
    sentence = describe(Entry(3, filled(event)), visit)
    assert sentence[0].isupper() or sentence[0] in "'\""
    assert not set("{}[]<>|") & set(sentence)
    assert "None" not in sentence
    assert "  " not in sentence


@pytest.mark.parametrize("event", EVENTS, ids=tag)
def test_every_event_stands_in_a_programme(event: type[Event]) -> None:
    """A bare event and a full one are both named there, without braces, brackets or None."""
    bare = event(
        **{
            attribute.name: getattr(filled(event), attribute.name)
            for attribute in attrs.fields(event)
            if attribute.default is attrs.NOTHING
        }
    )
    for told in (bare, filled(event)):
        words = Teller().item(Entry(0, told))
        assert words[0].isupper() or words[0] in "'\""
        assert not set("{}[]<>|") & set(words)
        assert "None" not in words


def test_openings_of_ceremonies_have_a_phrase_for_the_whole() -> None:
    """A ceremony of which only its brackets are known is told in one sentence."""
    assert {event for event, words in WORDS.items() if words.held is not None} == OPENINGS
    assert Teller().as_held(Entry(2, TalksOpened(TalksFormat.RESTRICTED))) == "Talks were held in restricted format"


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (AnthemPlayed(), "The national anthems were played"),
        (AnthemPlayed(Side.GUEST), "The anthem of Azerbaijan was played"),
        (AnthemPlayed(Side.OTHER), "The anthem of a third party was played"),
        (AnthemPlayed(Side.GUEST, Country("TR")), "The anthem of Türkiye was played"),
        (DelegationsPresented(), "The members of the delegations were presented"),
        (DelegationsPresented(Sides.BOTH), "The members of both delegations were presented"),
        (DelegationsPresented(Sides.HOST), "The members of the delegation of Kazakhstan were presented"),
        (
            GuardReported(Sides.BOTH),
            "The commander of the guard of honour reported to Kassym-Jomart Tokayev and Ilham Aliyev",
        ),
        (GuardReported(Sides.GUEST), "The commander of the guard of honour reported to Ilham Aliyev"),
        (GuestGreeted(flowers=True), "The guest was met, with flowers"),
        (GuestGreeted(flowers=False), "The guest was met, without flowers"),
        (GuestGreeted(), "The guest was met"),
        (
            Entry(
                0,
                GuestGreeted(),
                place=Venue(kind=VenueKind.AIRPORT),
                present=present(acting=(Person("A", "Mayor"), Person("B", rank=Rank.MINISTER), TOKAYEV)),
            ),
            "The guest was met by A (Mayor), B (minister) and Kassym-Jomart Tokayev at the airport",
        ),
        (GunSaluteFired(21), "A salute of 21 guns was fired"),
        (GunSaluteFired(), "A gun salute was fired"),
        (MeetingHeld(), "A meeting was held"),
        (Entry(0, WreathLaid(), place=Venue()), "A wreath was laid"),
        (Entry(0, WreathLaid(), place=Venue(city="Astana")), "A wreath was laid in Astana"),
        (Entry(0, WreathLaid(), place=Venue(kind=VenueKind.STREET, city="Astana")), "A wreath was laid in Astana"),
        (Entry(0, WreathLaid(), place=Venue("Astana airport", city="Astana")), "A wreath was laid at Astana airport"),
        (ProgrammeApproved(), "The programme was approved"),
        (ProgrammeApproved("p", 2, Side.HOST), "The programme p, version 2, was approved by Kazakhstan"),
        (
            Entry(0, WreathLaid(), place=Venue("Akorda", city="Astana", indoors=True)),
            "A wreath was laid at Akorda, Astana (indoors)",
        ),
        (ReceptionOpened(), "The reception began"),
        (ReceptionOpened(Meal.DINNER, Formality.STATE), "The state dinner began"),
        (ReceptionOpened(formality=Formality.WORKING), "The working reception began"),
        (
            DocumentSigned(Document("On Trade", DocumentKind.AGREEMENT), manner=SigningManner.INITIALLING),
            '"On Trade" (agreement) was initialled',
        ),
        (
            DocumentSigned(
                Document("Joint Statement", DocumentKind.JOINT_STATEMENT),
                (Signatory(TOKAYEV), Signatory(Person("B"), powers=FullPowers.LACKING)),
            ),
            '"Joint Statement" was signed by Kassym-Jomart Tokayev and B (full powers lacking)',
        ),
        (EntryCorrected(3, AnthemPlayed(Side.HOST)), None),
    ],
)
def test_sentences_are_those_of_a_protocol_officer(event: Event | Entry[Event], sentence: str | None) -> None:
    """People, places, states and documents are named as far as they are known, and no further."""
    wanted = sentence or 'Entry 3 was corrected; what happened: "The anthem of Kazakhstan was played"'
    assert describe(at_position(event, 2), VISIT) == wanted


def test_sides_without_names_are_sides() -> None:
    """Where nobody says which states and people they are, host and guest are called so."""
    assert describe(Entry(2, GuardReported(Sides.HOST))) == "The commander of the guard of honour reported to the host"
    assert describe(Entry(2, GiftPresented(by=Side.GUEST))) == "A gift was presented by the guest"


def test_words_in_brackets_from_input_are_not_templates() -> None:
    """A name that looks like a template is printed as it is."""
    assert describe(Entry(2, GiftPresented("[a {by} b]"))) == "A gift was presented: [a {by} b]"


def test_template_leaves_out_what_is_not_known() -> None:
    """The first alternative that can be said is said, and a part with nothing to say is left out."""
    template = "a[ {x}|{y}, b|, c][ {z}]"
    assert fill(template, {"x": "1", "z": "2"}.get) == "a 1 2"
    assert fill(template, {"y": "1"}.get) == "a1, b"
    assert fill(template, dict[str, str]().get) == "a, c"


@pytest.mark.parametrize(
    ("first", "last", "words_"),
    [
        (date(2023, 4, 10), None, "10 April 2023"),
        (date(2023, 4, 10), date(2023, 4, 10), "10 April 2023"),
        (date(2023, 4, 10), date(2023, 4, 11), "10 to 11 April 2023"),
        (date(2023, 4, 30), date(2023, 5, 1), "30 April to 1 May 2023"),
        (date(2023, 12, 31), date(2024, 1, 1), "31 December 2023 to 1 January 2024"),
    ],
)
def test_days_share_what_they_have_in_common(first: date, last: date | None, words_: str) -> None:
    """A period is written as people write it."""
    assert days_in_words(Dates(first, last)) == Teller().words(Dates(first, last)) == words_


@pytest.mark.parametrize(
    ("moment", "words_"),
    [
        (Moment(DAY), "10 April 2023"),
        (Moment(time(10, 30)), "10:30"),
        (Moment(time(10, 30, 15)), "10:30:15"),
        (Moment(datetime(2023, 4, 10, 10, 30, tzinfo=ALMATY)), "10 April 2023, 10:30 (UTC+06:00)"),
        (Moment(time(10, 30), Precision.ABOUT), "about 10:30"),
        (Moment(time(10, 30), Precision.BY), "by 10:30"),
        (Moment(DAY, Precision.AS_STATED, "towards evening"), '10 April 2023 ("towards evening")'),
    ],
)
def test_moments_are_as_precise_as_known(moment: Moment, words_: str) -> None:
    """A time says how precisely it is known."""
    assert moment_in_words(moment) == Teller().words(moment) == words_


def test_a_reception_ends_by_the_name_that_it_began_by() -> None:
    """A state banquet ends as one, in the record and in the terminal; a reception of which nothing is known as that."""
    stream = Stream.of(RecordOpened("demo"), ReceptionOpened(Meal.BANQUET, Formality.STATE), ReceptionClosed())

    assert [describe(entry, replay(stream)) for entry in stream[1:]] == [
        "The state banquet began",
        "The state banquet ended",
    ]
    assert describe(Entry(3, ReceptionClosed())) == "The reception ended"


def test_a_rank_that_is_in_a_name_is_not_said_twice() -> None:
    """Where a person is known by the office alone."""
    by = (Person("the Speaker of Parliament", rank=Rank.SPEAKER), Person("B", rank=Rank.SPEAKER))

    assert (
        describe(Entry(1, GuestGreeted(), present=present(acting=by)))
        == "The guest was met by the Speaker of Parliament and B (speaker)"
    )


def test_talks_of_two_are_one_on_one() -> None:
    """As an adjective is written."""
    assert describe(Entry(1, TalksOpened(TalksFormat.ONE_ON_ONE))) == "Talks began in one-on-one format"


def test_a_meeting_with_nobody_in_particular_was_held() -> None:
    """Who took part is told where it is known, and nothing where it is not."""
    assert describe(Entry(1, MeetingHeld(), present=present(attending=(Person("A"),)))) == "A meeting was held: A"
    assert describe(Entry(1, MeetingHeld(Counterpart.MAYOR))) == "The guest met the mayor"


def test_one_day_is_that_day_wherever_it_is_told() -> None:
    """In the record of the agreement too, after its preposition."""
    agreed = VisitAgreed(dates=Dates(date(2023, 4, 10)))

    assert describe(Entry(1, agreed)) == "The visit was agreed for 10 April 2023"
    assert str(Dates(date(2023, 4, 10))) == "2023-04-10"
