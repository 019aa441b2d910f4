"""The assessment of a visit: findings with entries and sources, what is owed, what nobody can know."""

from pkgutil import iter_modules

from attrs import evolve
from hypothesis import given, settings

from protocol.events import (
    AnthemPlayed,
    DocumentsExchanged,
    DocumentSigned,
    Event,
    GuardReviewed,
    GuestArrived,
    RecordOpened,
    TalksClosed,
    TalksOpened,
    VisitConcluded,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
)
from protocol.order import Verdict, not_succession, where, within
from protocol.render import render
from protocol.reports import (
    REPORTS,
    SURVEYS,
    Brief,
    Page,
    Report,
    Span,
    Survey,
    Table,
    Tone,
    assessment_page,
    papers,
    record_page,
)
from protocol.reports.sections.verdicts import RuleStanding, standings
from protocol.rules import (
    COMMON,
    LOGICAL,
    WELCOME_CEREMONY,
    Assessment,
    Conflict,
    Finding,
    FoldStep,
    Owed,
    RecordStatus,
    RuleVerdict,
    Severity,
    Terms,
    content_rule,
    fault,
    observed,
    order_rule,
)
from protocol.rules.enclosure import talks_are_closed
from protocol.stream import Entry, Stream
from protocol.testing import streams
from protocol.validation import check, put_to_test
from protocol.values import (
    Coverage,
    Document,
    Moment,
    Person,
    Placing,
    Side,
    Signatory,
    Source,
    TalksFormat,
    VisitKind,
)

BOOK = Source("A book", "https://example.org/book", locator="p. 4")
REVIEW_LAST = order_rule(
    "CER04",
    "The anthems are played before the guard is reviewed.",
    within(WELCOME_CEREMONY, not_succession(GuardReviewed, AnthemPlayed)),
    severity=Severity.LAPSE,
    evidence=observed(held=11, broken=1),
    sources=(BOOK, Source("Another")),
    hint="the review may be left out",
)
EXPANDED_LAST = order_rule(
    "TLK01",
    "Restricted talks come before expanded ones.",
    not_succession(where(TalksOpened, format=TalksFormat.EXPANDED), where(TalksOpened, format=TalksFormat.RESTRICTED)),
    severity=Severity.BREACH,
    evidence=LOGICAL,
    sources=(BOOK,),
)


@content_rule("SIG01", severity=Severity.BREACH, evidence=LOGICAL, sources=(BOOK,), memory=0)
def signed_once(signed: int, _: Entry[DocumentSigned]) -> FoldStep[int]:
    """A document is signed once."""
    return FoldStep(signed + 1)


STREAM = Stream.of(
    RecordOpened("astana-2023"),
    GuestArrived(),
    WelcomeCeremonyOpened(),
    GuardReviewed(),
    Entry(0, AnthemPlayed(Side.GUEST), placing=Placing.LISTED),
    WelcomeCeremonyClosed(),
    TalksOpened(TalksFormat.EXPANDED),
    TalksClosed(TalksFormat.EXPANDED),
)
PLACED = Stream.of(*(evolve(entry, placing=Placing.STATED) for entry in STREAM))
CLEAN = Assessment(
    visit="astana-2023",
    terms=Terms("common", VisitKind.OFFICIAL, Coverage.PARTIAL, planned=False, ended=False),
    findings=(),
    status=RecordStatus(verdicts=(RuleVerdict(REVIEW_LAST, Verdict.CURRENTLY_SATISFIED),)),
)


def on(assessment: Assessment, **terms: object) -> Assessment:
    """An assessment on other terms."""
    return evolve(assessment, terms=evolve(assessment.terms, **terms))  # type: ignore[arg-type] # told by keyword


def stood(assessment: Assessment = CLEAN, **changes: object) -> Assessment:
    """An assessment that stands otherwise."""
    return evolve(assessment, status=evolve(assessment.status, **changes))  # type: ignore[arg-type] # told by keyword


LAPSE = Finding(
    REVIEW_LAST,
    Severity.LAPSE,
    fault("{breaking} after {earlier}", breaking=AnthemPlayed(Side.GUEST), earlier=GuardReviewed()),
    (3, 4),
    ceremony=2,
    inferred=True,
)
NOTE = Finding(EXPANDED_LAST, Severity.NOTE, fault("too late"), (6,), listed=True)


def page_of(assessment: Assessment) -> Page:
    """The assessment of the stream of these tests."""
    return assessment_page(Brief(STREAM, assessment=assessment))


def words(assessment: Assessment) -> str:
    """All words of the page, as plain text on long lines."""
    return render(page_of(assessment), width=500)


def test_summary_counts_findings_by_severity() -> None:
    """One line says how many breaches, lapses and notes there are, each toned by its severity, with its entries."""
    page = page_of(evolve(CLEAN, findings=(NOTE, LAPSE)))
    assert "No breaches, 1 lapse, 1 note." in words(evolve(CLEAN, findings=(NOTE, LAPSE)))
    spans = tuple(page.spans())
    assert Span("1 lapse", (3, 4), Tone.LAPSE) in spans
    assert Span("No breaches") in spans


def test_visit_without_departures_is_said_to_be_so() -> None:
    """Where nothing was found the page says so, and has no empty section of findings."""
    assert "No departure from protocol was found." in words(CLEAN)
    assert "Findings" not in words(CLEAN)
    assert "No departure" not in words(evolve(CLEAN, findings=(NOTE,)))


def test_finding_names_rule_entries_evidence_source_and_hint() -> None:
    """A finding says what was found, in which entries, by which rule, on what evidence, from which source."""
    text = words(evolve(CLEAN, findings=(LAPSE,)))
    for line in (
        "lapse CER04 The anthems are played before the guard is reviewed.",
        "- Found: anthem played (guest) after guard reviewed",
        "- No. 3: The guard of honour was reviewed",
        "- No. 4: The anthem of the guest was played",
        "- Reservation: it rests on a ceremony that no source names",
        "- Evidence: observed (held 11, broken 1)",
        "- Source: A book, p. 4, https://example.org/book",
        "- Source: Another",
        "- Hint: the review may be left out",
    ):
        assert line in text


def test_rule_that_was_broken_twice_is_quoted_once() -> None:
    """Findings of one rule stand under it together, and its sources are not repeated."""
    text = words(evolve(CLEAN, findings=(LAPSE, NOTE, evolve(LAPSE, entries=(3,)))))
    assert text.count("lapse CER04") == text.count("Source: Another") == 1
    assert text.count("- Found: anthem played (guest) after guard reviewed") == 2


def test_findings_come_worst_first() -> None:
    """A lapse stands before a note, whichever came first in the visit."""
    text = words(evolve(CLEAN, findings=(NOTE, LAPSE)))
    assert text.index("lapse CER04") < text.index("note TLK01")


def test_finding_on_listed_steps_says_so() -> None:
    """A finding that rests on an order that no source states says that it does."""
    assert "too late, if the steps came in the order in which they are listed" in words(evolve(CLEAN, findings=(NOTE,)))


def test_finding_about_an_entry_that_is_gone_still_names_it() -> None:
    """An entry that is not in the stream as corrected is named by its number alone."""
    assert "- No. 99\n" in words(evolve(CLEAN, findings=(evolve(LAPSE, entries=(99,)),)))


def test_conflict_names_its_rules_and_its_entry() -> None:
    """Rules that can no longer be kept together are named with the entry since when."""
    text = words(stood(conflicts=(Conflict((REVIEW_LAST, EXPANDED_LAST), 6),)))
    assert "Rules that can no longer be kept together: 1." in text
    assert "lapse since:" in text
    assert "- No. 6: Talks began in expanded format" in text
    assert "- CER04: The anthems are played before the guard is reviewed." in text
    assert "No departure" not in text


def test_what_is_owed_is_apart_from_what_was_not_reported() -> None:
    """What is still to be done says in which ceremony and since when; what was not reported is no fault."""
    owed = Owed(REVIEW_LAST, ceremony=2, since=3)
    text = words(on(stood(owed=(owed,)), coverage=Coverage.COMPLETE))
    assert "Still to be done" in text
    assert (
        "- CER04 The anthems are played before the guard is reviewed."
        " (in the ceremony no. 2: The welcome ceremony began) (since no. 3: The guard of honour was reviewed)" in text
    )
    assert "Not reported" not in text
    text = words(stood(not_reported=(Owed(EXPANDED_LAST),)))
    assert "none of it counts as a fault" in text
    assert "- TLK01 Restricted talks come before expanded ones.\n" in text
    assert "Still to be done" not in text


def test_steps_that_are_only_listed_are_named() -> None:
    """The page lists which steps no source places, and what that means for findings."""
    text = words(CLEAN)
    assert "Only listed" in text
    assert "- No. 4: The anthem of the guest was played" in text


def test_page_says_by_what_it_was_checked() -> None:
    """Rulebook, kind, basis, coverage and, for complete records, whether the visit has ended are stated."""
    text = words(on(CLEAN, kind=VisitKind.UNKNOWN, planned=True))
    assert "not known: rules for some kinds of visit only are silent" in text
    assert "a programme, as announced" in text
    assert "Ended" not in text
    complete = on(CLEAN, coverage=Coverage.COMPLETE)
    assert "no: what is not done yet may still be done" in words(complete)
    assert "yes: what was not done counts" in words(on(complete, ended=True))


def test_rules_are_counted_by_how_they_stand() -> None:
    """A rule is broken, open, held, or was never put to the test, and the worst of its ceremonies counts."""
    verdicts = (
        RuleVerdict(REVIEW_LAST, Verdict.PERMANENTLY_SATISFIED, 2),
        RuleVerdict(EXPANDED_LAST, Verdict.CURRENTLY_SATISFIED),
        RuleVerdict(signed_once, Verdict.CURRENTLY_SATISFIED),
    )
    assessment = stood(verdicts=verdicts)
    assert standings(assessment, PLACED) == {
        RuleStanding.BROKEN: (),
        RuleStanding.OPEN: (),
        RuleStanding.HELD: (REVIEW_LAST,),
        RuleStanding.UNTESTED: (EXPANDED_LAST, signed_once),
    }
    open_ = stood(assessment, verdicts=(*verdicts, RuleVerdict(REVIEW_LAST, Verdict.CURRENTLY_VIOLATED, 5)))
    assert standings(open_, STREAM)[RuleStanding.OPEN] == (REVIEW_LAST,)
    broken = evolve(open_, findings=(LAPSE,))
    assert standings(broken, STREAM)[RuleStanding.BROKEN] == (REVIEW_LAST,)
    assert standings(broken, STREAM)[RuleStanding.OPEN] == ()


def test_rule_is_put_to_the_test_by_what_could_have_broken_it() -> None:
    """An order rule needs steps that could have broken it, a content rule something to judge; a list is not enough."""
    partial, complete = Coverage.PARTIAL, Coverage.COMPLETE
    signed = STREAM.then(DocumentSigned(Document("A")))
    restricted = STREAM.then(TalksOpened(TalksFormat.RESTRICTED))
    assert put_to_test(signed_once, signed, partial)
    assert not put_to_test(signed_once, STREAM, partial)
    assert put_to_test(EXPANDED_LAST, restricted, complete)
    assert not put_to_test(REVIEW_LAST, STREAM, partial)
    assert put_to_test(REVIEW_LAST, PLACED, partial)
    assert not put_to_test(REVIEW_LAST, STREAM.then(AnthemPlayed()), partial)
    listed = STREAM.then(Entry(0, DocumentSigned(Document("A")), placing=Placing.LISTED))
    assert not put_to_test(signed_once, listed, partial)
    assert not put_to_test(EXPANDED_LAST, STREAM, complete)


def test_a_rule_that_no_partial_record_can_break_is_not_put_to_the_test_by_one() -> None:
    """That talks are closed may be owed by a complete record, and is never held by a partial one."""
    assert put_to_test(talks_are_closed, STREAM, Coverage.COMPLETE)
    assert not put_to_test(talks_are_closed, STREAM, Coverage.PARTIAL)


def test_a_content_rule_without_anything_to_judge_is_not_put_to_the_test() -> None:
    """Times that cannot be compared, a treaty that nobody is said to have signed, an end that was not reached."""
    full = Moment.parse("2031-05-14T10:30+00:00")
    day = Moment.parse("2031-05-14")
    treaty = DocumentSigned(Document("A"), (Signatory(Person("M. Minister")),))
    steps: dict[str, tuple[tuple[Event | Entry[Event], ...], tuple[Event | Entry[Event], ...]]] = {
        "TIM01": ((Entry(0, GuestArrived(), at=day),), (Entry(0, GuestArrived(), at=full),)),
        "TIM02": ((Entry(0, GuestArrived(), at=full),), (Entry(0, GuestArrived(), at=full, until=full),)),
        "SIG02": ((DocumentSigned(Document("A")),), (treaty,)),
        "SIG04": ((treaty,), (treaty, DocumentsExchanged((Document("A"),)))),
        "END01": ((GuestArrived(),), (GuestArrived(), VisitConcluded())),
    }
    for code, (idle, asked) in steps.items():
        for told, wanted in ((idle, False), (asked, True)):
            stream = Stream.of(RecordOpened("demo"), *told)
            assert put_to_test(COMMON.rule(code), stream, Coverage.PARTIAL) is wanted, code
            held = standings(check(stream, COMMON), stream)[RuleStanding.HELD]
            assert (COMMON.rule(code) in held) is wanted, code


def test_table_of_rules_names_each_rule_once() -> None:
    """The table at the end counts the rules and names their codes."""
    (*_, last) = page_of(evolve(CLEAN, findings=(NOTE,))).blocks
    assert isinstance(last, Table)
    rows = [tuple(span.text for cell in row for span in cell.spans) for row in last.rows]
    assert rows == [
        ("broken", "1", "TLK01"),
        ("asks for more than is recorded", "0", ""),
        ("held", "0", ""),
        ("not put to the test", "1", "CER04"),
    ]


def test_catalogue_of_reports_is_complete() -> None:
    """The files in `reports/papers/` are the reports, of one visit and of many: listed, described, each of its name."""
    named: list[tuple[str, Report | Survey]] = [*REPORTS.items(), *SURVEYS.items()]
    files = {name: f"{papers.__name__}.{name.replace('-', '_')}" for name, _ in named}
    assert {f"{papers.__name__}.{file.name}" for file in iter_modules(papers.__path__)} == {*files.values()}
    assert all(report.build.__module__ == files[name] for name, report in named)
    assert all(report.name == name and report.sentence.endswith(".") and report.formats for name, report in named)
    assert REPORTS["record"].build(Brief(STREAM)) == record_page(Brief(STREAM))
    assert REPORTS["assessment"].build(Brief(STREAM, assessment=CLEAN)) == page_of(CLEAN)


@given(streams(corrections=False))
@settings(max_examples=50)
def test_every_assessment_is_a_page_about_its_stream(stream: Stream) -> None:
    """Whatever a stream holds, its assessment can be told, and names only entries of the stream."""
    page = assessment_page(Brief(stream, assessment=check(stream, COMMON)))
    assert render(page).encode()
    assert {position for span in page.spans() for position in span.entries} <= set(range(len(stream)))
