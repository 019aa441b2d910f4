"""`protocol rules --coverage`: which rules a set of visits exercises, so that one is seen that nobody ever triggers."""

from collections import Counter
from collections.abc import Iterable, Iterator

import click
from attrs import define, field

from protocol.cli import options
from protocol.cli.batch import Answer, answer_each
from protocol.cli.screen import Screen
from protocol.render import Format, render
from protocol.reports import Cell, Page, Paragraph, Table, plain, strong
from protocol.rules import Rule
from protocol.stream import Stream
from protocol.validation import check, use


@define
class RuleCoverage:
    """How many visits put to the test, kept and broke each rule that any of them was held to."""

    judged: options.Judged
    visits: int = 0
    rules: dict[str, Rule] = field(factory=dict)
    tested: Counter[str] = field(factory=Counter)
    satisfied: Counter[str] = field(factory=Counter)
    broken: Counter[str] = field(factory=Counter)

    def add(self, _: str, stream: Stream) -> Answer:
        """Count what one more visit makes of the rules that it is held to."""
        book, coverage = self.judged.by(stream)
        found = check(stream, book, coverage=coverage, ended=self.judged.ended)
        self.visits += 1
        for rule in book:
            made = use(rule, stream, found)
            self.rules.setdefault(rule.code, rule)
            self.tested[rule.code] += made.tested
            self.satisfied[rule.code] += made.satisfied
            self.broken[rule.code] += made.broken
        return Answer("")

    def page(self) -> Page:
        """The counts, and the rules that no visit has put to the test."""
        never = [code for code in self.rules if not self.tested[code]]
        told = f"Visits: {self.visits}; {len(never)} of {len(self.rules)} rules were not put to the test"
        return Page(
            "Rules exercised",
            (
                Paragraph(plain(f"{told}: {', '.join(never)}." if never else f"{told}.")),
                Table(("Rule", "Put to the test", "Held", "Broken", "What it says"), tuple(self._rows())),
            ),
        )

    def _rows(self) -> Iterator[tuple[Cell, ...]]:
        for code, rule in self.rules.items():
            counts = (self.tested[code], self.satisfied[code], self.broken[code])
            yield (Cell(strong(code)), *(Cell(plain(str(count))) for count in counts), Cell(plain(rule.sentence)))


def coverage_of(names: Iterable[str], judged: options.Judged, form: Format) -> int:
    """Count what the visits of some files make of the rules, and print it."""
    if not (files := tuple(names)):
        raise click.UsageError("--coverage needs the files of the visits")
    counts = RuleCoverage(judged)
    code = answer_each(files, counts.add)
    Screen().answer(render(counts.page(), to=form, colour=options.in_colour()))
    return code
