"""`protocol report`: documents to print."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Final

import click

from protocol.cli import options
from protocol.cli.batch import Answer, answer_each
from protocol.cli.output import Output, StandardOutput, form_of, output_to
from protocol.render import FORMATS, Format, render
from protocol.reports import REPORTS
from protocol.stream import Stream
from protocol.validation import check

_PAPERS: Final[tuple[Format, ...]] = ("text", "md", "json", "html", "docx", "csv")
FORMATS_OF: Final[Mapping[str, tuple[Format, ...]]] = {"record": _PAPERS, "assessment": _PAPERS}
"""The formats that each report can be written in."""


def _listed(context: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - as click has it
    if wanted:
        click.echo("".join(f"{line}\n" for line in _list()), nl=False)
        context.exit()


def _list() -> Iterator[str]:
    for name, report in REPORTS.items():
        yield f"{name} ({', '.join(FORMATS_OF[name])})"
        yield f"  {report.sentence}"


@click.command("report")
@click.argument("name", type=click.Choice(list(REPORTS)))
@options.files
@options.judged
@options.lenient
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="The format; without it as the name of the file says that -o gives, else text.",
)
@click.option(
    "-o",
    "--output",
    "to",
    metavar="FILE|FOLDER/",
    help="Where to write it: a file, or a folder, which gets one file a visit.",
)
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_listed,
    help="List the reports and their formats.",
)
def report_command(
    *,
    name: str,
    files: tuple[str, ...],
    judged: options.Judged,
    lenient: bool,
    form: Format | None,
    to: str | None,
) -> int:
    """Write a report on visits: the record (what happened), or the assessment (what held and what did not).

    \b
    protocol report record visit.yaml
    protocol report assessment --rulebook textbook --format md visit.yaml > assessment.md
    protocol report record visit.yaml -o record.docx
    protocol report assessment --format html -o papers/ *.yaml
    protocol report --list
    """
    chosen = form or form_of(to) or "text"
    if chosen not in FORMATS_OF[name]:
        raise click.UsageError(f"{name} cannot be written as {chosen}; it can as {', '.join(FORMATS_OF[name])}")
    output = output_to(to, chosen, name, len(files))
    return answer_each(files, partial(_answer, name, judged, chosen, output), lenient=lenient)


def _answer(name: str, judged: options.Judged, form: Format, output: Output, _: str, stream: Stream) -> Answer:
    book, coverage = judged.by(stream)
    found = check(stream, book, coverage=coverage, ended=judged.ended)
    page = REPORTS[name].build(stream, found)
    return output.take(
        stream.visit, render(page, to=form, colour=options.coloured() and isinstance(output, StandardOutput))
    )
