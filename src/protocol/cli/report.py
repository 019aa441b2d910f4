"""`protocol report`: documents to print."""

from collections.abc import Mapping
from functools import partial
from typing import Final

import click
from attrs import define, field

from protocol.cli import options
from protocol.cli.batch import Answer, answer_each
from protocol.cli.inputs import is_store
from protocol.cli.output import Output, StandardOutput, form_of, output_to
from protocol.cli.screen import Screen
from protocol.cli.wanted import ReportOptions, programme_in, report_options
from protocol.errors import StreamError, UnreadableError
from protocol.fields import frozen
from protocol.languages import LANGUAGES, language
from protocol.projections import Statistics
from protocol.render import FORMATS, Format, render
from protocol.reports import REPORTS, SURVEYS, Page, Report, Survey
from protocol.reports.sections.blocks import with_head
from protocol.stream import Stream
from protocol.values import language_tag, primary

_NO_PROGRAMME: Final = (
    "none of its steps is announced, so there is no programme to compare it with: "
    "name its file, as in --against plan.yaml"
)
_ALL: Final[Mapping[str, Report | Survey]] = {**REPORTS, **SURVEYS}


def _print_list(context: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - as click has it
    if wanted:
        for name, report in _ALL.items():
            click.echo(f"{name} ({', '.join(report.formats)})\n  {report.sentence}")
        context.exit()


class _Lang(click.Choice[str]):
    """A choice of languages that takes `ru-RU` and `RU` for `ru`."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The language that is meant."""
        return super().convert(primary(language_tag(value)), param, ctx)


@click.command("report")
@click.argument("name", type=click.Choice(list(_ALL)), metavar="NAME")
@options.files
@options.judging_options
@options.time_options
@options.lenient
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="The format. Without it: the one that the file name of -o ends in, else text.",
)
@click.option("--lang", type=_Lang(LANGUAGES), default="en", show_default=True, help="The language.")
@click.option(
    "-o",
    "--output",
    "to",
    metavar="FILE|FOLDER/",
    help="Where to write the report: a file, or a folder, which gets one file a visit.",
)
@report_options
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_list,
    help="List the reports and their formats.",
)
def report_command(  # noqa: PLR0913 - as many as the command has options
    *,
    name: str,
    files: tuple[str, ...],
    judged: options.Judged,
    known: options.Known,
    lenient: bool,
    form: Format | None,
    lang: str,
    to: str | None,
    asked: ReportOptions,
) -> int:
    """Write a report on visits, such as the programme, the record, or the assessment of how it kept to protocol.

    \b
    protocol report record visit.yaml
    protocol report programme --edition press --lang kk -o programme.docx visit.yaml
    protocol report assessment --rulebook textbook --format md visit.yaml > assessment.md
    protocol report deviations --against programme.yaml record.yaml
    protocol report assessment --format html -o papers/ *.yaml
    protocol report statistics *.yaml
    protocol report --list
    """
    formats = _ALL[name].formats
    chosen = form_of(to, form) or formats[0]
    if chosen not in formats:
        raise click.UsageError(f"{name} cannot be written as {chosen}; it can be written as {', '.join(formats)}")
    inputs = files if asked.against is None else (*files, asked.against)
    try:
        programme_in(asked.against) if asked.against is not None else None
    except UnreadableError as problem:
        return Screen().complain_of(problem)
    title = "-".join((name, *asked.name_parts, *known.name_parts, *([] if lang == "en" else [lang])))
    with output_to(to, chosen, title, inputs, 1 if name in SURVEYS else len(files)) as output:
        paper = Paper(name, lang, chosen, output, _heads(files))
        if name in SURVEYS:
            return _survey(paper, files, judged, known, lenient=lenient)
        return answer_each(files, partial(_answer, paper, judged, known, asked), lenient=lenient, known=known)


@frozen
class Paper:
    """Which report is written, in which language and format, where to, and from stores with which heads."""

    name: str
    lang: str
    form: Format
    output: Output
    heads: Mapping[str, str]

    def write(self, visit: str, page: Page) -> Answer:
        """Write the page about a visit, and return what still goes to standard output."""
        colour = options.in_colour() and isinstance(self.output, StandardOutput)
        return self.output.take(visit, render(page, to=self.form, colour=colour))


def _answer(
    paper: Paper, judged: options.Judged, known: options.Known, asked: ReportOptions, name: str, stream: Stream
) -> Answer:
    brief = asked.of(stream, language(paper.lang), judged, known)
    if paper.name == "deviations" and brief.plan is None:
        raise StreamError(None, _NO_PROGRAMME)
    page = REPORTS[paper.name].build(brief)
    head = paper.heads.get(name.partition("#")[0])
    return paper.write(stream.visit, page if head is None else with_head(page, head, brief.language))


def _heads(names: tuple[str, ...]) -> Mapping[str, str]:
    """The heads of the stores among the inputs, by the names of the stores."""
    if not any(map(is_store, names)):
        return {}
    from protocol.cli.stores import heads_of  # most papers are not made from a store

    return heads_of(filter(is_store, names))


@define
class _Surveyed:
    """The statistics of many visits, which are read and checked one after the other."""

    judged: options.Judged
    statistics: Statistics = field(factory=Statistics)

    def add(self, _: str, stream: Stream) -> Answer:
        self.statistics.add(stream, self.judged.check(stream))
        return Answer("")


def _survey(
    paper: Paper, files: tuple[str, ...], judged: options.Judged, known: options.Known, *, lenient: bool
) -> int:
    surveyed = _Surveyed(judged)
    code = answer_each(files, surveyed.add, lenient=lenient, known=known)
    page = SURVEYS[paper.name].build(surveyed.statistics, language(paper.lang))
    Screen().answer(paper.write("visits", page).text)
    return code
