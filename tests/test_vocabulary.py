"""What sources tell beside the order of a visit: moves, guards, flags, calls, documents without titles, editions."""

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Literal

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from protocol import COMMON, check
from protocol.events import (
    ORDERED,
    CityKeyPresented,
    DecorationConferred,
    DecorationsExchanged,
    DelegationsPresented,
    DiplomaticCorpsGreeted,
    DocumentSigned,
    DocumentsSigned,
    Event,
    FlagRaised,
    GuardDrawnUp,
    GuestArrived,
    GuestDeparted,
    InformalMeetingHeld,
    MeetingHeld,
    MusicPlayed,
    ReceptionOpened,
    RecordOpened,
    SigningOpened,
    TalksClosed,
    TalksOpened,
    ToastProposed,
    TransferMade,
    TreePlanted,
    VisitAgreed,
    VisitorsBookSigned,
    WelcomeCeremonyOpened,
)
from protocol.hosts import RULEBOOKS
from protocol.order.language.orders import named_by
from protocol.projections import ledger, programme, register, statistics, steps_for
from protocol.render import render
from protocol.reports import REPORTS, Brief, describe
from protocol.rules import Fold, Rule
from protocol.script import dump_script, load_script
from protocol.stream import Entry, Stream
from protocol.testing import values
from protocol.values import (
    Counterpart,
    Coverage,
    Document,
    DocumentKind,
    Formality,
    InformalSetting,
    Meal,
    Means,
    Moment,
    Party,
    Person,
    Side,
    Sides,
    Standing,
    Venue,
    present,
)
from protocol.visit import replay

ANNA, BORIS, CARLA = (Person(name) for name in ("Anna", "Boris", "Carla"))
OPENED = RecordOpened("demo")


def step(event: Event, place: str | None = None, **people: list[Person]) -> Entry[Event]:
    """A step with where it was and who took which part in it."""
    return Entry(0, event, place=None if place is None else Venue(place), present=present(**people))


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (
            step(TransferMade(Means.MOTORCADE, "Aurus Senat", "the embankment"), "Akorda"),
            "The guest went by motorcade to Akorda; vehicle: Aurus Senat; route: the embankment",
        ),
        (step(TransferMade(Means.ON_FOOT), acting=[ANNA, BORIS]), "Anna and Boris went on foot"),
        (step(TransferMade(Means.OTHER)), "The guest went"),
        (
            step(GuardDrawnUp("Presidential Guard", 100, "Central Band"), acting=[CARLA]),
            "A guard of honour was drawn up: Presidential Guard; strength: 100; band: Central Band; commander: Carla",
        ),
        (step(MusicPlayed("Salut", "the Central Band")), "Salut was played by the Central Band"),
        (step(MusicPlayed()), "Music was played"),
        (step(FlagRaised(Side.GUEST)), "The flag of the guest was raised"),
        (step(FlagRaised(), acting=[ANNA]), "A flag was raised by Anna"),
        (
            step(DiplomaticCorpsGreeted(), acting=[CARLA]),
            "The guest and the heads of diplomatic missions exchanged greetings: Carla",
        ),
        (
            step(DelegationsPresented(Sides.HOST), addressed=[CARLA, ANNA, BORIS]),
            "The members of the delegation of the host were presented: Carla, Anna and Boris",
        ),
        (
            step(DocumentsSigned(4, DocumentKind.MEMORANDUM), attending=[ANNA]),
            "A signing without stated titles took place: 4 memoranda (in the presence of Anna)",
        ),
        (step(DocumentsSigned(1)), "A signing without stated titles took place: 1 document"),
        (step(DocumentsSigned(kind=DocumentKind.TREATY)), "A signing without stated titles took place: treaty"),
        (step(DocumentSigned(Document("X")), attending=[ANNA]), '"X" was signed (in the presence of Anna)'),
        (
            step(InformalMeetingHeld(InformalSetting.TEA, "trade"), "Tea House", acting=[ANNA, BORIS]),
            "An informal meeting was held over tea at Tea House: Anna and Boris; the subject: trade",
        ),
        (
            step(MeetingHeld(Counterpart.SPEAKER, call_by=Side.HOST), attending=[CARLA]),
            "The guest received a call by the speaker of parliament: Carla",
        ),
        (step(MeetingHeld(call_by=Side.HOST), attending=[CARLA]), "The guest received a call: Carla"),
        (step(MeetingHeld(Counterpart.PREMIER, call_by=Side.GUEST)), "The guest called on the head of government"),
        (
            step(DecorationsExchanged("A", "B"), acting=[ANNA, BORIS]),
            "Decorations were exchanged: Anna and Boris; conferred by the host: A; conferred by the guest: B",
        ),
        (step(CityKeyPresented("Lisbon"), acting=[CARLA]), "The key of Lisbon was presented by Carla"),
        (
            step(VisitorsBookSigned("Golden Book of the City"), acting=[ANNA]),
            "The visitors' book (Golden Book of the City) was signed by Anna",
        ),
        (step(TreePlanted("sugar maple"), acting=[ANNA]), "A tree (sugar maple) was planted by Anna"),
        (step(WelcomeCeremonyOpened("morning dress")), "The welcome ceremony began; dress: morning dress"),
        (
            step(ReceptionOpened(Meal.DINNER, Formality.STATE, "white tie")),
            "The state dinner began; dress: white tie",
        ),
    ],
)
def test_sentences_say_what_the_record_does(entry: Entry[Event], sentence: str) -> None:
    """Means, vehicles, persons presented in their order, numbers and dress are told as far as they are known."""
    assert describe(entry) == sentence


def test_persons_presented_keep_their_order() -> None:
    """In the sentence too, however many there are."""
    people = [Person(f"P{number}") for number in range(40, 0, -1)]
    told = describe(step(DelegationsPresented(), addressed=people))
    assert told.endswith(", ".join(str(each) for each in people[:-1]) + " and P1")


def names(rule: Rule, event: type[Event]) -> bool:
    """Whether a rule speaks of an event: an order rule by a pattern, a content rule by what steps it."""
    if isinstance(rule.body, Fold):
        return event in rule.body.events | rule.body.wakes
    return any(pattern.event is event for pattern in named_by(rule.order))


RULES = {rule.code: rule for book in RULEBOOKS.values() for rule in book}


def test_no_rule_takes_an_informal_meeting_for_talks() -> None:
    """Of the rules of all hosts only those that hear every step, such as whether time runs forward, hear of it."""
    hearing = [rule for rule in RULES.values() if names(rule, InformalMeetingHeld)]
    assert [rule.code for rule in hearing if not all(names(rule, event) for event in ORDERED)] == []
    assert any(names(rule, TalksOpened) for rule in RULES.values() if rule not in hearing)


@given(values(InformalMeetingHeld), st.integers(0, 5), st.sampled_from(sorted(RULEBOOKS)), st.sampled_from(Coverage))
def test_an_informal_meeting_changes_no_finding(
    meeting: InformalMeetingHeld, place: int, book: str, coverage: Coverage
) -> None:
    """Tea before the welcome, before the talks or after them is no round of talks, whatever the host and the record."""
    opened = evolve(OPENED, coverage=coverage)
    steps: list[Event] = [TalksOpened(), TalksClosed(), WelcomeCeremonyOpened(), GuestArrived(), ToastProposed()]
    told = Stream.of(opened, *steps), Stream.of(opened, *steps[:place], meeting, *steps[place:])
    found = [[finding.rule.code for finding in check(each, RULEBOOKS[book]).findings] for each in told]
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ([GuestArrived(), DocumentsSigned(4), TalksOpened()], "SIG03"),
        ([DocumentsSigned(), GuestArrived()], "ARR05"),
        ([GuestArrived(), GuestDeparted(), DocumentsSigned()], "DEP03"),
    ],
)
def test_documents_without_titles_are_a_signing(steps: list[Event], code: str) -> None:
    """What comes before and after a signing does so too where nobody says what was signed."""
    found = check(Stream.of(evolve(OPENED, coverage=Coverage.COMPLETE), *steps), COMMON, ended=False).findings
    assert code in {finding.rule.code for finding in found}


def printed(stream: Stream, report: str, zone: tzinfo | None = None) -> str:
    """A report on a stream as text, all on one line."""
    page = REPORTS[report].build(Brief(stream, assessment=check(stream, COMMON), zone=zone))
    return " ".join(render(page, to="md").split())


def test_the_register_has_documents_without_titles() -> None:
    """It says how many of which kind there were and that no title is stated, and statistics count them."""
    four = Entry(0, DocumentsSigned(4, DocumentKind.MEMORANDUM), at=Moment(date(2023, 4, 10)))
    stream = Stream.of(OPENED, SigningOpened(), DocumentSigned(Document("A")), four, DocumentsSigned())
    told = register.of(stream)
    assert [(each.number, each.kind, each.entries) for each in told.untitled] == [
        (4, DocumentKind.MEMORANDUM, (3,)),
        (None, None, (4,)),
    ]
    said = printed(stream, "register")
    assert "4 memoranda, titles not stated" in said
    assert "10 April 2023" in said
    assert statistics([(stream, check(stream, COMMON))]).documents == 1 + 4 + 1


def test_a_register_of_documents_without_titles_alone_is_not_empty() -> None:
    """It does not say that no document is recorded as signed."""
    stream = Stream.of(OPENED, DocumentsSigned(1))
    said = printed(stream, "register")
    assert "1 document, titles not stated" in said
    assert "No document" not in said


def test_decorations_exchanged_are_two_of_the_ledger() -> None:
    """One of each side, each with what it was, and the visit remembers them among its decorations."""
    stream = Stream.of(OPENED, DecorationConferred("C", Side.HOST), DecorationsExchanged("A", "B"))
    assert [(str(line.what), line.by) for line in ledger.of(stream).lines] == [
        ("C", Side.HOST),
        ("A", Side.HOST),
        ("B", Side.GUEST),
    ]
    assert len(replay(stream).decorations) == 2


@pytest.mark.parametrize("code", ["RUS04", "KAZ08"])
def test_decorations_exchanged_come_after_the_toasts(code: str) -> None:
    """Where decorations are conferred after the toasts, so are those that are exchanged."""
    assert [each.event for each in named_by(RULES[code].order)].count(DecorationsExchanged) == 1


def test_a_guest_is_where_the_event_is_about_the_guest() -> None:
    """At the key of the city and the greeting of the corps, whoever presents; at a move, unless others move."""
    agreed = VisitAgreed(parties=(Party(Side.GUEST, principals=(ANNA,)),))
    for event, acting, there in (
        (CityKeyPresented(), [CARLA], True),
        (DiplomaticCorpsGreeted(), [CARLA], True),
        (TransferMade(), [], True),
        (TransferMade(), [CARLA], False),
    ):
        told = programme.of(Stream.of(OPENED, agreed, step(event, acting=acting)))
        assert bool(steps_for(told, ANNA)) is there


def test_documents_that_are_announced_are_still_to_be_signed() -> None:
    """The register of a record lists those without titles, too, unless as many of the kind were signed."""
    ahead = Entry(0, DocumentsSigned(4), standing=Standing.ANNOUNCED)
    said = printed(Stream.of(OPENED, ahead), "register")
    assert "Documents announced and to be signed" in said
    assert "4 documents, titles not stated" in said
    assert "Documents announced" not in printed(Stream.of(OPENED, ahead, DocumentsSigned(4)), "register")


PROGRAMME = """
format: visit/1
visit: demo
basis: announced
time_zone: Asia/Kolkata
edition: {en: revised, ru: уточненная}
as_of: 2010-11-04T18:00
steps:
  - transfer_made: {means: motorcade, vehicle: car one, route: via the embankment, place: Akorda, acting: [Anna]}
  - escort_provided: {means: horse guards}
  - welcome_ceremony: {dress: morning dress, steps: [{guard_drawn_up: {unit: First Guards, strength: 100, band: B}}]}
  - meeting_held: {counterpart: minister, call_by: host, attending: [Carla]}
  - visitors_book_signed: {book: Golden Book, by: [Anna]}
  - tree_planted: {tree: oak, acting: [Anna, Boris]}
"""


@pytest.mark.parametrize("to", ["yaml", "json"])
def test_a_script_says_all_of_it(to: Literal["yaml", "json"]) -> None:
    """What is written is read as the same programme again, its edition among the keys of the header."""
    stream = load_script(PROGRAMME)
    assert stream.opening.as_of == Moment(datetime(2010, 11, 4, 18, tzinfo=timezone(timedelta(hours=5, minutes=30))))
    assert load_script(dump_script(stream, to=to)) == stream


def test_a_programme_says_which_edition_it_is() -> None:
    """In its head, with the moment that it was current, by the clocks of the visit; without them nothing of it."""
    stream = load_script(PROGRAMME)

    assert "Edition: revised" in printed(stream, "programme")
    assert "As on 4 November 2010, 18:00" in printed(stream, "programme")
    assert "As on 4 November 2010, 12:30" in printed(stream, "programme", UTC)
    bare = Stream.of(evolve(stream.opening, edition=None, as_of=None), *stream.entries[1:])
    assert "Edition: revised" not in printed(bare, "programme")
    assert "As on" not in printed(bare, "programme")


def test_a_programme_prints_means_and_vehicles() -> None:
    """A transfer has its means, vehicle and route in its row, an escort its means."""
    stream = load_script(PROGRAMME)
    said = printed(stream, "programme")
    for words in ("Transfer by motorcade: Akorda; vehicle: car one; route: via the embankment", "Escort: horse guards"):
        assert words in said
