"""`protocol rules --coverage`: which rules a set of visits exercises, so that rules which no visit tests are seen."""

from collections import Counter
from collections.abc import Iterable, Iterator

import click
from attrs import define, field

from protocol.cli import options
from protocol.cli.batch import Answer, answer_each
from protocol.cli.output import print_page
from protocol.cli.rulebook_pages import row
from protocol.render import Format
from protocol.reports import Cell, Page, Paragraph, Table, plain
from protocol.rules import Rule
from protocol.stream import Stream
from protocol.validation import use


@define
class RuleCoverage:
    """For each rule: how many visits put it to the test, how many kept it and how many broke it."""

    judged: options.Judged
    visits: int = 0
    rules: dict[str, Rule] = field(factory=dict)
    tested: Counter[str] = field(factory=Counter)
    satisfied: Counter[str] = field(factory=Counter)
    broken: Counter[str] = field(factory=Counter)

    def add(self, _: str, stream: Stream) -> Answer:
        """Count one more visit: which rules of its rulebook it tests, keeps and breaks."""
        found = self.judged.check(stream)
        self.visits += 1
        for rule in options.chosen_rulebook(self.judged.rulebook, stream):
            made = use(rule, stream, found)
            self.rules.setdefault(rule.code, rule)
            self.tested[rule.code] += made.tested
            self.satisfied[rule.code] += made.satisfied
            self.broken[rule.code] += made.broken
        return Answer("")

    def page(self) -> Page:
        """The counts, and the rules that no visit has put to the test."""
        never = [code for code in self.rules if not self.tested[code]]
        summary = f"Visits: {self.visits}; {len(never)} of {len(self.rules)} rules were not put to the test"
        return Page(
            "Rules exercised",
            (
                Paragraph(plain(f"{summary}: {', '.join(never)}." if never else f"{summary}.")),
                Table(("Rule", "Put to the test", "Held", "Broken", "What it says"), tuple(self._rows())),
            ),
        )

    def _rows(self) -> Iterator[tuple[Cell, ...]]:
        for code, rule in self.rules.items():
            yield row(code, self.tested[code], self.satisfied[code], self.broken[code], rule.sentence)


def coverage_of(names: Iterable[str], judged: options.Judged, form: Format) -> int:
    """Count how the visits of some files exercise the rules, and print the counts."""
    if not (files := tuple(names)):
        raise click.UsageError("--coverage needs the files of the visits")
    counts = RuleCoverage(judged)
    code = answer_each(files, counts.add)
    print_page(counts.page(), form)
    return code
