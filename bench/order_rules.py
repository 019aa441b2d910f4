"""Order rules alone: the conformance model, beside pm4py and the others, and a log never seen before."""

from collections.abc import Iterator

from logs import conformance_log, stream
from model import rulebook
from peers import (
    broken_precedences,
    declare4py_call,
    pm4py_call,
    pm4py_loop,
    pm4py_verdicts,
    statemachine_call,
    transitions_call,
)
from timing import Result, timed

from protocol import Rulebook, Stream, check_each
from protocol.validation.scanning.record_scanner import scanner

Codes = list[set[str]]


def ours(streams: list[Stream], book: Rulebook) -> Codes:
    """The codes of the rules that each visit breaks, every finding read."""
    return [{finding.rule.code for finding in each.findings} for each in check_each(streams, book, ended=True)]


def streams_of(log: list[list[type]]) -> list[Stream]:
    """The visits of a log."""
    return [stream(number, [event() for event in events]) for number, events in enumerate(log)]


def bare(streams: list[Stream]) -> None:
    """A loop over the same entries that does nothing but look up their classes."""
    known: dict[type, None] = {}
    for each in streams:
        for entry in each.entries:
            known.get(type(entry.event))


def measured(visits: int) -> Iterator[Result]:
    """The rows about order rules alone."""
    log = conformance_log(visits, seed=1)
    streams = streams_of(log)
    names, book = [[event.__name__ for event in events] for events in log], rulebook()
    verdicts = ours(streams, book)
    assert verdicts == pm4py_verdicts(names)
    faulty = sum(map(bool, verdicts))
    yield Result("25 order rules, complete records", f"{visits} visits, {faulty} at fault")
    time = timed(lambda: ours(streams, book))
    call = timed(pm4py_call(names))
    yield Result("pm4py's call / ours", call / time, at_least=10)
    yield Result("pm4py's inner loop / ours", timed(pm4py_loop(names)) / time, at_least=2)
    yield Result("a bare loop over the entries / ours", timed(lambda: bare(streams)) / time)
    yield Result("ours, million events a second", sum(map(len, streams)) / time / 1e6)
    yield from _others(names, verdicts, time / visits)

    further = iter([streams_of(conformance_log(visits // 5, seed=seed)) for seed in range(100, 105)])
    unseen = timed(lambda: ours(next(further), book)) / (visits // 5)
    yield Result("pm4py's call / ours, on visits never seen by a rulebook in use", call / visits / unseen)

    def first_pass() -> None:
        scanner.cache_clear()
        ours(streams, book)

    yield Result("pm4py's call / our first pass over a log never seen", call / timed(first_pass), at_least=3)


def _others(names: list[list[str]], verdicts: Codes, ours_a_visit: float) -> Iterator[Result]:
    """The systems that are much slower, on a part of the log."""
    few = names[: max(len(names) // 20, 50)]
    for title, call in (("transitions", transitions_call(few)), ("python-statemachine", statemachine_call(few))):
        assert call() == [broken_precedences(trace) for trace in few]
        yield Result(
            f"{title}, the precedences alone, {len(few)} visits / ours, all rules",
            timed(call, 3) / len(few) / ours_a_visit,
        )
    declare4py = declare4py_call(few)
    if declare4py is None:
        yield Result("Declare4Py / ours", "not installed")
    else:
        assert declare4py() == verdicts[: len(few)]
        yield Result(f"Declare4Py, {len(few)} visits / ours", timed(declare4py, 3) / len(few) / ours_a_visit)
