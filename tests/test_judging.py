"""How records are judged: ceremonies, listed steps, corrections, the end, conflicts."""

from itertools import product

import pytest

from protocol import (
    COMMON,
    TEXTBOOK,
    Basis,
    Coverage,
    Entry,
    Monitor,
    Placing,
    RefusedError,
    Rulebook,
    Severity,
    Side,
    Stream,
    TalksFormat,
    Verdict,
    VisitKind,
    admit,
    check,
    order_rule,
)
from protocol.events import (
    AnthemPlayed,
    CityLeft,
    EntryCorrected,
    EntryRetracted,
    Event,
    GuardReported,
    GuardReviewed,
    GuestArrived,
    GuestDeparted,
    LeadersGreeted,
    RecordOpened,
    SiteVisited,
    TalksOpened,
    VisitAgreed,
    VisitConcluded,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
)
from protocol.order import absence, chain_response, existence, not_co_existence, not_succession, precedence, response
from protocol.order.language.formulas import Formula
from protocol.rules import LOGICAL, because
from protocol.values import Standing

GUEST, HOST = AnthemPlayed(Side.GUEST), AnthemPlayed(Side.HOST)
COMPLETE = RecordOpened("test", coverage=Coverage.COMPLETE)
PARTIAL = RecordOpened("test")


def listed(event: Event) -> Entry[Event]:
    """A step that the source only lists."""
    return Entry(0, event, placing=Placing.LISTED)


def inferred(event: Event) -> Entry[Event]:
    """A step that whoever made the record inferred."""
    return Entry(0, event, standing=Standing.INFERRED)


def found(*items: Event | Entry[Event], book: Rulebook = TEXTBOOK, ended: bool | None = None) -> list[str]:
    """The findings, as severity, code and entries."""
    findings = check(Stream.of(*items), book, ended=ended).findings
    return [f"{finding.severity} {finding.rule.code} {finding.entries}" for finding in findings]


def rulebook(**orders: Formula) -> Rulebook:
    """A rulebook of breaches made for a test."""
    rules = (
        order_rule(code, "…", order, severity=Severity.BREACH, evidence=LOGICAL, sources=(because("of the test"),))
        for code, order in orders.items()
    )
    return Rulebook("test", "For a test", tuple(rules))


def test_an_assessment_says_on_what_terms_it_was_made() -> None:
    """The rulebook, the kind of visit, how full the record was taken to be, whether of a plan and of what is over."""
    planned = RecordOpened("test", Basis.ANNOUNCED)
    made = check(
        Stream.of(planned, VisitAgreed(kind=VisitKind.STATE)), TEXTBOOK, coverage=Coverage.COMPLETE, ended=True
    )
    other = check(Stream.of(PARTIAL), COMMON)

    assert (made.rulebook, made.kind, made.coverage, made.planned, made.ended) == (
        *("textbook", VisitKind.STATE, Coverage.COMPLETE, True, True),
    )
    assert (other.rulebook, other.coverage, other.planned, other.ended) == ("common", Coverage.PARTIAL, False, False)


def test_each_ceremony_is_judged_afresh() -> None:
    """What was wrong in one welcome ceremony is not wrong in the next, and both verdicts are told."""
    stream = Stream.of(
        PARTIAL,
        WelcomeCeremonyOpened(),
        HOST,
        GUEST,
        WelcomeCeremonyClosed(),
        WelcomeCeremonyOpened(),
        GUEST,
        HOST,
        WelcomeCeremonyClosed(),
    )
    assessment = check(stream, COMMON)
    verdicts = {verdict.ceremony: verdict.verdict for verdict in assessment.verdicts if verdict.rule.code == "CER02"}

    assert [(finding.rule.code, finding.ceremony) for finding in assessment.findings] == [("CER02", 1)]
    assert verdicts == {1: Verdict.PERMANENTLY_VIOLATED, 5: Verdict.PERMANENTLY_SATISFIED}


def test_of_several_earlier_entries_that_each_object_the_latest_is_named() -> None:
    """Without either of them the last entry would break the rule all the same."""
    either = not_succession(SiteVisited, GuestArrived) & not_succession(CityLeft, GuestArrived)
    either &= response(CityLeft, GuestDeparted)

    for opening in (COMPLETE, PARTIAL):
        steps = (opening, SiteVisited(), CityLeft(), LeadersGreeted(), GuestArrived())
        assert found(*steps, book=rulebook(AAA01=either)) == ["breach AAA01 (2, 4)"]


def test_a_finding_in_an_inferred_ceremony_is_at_most_a_lapse() -> None:
    """Nobody named the ceremony, so nobody broke its order for certain."""
    steps = (HOST, GUEST, inferred(WelcomeCeremonyClosed()))

    assert found(PARTIAL, inferred(WelcomeCeremonyOpened()), *steps) == ["lapse TXT24 (2, 3)"]
    assert found(PARTIAL, WelcomeCeremonyOpened(), *steps) == ["breach TXT24 (2, 3)"]


def test_an_unclosed_ceremony_ends_where_a_partial_record_goes_elsewhere() -> None:
    """After the guest has gone to see a site, an anthem is not one of the welcome any more."""
    steps = (WelcomeCeremonyOpened(), GuardReviewed(), SiteVisited(), GUEST)

    assert found(PARTIAL, *steps) == []
    assert found(COMPLETE, *steps) == ["breach TXT24 (2, 4)", "breach TXT28 (2, 4)"]


def test_listed_steps_give_notes_and_stated_ones_what_they_weigh() -> None:
    """A record is judged without its listed steps, and then with them where they stand."""
    opened, closed = WelcomeCeremonyOpened(), WelcomeCeremonyClosed()

    assert found(PARTIAL, opened, listed(HOST), listed(GUEST), closed) == ["note TXT24 (2, 3)"]
    assert found(PARTIAL, opened, listed(HOST), GUEST, closed) == ["note TXT24 (2, 3)"]
    assert found(PARTIAL, opened, HOST, GUEST, listed(GUEST), closed) == ["breach TXT24 (2, 3)"]


def test_listed_steps_count() -> None:
    """Where only numbers matter it does not matter that nobody states the order."""
    assert found(PARTIAL, listed(GuestArrived()), listed(GuestArrived()), book=COMMON) == ["breach ARR01 (1, 2)"]


def test_the_message_of_a_listed_finding_says_so() -> None:
    """The reader is told on what the finding rests."""
    stream = Stream.of(PARTIAL, WelcomeCeremonyOpened(), listed(HOST), listed(GUEST))
    (finding,) = check(stream, COMMON).findings

    assert finding.listed
    assert finding.message.endswith("if the steps came in the order in which they are listed")


def test_what_is_owed_becomes_a_finding_when_the_visit_has_ended() -> None:
    """A complete record owes while it runs; at the end that is a departure; a partial one has only not reported it."""
    arrived = (VisitAgreed(VisitKind.OFFICIAL), GuestArrived())
    owed = ["DEP05", "TLK05"]
    under_way = check(Stream.of(COMPLETE, *arrived), COMMON)

    assert [each.rule.code for each in under_way.owed] == owed
    assert [each.since for each in under_way.owed] == [2, 2]
    assert found(COMPLETE, *arrived, book=COMMON, ended=True) == ["lapse DEP05 (2,)", "lapse TLK05 (2,)"]
    assert found(COMPLETE, *arrived, VisitConcluded(), book=COMMON) == ["lapse DEP05 (2,)", "lapse TLK05 (2,)"]
    assert [each.rule.code for each in check(Stream.of(PARTIAL, *arrived), COMMON).not_reported] == owed
    assert found(PARTIAL, *arrived, VisitConcluded(), book=COMMON) == []


def test_what_a_ceremony_owed_when_it_closed() -> None:
    """A ceremony that closes with something owed is at fault on a complete record, not on a partial one."""
    steps = (WelcomeCeremonyOpened(), GUEST, WelcomeCeremonyClosed())

    assert "note CER03 (2, 3)" in found(COMPLETE, *steps, book=COMMON)
    assert [(o.rule.code, o.ceremony) for o in check(Stream.of(PARTIAL, *steps), COMMON).not_reported] == [("CER03", 1)]


def test_a_correction_withdraws_a_finding() -> None:
    """The monitor says what no longer stands; the check sees the record as corrected."""
    monitor = Monitor.open(COMPLETE, COMMON)
    monitor.feed(TalksOpened(TalksFormat.EXPANDED))
    broken = monitor.feed(TalksOpened(TalksFormat.RESTRICTED))
    corrected = monitor.feed(EntryCorrected(1, TalksOpened(TalksFormat.UNSTATED)))
    restored = monitor.feed(EntryRetracted(3))

    assert [finding.rule.code for finding in broken.new] == ["TLK01", "ENC08"]
    assert corrected.withdrawn == broken.new
    assert restored.new == corrected.withdrawn
    assert monitor.assess() == check(monitor.stream, COMMON)


def test_a_change_of_kind_changes_what_applies() -> None:
    """A rule for state visits speaks as soon as the host calls the visit one."""
    monitor = Monitor.open(COMPLETE, COMMON)
    monitor.feed(GuestArrived())
    before = monitor.assess()
    monitor.feed(VisitAgreed(VisitKind.STATE))

    assert "CER11" not in [owed.rule.code for owed in before.owed]
    assert "CER11" in [owed.rule.code for owed in monitor.assess().owed]


def test_a_closed_monitor_tells_what_was_never_done() -> None:
    """What is found only at the end comes with the closing."""
    monitor = Monitor.open(COMPLETE, COMMON)
    monitor.feed(GuestArrived())

    assert [finding.rule.code for finding in monitor.close(ended=True).new] == ["DEP05"]


def test_the_gate_refuses_what_breaks_a_rule() -> None:
    """Refused is at the severity that the caller chose, worst first, with the findings as fields."""
    stream = Stream.of(PARTIAL, GuestDeparted())

    with pytest.raises(RefusedError, match="not admitted: breach DEP01") as refused:
        admit(stream, GuestArrived(), COMMON)
    assert [finding.rule.code for finding in refused.value.findings] == ["DEP01"]
    assert len(admit(stream, SiteVisited(), COMMON)) == 3


def test_the_gate_lets_pass_what_is_milder() -> None:
    """A lapse passes a gate that refuses breaches and not one that refuses lapses."""
    stream = Stream.of(PARTIAL, WelcomeCeremonyOpened(), GUEST)

    assert admit(stream, LeadersGreeted(), COMMON)[-1].event == LeadersGreeted()
    with pytest.raises(RefusedError, match="CER01"):
        admit(stream, LeadersGreeted(), COMMON, refuse=Severity.LAPSE)


def test_rules_that_can_no_longer_be_kept_together_are_a_conflict() -> None:
    """Each can still be kept; together they cannot, since the entry that is named."""
    book = rulebook(AAA01=existence(GuestArrived), AAA02=not_succession(GuestDeparted, GuestArrived))
    stream = Stream.of(COMPLETE, CityLeft(), GuestDeparted(), CityLeft())
    assessment = check(stream, book)
    (conflict,) = assessment.conflicts

    assert assessment.findings == ()
    assert {rule.code for rule in conflict.rules} == {"AAA01", "AAA02"}
    assert (conflict.entry, conflict.severity) == (2, Severity.BREACH)
    assert check(stream, book, coverage=Coverage.PARTIAL).conflicts == ()
    assert str(conflict) == "breach: AAA01 and AAA02 can no longer be kept together since entry 2"


def test_rules_of_which_a_partial_record_can_keep_but_one_are_a_conflict() -> None:
    """A record of the departure may have left out the arrival, unless a rule forbids that both are."""
    book = rulebook(AAA01=existence(GuestArrived), AAA02=not_co_existence(GuestDeparted, GuestArrived))
    (conflict,) = check(Stream.of(PARTIAL, CityLeft(), GuestDeparted(), CityLeft()), book).conflicts

    assert {rule.code for rule in conflict.rules} == {"AAA01", "AAA02"}
    assert (conflict.entry, conflict.severity) == (2, Severity.BREACH)
    assert check(Stream.of(PARTIAL, CityLeft()), book).conflicts == ()
    assert check(Stream.of(PARTIAL, listed(GuestDeparted())), book).conflicts == ()


def test_rules_that_nothing_keeps_together_clash_from_the_opening_on() -> None:
    """A rulebook that no visit keeps is in conflict before anything has happened."""
    book = rulebook(AAA01=existence(GuestArrived), AAA02=absence(GuestArrived))

    for opening in (COMPLETE, PARTIAL):
        assert [conflict.entry for conflict in check(Stream.of(opening), book).conflicts] == [0]
        assert [conflict.entry for conflict in check(Stream.of(opening, CityLeft()), book).conflicts] == [0]


HIDING: dict[str, Formula] = {
    "AAA01": existence(GuestArrived),
    "AAA02": not_co_existence(GuestDeparted, GuestArrived),
    "AAA03": chain_response(CityLeft, GuestDeparted),
    "AAA04": absence(GuestDeparted, 2),
    "AAA05": precedence(CityLeft, GuestDeparted),
}


@pytest.mark.parametrize("events", [events for length in range(4) for events in product(range(3), repeat=length)])
def test_conflicts_on_partial_records_are_exactly_what_no_visit_keeps(events: tuple[int, ...]) -> None:
    """Against brute force: without a finding, a conflict is claimed exactly when no good visit holds these steps."""
    book, record = rulebook(**HIDING), tuple(LETTERS[each] for each in events)
    assessment = check(Stream.of(PARTIAL, *record), book)
    visits = (visit for length in range(len(events), 7) for visit in product(range(3), repeat=length))
    possible = any(_holds(visit, events) and kept(book, tuple(LETTERS[each] for each in visit)) for visit in visits)

    if not assessment.findings:
        assert bool(assessment.conflicts) == (not possible)


def _holds(visit: tuple[int, ...], record: tuple[int, ...]) -> bool:
    """Whether a visit holds the steps of a record in their order."""
    rest = iter(visit)
    return all(step in rest for step in record)


ORDERS: dict[str, Formula] = {
    "AAA01": existence(GuestArrived),
    "AAA02": not_succession(GuestDeparted, GuestArrived),
    "AAA03": response(CityLeft, GuestDeparted),
    "AAA04": absence(GuestDeparted, 2),
    "AAA05": precedence(CityLeft, GuestDeparted),
}
LETTERS: tuple[Event, ...] = (GuestArrived(), GuestDeparted(), CityLeft())


def kept(book: Rulebook, events: tuple[Event, ...]) -> bool:
    """Whether a whole visit of these events keeps the rulebook."""
    return not check(Stream.of(COMPLETE, *events), book, ended=True).findings


@pytest.mark.parametrize("events", [events for length in range(4) for events in product(LETTERS, repeat=length)])
def test_conflicts_are_exactly_what_no_continuation_mends(events: tuple[Event, ...]) -> None:
    """Against brute force: without a finding, a conflict is claimed exactly when no continuation keeps all rules."""
    book = rulebook(**ORDERS)
    assessment = check(Stream.of(COMPLETE, *events), book, ended=False)
    continuations = (more for length in range(5) for more in product(LETTERS, repeat=length))
    mendable = any(kept(book, (*events, *more)) for more in continuations)

    if not assessment.findings:
        assert bool(assessment.conflicts) == (not mendable)
    for conflict in assessment.conflicts:
        assert not clashing_can_be_kept(conflict.rules, events)


def clashing_can_be_kept(rules: tuple[object, ...], events: tuple[Event, ...]) -> bool:
    """Whether some continuation keeps the clashing rules alone."""
    codes = {rule.code for rule in rules}  # type: ignore[attr-defined] # rules of a conflict
    book = rulebook(**{code: order for code, order in ORDERS.items() if code in codes})
    return any(kept(book, (*events, *more)) for length in range(4) for more in product(LETTERS, repeat=length))


def test_severer_rules_clash_before_milder_ones_are_looked_at() -> None:
    """Notes never clash; a conflict has the mildest severity of its rules."""
    book = rulebook(AAA01=existence(GuestArrived), AAA02=not_succession(GuestDeparted, GuestArrived))
    stream = Stream.of(COMPLETE, GuestDeparted())

    assert check(stream, book.weighing({"AAA01"}, Severity.LAPSE)).conflicts[0].severity is Severity.LAPSE
    assert check(stream, book.weighing({"AAA01"}, Severity.NOTE)).conflicts == ()


def test_the_report_of_the_guard_is_told_apart_from_its_review() -> None:
    """A finding names the latest entry without which there would be none."""
    steps = (WelcomeCeremonyOpened(), GuardReviewed(), GuardReported())

    assert found(PARTIAL, *steps, book=COMMON) == ["lapse CER06 (2, 3)"]


def test_a_ceremony_that_is_opened_again_owes_nothing_from_before() -> None:
    """That it was not closed is the fault; whether its other anthem was played nobody knows."""
    again = (COMPLETE, GuestArrived(), WelcomeCeremonyOpened(), GUEST, WelcomeCeremonyOpened())
    over = (WelcomeCeremonyClosed(), GuestDeparted())

    assert found(*again, *over, book=COMMON, ended=True) == ["lapse ENC08 (2, 4)"]
    assert found(*again[:4], *over, book=COMMON, ended=True) == ["note CER03 (3, 4)"]
