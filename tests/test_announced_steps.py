"""Steps that a record of what happened only announces: they count for nothing until a correction says that they happened."""

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from protocol import COMMON, TEXTBOOK, Coverage, Entry, Event, Monitor, Rulebook, Stream, check, owed, permitted, replay
from protocol.codec import dump_lines, read_lines
from protocol.events import (
    AnthemPlayed,
    DocumentSigned,
    EntryCorrected,
    EntryRetracted,
    GuestArrived,
    GuestDeparted,
    ReceptionClosed,
    ReceptionOpened,
    RecordOpened,
    TalksClosed,
    TalksOpened,
    ToastProposed,
    VisitConcluded,
)
from protocol.languages import LANGUAGES, language
from protocol.projections import Deviation, deviations, ledger, programme, register, statistics, timeline
from protocol.reports import REPORTS, Brief
from protocol.reports.page import Page
from protocol.rules import Assessment
from protocol.script import dump_script, load_script
from protocol.stream import what_happened, what_is_announced
from protocol.testing.strategies import entries, streams
from protocol.validation import outcome
from protocol.validation.stepping.judge import judge_whole
from protocol.values import Basis, Document, Moment, Placing, Side, Standing

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
    assert {str(each.step): each.forbidden_by for each in permitted(full, rulebook).steps} == {
        str(each.step): each.forbidden_by for each in permitted(without, rulebook).steps
    }
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
