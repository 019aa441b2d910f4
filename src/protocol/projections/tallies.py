"""What statistics count: how many visits there are and which come first, how they did, how long something took."""

from collections import Counter
from itertools import accumulate
from typing import Final

from attrs import Factory, define

from protocol.rules import Assessment, Severity

NAMED: Final = 20
"""How many visits a figure keeps by their ids; the others it only counts."""


@define
class Visits:
    """A number of visits, and the ids of the first of them."""

    number: int = 0
    ids: list[str] = Factory(list)

    def add(self, visit: str) -> None:
        """Count one more."""
        self.number += 1
        if len(self.ids) < NAMED:
            self.ids.append(visit)

    def __add__(self, other: "Visits") -> "Visits":
        return Visits(self.number + other.number, (self.ids + other.ids)[:NAMED])


@define
class Tally:
    """How a group of visits did: all of them, those with no breach, those with no finding, and the findings."""

    visits: Visits = Factory(Visits)
    without_breach: Visits = Factory(Visits)
    without_finding: Visits = Factory(Visits)
    findings: Counter[Severity] = Factory(Counter)

    def add(self, assessment: Assessment) -> None:
        """Count one more visit."""
        self.visits.add(assessment.visit)
        if not assessment.findings:
            self.without_breach.add(assessment.visit)
            self.without_finding.add(assessment.visit)
            return
        self.findings.update(finding.severity for finding in assessment.findings)
        if not assessment.breaches:
            self.without_breach.add(assessment.visit)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.visits + other.visits,
            self.without_breach + other.without_breach,
            self.without_finding + other.without_finding,
            self.findings + other.findings,
        )


@define
class Durations:
    """How long something took, in whole minutes or days, and how often it took so long."""

    counts: Counter[int] = Factory(Counter)

    @property
    def number(self) -> int:
        """How many there are."""
        return self.counts.total()

    @property
    def shortest(self) -> int:
        """The shortest; there has to be one."""
        return min(self.counts)

    @property
    def longest(self) -> int:
        """The longest; there has to be one."""
        return max(self.counts)

    @property
    def median(self) -> float:
        """The one in the middle, or half-way between the two in the middle; there has to be one."""
        return (self._at((self.number - 1) // 2) + self._at(self.number // 2)) / 2

    def _at(self, place: int) -> int:
        """The length at a place, counted from the shortest."""
        reached = zip(sorted(self.counts), accumulate(self.counts[each] for each in sorted(self.counts)), strict=True)
        return next(length for length, seen in reached if seen > place)
