"""Two ways of checking, one meaning: the fast one finds what the judge finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol import COMMON, TEXTBOOK, Coverage, Rulebook, Stream, check
from protocol.corpus import visits
from protocol.testing import streams
from protocol.validation.monitor import judged
from protocol.validation.rows import Rows
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
