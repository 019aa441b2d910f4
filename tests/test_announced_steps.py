"""Steps that a record of what happened only announces: they count for nothing unless a correction makes them happen."""

from datetime import datetime
from typing import Any

import pytest
from attrs import evolve
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from protocol import COMMON, TEXTBOOK, Coverage, Entry, Event, Monitor, Rulebook, Stream, check, owed, permitted, replay
from protocol.cli.app import protocol as command
from protocol.codec import dump_lines, read_lines
from protocol.events import (
    DocumentSigned,
    EntryCorrected,
    GuestArrived,
    GuestDeparted,
    ReceptionClosed,
    ReceptionOpened,
    RecordOpened,
    SiteVisited,
    TalksOpened,
    ToastProposed,
)
from protocol.languages import LANGUAGES, language
from protocol.projections import Deviation, deviations, ledger, register, statistics, timeline
from protocol.reports import REPORTS, Brief
from protocol.rules import Assessment
from protocol.script import dump_script, load_script
from protocol.stream import what_happened, what_is_announced
from protocol.testing.strategies import entries, streams
from protocol.validation import outcome
from protocol.validation.stepping.judge import judge_whole
from protocol.values import Basis, Document, Placing, Side, Standing

RULEBOOKS = (COMMON, TEXTBOOK)
ANNOUNCED = Standing.ANNOUNCED


@st.composite
def with_and_without(draw: Any) -> tuple[Stream, Stream]:  # noqa: ANN401 - as Hypothesis has it
    """A record without announced steps, and the same record with some of them anywhere behind its opening."""
    record = draw(streams(corrections=False).filter(lambda stream: not stream.planned))
    first, *others = (evolve(each, standing=_happened(each.standing), during=None) for each in record)
    steps: list[tuple[bool, Entry[Event]]] = [(False, each) for each in others]
    for each in draw(st.lists(entries(corrections=False), min_size=1, max_size=4)):
        placing = Placing.STATED if record.coverage is Coverage.COMPLETE else each.placing
        ahead = evolve(each, standing=ANNOUNCED, placing=placing, during=None, sources=(), id=None)
        steps.insert(draw(st.integers(0, len(steps))), (True, ahead))
    full = Stream.of(first, *(step for _, step in steps))
    kept = (entry for entry, (ahead, _) in zip(full[1:], steps, strict=True) if not ahead)
    return full, Stream((full[0], *kept))


def _happened(standing: Standing) -> Standing:
    return Standing.REPORTED if standing is ANNOUNCED else standing


@pytest.mark.parametrize("rulebook", RULEBOOKS, ids=lambda each: each.name)
@given(both=with_and_without(), ended=st.sampled_from((None, True, False)), coverage=st.sampled_from((None, *Coverage)))
def test_announced_steps_change_no_assessment(
    rulebook: Rulebook, both: tuple[Stream, Stream], ended: bool | None, coverage: Coverage | None
) -> None:
    """Announced steps anywhere in a record of what happened change no finding, no obligation and no verdict."""
    full, without = both

    found, wanted = (check(each, rulebook, ended=ended, coverage=coverage) for each in both)

    assert told(found) == told(wanted)
    assert told(judge_whole(full, rulebook, coverage).assess(ended=ended)) == told(wanted)
    assert owed(full, rulebook) == owed(without, rulebook)


def told(found: Assessment) -> tuple[object, ...]:
    """All that an assessment says."""
    return found.findings, found.conflicts, found.owed, found.not_reported, found.verdicts


@given(both=with_and_without())
def test_announced_steps_are_not_counted(both: tuple[Stream, Stream]) -> None:
    """Announced steps are in no figure of the statistics, no evidence for a rule, no visit, register or ledger."""
    full, without = both

    assert statistics([(full, check(full, COMMON))]) == statistics([(without, check(without, COMMON))])
    assert [outcome(rule, full) for rule in COMMON] == [outcome(rule, without) for rule in COMMON]
    assert replay(full) == replay(without)
    assert register.of(full).documents == register.of(without).documents
    assert ledger.of(full) == ledger.of(without)
    assert what_happened(full) == without


@given(both=with_and_without())
def test_a_monitor_hears_no_announced_step(both: tuple[Stream, Stream]) -> None:
    """A record that is checked while it grows finds nothing in an announced step, and in the end what a check does."""
    full, without = both
    monitor = Monitor.open(full[0], COMMON)

    updates = [(entry, monitor.feed(entry)) for entry in full[1:]]

    assert not any(update.new or update.withdrawn for entry, update in updates if entry.standing is ANNOUNCED)
    assert told(monitor.assess()) == told(check(without, COMMON))


HEAD = """
format: visit/1
visit: extended-meeting
dates: [2023-04-10]
time_zone: Asia/Almaty
host: {state: KZ, principals: [{name: Host}]}
guest: {state: AZ, principals: [{name: Guest}]}
steps:
  - guest_arrived
  - talks: {format: restricted, at: 2023-04-10T10:00}
"""
DINNER = """
  - talks: {format: expanded, at: 2023-04-10T11:00, standing: announced}
  - reception:
      standing: announced
      meal: dinner
      steps:
        - toast_proposed: {by: host}
        - toast_proposed: {by: guest, standing: reported}
  - document_signed: {title: A Declaration, standing: announced}
"""


def test_steps_of_an_announced_ceremony_are_announced_too() -> None:
    """The opening, the closing and the steps of an announced ceremony are announced, unless a step says otherwise."""
    record = load_script(HEAD + DINNER)

    standings = {type(entry.event): entry.standing for entry in record if entry.event != ToastProposed(Side.GUEST)}

    assert [entry.standing for entry in record if isinstance(entry.event, ToastProposed)] == [
        ANNOUNCED,
        Standing.REPORTED,
    ]
    assert {standings[event] for event in (ReceptionOpened, ReceptionClosed, DocumentSigned)} == {ANNOUNCED}
    assert load_script(dump_script(record)) == record
    assert list(read_lines(dump_lines(record), name="lines")) == [record]


def test_a_correction_turns_what_was_announced_into_what_happened() -> None:
    """After a correction of its standing a step is judged, counted and told like any other."""
    record = Stream.of(RecordOpened("demo"), GuestDeparted(), Entry(2, GuestArrived(), standing=ANNOUNCED))
    monitor = Monitor.open(record[0], COMMON)
    before = [monitor.feed(entry).new for entry in record[1:]]

    after = monitor.feed(EntryCorrected(2, standing=Standing.REPORTED))

    assert not any(before)
    assert [finding.rule.code for finding in after.new] == ["DEP01"]
    assert (
        check(monitor.stream, COMMON).findings == check(Stream.of(*(entry.event for entry in record)), COMMON).findings
    )


def test_an_announced_step_permits_nothing_and_owes_nothing() -> None:
    """Talks that are only announced change neither what may come next nor what is owed."""
    record = Stream.of(RecordOpened("demo"), GuestArrived())
    full = record.then(Entry(2, TalksOpened(), standing=ANNOUNCED), Entry(3, GuestDeparted(), standing=ANNOUNCED))

    assert permitted(full, COMMON) == permitted(record, COMMON)
    assert owed(full, COMMON) == owed(record, COMMON)


def test_in_a_programme_the_word_changes_nothing() -> None:
    """In a programme every step is announced, so that a step which says so is checked and told like the others."""
    plain = Stream.of(RecordOpened("demo", basis=Basis.ANNOUNCED), TalksOpened(), GuestArrived())
    marked = Stream.of(*(evolve(entry, standing=ANNOUNCED) for entry in plain))

    assert check(marked, COMMON).findings == check(plain, COMMON).findings
    assert what_happened(marked) == marked
    assert what_is_announced(marked) is None
    assert texts(marked) == texts(plain)


def texts(record: Stream, code: str = "en") -> dict[str, str]:
    """All papers of a record, as the words on them."""
    brief = Brief(record, language(code), check(record, COMMON))
    pages = {name: report.build(brief) for name, report in REPORTS.items()}
    return {name: "\n".join([page.title, *(span.text for span in page.spans())]) for name, page in pages.items()}


@pytest.mark.parametrize(
    ("paper", "told", "untold"),
    [
        ("record", "Talks will be held in expanded format", "Talks were held in expanded format"),
        ("record", '"A Declaration" will be signed', '"A Declaration" was signed'),
        ("communique", "Talks were held in restricted format.", "was signed"),
        ("communique", "The dinner will be held.", "The dinner was held"),
        ("programme", "Dinner (announced)", "Talks in restricted format (announced)"),
        ("day-sheet", "Talks in expanded format (announced)", "Talks in restricted format (announced)"),
        ("register", "No document is recorded as signed.", "signed ad"),
        ("register", "Documents announced and to be signed", "1 document"),
        ("attendance", "Toast: Host (announced)", "Toast: Guest (announced)"),
        ("deviations", "Talks in expanded format", "Talks in restricted format"),
        ("assessment", "No breaches", "Dinner"),
    ],
)
def test_papers_speak_of_it_in_the_future(paper: str, told: str, untold: str) -> None:
    """Every paper tells an announced step in the future tense or with a mark, and the others as what happened."""
    said = texts(load_script(HEAD + DINNER))[paper]

    assert told in said
    assert untold not in said


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_paper_tells_it_as_what_happened(code: str) -> None:
    """In no language does a paper give the sentence that it would give if the announced step had happened."""
    record = load_script(HEAD + "  - document_signed: {title: X, standing: announced}\n")
    as_if = Stream.of(*(evolve(entry, standing=Standing.REPORTED) for entry in record))
    told, happened = ({*texts(each, code)["communique"].splitlines()} for each in (record, as_if))

    assert told - happened
    assert happened - told
    assert not any(words in said for said in texts(record, code).values() for words in happened - told)


def test_an_announced_ceremony_has_an_order_of_ceremony() -> None:
    """The order of a ceremony that is only announced is that of a programme."""
    record = Stream.of(
        RecordOpened("demo"),
        Entry(1, ReceptionOpened(), standing=ANNOUNCED),
        Entry(2, ToastProposed(Side.HOST), standing=ANNOUNCED),
        Entry(3, ReceptionClosed(), standing=ANNOUNCED),
    )

    assert "Toast: the host" in texts(record)["order-of-ceremony"]
    assert "this is what happened" not in texts(record)["order-of-ceremony"]
    assert not replay(record).ceremonies
    assert [item.depth for item in timeline.of(record).items] == [0, 0, 1, 0]


def test_announced_steps_are_compared_with_what_happened() -> None:
    """The announced steps are the plan: what is reported of them is compared, and nothing else counts as added."""
    later = "  - talks: {format: expanded, at: 2023-04-10T11:20}\n"
    record = load_script(HEAD + DINNER + later)
    plan = what_is_announced(record)

    assert plan is not None
    found = deviations(plan, record, in_part=True)
    assert {step.deviation for step in found.steps} == {Deviation.LATE, Deviation.NOT_REPORTED}
    assert [step.minutes for step in found.of(Deviation.LATE)] == [20]


def test_deviations_need_a_programme_or_announced_steps(tmp_path: Any) -> None:  # noqa: ANN401 - a path, as pytest has it
    """Without a programme and without announced steps there is nothing to compare, and it is said what to give."""
    (tmp_path / "plain.yaml").write_text(HEAD)
    (tmp_path / "both.yaml").write_text(HEAD + DINNER)

    refused, told = (
        CliRunner().invoke(command, ["report", "deviations", str(tmp_path / name)], standalone_mode=False)
        for name in ("plain.yaml", "both.yaml")
    )

    assert (refused.return_value, told.return_value) == (2, 0)
    assert "--against plan.yaml" in refused.stderr
    assert "not reported" in told.stdout


def test_a_moment_is_not_passed_by_what_is_only_announced() -> None:
    """A dinner that is announced for the evening does not end the record of the morning."""
    steps = "  - reception: {at: 2023-04-10T20:00, standing: announced}\n  - site_visited: {at: 2023-04-10T11:00}\n"

    kept = replay(load_script(HEAD + steps), until=datetime.fromisoformat("2023-04-10T12:00+06:00"))

    assert [type(fact.event) for fact in kept.points] == [SiteVisited]


def test_the_same_document_may_be_announced_and_signed() -> None:
    """A document that was announced and then signed is in the register once, as signed."""
    document = DocumentSigned(Document("A Declaration"))
    record = Stream.of(RecordOpened("demo"), Entry(1, document, standing=ANNOUNCED), document)

    assert [each.entries for each in register.of(record).documents] == [(2,)]
    assert "to be signed" not in texts(record)["register"]
    assert not check(record, COMMON).findings
