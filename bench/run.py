"""Measure checking beside other systems: `python bench/run.py [--visits N] [--sepsis ARCHIVE] [--write PAGE]`.

Everything is in memory before a clock starts, all verdicts are compared before a time is printed, and times are medians
of five in one process; what is given are ratios.
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
Everything is in memory before a clock starts; times are medians of five in one process; on order rules all verdicts were compared with those of the other systems before a time was printed.
Ratios travel between machines, times do not.

| what | result | aim | reached |
|---|---:|---|---|
"""
TAIL = """
What the rows are:

- The conformance model is 25 order rules over 31 activities (`bench/model.py`), on visits of 30 events drawn from those that keep it, one in four spoilt. Ours is `check_each` with every finding read.
- pm4py is measured by its public call, `conformance_declare`, and by the loop inside it, `apply_list`. Declare4Py judges the same rules on a part of the log. `transitions` and `python-statemachine` judge the precedences alone, with a machine for each; the figure is their time for a visit over ours for all rules.
- The logs of whole rulebooks are visits of about 30 events (`bench/logs.py`). pm4py judges them by the conformance model, this library by every rule of the rulebook, content rules and the entries that explain a finding included.
- A stream is made of its entries before the clock starts, as the other systems' logs are; which shapes its events have is worked out at its first check. A row beside those of the common rules has both included.
- A monitor has to answer after each entry, so it is the judge, who steps every rule by itself: it knows no variants and remembers nothing but its own record. A check of a log that was seen before looks up a whole record at once.
- Walks are measured after a thousand draws, when the sampler knows most of the states that it comes through, as checks are of a log that was seen.
- Further rules are drawn by seed over the events of the common rules; the aim is that time grows no faster than the number of times that rules name an event.
- The hostile visits are of random events, each judged as a whole and fed to a monitor; what is measured is what the rulebook remembers of them.
- Alignments are pm4py's, of 20 visits with three faults each to eight rules of the model as a Petri net, by Dijkstra's algorithm; a move of the log or of the model costs 1, as a drop and an insertion do.
- pm4py plays out the same Petri net, Declare4Py asks a solver for traces of 30 events under the same eight rules; both give names of activities, and so does the draw that they are compared with. The visits that are counted by the second have all their values, people, documents and times, and `check` finds nothing in them, or exactly the rule that they were to break. Hypothesis draws such visits by the same generator, a choice at a time, so that it can leave choices out where a test fails; that is what its figure costs.
- Statistics take the visits one after the other with what checking them gave, and keep figures alone: who hosted, what was found, how long it took, in which order guests were welcomed, and twenty ids for each. Those of the command line are read from JSON Lines.
- Reading, writing and starting are measured by CPU time, in turn with what they are compared with (`bench/reading.py`, `bench/starting.py`; each can be run by itself). The visits have all their values. `json.loads` reads the same lines, as texts, to dicts; reading makes streams of them, looks for keys that come twice and for halves of characters, and refuses whatever is no entry. Starting takes the wheel, whose modules are compiled, not a source tree.
- A figure of what is compared with a check says how many checks it takes the time of.

How checking works is [a page of its own](how-checking-works.md). Which path serves where was decided by these measurements; "ours" is measured on a log that was seen before, as the compiled path of the other systems is, and beside it on visits that were not.

Rows that say "no" are aims that are not reached on this machine.
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
    told = Path("/proc/cpuinfo")
    return told.read_text(encoding="utf-8").splitlines() if told.exists() else []


def main() -> int:
    """Run everything, print it, and write the page where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=10_000)
    parser.add_argument("--sepsis", type=Path, help="the source archive of Declare4Py")
    parser.add_argument("--write", type=Path, help="the page to write")
    chosen = parser.parse_args()
    warnings.simplefilter("ignore")
    # Declare4Py sets the root logger to tell everything, which would be measured too.
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
