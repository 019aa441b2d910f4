"""Measure checking beside other systems: `python bench/run.py [--visits N] [--sepsis ARCHIVE] [--write PAGE]`.

All data is in memory before a clock starts, and all verdicts are compared before a time is printed. Times are medians
of five in one process; results are ratios of times.
"""

import argparse
import logging
import platform
import sys
import warnings
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import alignments
import files
import generators
import order_rules
import questions
import reading
import sepsis
import starting
import summaries
import whole
from timing import Result

HEAD = """\
# How fast checking is

<!-- Written by `make bench`. -->

One run of `make bench` on: {machine}.
All data is in memory before a clock starts; times are medians of five in one process. The verdicts of order rules were compared with those of the other systems before a time was printed.
Ratios can be compared between machines, times cannot.

| what | result | aim | reached |
|---|---:|---|---|
"""
TAIL = """
About the rows:

- The conformance model has 25 order rules over 31 activities (`bench/model.py`). Its log has visits of 30 events that keep the model, one in four of them spoilt. Our time is that of `check_each`, with every finding read.
- pm4py is measured by its public call, `conformance_declare`, and by the loop inside it, `apply_list`. Declare4Py checks the same rules on a part of the log. `transitions` and `python-statemachine` check only the precedences, with a machine for each; the figure is their time per visit divided by ours for all rules.
- The logs of whole rulebooks have visits of about 30 events (`bench/logs.py`). pm4py checks them against the conformance model, this library against every rule of the rulebook, content rules included, and it names the entries that explain each finding.
- A stream is made of its entries before the clock starts, like the logs of the other systems; the shapes of its events are computed at its first check. One row of the common rules includes both.
- A monitor has to answer after each entry, so it uses the judge, which steps every rule separately and remembers only its own record. A check of a log that was seen before looks up each record as a whole.
- Walks are measured after a thousand draws, when the sampler knows most of the states on its way, just as checks are measured on a log that was seen before.
- Further rules are drawn by seed over the events of the common rules; the aim is that time grows no faster than the number of times that rules name an event.
- The hostile visits have random events. Each is checked as a whole and fed to a monitor, and the memory that the rulebook then holds is measured.
- Alignments are those of pm4py: 20 visits with three faults each, against eight rules of the model as a Petri net, by Dijkstra's algorithm. A move of the log or of the model costs 1, like a drop or an insertion.
- pm4py plays out the same Petri net, Declare4Py asks a solver for traces of 30 events under the same eight rules. Both give names of activities, and so does the draw with which they are compared. The visits counted per second have all their values, people, documents and times, and `check` finds nothing in them, or exactly the rule that they were meant to break. Hypothesis draws such visits with the same generator, one choice at a time, so that it can leave choices out when a test fails; this is why it is slower.
- Statistics take the visits one after another with their assessments, and keep only figures: hosts, findings, durations, the order of welcomes, and twenty ids for each. Those of the command line are read from JSON Lines.
- Reading, writing and starting are measured by CPU time, alternating with what they are compared with (`bench/reading.py`, `bench/starting.py`; each can be run separately). The visits have all their values. `json.loads` reads the same lines, as texts, to dicts. Our reading makes streams, looks for repeated keys and for lone surrogates, and refuses everything that is not an entry. Starting is measured with the wheel, whose modules are compiled, not with a source tree.
- A figure that compares something with a check is the number of checks that take the same time.

[How checking works](how-checking-works.md) describes the judge and the scanner. "Ours" is measured on a log that was seen before, like the compiled path of the other systems; separate rows measure visits that were not seen before.

"No" in the last column means that the aim was not reached on this machine.
"""


MODULES = {"declare4py": "Declare4Py", "python-statemachine": "statemachine"}
PEERS = ("pm4py", "declare4py", "transitions", "python-statemachine", "cattrs", "orjson", "msgspec")


def measured(visits: int, archive: Path | None) -> Iterator[Result]:
    """All rows."""
    yield from order_rules.measured(visits)
    for book in whole.BOOKS:
        yield from whole.measured(book, visits)
    yield from whole.monitored(visits // 10)
    yield from whole.grown(visits // 10)
    yield from sepsis.measured(archive)
    yield from reading.measured(visits // 20)
    yield from starting.measured()
    yield from files.measured(visits // 10)
    yield from summaries.measured(visits)
    yield from questions.measured(visits)
    yield from questions.drawn(visits // 10)
    yield from questions.repaired(visits // 10)
    yield from alignments.measured(20)
    yield from generators.measured(visits // 10)
    yield from whole.hostile(visits)


def machine() -> str:
    """What the figures were measured on."""
    model = next(
        (line.partition(":")[2].strip() for line in _cpu() if line.startswith("model name")), platform.processor()
    )
    others = ", ".join(f"{name} {version(name)}" for name in PEERS if find_spec(MODULES.get(name, name)))
    return f"{platform.system()} {platform.machine()}, {model}, CPython {platform.python_version()}, {others}"


def _cpu() -> list[str]:
    file = Path("/proc/cpuinfo")
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def main() -> int:
    """Run everything, print it, and write the page where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=10_000)
    parser.add_argument("--sepsis", type=Path, help="the source archive of Declare4Py")
    parser.add_argument("--write", type=Path, help="the page to write")
    chosen = parser.parse_args()
    warnings.simplefilter("ignore")
    # Declare4Py makes the root logger write everything, which would be measured too.
    logging.disable()
    results = []
    for result in measured(chosen.visits, chosen.sepsis):
        print(result, flush=True)
        results.append(result)
    if chosen.write:
        page = HEAD.format(machine=machine()) + "".join(result.row for result in results) + TAIL
        chosen.write.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
