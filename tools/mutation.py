"""Measure the tests: change the code in small ways, one at a time, and see whether they notice.

`python tools/mutation.py [--package NAME] [--exclude MODULE] [--sample N] [--seed N] [--jobs N] [--write PATH]` takes a
sample of the mutants of `order`, `rules` and `validation`, runs the tests against each in a copy of the sources, and
lists those that survived. What is written is JSON: every mutant of the sample with the test that killed it.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from time import perf_counter

from attrs import asdict, frozen
from mutating.changes import Mutant, mutants
from mutating.noticing import killer

PACKAGES = ("order", "rules", "validation")


@frozen
class Result:
    """What became of a mutant: the test that killed it, or None where it survived."""

    module: str
    line: int
    change: str
    killed_by: str | None
    seconds: float


def result(mutant: Mutant) -> Result:
    """Run the tests against a mutant."""
    start = perf_counter()
    killed_by = killer(mutant)
    return Result(mutant.module, mutant.line(), mutant.told(), killed_by, round(perf_counter() - start, 1))


def sampled(every: list[Mutant], size: int, seed: int) -> list[Mutant]:
    """A sample, in the order in which it was drawn, so that a larger one begins with a smaller one."""
    drawn = list(every)
    Random(seed).shuffle(drawn)  # noqa: S311 - by seed, not for secrecy
    return drawn[:size]


def tested(sample: Iterable[Mutant], jobs: int) -> Iterator[Result]:
    """What becomes of each mutant, told as it is known."""
    with ThreadPoolExecutor(jobs) as pool:
        for found in pool.map(result, sample):
            if found.killed_by is None:
                print(f"  survived: {found.module}:{found.line}: {found.change}", flush=True)
            yield found


def main() -> int:
    """Sample, run, and say what survived."""
    chosen = _arguments()
    if (said := killer(None)) is not None:
        print(f"{said}\nThe tests fail on the code as it is, so they would say nothing of mutants.", file=sys.stderr)
        return 1
    written = {}
    print("| package | mutants in all | sample | killed | share |\n|---|---:|---:|---:|---:|")
    for package in chosen.package or PACKAGES:
        every = list(mutants(package, chosen.exclude))
        results = list(tested(sampled(every, chosen.sample, chosen.seed), chosen.jobs))
        killed = sum(each.killed_by is not None for each in results)
        print(f"| `{package}` | {len(every)} | {len(results)} | {killed} | {killed / len(results):.0%} |", flush=True)
        written[package] = {"all": len(every), "sample": [asdict(each) for each in results]}
        if chosen.write:
            chosen.write.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--package", action="append", choices=PACKAGES, help="only this one; may be given again")
    parser.add_argument("--exclude", action="append", default=[], metavar="MODULE", help="leave a module out")
    parser.add_argument("--sample", type=int, default=100, help="mutants of each package")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--write", type=Path, help="where every mutant of the sample is told of, as JSON")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
