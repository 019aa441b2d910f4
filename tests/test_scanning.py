"""Two ways of checking, one meaning: the fast one finds what the judge finds."""

import math
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol import COMMON, TEXTBOOK, Coverage, Rulebook, Stream, check
from protocol.corpus import visits
from protocol.order import Machine
from protocol.testing import streams
from protocol.validation import rows
from protocol.validation.contents import Contents
from protocol.validation.grouping import MOST_STATES, groups
from protocol.validation.judging import judged
from protocol.validation.plans import plan
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


@pytest.mark.parametrize("coverage", list(Coverage))
@pytest.mark.parametrize("book", [COMMON, TEXTBOOK], ids=lambda book: book.name)
def test_every_order_rule_is_in_one_group(book: Rulebook, coverage: Coverage) -> None:
    """Groups part the order rules among them, and a group of several rules stays small."""
    made = plan(book, coverage)
    machines = [made.machines[index] for index in made.orders]
    found = groups(machines)

    assert sorted(place for group in found for place in group) == list(range(len(machines)))
    assert len(found) < len(machines) / 2
    assert len(Rows.of(made, Contents.of(made)).groups) == len(found) + 1
    for group in found:
        assert len(group) == 1 or math.prod(_inside(machines[place]) for place in group) <= MOST_STATES


def _inside(machine: Machine) -> int:
    """The states of a rule, in its ceremony where it has one."""
    return len(machine.rows) - (0 if machine.bracket is None else 2)


@pytest.mark.parametrize("most", [1, 40])
def test_rows_are_bounded(most: int) -> None:
    """When there are as many rows as there may be, records go group by group and are found fault with all the same."""
    ready = Scanner.of(COMMON, Coverage.PARTIAL)
    ready.rows.most = most
    for _ in range(3):
        assessments = [ready.assess(stream, None) for stream in visits()]

    assert len(ready.rows) <= most
    assert assessments == [judged(stream, COMMON, Coverage.PARTIAL).assess() for stream in visits()]


def test_what_comes_again_gets_rows() -> None:
    """Rows are built when a record like one before comes, and not again after that."""
    ready, built = Scanner.of(COMMON, Coverage.PARTIAL), []
    for _ in range(3):
        for stream in visits():
            if not stream.listed:
                ready.assess(stream, None)
        built.append(len(ready.rows))

    assert built[0] < built[1] == built[2]


def test_what_was_seen_is_forgotten_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is remembered of records that were seen is bounded too."""
    monkeypatch.setattr(rows, "MOST_SEEN", 10)
    ready = Scanner.of(COMMON, Coverage.PARTIAL)
    for stream in visits():
        ready.assess(stream, None)

    assert ready.rows.seen <= 10


def test_many_threads_find_what_one_finds() -> None:
    """One rulebook, first used from eight threads at once."""
    fresh = COMMON.named("fresh", "Never checked before")
    many = visits() * 4
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda stream: check(stream, fresh).findings, many))

    assert found == [judged(stream, fresh, None).findings() for stream in many]
