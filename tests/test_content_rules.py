"""Content rules: each finds what it is for, and stays silent where it has nothing to say."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol import COMMON, Coverage, Entry, Severity, Side, Stream, VisitKind, check
from protocol.events import (
    AnthemPlayed,
    CityReached,
    DelegationNamed,
    DocumentsExchanged,
    DocumentSigned,
    EntryCorrected,
    Event,
    GuardReviewed,
    GuestArrived,
    PressStatementMade,
    ReceptionClosed,
    ReceptionOpened,
    RecordOpened,
    SigningClosed,
    SigningOpened,
    SiteVisited,
    SpouseProgrammeHeld,
    TalksClosed,
    TalksOpened,
    ToastProposed,
    VisitAgreed,
    VisitCancelled,
    VisitConcluded,
)
from protocol.values import (
    Country,
    Dates,
    Document,
    DocumentKind,
    FullPowers,
    Moment,
    Party,
    Person,
    Precision,
    Rank,
    Sides,
    Signatory,
    SigningManner,
    present,
)

TREATY = Document("Treaty of Friendship", DocumentKind.TREATY)
MINISTER = Person("A minister", "Minister of Culture", Rank.MINISTER)
PRESIDENT = Person("A president", "President", Rank.HEAD_OF_STATE)
NOON = datetime(2023, 4, 10, 12, tzinfo=UTC)
Item = Event | Entry[Event]


def codes(*items: Item, coverage: Coverage = Coverage.PARTIAL) -> list[str]:
    """The codes of what is found under the common rules."""
    stream = Stream.of(RecordOpened("test", coverage=coverage), *items)
    return [finding.rule.code for finding in check(stream, COMMON, ended=False).findings]


def at(
    moment: datetime | date, event: Event, until: datetime | None = None, precision: Precision = Precision.EXACT
) -> Item:
    """An entry at a moment."""
    return Entry(0, event, at=Moment(moment, precision), until=None if until is None else Moment(until))


def signed(
    document: Document = TREATY,
    *signatories: Signatory,
    manner: SigningManner = SigningManner.SIGNATURE,
) -> DocumentSigned:
    """A signing."""
    return DocumentSigned(document, signatories, manner)


@pytest.mark.parametrize(
    ("second", "found"),
    [
        (signed(), ["SIG01"]),
        (signed(Document("Treaty of Friendship", DocumentKind.MEMORANDUM)), []),
        (signed(manner=SigningManner.INITIALLING), ["SIG05"]),
    ],
)
def test_a_document_is_signed_once(second: DocumentSigned, found: list[str]) -> None:
    """Signing again is found; another kind of the same title is another document; initialling comes first."""
    assert codes(signed(), second) == found


def test_initialling_before_signing_is_in_order() -> None:
    """A text may be initialled and then signed."""
    assert codes(signed(manner=SigningManner.INITIALLING), signed()) == []


@pytest.mark.parametrize(
    ("document", "signatory", "found"),
    [
        (TREATY, Signatory(MINISTER, powers=FullPowers.LACKING), ["SIG02"]),
        (TREATY, Signatory(MINISTER), []),
        (TREATY, Signatory(MINISTER, powers=FullPowers.PRODUCED), []),
        (TREATY, Signatory(PRESIDENT, powers=FullPowers.LACKING), []),
        (TREATY, Signatory(Person("Somebody"), powers=FullPowers.LACKING), []),
        (Document("Plan", DocumentKind.MEMORANDUM), Signatory(MINISTER, powers=FullPowers.LACKING), []),
    ],
)
def test_who_signs_a_treaty_may_sign_it(document: Document, signatory: Signatory, found: list[str]) -> None:
    """Only stated lack of powers of a signatory of known office who needs them, on a treaty, is found."""
    assert codes(signed(document, signatory)) == found


def test_documents_are_exchanged_when_they_are_signed() -> None:
    """An exchange before the signature of the same document is found; one of documents signed elsewhere is not."""
    assert codes(DocumentsExchanged((TREATY,)), signed()) == ["SIG04"]
    assert codes(signed(), DocumentsExchanged((TREATY,))) == []
    assert codes(DocumentsExchanged((TREATY,))) == []
    assert codes(DocumentsExchanged((TREATY,)), signed(manner=SigningManner.INITIALLING)) == []


@pytest.mark.parametrize(
    ("event", "acting", "found"),
    [
        (GuardReviewed(Sides.BOTH), ["A. Host"], ["ACT01"]),
        (GuardReviewed(Sides.BOTH), ["A. Host", "A. Guest"], []),
        (GuardReviewed(Sides.BOTH), ["A. Host", "S. Stranger"], []),
        (GuardReviewed(Sides.GUEST), ["A. Host"], ["ACT01"]),
        (GuardReviewed(Sides.GUEST), ["A. Host", "A. Guest"], []),
        (GuardReviewed(Sides.GUEST), [], []),
        (GuardReviewed(), ["A. Host"], []),
        (PressStatementMade(Sides.BOTH), ["A. Guest"], ["ACT01"]),
    ],
)
def test_who_acts_is_of_the_side_that_acts(event: Event, acting: list[str], found: list[str]) -> None:
    """A note where both sides are said to act and people of one alone are named; nothing of people of no known side."""
    parties = tuple(Party(side, principals=(Person(f"A. {side.title()}"),)) for side in (Side.HOST, Side.GUEST))
    step = Entry(0, event, present=present(acting=[Person(name) for name in acting]))

    assert codes(VisitAgreed(parties=parties), step) == found


def test_participants_belong_to_a_delegation_where_delegations_are_named() -> None:
    """A stranger is found once both sides have named theirs; before, and on a partial record, it may be one of them."""
    talks = Entry(0, TalksOpened(), present=present(attending=(MINISTER,)))
    agreed = VisitAgreed(parties=(Party(Side.GUEST, principals=(MINISTER,)),))
    hosts, guests = DelegationNamed(Side.HOST, (PRESIDENT,)), DelegationNamed(Side.GUEST, (PRESIDENT,))

    def found(*steps: Event | Entry[Event]) -> list[str]:
        return codes(GuestArrived(), *steps, coverage=Coverage.COMPLETE)

    assert found(talks) == []
    assert found(hosts, talks) == []
    assert found(hosts, guests, talks) == ["DEL01"]
    assert found(hosts, DelegationNamed(Side.GUEST, (MINISTER,)), talks) == []
    assert found(agreed, hosts, guests, talks) == []
    assert codes(hosts, guests, talks) == []


@pytest.mark.parametrize(
    ("anthem", "found"),
    [
        (AnthemPlayed(Side.GUEST, Country("KZ")), ["ANT01"]),
        (AnthemPlayed(Side.GUEST, Country("AZ")), []),
        (AnthemPlayed(Side.HOST, Country("KZ")), []),
        (AnthemPlayed(Side.GUEST), []),
        (AnthemPlayed(None, Country("FR")), []),
        (AnthemPlayed(Side.OTHER, Country("FR")), []),
    ],
)
def test_an_anthem_is_that_of_its_side(anthem: AnthemPlayed, found: list[str]) -> None:
    """The guest's anthem is that of the guest's state, where both are known."""
    agreed = VisitAgreed(parties=(Party(Side.HOST, Country("KZ")), Party(Side.GUEST, Country("AZ"))))

    assert codes(agreed, anthem) == found


def test_ceremonies_close_in_the_order_of_nesting() -> None:
    """Closing the outer one first is found; closing what was never opened only on a complete record."""
    crossing = (ReceptionOpened(), SigningOpened(), ReceptionClosed(), SigningClosed())
    nested = (ReceptionOpened(), SigningOpened(), SigningClosed(), ReceptionClosed())

    assert codes(*crossing) == ["ENC06"]
    assert codes(*nested) == []
    assert codes(TalksClosed()) == []
    assert codes(TalksClosed(), coverage=Coverage.COMPLETE) == ["ENC07"]


def test_a_toast_is_proposed_at_a_reception() -> None:
    """A toast after the reception was closed is found; one with no reception reported is not."""
    assert codes(ToastProposed()) == []
    assert codes(ReceptionOpened(), ToastProposed(), ReceptionClosed()) == []
    assert codes(ReceptionOpened(), ReceptionClosed(), ToastProposed()) == ["TOA01"]
    assert codes(ToastProposed(), ReceptionOpened(), ReceptionClosed()) == []


def test_time_runs_forward() -> None:
    """Only full, exact date-times are compared, and an entry that ran beside another is not."""
    hour = timedelta(hours=1)
    later = at(NOON, SiteVisited())

    assert codes(later, at(NOON - hour, SiteVisited())) == ["TIM01"]
    assert codes(later, at(NOON + hour, SiteVisited())) == []
    assert codes(later, at(NOON - hour, SiteVisited(), precision=Precision.ABOUT)) == []
    assert codes(later, at((NOON - timedelta(days=1)).date(), SiteVisited())) == []
    assert codes(later, Entry(0, SiteVisited(), at=Moment(NOON - hour), during=1)) == []
    assert codes(later, at(NOON - hour, VisitAgreed())) == []


@given(st.lists(st.tuples(st.integers(0, 6), st.sets(st.sampled_from("ABC"))), max_size=7))
def test_steps_of_different_people_run_in_parallel(told: list[tuple[int, set[str]]]) -> None:
    """A step is out of order only after a later one by one of the same people, or where nobody is named in either."""
    steps = [
        Entry(
            0,
            SiteVisited(),
            Moment(NOON + timedelta(hours=hour)),
            present=present(acting=[*map(Person, sorted(people))]),
        )
        for hour, people in told
    ]
    kept: list[tuple[int, set[str]]] = []
    late = 0
    for hour, people in told:
        if any(hour < other and not (people and others and people.isdisjoint(others)) for other, others in kept):
            late += 1
        else:
            kept.append((hour, people))
    assert codes(*steps) == ["TIM01"] * late


def test_somebody_known_by_office_alone_may_be_anybody() -> None:
    """So a step of such a person cannot run beside that of another."""
    noon, before = (Moment(NOON - timedelta(hours=hour)) for hour in (0, 1))
    named, by_office = present(acting=[Person("A")]), present(acting=[Person(office="Minister of Trade")])

    assert codes(Entry(0, SiteVisited(), noon, present=named), Entry(0, SiteVisited(), before, present=by_office)) == [
        "TIM01"
    ]


def test_the_programme_of_the_spouse_runs_beside_the_visit() -> None:
    """By its meaning, whether or not anybody is named in it; the hint says how other parallel steps are written."""
    apart = at(NOON - timedelta(hours=1), SpouseProgrammeHeld())

    assert codes(at(NOON, TalksOpened()), apart) == []
    assert codes(apart, at(NOON - timedelta(hours=2), TalksOpened())) == []
    hint = COMMON.rule("TIM01").hint or ""
    assert "during:" in hint
    assert "acting:" in hint


def test_nothing_ends_before_it_begins() -> None:
    """An end before its beginning is found."""
    assert codes(at(NOON, SiteVisited(), until=NOON - timedelta(hours=1))) == ["TIM02"]
    assert codes(at(NOON, SiteVisited(), until=NOON)) == []


def test_steps_fall_within_the_days_agreed() -> None:
    """A step on another day is noted, where days were agreed."""
    agreed = VisitAgreed(dates=Dates(date(2023, 4, 10), date(2023, 4, 11)))

    assert codes(agreed, at(date(2023, 4, 12), SiteVisited())) == ["TIM03"]
    assert codes(agreed, at(date(2023, 4, 11), SiteVisited())) == []
    assert codes(at(date(2023, 4, 12), SiteVisited())) == []


def test_nothing_happens_after_the_end() -> None:
    """What happens after the conclusion is found; the record may still be corrected and other visits agreed."""
    assert codes(VisitConcluded(), SiteVisited()) == ["END01"]
    assert codes(VisitConcluded(), VisitConcluded()) == ["END01"]
    assert codes(VisitConcluded(), VisitAgreed()) == []
    assert codes(SiteVisited(), VisitConcluded(), EntryCorrected(1, CityReached())) == []


def test_a_visit_that_has_begun_is_not_cancelled() -> None:
    """Cancelling before the arrival is in order, after it not."""
    assert codes(VisitCancelled()) == []
    assert codes(GuestArrived(), VisitCancelled()) == ["END02"]


def test_a_rule_is_silent_where_the_kind_is_unknown() -> None:
    """What is asked of state visits is asked of no visit whose kind nobody names."""
    state = Stream.of(RecordOpened("test", coverage=Coverage.COMPLETE), VisitAgreed(VisitKind.STATE), GuestArrived())
    unknown = Stream.of(RecordOpened("test", coverage=Coverage.COMPLETE), VisitAgreed(), GuestArrived())

    assert "CER11" in [owed.rule.code for owed in check(state, COMMON).owed]
    assert "CER11" not in [owed.rule.code for owed in check(unknown, COMMON).owed]


def test_findings_know_their_severity() -> None:
    """An assessment tells its findings by severity."""
    assessment = check(Stream.of(RecordOpened("test"), signed(), signed()), COMMON)

    assert assessment.worst is Severity.BREACH
    assert assessment.breaches == assessment.at_least(Severity.NOTE) == assessment.of(Severity.BREACH)
    assert assessment.of(Severity.LAPSE) == ()
    assert str(assessment.findings[0]) == "breach SIG01: Treaty of Friendship was signed before (entries 1, 2)"
