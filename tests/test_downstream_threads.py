"""What other programs rely on when they share our values between threads."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Barrier
from typing import TypeVar

import pytest

from protocol import COMMON, TEXTBOOK, Assessment, Coverage, Rulebook, Stream, check, owed, permitted
from protocol.codec import dump_lines, read_lines
from protocol.corpus import visits
from protocol.events import GuestArrived, GuestDeparted, RecordOpened, TalksClosed, TalksOpened
from protocol.script import dump_script, load_script
from protocol.values import TalksFormat

pytestmark = pytest.mark.uncovered

THREADS = 8
_NUMBERS = count()
T = TypeVar("T")

STREAMS = (
    *visits(year=2023),
    Stream.of(RecordOpened("a"), GuestDeparted(), GuestArrived()),
    Stream.of(RecordOpened("b", coverage=Coverage.COMPLETE), GuestArrived(), GuestArrived()),
    Stream.of(RecordOpened("c"), TalksOpened(TalksFormat.EXPANDED), TalksClosed(), TalksOpened(TalksFormat.RESTRICTED)),
)


@pytest.fixture(autouse=True)
def _often_switched() -> Iterator[None]:
    """Threads that take turns a thousand times as often as usual meet where they seldom would."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(5e-6)
    yield
    sys.setswitchinterval(usual)


def at_once(work: Callable[[], T]) -> list[T]:
    """What eight threads get that begin the same work at the same moment."""
    barrier = Barrier(THREADS)

    def begun() -> T:
        barrier.wait()
        return work()

    with ThreadPoolExecutor(THREADS) as pool:
        return [done.result() for done in [pool.submit(begun) for _ in range(THREADS)]]


def fresh(book: Rulebook) -> Rulebook:
    """The same rules as a rulebook that nothing has been checked by yet."""
    return book.named(f"fresh-{next(_NUMBERS)}", book.title)


def findings(book: Rulebook, streams: tuple[Stream, ...] = STREAMS) -> list[Assessment]:
    """How streams stand by a rulebook, under both coverages."""
    return [check(stream, book, coverage=coverage) for stream in streams for coverage in Coverage]


@pytest.mark.parametrize("book", [COMMON, TEXTBOOK], ids=lambda book: book.name)
def test_one_rulebook_in_many_threads(book: Rulebook) -> None:
    """Eight threads that check by one rulebook each find what one thread finds."""
    alone = findings(book)

    assert at_once(lambda: findings(book)) == [alone] * THREADS


@pytest.mark.parametrize("book", [COMMON, TEXTBOOK], ids=lambda book: book.name)
def test_a_race_for_the_first_use(book: Rulebook) -> None:
    """A rulebook that is made ready while eight threads ask for it is made ready rightly."""
    few = STREAMS[-6:]  # the race is for the rulebook, and is over after the first of them
    for _ in range(3):
        shared = fresh(book)
        alone = [(each.findings, each.owed, each.not_reported) for each in findings(fresh(book), few)]
        raced = at_once(lambda shared=shared: findings(shared, few))  # type: ignore[misc] # a default binds what the loop has now
        assert [[(each.findings, each.owed, each.not_reported) for each in found] for found in raced] == [
            alone
        ] * THREADS


def test_hints_in_many_threads() -> None:
    """What may come next and what is owed is the same in all threads, from the first use on."""
    stream = STREAMS[-2]
    alone = permitted(stream, fresh(COMMON)), owed(stream, fresh(COMMON))
    shared = fresh(COMMON)

    assert at_once(lambda: (permitted(stream, shared), owed(stream, shared))) == [alone] * THREADS


def test_reading_and_writing_in_many_threads() -> None:
    """Scripts and archives are read and written at once without getting mixed up."""

    def there_and_back() -> list[Stream]:
        scripts = [load_script(dump_script(stream, to="json")) for stream in STREAMS]
        lines = [list(read_lines(list(dump_lines(stream)), name="lines"))[0] for stream in STREAMS]  # noqa: RUF015 - all of it is read
        assert scripts == lines
        return scripts

    assert at_once(there_and_back) == [list(STREAMS)] * THREADS
