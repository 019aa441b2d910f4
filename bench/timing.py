"""What is timed, and how a result is told: ratios, medians of five, each beside its aim."""

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter, process_time

from attrs import frozen

RUNS = 5


def timed(run: Callable[[], object], runs: int = RUNS) -> float:
    """The median time of some runs, in seconds."""
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


def in_turn(runs: Mapping[str, Callable[[], object]], rounds: int = RUNS) -> dict[str, float]:
    """The median CPU time of each of some runs, in seconds, taken in turn, so that what disturbs one disturbs all."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            gc.collect()
            gc.freeze()
            start = process_time()
            run()
            times[name].append(process_time() - start)
            gc.unfreeze()
    return {name: median(taken) for name, taken in times.items()}


@frozen
class Result:
    """One row: what was measured, the figure, and what it was to be."""

    what: str
    value: float | str
    at_least: float | None = None
    at_most: float | None = None

    @property
    def aim(self) -> str:
        """What it was to be."""
        if self.at_least is not None:
            return f"at least {self.at_least:g}"
        return "" if self.at_most is None else f"at most {self.at_most:g}"

    @property
    def reached(self) -> str:
        """Whether it is."""
        if isinstance(self.value, str) or not self.aim:
            return ""
        low, high = self.at_least or float("-inf"), float("inf") if self.at_most is None else self.at_most
        return "yes" if low <= round(self.value, 2) <= high else "no"

    @property
    def told(self) -> str:
        """The figure."""
        return (
            self.value
            if isinstance(self.value, str)
            else f"{self.value:.2g}"
            if self.value < 1
            else f"{self.value:.1f}"
        )

    def __str__(self) -> str:
        return f"{self.what:95} {self.told:>12}  {self.aim} {self.reached}"

    @property
    def row(self) -> str:
        """The row of a table in Markdown."""
        return f"| {self.what} | {self.told} | {self.aim} | {self.reached} |\n"
