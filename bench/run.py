"""Measure checking against other systems: `python bench/run.py [--visits N] [--write]`.

Everything is in memory before a clock starts, all verdicts are compared before a time is printed, and times are medians
of five in one process; what is given are ratios. `--write` writes the results into docs/explanation/performance.md.
"""

import argparse
import gc
import platform
import sys
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

import pandas as pd
import pm4py
from logs import common_logs, conformance_log, stream
from model import pm4py_model, rulebook, violated_by_pm4py
from pm4py.algo.conformance.declare.variants import classic

from protocol import COMMON, TEXTBOOK, Coverage, Monitor, Rulebook, Stream, check_each
from protocol.validation.plans import plan
from protocol.validation.scanning import Scanner, scanner

RUNS = 5


def timed(run: Callable[[], object], runs: int = RUNS) -> float:
    """The median time of some runs."""
    times = []
    for _ in range(runs):
        gc.collect()
        # What is in memory before the clock starts is no garbage, so no collection has to walk it.
        gc.freeze()
        start = perf_counter()
        run()
        times.append(perf_counter() - start)
        gc.unfreeze()
    return median(times)


def frame(log: Iterable[Iterable[str]]) -> pd.DataFrame:
    """A log as pm4py takes it."""
    start = pd.Timestamp(2020, 1, 1)
    rows = [
        (f"{number:06}", name, start + pd.Timedelta(minutes=place))
        for number, names in enumerate(log)
        for place, name in enumerate(names)
    ]
    return pd.DataFrame(rows, columns=["case:concept:name", "concept:name", "time:timestamp"])


def names_of(streams: list[Stream]) -> list[list[str]]:
    """The names of the events of visits, without the two that open a record."""
    return [[type(entry.event).__name__ for entry in stream[2:]] for stream in streams]


def verdicts_agree(streams: list[Stream], book: Rulebook, names: list[list[str]]) -> int:
    """Compare every verdict with pm4py's; the number of visits at fault."""
    theirs = classic.apply_list(names, pm4py_model())
    ours = list(check_each(streams, book, ended=True))
    for mine, other in zip(ours, theirs, strict=True):
        found = {finding.rule.code for finding in mine.findings}
        assert found == violated_by_pm4py(other["deviations"]), (mine.visit, found, other["deviations"])
    return sum(bool(assessment.findings) for assessment in ours)


def conformance(visits: int) -> list[tuple[str, str]]:
    """The conformance model alone, and what a first pass costs."""
    log = conformance_log(visits, seed=1)
    streams = [stream(number, [event() for event in events]) for number, events in enumerate(log)]
    names = names_of(streams)
    book, model, table = rulebook(), pm4py_model(), frame(names)
    faulty = verdicts_agree(streams, book, names)
    call = timed(lambda: pm4py.conformance_declare(table, model))
    inner = timed(lambda: classic.apply_list(names, model))
    ours = timed(lambda: list(check_each(streams, book, ended=True)))

    def first_pass() -> None:
        scanner.cache_clear()
        list(check_each(streams, book, ended=True))

    cold = timed(first_pass)
    return [
        ("25 order rules, complete records", f"{visits} visits, {faulty} at fault, all verdicts equal"),
        ("pm4py's call / ours", f"{call / ours:.1f}"),
        ("pm4py's inner loop / ours", f"{inner / ours:.1f}"),
        ("pm4py's call / our first pass", f"{call / cold:.1f}"),
        ("ours, events a second", f"{events_in(streams) / ours / 1e6:.2f} million"),
    ]


def events_in(streams: list[Stream]) -> int:
    """The number of entries."""
    return sum(map(len, streams))


def whole(book: Rulebook, visits: int) -> list[tuple[str, str]]:
    """A whole rulebook, content rules and explanations included, on three logs."""
    results = []
    for title, streams in common_logs(visits, seed=2).items():
        table = frame(names_of(streams))
        call = timed(lambda table=table: pm4py.conformance_declare(table, pm4py_model()))
        ours = timed(lambda streams=streams: list(check_each(streams, book)))
        found = sum(bool(assessment.findings) for assessment in check_each(streams, book))
        results.append(
            (f"{book.name}, {title} ({found} of {visits} with findings): pm4py's call / ours", f"{call / ours:.1f}")
        )
    return results


def monitored(visits: int) -> list[tuple[str, str]]:
    """What feeding a monitor costs beside checking."""
    streams = common_logs(visits, seed=3)["one in four with a breach"]

    def feed() -> None:
        for each in streams:
            monitor = Monitor.open(each[0], COMMON)
            for entry in each[1:]:
                monitor.feed(entry)
            monitor.close()

    ours = timed(lambda: list(check_each(streams, COMMON)))
    return [("Monitor over COMMON / check_each", f"{timed(feed, 3) / ours:.1f}")]


def hostile(visits: int) -> list[tuple[str, str]]:
    """The bound on rows under visits of random events."""
    random = Random(4)
    events = [type(entry.event) for entry in common_logs(1, seed=1)["one in four with a breach"][0][2:]]
    ready = Scanner.of(plan(COMMON, Coverage.COMPLETE))
    for number in range(visits):
        drawn = [random.choice(events) for _ in range(30)]
        made = [event() for event in drawn if event.__name__ != "DocumentSigned"]
        ready.scan(stream(number, made))
    size = sum(sys.getsizeof(row) + sys.getsizeof(row.states) for row in ready.rows._rows.values())  # noqa: SLF001 - measured
    return [
        (
            f"rows after {visits} visits of random events (bound {ready.rows.most})",
            f"{len(ready.rows)}, {size / 1e6:.0f} MB",
        )
    ]


PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "performance.md"
HEAD = """\
# How fast checking is

<!-- Written by bench/run.py --write. -->

One run of `python bench/run.py --write`, on the machine that the table names.
Everything is in memory before a clock starts; times are medians of five in one process; all verdicts on the
conformance model were compared with pm4py's before a time was printed.
Ratios travel between machines, times do not.

| what | result |
|---|---|
"""
TAIL = """
The conformance model is 25 order rules over 31 activities (`bench/model.py`).
The logs of whole rulebooks are visits of about 30 events (`bench/logs.py`); pm4py judges them by the conformance model,
this library by every rule of the rulebook, content rules and explanations included.

A whole stream is checked by rows: one look-up an event (`validation/rows.py`). A first pass over a log builds the rows.
`Monitor` steps every rule by itself and compares findings at each entry, which costs what the table says.
What is not reached yet: ten times pm4py's call on order rules alone, and five times on whole rulebooks.
"""


def main() -> int:
    """Run everything, print it, and write the page where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=10_000)
    parser.add_argument("--write", action="store_true", help="write docs/explanation/performance.md")
    chosen = parser.parse_args()
    visits = chosen.visits
    warnings.simplefilter("ignore")
    machine = f"{platform.machine()}, CPython {platform.python_version()}, pm4py {pm4py.__version__}"
    results: list[tuple[str, str]] = [("machine", machine)]
    parts: tuple[Callable[[], list[tuple[str, str]]], ...] = (
        lambda: conformance(visits),
        lambda: whole(COMMON, visits),
        lambda: whole(TEXTBOOK, visits),
        lambda: monitored(visits // 10),
        lambda: hostile(visits),
    )
    for part in parts:
        for title, value in part():
            print(f"{title:90} {value}", flush=True)
            results.append((title, value))
    if chosen.write:
        rows = "".join(f"| {title} | {value} |\n" for title, value in results)
        PAGE.write_text(HEAD + rows + TAIL, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
