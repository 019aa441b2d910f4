"""Two ways of checking, one meaning: the fast one finds what the judge finds."""

import gc
import math
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol import COMMON, TEXTBOOK, Coverage, Entry, Monitor, Rulebook, Severity, Stream, check
from protocol.corpus import visits
from protocol.events import (
    AnthemPlayed,
    DocumentSigned,
    EntryCorrected,
    EntryRetracted,
    Event,
    GuardReviewed,
    GuestArrived,
    GuestDeparted,
    RecordOpened,
    SiteVisited,
    TalksOpened,
    TreePlanted,
    VisitAgreed,
    VisitConcluded,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
)
from protocol.order import Machine, absence, response
from protocol.rules import LOGICAL, FoldStep, Saying, because, content_rule, fault, order_rule
from protocol.testing import streams
from protocol.validation.compiled.plan import plan
from protocol.validation.scanning import rule_groups
from protocol.validation.scanning.grouping import MOST_STATES, groups
from protocol.validation.scanning.record_scanner import Scanner
from protocol.validation.stepping.judge import judge_whole
from protocol.values import (
    Document,
    DocumentKind,
    FullPowers,
    Moment,
    Party,
    Person,
    Placing,
    Rank,
    Side,
    Signatory,
    Standing,
    Venue,
    VisitKind,
)

pytestmark = pytest.mark.uncovered

books = st.sampled_from([COMMON, TEXTBOOK])


@given(streams(longest=25), books, st.sampled_from(list(Coverage)), st.none() | st.booleans())
def test_scanning_is_judging(stream: Stream, book: Rulebook, coverage: Coverage, ended: bool | None) -> None:
    """Whatever the record, both ways give the same assessment."""
    assert check(stream, book, coverage=coverage, ended=ended) == judge_whole(stream, book, coverage).assess(
        ended=ended
    )


@pytest.mark.parametrize("coverage", list(Coverage))
@pytest.mark.parametrize("book", [COMMON, TEXTBOOK], ids=lambda book: book.name)
def test_scanning_real_visits_is_judging_them(book: Rulebook, coverage: Coverage) -> None:
    """The same of all visits of the corpus."""
    for stream in visits():
        for ended in (True, False):
            judge = judge_whole(stream, book, coverage)
            assert check(stream, book, coverage=coverage, ended=ended) == judge.assess(ended=ended), stream.visit


@pytest.mark.parametrize("coverage", list(Coverage))
@pytest.mark.parametrize("book", [COMMON, TEXTBOOK], ids=lambda book: book.name)
def test_every_order_rule_is_in_one_group(book: Rulebook, coverage: Coverage) -> None:
    """Groups part the order rules among them, and a group of several rules stays small."""
    made = plan(book, coverage)
    machines = [made.machines[index] for index in made.orders]
    found = groups(machines)

    assert sorted(place for group in found for place in group) == list(range(len(machines)))
    assert len(found) < len(machines) / 2
    for group in found:
        assert len(group) == 1 or math.prod(_inside(machines[place]) for place in group) <= MOST_STATES


def test_rules_that_count_what_is_only_listed_are_apart() -> None:
    """Where records are read twice, no group has both rules that hear of listed entries and rules that do not."""
    made = plan(COMMON, Coverage.PARTIAL)
    machines = [made.machines[index] for index in made.orders]

    for group in groups(machines, apart=True):
        assert len({machines[place].commutes for place in group}) == 1


def _inside(machine: Machine) -> int:
    """The states of a rule, in its ceremony where it has one."""
    return len(machine.rows) - (0 if machine.bracket is None else 2)


def _hostile(number: int) -> Stream:
    """A visit of random events."""
    random = Random(number)
    events = [event() for event in random.choices([GuestArrived, GuardReviewed, AnthemPlayed, TalksOpened], k=20)]
    return Stream.of(RecordOpened(f"hostile-{number}", coverage=Coverage.COMPLETE), *events)


@pytest.mark.parametrize("most", [1, 40])
def test_what_is_remembered_is_bounded(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Variants and words are forgotten in time, and records are found fault with all the same."""
    monkeypatch.setattr(rule_groups, "MOST_WORDS", most)
    ready = Scanner.of(COMMON, Coverage.COMPLETE)
    ready.variants.most = most
    many = [_hostile(number) for number in range(60)] * 2
    assessments = [ready.assess(stream, None) for stream in many]

    assert len(ready.variants) <= most
    assert all(len(group._ends) <= most for group in ready.variants.groups)
    assert assessments == [judge_whole(stream, COMMON, Coverage.COMPLETE).assess() for stream in many]


def test_a_monitor_leaves_nothing_behind() -> None:
    """Whatever records were fed, what is kept of them goes with their monitors: nothing is remembered for others."""

    def left_by(numbers: range) -> int:
        before = tracemalloc.get_traced_memory()[0]
        for number in numbers:
            first, *others = _hostile(number)
            monitor = Monitor.open(first, COMMON)
            for entry in others:
                monitor.feed(entry)
        del monitor
        gc.collect()
        return tracemalloc.get_traced_memory()[0] - before

    tracemalloc.start()
    try:
        left_by(range(300))  # of which the compiled rules are left, and how findings are explained
        assert left_by(range(300, 600)) < 50_000
    finally:
        tracemalloc.stop()


def test_a_long_record_is_not_remembered() -> None:
    """A record of very many entries is judged and forgotten."""
    ready = Scanner.of(COMMON, Coverage.COMPLETE)
    stream = Stream.of(RecordOpened("long", coverage=Coverage.COMPLETE), *[GuestArrived()] * 1_000)
    assessment = ready.assess(stream, None)

    assert assessment is not None
    assert len(assessment.findings) == 1
    assert len(ready.variants) == 0


def test_records_of_one_variant_are_read_once() -> None:
    """What the events of a record say of order is worked out once for all records with the same events."""
    ready = Scanner.of(COMMON, Coverage.COMPLETE)
    for number in range(3):
        opened = RecordOpened(f"visit-{number}", coverage=Coverage.COMPLETE)
        assessment = ready.assess(Stream.of(opened, GuestDeparted(), GuestArrived()), None)

        assert assessment is not None
        assert [finding.rule.code for finding in assessment.findings] == ["DEP01"]
    assert len(ready.variants) == 1


@content_rule(
    "TST01", severity=Severity.BREACH, evidence=LOGICAL, sources=(because("of the test"),), memory=0,
    needs=frozenset({SiteVisited}),
)  # fmt: skip
def sites_are_visited_once(visited: int, entry: Entry[SiteVisited | TreePlanted]) -> FoldStep[int]:
    """One site is visited, and no tree is planted."""
    return FoldStep(visited + 1, fault("too much") if visited or isinstance(entry.event, TreePlanted) else None)


STRICT = COMMON.adding(sites_are_visited_once).named("strict", "With a content rule that needs what it hears of")


@pytest.mark.parametrize(
    ("events", "wanted"),
    [
        ([SiteVisited(), SiteVisited()], [("TST01", 2)]),
        ([TreePlanted(), SiteVisited()], [("TST01", 2)]),
        ([SiteVisited(), TreePlanted()], [("TST01", 2)]),
        ([DocumentSigned(Document("A")), DocumentSigned(Document("B"))], []),
        ([DocumentSigned(Document("A")), DocumentSigned(Document("A"))], [("SIG01", 2)]),
        ([GuestArrived(), DocumentSigned(Document("A")), GuestArrived(), DocumentSigned(Document("A"))],
         [("ARR01", 3), ("ARR05", 3), ("SIG01", 4)]),
    ],
)  # fmt: skip
def test_what_content_rules_find_is_found_on_every_path(events: list[Event], wanted: list[tuple[str, int]]) -> None:
    """The judge, a check and a monitor find the same faults, at the entries that have them, of rules told of enough."""
    stream = Stream.of(RecordOpened("content", coverage=Coverage.COMPLETE), *events)
    monitor = Monitor.open(stream[0], STRICT)
    fed = [finding for entry in stream[1:] for finding in monitor.feed(entry).new]

    for found in (fed, check(stream, STRICT).findings, judge_whole(stream, STRICT, None).findings()):
        assert [(finding.rule.code, finding.entries[-1]) for finding in found] == wanted


@pytest.mark.parametrize("coverage", list(Coverage))
@pytest.mark.parametrize("correction", [EntryRetracted(2), EntryCorrected(2, SiteVisited())])
def test_what_is_corrected_is_no_fault(correction: Event, coverage: Coverage) -> None:
    """A record is checked as it is corrected: who is reported as arriving twice, by mistake, arrived once."""
    stream = Stream.of(RecordOpened("corrected", coverage=coverage), GuestArrived(), GuestArrived())

    for record, wanted in ((stream, ["ARR01"]), (stream.then(correction), [])):
        for found in (check(record, COMMON).findings, judge_whole(record, COMMON, None).findings()):
            assert [finding.rule.code for finding in found] == wanted


@pytest.mark.parametrize("places", [(1, 2), (3, 7)])
def test_what_is_owed_at_the_end_names_the_positions_of_the_record(places: tuple[int, int]) -> None:
    """They need not be numbered without gaps."""
    entries = (Entry(places[0], GuestArrived()), Entry(places[1], VisitConcluded()))
    stream = Stream((Entry(0, RecordOpened("owing", coverage=Coverage.COMPLETE)), *entries))

    for found in (check(stream, COMMON).findings, judge_whole(stream, COMMON, None).assess().findings):
        assert [(finding.rule.code, finding.entries) for finding in found] == [("DEP05", places[:1])]


def test_a_monitor_heeds_times() -> None:
    """What rules about time find, a monitor finds as it is fed: of beginnings and of endings."""
    later, sooner = (Moment(datetime(2023, 4, 10, hour, tzinfo=UTC)) for hour in (12, 10))
    monitor = Monitor.open(RecordOpened("timed", coverage=Coverage.COMPLETE), COMMON)
    entries = (
        Entry(1, SiteVisited(), at=later),
        Entry(2, SiteVisited(), at=sooner),
        Entry(3, TreePlanted(), at=later, until=sooner),
    )
    found = [[finding.rule.code for finding in monitor.feed(entry).new] for entry in entries]

    assert found == [[], ["TIM01"], ["TIM02"]]


@content_rule(
    "TST02", severity=Severity.BREACH, evidence=LOGICAL, sources=(because("of the test"),), memory=None, timed=True,
)  # fmt: skip
def no_site_has_a_time(_: None, __: Entry[SiteVisited]) -> FoldStep[None]:
    """No time is stated of a site."""
    return FoldStep(None, fault("a time"))


@pytest.mark.parametrize("coverage", list(Coverage))
def test_a_rule_about_time_hears_of_what_states_a_time_alone(coverage: Coverage) -> None:
    """Be it that of a beginning or that of an end, on every path."""
    noon, book = Moment(datetime(2023, 4, 10, 12, tzinfo=UTC)), Rulebook("timed", "Of time", (no_site_has_a_time,))
    sites = Entry(1, SiteVisited()), Entry(2, SiteVisited(), until=noon), Entry(3, SiteVisited(), at=noon)
    stream = Stream((Entry(0, RecordOpened("timed", coverage=coverage)), *sites))
    monitor = Monitor.open(stream[0], book)
    fed = [finding for entry in stream[1:] for finding in monitor.feed(entry).new]

    for found in (fed, check(stream, book).findings, judge_whole(stream, book, None).findings()):
        assert [finding.entries for finding in found] == [(2,), (3,)]


def test_no_ceremony_is_closed_by_what_is_only_listed() -> None:
    """What comes after may still be in it, so its order is judged with that, on every path."""
    closed = Entry(0, WelcomeCeremonyClosed(), placing=Placing.LISTED)
    anthems = AnthemPlayed(Side.HOST), closed, AnthemPlayed(Side.GUEST)
    stream = Stream.of(RecordOpened("listed"), WelcomeCeremonyOpened(), *anthems)

    for found in (check(stream, TEXTBOOK).findings, judge_whole(stream, TEXTBOOK, None).findings()):
        assert [(finding.rule.code, finding.entries) for finding in found] == [("TXT24", (2, 4))]


def test_a_monitor_hears_of_the_kind_and_of_the_end_by_any_rulebook() -> None:
    """Though no rule of it names what says so: other rules speak then, and what is owed has never been done."""
    farewell = order_rule(
        "TST03", "A guest who arrives departs.", response(GuestArrived, GuestDeparted), severity=Severity.BREACH,
        evidence=LOGICAL, sources=(because("of the test"),), kinds=frozenset({VisitKind.STATE}),
    )  # fmt: skip
    monitor = Monitor.open(RecordOpened("v", coverage=Coverage.COMPLETE), Rulebook("order", "Of order", (farewell,)))
    for event in (VisitAgreed(VisitKind.STATE), GuestArrived(), VisitConcluded()):
        monitor.feed(event)

    assert [finding.rule.code for finding in monitor.close().new] == ["TST03"]


@content_rule(
    "TST04", severity=Severity.BREACH, evidence=LOGICAL, sources=(because("of the test"),), memory=None,
    only_with=(Saying(SiteVisited, "place"),),
)  # fmt: skip
def no_site_is_named(_: None, entry: Entry[SiteVisited]) -> FoldStep[None] | None:
    """No site is named."""
    return None if entry.place is None else FoldStep(None, fault("a place"))


def test_a_rule_may_wait_for_any_field_to_say_something() -> None:
    """Of a field of which no shipped rule asks that is not known beforehand, so it may say something, on every path."""
    book = Rulebook("named", "Of places", (no_site_is_named,))
    stream = Stream.of(RecordOpened("v"), SiteVisited(), Entry(0, SiteVisited(), place=Venue("A museum")))
    monitor = Monitor.open(stream[0], book)
    fed = [finding for entry in stream[1:] for finding in monitor.feed(entry).new]

    for found in (fed, check(stream, book).findings, judge_whole(stream, book, None).findings()):
        assert [finding.entries for finding in found] == [(2,)]


def test_a_monitor_finds_that_an_order_is_only_listed() -> None:
    """As a check of the same record does: what rests on it is a note."""
    anthems = (Entry(0, AnthemPlayed(side), placing=Placing.LISTED) for side in (Side.HOST, Side.GUEST))
    stream = Stream.of(RecordOpened("listed"), WelcomeCeremonyOpened(), *anthems)
    monitor = Monitor.open(stream[0], TEXTBOOK)
    fed = [finding for entry in stream[1:] for finding in monitor.feed(entry).new]

    for found in (fed, check(stream, TEXTBOOK).findings):
        assert [(finding.rule.code, finding.severity) for finding in found] == [("TXT24", Severity.NOTE)]


@pytest.mark.parametrize(
    ("agreed", "wanted"),
    [
        ((), []),
        ((Rank.MINISTER,), []),
        ((Rank.HEAD_OF_STATE,), ["TST05"]),
        ((Rank.MINISTER, Rank.HEAD_OF_STATE), ["TST05"]),
    ],
)
def test_a_rule_for_guests_of_a_rank_speaks_of_those_alone(agreed: tuple[Rank, ...], wanted: list[str]) -> None:
    """Of the rank that was agreed last, and of none where none was, on every path."""
    rule = order_rule(
        "TST05", "No site is visited.", absence(SiteVisited), severity=Severity.BREACH, evidence=LOGICAL,
        sources=(because("of the test"),), ranks=frozenset({Rank.HEAD_OF_STATE}),
    )  # fmt: skip
    book = Rulebook("ranked", "Of ranks", (rule,))
    guests = (Party(Side.GUEST, principals=(Person("A guest", rank=rank),)) for rank in agreed)
    stream = Stream.of(RecordOpened("v"), *(VisitAgreed(parties=(guest,)) for guest in guests), SiteVisited())

    for found in (check(stream, book).findings, judge_whole(stream, book, None).findings()):
        assert [finding.rule.code for finding in found] == wanted


@pytest.mark.parametrize("more", [(), (TreePlanted(), EntryRetracted(2))])
def test_what_is_owed_at_the_close_is_new(more: tuple[Event, ...]) -> None:
    """Whether or not the record has been corrected, and only where the visit has ended."""
    monitor = Monitor.open(RecordOpened("v", coverage=Coverage.COMPLETE), COMMON)
    for event in (GuestArrived(), *more):
        monitor.feed(event)

    assert [finding.rule.code for finding in monitor.close(ended=True).new] == ["DEP05"]
    assert monitor.close(ended=False).new == ()


def test_a_monitor_is_equal_to_itself_alone() -> None:
    """It changes as it is fed, so that two of the same record are two, and each can be a key."""
    opening = RecordOpened("v")
    one, other = Monitor.open(opening, COMMON), Monitor.open(opening, COMMON)

    assert len({one, other}) == 2


@pytest.mark.parametrize(("standing", "inferred"), [(Standing.INFERRED, True), (Standing.REPORTED, False)])
def test_a_finding_says_whether_its_ceremony_was_inferred(standing: Standing, inferred: bool) -> None:
    """What rests on a ceremony that no source names says so, on every path."""
    opening = Entry(1, WelcomeCeremonyOpened(), standing=standing)
    stream = Stream.of(RecordOpened("inferred"), VisitAgreed(VisitKind.STATE), opening, GuardReviewed(), AnthemPlayed())
    monitor = Monitor.open(stream[0], COMMON)
    fed = [finding for entry in stream[1:] for finding in monitor.feed(entry).new]

    for found in (fed, check(stream, COMMON).findings, judge_whole(stream, COMMON, None).findings()):
        assert [(each.rule.code, each.inferred) for each in found if each.rule.code == "CER04"] == [("CER04", inferred)]


def test_a_fault_to_which_order_is_nothing_weighs_in_full_though_it_is_listed() -> None:
    """Who signs without powers does so wherever the signing stands, so that it is only listed takes nothing off."""
    envoy = Signatory(Person("An envoy", office="Envoy"), powers=FullPowers.LACKING)
    signed = DocumentSigned(Document("A treaty", kind=DocumentKind.TREATY), (envoy,))
    stream = Stream.of(RecordOpened("listed"), GuestArrived(), Entry(0, signed, placing=Placing.LISTED))

    for found in (check(stream, COMMON).findings, judge_whole(stream, COMMON, None).findings()):
        assert [(each.rule.code, each.severity, each.listed) for each in found] == [("SIG02", Severity.BREACH, False)]


def test_many_threads_find_what_one_finds() -> None:
    """One rulebook, first used from eight threads at once."""
    fresh = COMMON.named("fresh", "Never checked before")
    many = visits() * 4
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda stream: check(stream, fresh).findings, many))

    assert found == [judge_whole(stream, fresh, None).findings() for stream in many]
