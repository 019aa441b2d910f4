"""What checking promises about every stream."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol import (
    COMMON,
    TEXTBOOK,
    Coverage,
    Monitor,
    RefusedError,
    Rulebook,
    Severity,
    Stream,
    VisitKind,
    admit,
    check,
    check_each,
)
from protocol.testing import entries, streams

pytestmark = pytest.mark.uncovered

books = st.sampled_from([COMMON, TEXTBOOK])
coverages = st.sampled_from(list(Coverage))


@given(streams(), books, st.none() | coverages, st.none() | st.booleans())
def test_checking_never_raises(stream: Stream, book: Rulebook, coverage: Coverage | None, ended: bool | None) -> None:
    """Whatever happened, it is judged; and the assessment survives pickling."""
    assessment = check(stream, book, coverage=coverage, ended=ended)

    assert pickle.loads(pickle.dumps(assessment)) == assessment  # noqa: S301 - made on the line itself


@given(streams(corrections=False, kind=VisitKind.OFFICIAL), books, coverages, st.data())
def test_findings_of_a_prefix_are_a_prefix(
    stream: Stream, book: Rulebook, coverage: Coverage, data: st.DataObject
) -> None:
    """What was found stays found, in the same order, as the record grows."""
    length = data.draw(st.integers(1, len(stream)))
    prefix = Stream(stream[:length])
    found = check(stream, book, coverage=coverage, ended=False).findings

    known = check(prefix, book, coverage=coverage, ended=False).findings

    assert found[: len(known)] == known


@given(streams(), books, st.none() | coverages, st.none() | st.booleans())
def test_a_monitor_finds_what_checking_finds(
    stream: Stream, book: Rulebook, coverage: Coverage | None, ended: bool | None
) -> None:
    """Opening, feeding and closing a monitor gives what checking the whole stream gives."""
    monitor = Monitor.open(stream[0], book, coverage=coverage)
    standing: list[object] = []
    for change in [*(monitor.feed(entry) for entry in stream[1:]), monitor.close(ended=ended)]:
        standing = [finding for finding in standing if finding not in change.withdrawn] + list(change.new)
    whole = check(stream, book, coverage=coverage, ended=ended)

    assert monitor.assess(ended=ended) == whole
    assert sorted(map(str, standing)) == sorted(map(str, whole.findings))


@given(streams(), entries(), books, st.sampled_from(list(Severity)))
def test_admitting_refuses_exactly_what_adds_a_finding(
    stream: Stream, entry: object, book: Rulebook, refuse: Severity
) -> None:
    """`admit` refuses exactly when a check with the event finds something at or above `refuse` that was not there."""
    extended = stream.then(entry)  # type: ignore[arg-type] # strategies are typed as loosely as Hypothesis types them
    known = check(stream, book, coverage=Coverage.COMPLETE, ended=False).findings
    found = check(extended, book, coverage=Coverage.COMPLETE, ended=False).at_least(refuse)
    adds = any(finding not in known for finding in found)

    if adds:
        with pytest.raises(RefusedError) as refused:
            admit(stream, entry, book, refuse=refuse)  # type: ignore[arg-type] # as above
        assert set(map(str, refused.value.findings)) <= set(map(str, found))
    else:
        assert admit(stream, entry, book, refuse=refuse) == extended  # type: ignore[arg-type] # as above


@given(streams(), books)
def test_a_partial_record_owes_nothing(stream: Stream, book: Rulebook) -> None:
    """What a partial record does not show is not reported; it is neither owed nor a fault, however the visit ended."""
    under_way = check(stream, book, coverage=Coverage.PARTIAL, ended=False)
    ended = check(stream, book, coverage=Coverage.PARTIAL, ended=True)

    assert under_way.owed == ended.owed == ()
    assert under_way.findings == ended.findings


@given(streams(corrections=False), books)
def test_partial_findings_are_found_on_a_complete_record_too(stream: Stream, book: Rulebook) -> None:
    """Reading a record as partial finds fewer departures, never others."""
    partial = check(stream, book, coverage=Coverage.PARTIAL)
    complete = check(stream, book, coverage=Coverage.COMPLETE)
    codes = {finding.rule.code for finding in complete.findings}

    assert {finding.rule.code for finding in partial.findings if not finding.ceremony} <= codes


@given(st.lists(streams(), max_size=3), books)
def test_checking_each_is_checking_one_after_the_other(many: list[Stream], book: Rulebook) -> None:
    """One assessment for each stream, in their order."""
    assert list(check_each(many, book)) == [check(stream, book) for stream in many]
