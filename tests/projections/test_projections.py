"""Projections: folds that can stop and go on, whose lines know the entries that they come from."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from protocol import COMMON, Coverage, Entry, Stream, effective, projections
from protocol.events import (
    DecorationConferred,
    DocumentsExchanged,
    DocumentSigned,
    EntryCorrected,
    EntryRetracted,
    Event,
    GiftPresented,
    GuardReviewed,
    GuestArrived,
    RecordOpened,
    SigningClosed,
    SigningOpened,
    TalksClosed,
    TalksOpened,
    VisitAgreed,
)
from protocol.projections import (
    PROJECTIONS,
    Explained,
    Figure,
    Projection,
    attendance,
    ceremonies,
    explain,
    ledger,
    obligations,
    programme,
    projection,
    register,
    timeline,
)
from protocol.projections.ceremony_steps import CeremonyTold, brackets
from protocol.script import read_script
from protocol.testing import check_projection, streams, visits
from protocol.values import (
    Country,
    Document,
    Moment,
    Party,
    Person,
    Side,
    Sides,
    Signatory,
    SigningManner,
    Venue,
    present,
)

ASTANA = read_script(Path(__file__).parents[2] / "examples" / "astana_2023.yaml")
GUEST = Person("Ilham Aliyev", "President of Azerbaijan")
HOST = Person("Kassym-Jomart Tokayev")
AGREED = VisitAgreed(parties=(Party(Side.HOST, Country("KZ"), None, (HOST,)), Party(Side.GUEST, None, None, (GUEST,))))
TREATY = Document("A treaty")


def of(*items: Event | Entry[Event]) -> Stream:
    """A record of some steps."""
    return Stream.of(RecordOpened("demo"), *items)


def at(text: str, event: Event) -> Entry[Event]:
    """A step with its time."""
    return Entry(0, event, Moment.parse(text))


@pytest.mark.uncovered
@pytest.mark.parametrize("each", [*PROJECTIONS.values(), obligations(COMMON)], ids=lambda each: each.name)
def test_every_projection_can_be_taken_up_again(each: Projection[object]) -> None:
    """Folding in two parts gives what folding at once gives, whatever is corrected in between."""
    check_projection(each)


@given(streams())
def test_folding_step_by_step_is_projecting_the_whole(stream: Stream) -> None:
    """The model of a stream is that of its entries as corrected, however they are folded."""
    so_far = timeline.start
    for entry in stream:
        so_far = timeline.step(so_far, entry)

    assert so_far.model == timeline.of(stream)
    assert so_far.model.entries == effective(stream).entries


def test_every_projection_is_in_the_list() -> None:
    """What a file of the package makes is listed, under its name and with a sentence."""
    made = {value for value in vars(projections).values() if isinstance(value, Projection)}

    assert {each.name for each in made} == set(PROJECTIONS)
    assert all(each.sentence.endswith(".") for each in made)


def test_a_fold_becomes_a_projection() -> None:
    """Its name is that of the function, its sentence the first line of its docstring."""

    @projection(start=0)
    def arrivals(so_far: int, entry: Entry[Event]) -> int:
        """How often the guest arrived."""
        return so_far + isinstance(entry.event, GuestArrived)

    stream = of(GuestArrived(), GuestArrived(), EntryRetracted(2))
    assert (arrivals.name, arrivals.sentence) == ("arrivals", "How often the guest arrived.")
    assert arrivals.of(stream) == 1


def test_the_timeline_tells_ceremonies_and_what_is_in_them() -> None:
    """A ceremony of which nothing else is told is one line; steps are as deep as the ceremonies around them."""
    items = timeline.of(ASTANA).items
    talks = [item for item in items if isinstance(item.entry.event, TalksOpened)]
    inside = {type(item.entry.event).__name__ for item in items if item.depth == 1}

    assert [item.entries for item in talks] == [(12, 13), (14, 15)]
    assert inside >= {"AnthemPlayed", "GuardReviewed"}
    assert not any(isinstance(item.entry.event, TalksClosed) for item in items)


def test_a_programme_goes_by_days() -> None:
    """A step without a date is on the day of the step before; before the first date no day is known."""
    stream = of(
        GuestArrived(), at("2023-04-10T10:30+06:00", TalksOpened()), GuardReviewed(), at("2023-04-11", GiftPresented())
    )
    days = programme.of(stream).days

    assert [day.day for day in days] == [None, date(2023, 4, 10), date(2023, 4, 11)]
    assert [len(day.steps) for day in days] == [1, 2, 1]


def test_a_step_has_its_place_and_its_people() -> None:
    """Those whom it names, and those who lead the sides that it says act."""
    akorda = Venue("Akorda")
    (day,) = programme.of(of(AGREED, Entry(0, TalksOpened(), place=akorda, present=present(attending=(GUEST,))))).days

    assert (day.steps[0].venue, day.steps[0].people) == (akorda, (GUEST,))


def test_a_document_is_registered_once() -> None:
    """Signing, initialling and exchange of one title are one line, with all entries."""
    signing = DocumentSigned(TREATY, (Signatory(HOST, Side.HOST),))
    stream = of(
        DocumentSigned(TREATY, (Signatory(GUEST, Side.GUEST),), SigningManner.INITIALLING),
        Entry(0, SigningOpened(), place=Venue("Akorda")),
        at("2023-04-10", signing),
        SigningClosed(),
        DocumentsExchanged((TREATY,)),
    )
    (told,) = register.of(stream).documents

    assert told.manner is SigningManner.SIGNATURE
    assert [signatory.person for signatory in told.signatories] == [GUEST, HOST]
    assert (told.venue, told.exchanged, told.entries) == (Venue("Akorda"), True, (1, 3, 5))


def test_a_correction_changes_what_was_folded() -> None:
    """A document that was withdrawn is not registered; one that was corrected has its new title."""
    corrected = DocumentSigned(Document("Another"))
    stream = of(DocumentSigned(TREATY), EntryCorrected(1, corrected), DocumentSigned(TREATY), EntryRetracted(3))

    assert [str(told.document) for told in register.of(stream).documents] == ["Another"]


def test_attendance_names_everybody_once() -> None:
    """With the side that they lead, were named for, or come from, and the steps that name them."""
    minister = Person("A minister", country=Country("KZ"))
    stream = of(
        AGREED, Entry(0, TalksOpened(), present=present(attending=(HOST, minister))), GiftPresented(by=Side.GUEST)
    )
    people = {str(each.person.name): each for each in attendance.of(stream).people}

    assert {name: each.side for name, each in people.items()} == {
        "Kassym-Jomart Tokayev": Side.HOST,
        "Ilham Aliyev": Side.GUEST,
        "A minister": Side.HOST,
    }
    assert {name: each.entries for name, each in people.items()} == {
        "Kassym-Jomart Tokayev": (2,),
        "Ilham Aliyev": (3,),
        "A minister": (2,),
    }


def test_a_ceremony_lasts_from_its_opening_to_its_closing() -> None:
    """Where both are told exactly; else nobody knows."""
    timed = of(at("2023-04-10T10:30+06:00", TalksOpened()), at("2023-04-10T11:15+06:00", TalksClosed()))
    untimed = of(at("2023-04-10", TalksOpened()), TalksClosed())

    assert [held.duration for held in ceremonies.of(timed).held] == [timedelta(minutes=45)]
    assert [held.duration for held in ceremonies.of(untimed).held] == [None]
    assert ceremonies.of(ASTANA).held[0].entries == tuple(range(4, 12))


def test_the_ledger_has_gifts_and_decorations() -> None:
    """Who gave what to whom."""
    stream = of(
        GiftPresented("a carpet", Side.HOST),
        Entry(0, DecorationConferred(decoration="an order", by=Side.HOST), present=present(addressed=(GUEST,))),
    )
    gift, order = ledger.of(stream).lines

    assert (str(gift.what), gift.by, gift.decoration, gift.entries) == ("a carpet", Side.HOST, False, (1,))
    assert (str(order.what), order.on, order.decoration, order.entries) == ("an order", GUEST, True, (2,))


def test_obligations_are_those_of_the_rulebook() -> None:
    """Who has arrived has to depart; before the first entry nothing is asked."""
    by_common = obligations(COMMON)
    opened = Stream.of(RecordOpened("demo", coverage=Coverage.COMPLETE), GuestArrived())

    assert "DEP05" in {owed.rule.code for owed in by_common.of(opened).open}
    assert by_common.start.model.open == ()


def test_a_figure_names_its_entries() -> None:
    """Those of the record, in order."""
    told = explain(Figure(2, (12, 4)), ASTANA)

    assert [entry.position for entry in told] == [4, 12]


LINES: dict[str, Callable[[Any], Iterable[Explained]]] = {
    "timeline": lambda told: told.items,
    "programme": lambda told: told.steps,
    "register": lambda told: told.documents,
    "attendance": lambda told: told.people,
    "ceremonies": lambda told: told.held,
    "ledger": lambda told: told.lines,
    "itinerary": lambda told: told.whereabouts.values(),
}
"""The lines of each projection's model."""


@given(visits(), st.sampled_from(sorted(LINES)))
def test_every_line_names_entries_of_the_record(stream: Stream, name: str) -> None:
    """What a projection shows can be followed to where it is from; only who took part in nothing has no entry."""
    positions = {entry.position for entry in stream}
    for line in LINES[name](PROJECTIONS[name].of(stream)):
        assert line.entries or name == "attendance"
        assert set(line.entries) <= positions
        assert len(explain(line, stream)) == len(set(line.entries))


def test_the_lines_of_all_projections_are_looked_at() -> None:
    """Obligations name the entry that created them, deviations the step, each tested by itself; all others are here."""
    assert set(PROJECTIONS) - set(LINES) <= {"obligations", "deviations", "statistics"}


def test_what_is_owed_names_what_created_it() -> None:
    """Who has arrived has to depart."""
    (owed,) = (each for each in obligations(COMMON).of(ASTANA).open if each.rule.code == "DEP05")

    assert [type(entry.event) for entry in explain(owed, ASTANA)] == [GuestArrived]


def test_both_sides_act_by_their_leaders() -> None:
    """What both do, both who lead them take part in."""
    (day,) = programme.of(of(AGREED, GuardReviewed(Sides.BOTH))).days
    assert day.steps[0].people == (HOST, GUEST)


@given(streams())
def test_brackets_are_the_ceremonies_without_their_steps(stream: Stream) -> None:
    """What is quicker says the same."""
    assert list(brackets(stream)) == [evolve(told, steps=()) for told in without_steps(ceremonies.of(stream).held)]


def without_steps(told: Iterable[CeremonyTold]) -> Iterator[CeremonyTold]:
    """Ceremonies that remember no step."""
    return (evolve(each, held=evolve(each.held, steps=())) for each in told)
