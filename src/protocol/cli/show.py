"""`protocol show`: a visit drawn in the terminal, its ceremonies as bars beside their steps, its findings in place."""

import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from io import StringIO
from itertools import chain
from typing import Final

import click

from protocol.cli import options
from protocol.cli.batch import Answer, answer_each
from protocol.cli.check import severity_counts
from protocol.cli.screen import printable
from protocol.errors import MissingExtraError
from protocol.events import Event
from protocol.fields import frozen
from protocol.projections.moments import in_zone
from protocol.render.zones import zone_named
from protocol.reports import describe
from protocol.reports.words.times import LOCAL, clock_in_words, usual_offset
from protocol.rules import Assessment, Severity
from protocol.stream import Entry, Stream, effective, is_ahead
from protocol.values import Moment, Placing
from protocol.visit import Visit, replay

try:
    from rich.console import Console
    from rich.text import Text
except ModuleNotFoundError:
    raise MissingExtraError("drawing a visit", "cli") from None

NARROWEST: Final = 40
_USUAL: Final = (80, 24)
_STYLES: Final = {Severity.BREACH: "bold red", Severity.LAPSE: "yellow", Severity.NOTE: "cyan"}


@frozen
class Signs:
    """What bars and findings are drawn with: a bar has an upper end, a middle and a lower end, or fades out."""

    upper: str
    middle: str
    lower: str
    fading: str
    found: Mapping[Severity, str]


_DRAWN: Final = Signs("┏━", "┃ ", "┗━", "┇ ", {Severity.BREACH: "✖", Severity.LAPSE: "▲", Severity.NOTE: "●"})
_TYPED: Final = Signs("+-", "| ", "+-", ": ", {Severity.BREACH: "X", Severity.LAPSE: "!", Severity.NOTE: "*"})
"""For terminals whose encoding has only the characters of a typewriter."""


@frozen
class BarSpan:
    """The place of a ceremony's bar: its column, its first and last entry, and whether its end is known."""

    column: int
    first: int
    last: int
    closed: bool

    def sign(self, position: int, signs: Signs) -> str:
        """The piece of the bar beside an entry."""
        if position == self.first:
            return signs.upper
        if not self.closed:
            return signs.fading
        return signs.lower if position == self.last else signs.middle

    def below(self, position: int, signs: Signs) -> str:
        """The piece of the bar beside the further lines of an entry: long words, and findings."""
        return "  " if position == self.last else signs.middle if self.closed else signs.fading


@frozen
class Drawing:
    """What all lines of a drawing share: its signs, its bars, how many digits its numbers have, and its width."""

    signs: Signs
    spans: tuple[BarSpan, ...]
    digits: int
    width: int

    def step(self, position: int, words: Text, *, numbered: bool = True) -> Iterator[Text]:
        """Words beside the bars that run past an entry; what does not fit continues on further lines."""
        beside = {span.column: span for span in self.spans if span.first <= position <= span.last}
        columns = [beside.get(column) for column in range(max(beside, default=-1) + 1)]
        bars = "".join(span.sign(position, self.signs) if span else "  " for span in columns)
        below = "".join(span.below(position, self.signs) if span else "  " for span in columns)
        first = f"{position:>{self.digits}}  {bars} " if numbered else f"{' ' * self.digits}  {below} "
        further = f"{' ' * self.digits}  {below} "
        for number, line in enumerate(self.wrap(words, len(first))):
            yield Text.assemble((further if number else first, "dim"), line)

    def wrap(self, words: Text, margin: int = 0) -> Iterable[Text]:
        """Words on as many lines as they need beside a margin, without spaces at the ends of lines."""
        width = max(self.width - margin, NARROWEST // 2)
        for line in words.wrap(Console(width=width, file=StringIO()), width):
            line.rstrip()
            yield line


@click.command("show")
@options.files
@options.judging_options
@options.time_options
@options.lenient
def show_command(*, files: tuple[str, ...], judged: options.Judged, known: options.Known, lenient: bool) -> int:
    """Draw visits in the terminal: steps in order, ceremonies as bars, and each finding under its step.

    A dotted bar is a ceremony whose end no source reports.

    \b
    protocol show visit.yaml
    protocol show --rulebook textbook visit.yaml
    """
    return answer_each(files, partial(_answer, judged), lenient=lenient, known=known)


def _answer(judged: options.Judged, _: str, stream: Stream) -> Answer:
    found = judged.check(stream)
    width = max(shutil.get_terminal_size(_USUAL).columns, NARROWEST)
    written = StringIO()
    console = Console(file=written, force_terminal=options.in_colour(), width=width, highlight=False, soft_wrap=True)
    current = effective(stream)
    local = in_zone(current, zone_named(current.opening.time_zone))
    for line in _lines(local, found, width):
        console.print(line)
    return Answer(written.getvalue())


def _signs() -> Signs:
    encoding = (sys.stdout.encoding if sys.stdout is not None else None) or "utf-8"
    return _DRAWN if encoding.lower().startswith("utf") else _TYPED


def _lines(stream: Stream, found: Assessment, width: int) -> Iterator[Text]:
    """The whole drawing: a title, the steps with the findings at each, and the findings at no step."""
    visit, signs = replay(stream), _signs()
    # The offset that times are written without: any, where the record names its time zone.
    usual = usual_offset(stream) if zone_named(stream.opening.time_zone) is None else LOCAL
    drawing = Drawing(signs, tuple(_spans(visit)), len(str(stream.entries[-1].position)), width)
    findings = _findings_by_entry(found, signs)
    judged = f" by {found.rulebook}, {found.coverage} record: {severity_counts(found)}"
    yield from drawing.wrap(Text.assemble((printable(found.visit), "bold"), judged))
    day = None
    for entry in stream.entries[1:]:
        if entry.at is not None and entry.at.day not in {None, day}:
            day = entry.at.day
            yield Text(f"{' ' * drawing.digits}  {day}", "bold")
        yield from drawing.step(entry.position, _words(entry, visit, usual))
        for finding in findings.pop(entry.position, ()):
            yield from drawing.step(entry.position, finding, numbered=False)
    for finding in chain.from_iterable(findings.values()):
        yield from drawing.wrap(finding)


def _words(entry: Entry[Event], visit: Visit, usual: str | None) -> Text:
    listed = " (listed)" if entry.placing is Placing.LISTED else ""
    announced = " (announced)" if is_ahead(entry, planned=visit.planned) else ""
    return Text.assemble(
        (printable(_clock(entry.at, usual)), "dim"), printable(describe(entry, visit)), (announced + listed, "dim")
    )


def _findings_by_entry(found: Assessment, signs: Signs) -> dict[int | None, list[Text]]:
    """Findings and conflicts in words, each with its sign, by the entry that they are about."""
    found_at: dict[int | None, list[Text]] = {}
    for finding in found.findings:
        place = finding.entries[-1] if finding.entries else None
        found_at.setdefault(place, []).append(_sign(finding.severity, str(finding), signs))
    for conflict in found.conflicts:
        found_at.setdefault(conflict.entry, []).append(_sign(conflict.severity, str(conflict), signs))
    return found_at


def _sign(severity: Severity, words: str, signs: Signs) -> Text:
    return Text(f"{signs.found[severity]} {printable(words)}", _STYLES[severity])


def _spans(visit: Visit) -> Iterator[BarSpan]:
    """The bars of the ceremonies, each in the first column that is free for it."""
    free: list[int] = []
    for held in visit.ceremonies:
        last = max(held.steps, default=held.opened) if held.closed is None else held.closed
        column = next((column for column, until in enumerate(free) if until < held.opened), len(free))
        free[column : column + 1] = [last]
        yield BarSpan(column, held.opened, last, held.closed is not None)


def _clock(moment: Moment | None, usual: str | None) -> str:
    """The time of day, as precisely as it is known, and a space; the day has a line of its own above."""
    clock = None if moment is None else clock_in_words(moment, usual=usual)
    return "" if clock is None else f"{clock} "
