"""Whole rulebooks: three logs, a monitor, more and more rules, and visits of random events."""

import tracemalloc
from collections.abc import Iterator
from random import Random

from logs import common_logs, good_visit, stream
from peers import pm4py_call
from timing import Result, timed

from protocol import (
    COMMON,
    TEXTBOOK,
    Coverage,
    Entry,
    Event,
    Monitor,
    Rulebook,
    Severity,
    Stream,
    check_each,
    order_rule,
)
from protocol import order as o
from protocol.events import DocumentSigned, VisitConcluded
from protocol.hosts import rulebook_named
from protocol.order.language.orders import named_by
from protocol.rules import LOGICAL, Fold, Rule, because
from protocol.validation.scanning.record_scanner import Scanner

Read = list[tuple[tuple[str, tuple[int, ...]], ...]]


def ours(streams: list[Stream], book: Rulebook) -> Read:
    """Every finding's rule and the entries that explain it."""
    return [tuple((f.rule.code, f.entries) for f in each.findings) for each in check_each(streams, book)]


def measured(book: Rulebook, visits: int) -> Iterator[Result]:
    """A whole rulebook, content rules and explanations included, on three logs."""
    for title, streams in common_logs(visits, seed=2).items():
        call = timed(pm4py_call([[type(entry.event).__name__ for entry in each[2:]] for each in streams]))
        found = sum(map(bool, ours(streams, book)))
        time = timed(lambda streams=streams: ours(streams, book))
        told = f"{book.name}, {title} ({found} of {visits} with findings): pm4py's call / ours"
        yield Result(told, call / time, at_least=5)
        if book is COMMON:
            both = timed(lambda streams=streams: ours(made_again(streams), book))
            yield Result("the same, making the streams of their entries included", call / both)


def made_again(streams: list[Stream]) -> list[Stream]:
    """The streams, made of their entries."""
    return [Stream(each.entries) for each in streams]


def monitored(visits: int) -> Iterator[Result]:
    """What feeding a monitor costs beside checking."""
    streams = common_logs(visits, seed=3)["one in four with a breach"]

    def feed() -> Read:
        return [_fed(each) for each in streams]

    assert [{code for code, _ in each} for each in feed()] == [
        {code for code, _ in each} for each in ours(streams, COMMON)
    ]

    def kept() -> None:
        for each in streams:
            keeper = Keeper()
            for entry in each:
                keeper.feed(entry)

    time, call = timed(feed), timed(pm4py_call([[type(entry.event).__name__ for entry in s[2:]] for s in streams]))
    checking = timed(lambda: ours(streams, COMMON))
    yield Result("Monitor over common / check_each", time / checking)
    both = timed(lambda: ours(made_again(streams), COMMON))
    yield Result("Monitor over common / making the streams of their entries, and check_each", time / both)
    yield Result("Monitor over common: thousand entries a second", sum(map(len, streams)) / time / 1_000)
    yield Result("a method called for each entry that only keeps it / check_each", timed(kept) / checking)
    yield Result("pm4py's call / Monitor over common", call / time)
    further = iter([common_logs(visits, seed=seed)["one in four with a breach"] for seed in range(200, 205)])
    unseen = timed(lambda: ours(next(further), COMMON))
    yield Result("Monitor over common / check_each, on visits never seen by a rulebook in use", time / unseen)


class Keeper:
    """What a monitor cannot do without: it is called for each entry, and keeps it."""

    __slots__ = ("entries",)

    def __init__(self) -> None:
        self.entries: list[Entry[Event]] = []

    def feed(self, entry: Entry[Event]) -> None:
        """Keep an entry."""
        self.entries.append(entry)


def _fed(record: Stream) -> tuple[tuple[str, tuple[int, ...]], ...]:
    monitor = Monitor.open(record.entries[0], COMMON)
    changes = [change for entry in record.entries[1:] if (change := monitor.feed(entry)).new]
    return tuple((f.rule.code, f.entries) for change in (*changes, monitor.close()) for f in change.new)


def grown(visits: int) -> Iterator[Result]:
    """What further rules on the same alphabet cost: beside the time, how many more rules an event names."""
    streams = common_logs(visits, seed=5)["one in four with a breach"]
    alone = timed(lambda: ours(streams, COMMON))
    named = _named(COMMON)
    for further in (20, 40, 80):
        book = COMMON.adding(*_further(further)).named(f"common+{further}", "Common and further rules")
        ours(streams, book)
        time = timed(lambda book=book: ours(streams, book)) / alone
        yield Result(
            f"common with {further} further rules / common alone", time, at_most=round(_named(book) / named, 1)
        )


def _further(count: int) -> Iterator[Rule]:
    """Rules on the order of two steps, drawn by seed, that visits of the log keep unless they are spoilt."""
    random = Random(6)
    named = {event for rule in COMMON for event in _events(rule)}
    steps = [event for event in dict.fromkeys(map(type, good_visit(0, random))) if event in named]
    for number in range(count):
        earlier, later = sorted(random.sample(range(len(steps)), 2))
        template = random.choice([o.precedence, o.responded_existence, o.first_before])
        yield order_rule(
            f"FUR{number:02}",
            "A further rule.",
            template(steps[earlier], steps[later]),
            severity=Severity.NOTE,
            evidence=LOGICAL,
            sources=(because("of the measurement"),),
        )


def _events(rule: Rule) -> set[type]:
    """The events that an order rule names."""
    return set() if isinstance(rule.body, Fold) else {pattern.event for pattern in named_by(rule.body)}


def _named(book: Rulebook) -> int:
    """How often order rules name classes of events."""
    return sum(len(_events(rule)) for rule in book)


def hostile(visits: int) -> Iterator[Result]:
    """What a rulebook remembers after visits of random events, and after as many more: it is bounded."""
    first, then, more = (_remembering(each) for each in (visits, 3 * visits, 6 * visits))
    told = ", ".join(f"{each / 1e6:.0f} MB" for each in (first, then, more))
    yield Result(f"memory of a rulebook after {visits}, {3 * visits} and {6 * visits} visits of random events", told)
    yield Result("the last of these / the one before", more / then, at_most=1.2)


def _remembering(visits: int) -> int:
    random = Random(4)
    good = {type(entry.event) for entry in common_logs(1, seed=1)["one in four with a breach"][0][2:]}
    events = sorted(good - {DocumentSigned, VisitConcluded}, key=lambda event: event.__name__)
    tracemalloc.start()
    ready = Scanner.of(COMMON, Coverage.COMPLETE)
    before = tracemalloc.get_traced_memory()[0]
    for number in range(visits):
        record = stream(number, [event() for event in random.choices(events, k=30)])
        ready.assess(record, None)
        _fed(record)
    del record
    size = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    return size


BOOKS = (COMMON, TEXTBOOK, rulebook_named("kz-2024"), rulebook_named("es-2010"))
