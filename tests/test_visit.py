"""The fold of a visit: what each family changes, that it is total, and where a replay stops."""

from datetime import UTC, datetime, timedelta
from functools import reduce

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.errors import InvalidValueError
from protocol.events import (
    EVENTS,
    AnthemPlayed,
    CityLeft,
    CityReached,
    CulturalEventAttended,
    DecorationConferred,
    DelegationNamed,
    DocumentsExchanged,
    DocumentSigned,
    EntryCorrected,
    EntryRetracted,
    Event,
    FarewellCeremonyClosed,
    FarewellCeremonyOpened,
    GiftPresented,
    GuestArrived,
    GuestDeparted,
    GuestSeenOff,
    GunSaluteFired,
    LeadersGreeted,
    MarchPastHeld,
    MeetingHeld,
    OtherHappened,
    PlaceInaugurated,
    PressConferenceHeld,
    PressStatementMade,
    ProgrammeApproved,
    ProgrammeRevised,
    ReceptionClosed,
    ReceptionOpened,
    RecordOpened,
    SigningClosed,
    SigningOpened,
    SpouseProgrammeHeld,
    TalksClosed,
    TalksOpened,
    ToastProposed,
    VisitAgreed,
    VisitCancelled,
    VisitConcluded,
    VisitPostponed,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
    WreathLaid,
)
from protocol.stream import Entry, Stream, effective
from protocol.testing import entries, streams
from protocol.values import (
    Basis,
    Country,
    Document,
    Moment,
    Party,
    Person,
    Side,
    Standing,
    TalksFormat,
    Venue,
    VisitKind,
)
from protocol.visit import FOLDS, CeremonyKind, Fact, Visit, VisitStatus, evolve, replay

OPENED = RecordOpened("astana-2023")
TEN = datetime(2023, 4, 10, 10, 0, tzinfo=UTC)


def visit_of(*items: Event | Entry[Event]) -> Visit:
    """The visit that events after the opening of the record make."""
    return replay(Stream.of(OPENED, *items))


def at_hour(event: Event, hours: int) -> Entry[Event]:
    """An event that began so many hours after ten."""
    return Entry(0, event, at=Moment(TEN + timedelta(hours=hours)))


def test_every_event_class_has_its_fold() -> None:
    """The table of folds names every event class and no other."""
    assert set(FOLDS) == set(EVENTS)


def test_record_opened_says_what_the_record_is() -> None:
    """The opening of the record gives the visit its id, its basis and its zone."""
    visit = replay(Stream.of(RecordOpened("astana-2023", Basis.ANNOUNCED, time_zone="Asia/Almaty")))
    assert (visit.id, visit.planned, visit.time_zone) == ("astana-2023", True, "Asia/Almaty")
    assert visit.status is VisitStatus.EXPECTED


def test_later_agreement_prevails_in_what_it_names() -> None:
    """A second agreement changes the kind and leaves the parties, and both are remembered."""
    host = Party(Side.HOST, Country("KZ"))
    visit = visit_of(VisitAgreed(VisitKind.STATE, (host,)), VisitAgreed(VisitKind.OFFICIAL))
    assert visit.kind is VisitKind.OFFICIAL
    assert visit.party(Side.HOST) == host
    assert visit.party(Side.GUEST) is None
    assert [fact.position for fact in visit.agreed] == [1, 2]


def test_delegations_are_gathered_by_side() -> None:
    """Members named twice for a side are members once."""
    smailov, mammadov = Person("Alikhan Smailov"), Person("Mammad Mammadov")
    visit = visit_of(
        DelegationNamed(Side.HOST, (smailov,)),
        DelegationNamed(Side.GUEST, (mammadov,)),
        DelegationNamed(Side.HOST, (smailov, mammadov)),
    )
    assert visit.delegation(Side.HOST) == (smailov, mammadov)
    assert visit.delegation(Side.GUEST) == (mammadov,)
    assert visit.delegation(Side.OTHER) == ()


def test_programme_is_remembered_with_its_revisions() -> None:
    """A visit knows which programme was approved and how often it was revised."""
    visit = visit_of(ProgrammeApproved("p", 1), ProgrammeRevised("p", 2), ProgrammeRevised("p", 3))
    assert visit.approved == (Fact(1, ProgrammeApproved("p", 1)),)
    assert [fact.event.version for fact in visit.revised] == [2, 3]


@pytest.mark.parametrize(
    ("events", "status"),
    [
        ((), VisitStatus.EXPECTED),
        ((VisitPostponed(),), VisitStatus.POSTPONED),
        ((VisitPostponed(), VisitAgreed()), VisitStatus.EXPECTED),
        ((VisitPostponed(), GuestArrived()), VisitStatus.UNDER_WAY),
        ((GuestArrived(), VisitPostponed()), VisitStatus.UNDER_WAY),
        ((GuestArrived(), VisitAgreed()), VisitStatus.UNDER_WAY),
        ((AnthemPlayed(),), VisitStatus.UNDER_WAY),
        ((OtherHappened("rain"),), VisitStatus.EXPECTED),
        ((GuestArrived(), GuestDeparted()), VisitStatus.DEPARTED),
        ((GuestArrived(), GuestDeparted(), PressStatementMade()), VisitStatus.DEPARTED),
        ((VisitConcluded(), GuestDeparted()), VisitStatus.CONCLUDED),
        ((GuestDeparted(), VisitConcluded()), VisitStatus.CONCLUDED),
        ((VisitCancelled(), GuestDeparted()), VisitStatus.CANCELLED),
        ((GuestArrived(), VisitCancelled(), AnthemPlayed()), VisitStatus.CANCELLED),
    ],
)
def test_status_follows_what_happened(events: tuple[Event, ...], status: VisitStatus) -> None:
    """The status is what the steps so far amount to, whatever their order."""
    assert visit_of(*events).status is status


@pytest.mark.parametrize(
    ("event", "where"),
    [
        (VisitPostponed(), "postponed"),
        (VisitCancelled(), "cancelled"),
        (GuestArrived(), "arrived"),
        (CityLeft("Astana"), "travelled"),
        (CityReached("Almaty"), "travelled"),
        (GunSaluteFired(21), "salutes"),
        (AnthemPlayed(Side.GUEST), "anthems"),
        (MeetingHeld(), "meetings"),
        (DocumentSigned(Document("Joint Statement")), "signed"),
        (DocumentsExchanged(), "exchanged"),
        (PressStatementMade(), "statements"),
        (PressConferenceHeld(), "statements"),
        (ToastProposed(Side.HOST), "toasts"),
        (DecorationConferred("Order of the Golden Eagle"), "decorations"),
        (GiftPresented("a horse"), "gifts"),
        (WreathLaid(), "points"),
        (PlaceInaugurated("Heydar Aliyev Street"), "points"),
        (CulturalEventAttended(), "points"),
        (SpouseProgrammeHeld(), "points"),
        (GuestDeparted(), "departed"),
        (VisitConcluded(), "concluded"),
        (OtherHappened("rain"), "others"),
    ],
)
def test_facts_are_kept_with_their_positions(event: Event, where: str) -> None:
    """What a visit remembers names the entry that it is from."""
    assert getattr(visit_of(event), where) == (Fact(1, event),)


@pytest.mark.parametrize(
    ("opening", "closing", "kind"),
    [
        (Entry(0, WelcomeCeremonyOpened(), place=Venue("Akorda")), WelcomeCeremonyClosed(), CeremonyKind.WELCOME),
        (Entry(0, TalksOpened(), place=Venue("Akorda")), TalksClosed(), CeremonyKind.TALKS),
        (Entry(0, SigningOpened(), place=Venue("Akorda")), SigningClosed(), CeremonyKind.SIGNING),
        (Entry(0, ReceptionOpened(), place=Venue("Akorda")), ReceptionClosed(), CeremonyKind.RECEPTION),
        (Entry(0, FarewellCeremonyOpened(), place=Venue("Akorda")), FarewellCeremonyClosed(), CeremonyKind.FAREWELL),
    ],
)
def test_ceremony_holds_what_stands_between_its_brackets(opening: Event, closing: Event, kind: CeremonyKind) -> None:
    """A ceremony knows its kind, its place, its brackets and the steps between them."""
    visit = visit_of(LeadersGreeted(), opening, AnthemPlayed(), OtherHappened("rain"), closing, GuestSeenOff())
    (held,) = visit.ceremonies
    assert (held.kind, held.opened, held.closed, held.steps) == (kind, 2, 5, (3, 4))
    assert held.venue == Venue("Akorda")
    assert visit.open == ()


def test_preparation_and_record_are_no_steps_of_a_ceremony() -> None:
    """A correction or a revision written down during a ceremony does not become a step of it."""
    visit = visit_of(WelcomeCeremonyOpened(), ProgrammeRevised(), EntryRetracted(99), AnthemPlayed())
    assert visit.ceremonies[0].steps == (4,)


def test_nested_ceremony_has_its_own_steps_and_those_of_the_outer_one_include_them() -> None:
    """A step belongs to the innermost ceremony, and counts for each that encloses it."""
    visit = visit_of(
        ReceptionOpened(), ToastProposed(), SigningOpened(), DocumentsExchanged(), SigningClosed(), ToastProposed()
    )
    reception, signing = visit.ceremonies
    assert (reception.steps, signing.steps, signing.within) == ((2, 6), (4,), 1)
    assert visit.steps_of(1) == (2, 4, 6)
    assert visit.steps_of(3) == (4,)


def test_entry_that_names_its_ceremony_belongs_to_it() -> None:
    """A step told after the end of its ceremony is counted there when it says so; `during` of a step says nothing."""
    visit = visit_of(
        WelcomeCeremonyOpened(),
        AnthemPlayed(),
        WelcomeCeremonyClosed(),
        TalksOpened(),
        Entry(0, GunSaluteFired(21), during=1),
        Entry(0, MarchPastHeld(), during=2),
    )
    welcome, talks = visit.ceremonies
    assert (welcome.steps, talks.steps) == ((2, 5), (6,))


def test_talks_are_closed_in_their_format() -> None:
    """The closing of talks in one format leaves those in another open; an unstated format fits any."""
    visit = visit_of(
        TalksOpened(TalksFormat.RESTRICTED),
        TalksClosed(TalksFormat.EXPANDED),
        TalksClosed(),
        TalksOpened(TalksFormat.EXPANDED),
        TalksClosed(TalksFormat.EXPANDED),
    )
    assert [(held.format, held.closed) for held in visit.ceremonies] == [
        (TalksFormat.RESTRICTED, 3),
        (TalksFormat.EXPANDED, 5),
    ]


def test_second_ceremony_of_a_kind_ends_the_first() -> None:
    """Where a record never closes the first welcome ceremony, the second does not become a part of it."""
    visit = visit_of(
        WelcomeCeremonyOpened(), SigningOpened(), WelcomeCeremonyOpened(), AnthemPlayed(), WelcomeCeremonyClosed()
    )
    first, signing, second = visit.ceremonies
    assert (first.closed, first.steps, signing.closed) == (None, (), None)
    assert (second.within, second.closed, second.steps) == (None, 5, (4,))


def test_late_closing_is_noted_and_changes_nothing_else() -> None:
    """Brackets that cross are both noted as closed, and steps after the outer closing belong to neither."""
    visit = visit_of(ReceptionOpened(), SigningOpened(), ReceptionClosed(), GiftPresented(), SigningClosed())
    assert [(held.closed, held.steps) for held in visit.ceremonies] == [(3, ()), (5, ())]
    assert visit.open == ()


def test_late_closing_means_the_ceremony_that_is_open() -> None:
    """Of two ceremonies that a closing could mean it is the one that is still open."""
    visit = visit_of(WelcomeCeremonyOpened(), WelcomeCeremonyOpened(), WelcomeCeremonyClosed())
    assert [held.closed for held in visit.ceremonies] == [None, 3]


def test_closing_of_nothing_changes_nothing() -> None:
    """A closing without its opening is no ceremony."""
    assert visit_of(WelcomeCeremonyClosed()).ceremonies == ()


def test_inferred_ceremony_says_so() -> None:
    """A ceremony whose opening whoever made the record inferred is marked as inferred."""
    visit = visit_of(Entry(0, WelcomeCeremonyOpened(), standing=Standing.INFERRED), TalksOpened())
    assert [held.inferred for held in visit.ceremonies] == [True, False]
    assert visit.ceremony(99) is None


def test_replay_applies_corrections() -> None:
    """What was corrected or retracted is folded as it stands after the corrections."""
    visit = visit_of(
        AnthemPlayed(Side.HOST),
        GiftPresented(),
        EntryCorrected(1, AnthemPlayed(Side.GUEST)),
        EntryRetracted(2),
    )
    assert visit.anthems == (Fact(1, AnthemPlayed(Side.GUEST)),)
    assert visit.gifts == ()


def test_evolve_leaves_corrections_to_replay() -> None:
    """Folding a correction by itself changes nothing, since the entry that it corrects is folded already."""
    visit = visit_of(AnthemPlayed())
    assert evolve(visit, Entry(2, EntryRetracted(1))) == visit
    assert evolve(visit, Entry(2, EntryCorrected(1, GiftPresented()))) == visit


def test_replay_until_a_position_includes_it_and_what_was_corrected_by_then() -> None:
    """Up to a position means with it, and corrections recorded later do not count yet."""
    stream = Stream.of(OPENED, AnthemPlayed(Side.HOST), GiftPresented(), EntryCorrected(1, AnthemPlayed(Side.GUEST)))
    assert replay(stream, until=2).anthems == (Fact(1, AnthemPlayed(Side.HOST)),)
    assert replay(stream, until=3).anthems == (Fact(1, AnthemPlayed(Side.GUEST)),)
    assert replay(stream, until=1).gifts == ()
    assert replay(stream, until=-1) == Visit()


def test_replay_until_a_moment_stops_before_the_first_later_entry() -> None:
    """Up to a moment means before the first entry that began later; entries without a full time never stop it."""
    stream = Stream.of(
        OPENED,
        at_hour(GuestArrived(), 0),
        GiftPresented(),
        at_hour(AnthemPlayed(), 1),
        at_hour(ToastProposed(), 2),
        at_hour(WreathLaid(), 0),
    )
    visit = replay(stream, until=TEN + timedelta(hours=1))
    assert (len(visit.gifts), len(visit.anthems), len(visit.toasts), len(visit.points)) == (1, 1, 0, 0)


def test_replay_until_a_moment_without_offset_is_refused() -> None:
    """A moment without an offset is not one moment, and the error says what is wanted."""
    with pytest.raises(InvalidValueError, match="needs an offset"):
        replay(Stream.of(OPENED), until=TEN.replace(tzinfo=None))


@given(st.lists(entries()))
def test_evolve_takes_anything_in_any_order(given_entries: list[Entry[Event]]) -> None:
    """Whatever happened in whatever order makes a visit: no event is refused, as long as each entry comes once."""
    in_turn = (attrs.evolve(entry, position=place) for place, entry in enumerate(given_entries))
    visit = reduce(evolve, in_turn, Visit())
    assert {held.opened for held in visit.ceremonies} >= set(visit.open)
    assert len(visit.open) <= len(CeremonyKind)


@given(streams())
def test_replay_is_the_fold_of_the_effective_stream(stream: Stream) -> None:
    """Replaying a stream, or up to its last position, is folding its entries as corrected."""
    folded = reduce(evolve, effective(stream), Visit())
    assert replay(stream) == folded == replay(stream, until=stream[-1].position)


@given(streams())
def test_everything_that_a_visit_counts_is_an_entry_of_its_stream(stream: Stream) -> None:
    """Each fact of a visit is the event of the entry that it names, and each step stands in one ceremony only."""
    visit = replay(stream)
    by_position = {entry.position: entry.event for entry in effective(stream)}
    facts = [fact for field in attrs.fields(Visit) for fact in _facts(getattr(visit, field.name))]
    assert all(by_position[fact.position] == fact.event for fact in facts)
    steps = [step for held in visit.ceremonies for step in held.steps]
    assert len(steps) == len(set(steps))
    assert set(steps) <= set(by_position)


def _facts(value: object) -> list[Fact[Event]]:
    return [item for item in value if isinstance(item, Fact)] if isinstance(value, tuple) else []


@given(streams(corrections=False), st.datetimes(timezones=st.just(UTC)))
def test_replay_until_a_moment_is_a_replay_until_some_position(stream: Stream, moment: datetime) -> None:
    """A moment cuts a stream that nothing corrects at one place, and all before it counts."""
    cuts = [replay(stream, until=until) for until in range(-1, len(stream))]
    assert replay(stream, until=moment) in cuts
