"""Two ways of checking, one meaning: the fast one finds what the judge finds."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol import COMMON, TEXTBOOK, Coverage, Rulebook, Stream, check
from protocol.corpus import visits
from protocol.testing import streams
from protocol.validation.monitor import judged
from protocol.validation.plans import plan
from protocol.validation.scanning import Scanner

books = st.sampled_from([COMMON, TEXTBOOK])


@given(streams(longest=25), books, st.sampled_from(list(Coverage)), st.none() | st.booleans())
def test_scanning_is_judging(stream: Stream, book: Rulebook, coverage: Coverage, ended: bool | None) -> None:
    """Whatever the record, both ways give the same assessment."""
    assert check(stream, book, coverage=coverage, ended=ended) == judged(stream, book, coverage).assess(ended=ended)


@pytest.mark.parametrize("coverage", list(Coverage))
@pytest.mark.parametrize("book", [COMMON, TEXTBOOK], ids=lambda book: book.name)
def test_scanning_real_visits_is_judging_them(book: Rulebook, coverage: Coverage) -> None:
    """The same of all visits of the corpus."""
    for stream in visits():
        for ended in (True, False):
            judge = judged(stream, book, coverage)
            assert check(stream, book, coverage=coverage, ended=ended) == judge.assess(ended=ended), stream.visit


def test_rows_are_bounded() -> None:
    """When there are as many rows as there may be they are built anew; a record that needs more goes to the judge."""
    few, enough = Scanner.of(plan(COMMON, Coverage.PARTIAL)), Scanner.of(plan(COMMON, Coverage.PARTIAL))
    few.rows.most, enough.rows.most = 3, 40
    wanted = [judged(stream, COMMON, None).found for stream in visits()]
    scans = [enough.scan(stream) for stream in visits()]

    assert None in [few.scan(stream) for stream in visits()]
    assert len(few.rows) <= 3
    assert len(enough.rows) <= 40
    assert [None if scan is None else scan.found for scan in scans] == [
        None if scan is None else found for scan, found in zip(scans, wanted, strict=True)
    ]


def test_records_of_one_kind_share_their_rows() -> None:
    """A second pass over the same records builds no further row."""
    ready = Scanner.of(plan(COMMON, Coverage.PARTIAL))
    for stream in visits():
        ready.scan(stream)
    built = len(ready.rows)
    for stream in visits():
        ready.scan(stream)

    assert len(ready.rows) == built


def test_many_threads_find_what_one_finds() -> None:
    """One rulebook, first used from eight threads at once."""
    fresh = COMMON.named("fresh", "Never checked before")
    many = visits() * 4
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda stream: check(stream, fresh).findings, many))

    assert found == [judged(stream, fresh, None).findings() for stream in many]
