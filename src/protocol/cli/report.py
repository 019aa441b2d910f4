"""`protocol report`: documents to print."""

from functools import partial

import click

from protocol.cli import options
from protocol.cli.batch import Answer, answer_each, data
from protocol.render import Format, render
from protocol.reports import REPORTS, Brief
from protocol.stream import Stream
from protocol.validation import check


@click.command("report")
@click.argument("name", type=click.Choice(list(REPORTS)))
@options.files
@options.judged
@options.lenient
@click.option("--format", "form", type=click.Choice(["text", "md", "json"]), default="text", show_default=True)
def report_command(
    *,
    name: str,
    files: tuple[str, ...],
    judged: options.Judged,
    lenient: bool,
    form: Format,
) -> int:
    """Write a report on visits: the record (what happened), or the assessment (what held and what did not).

    \b
    protocol report record visit.yaml
    protocol report assessment --rulebook textbook --format md visit.yaml > assessment.md
    """
    return answer_each(files, partial(_answer, name, judged, form), lenient=lenient)


def _answer(name: str, judged: options.Judged, form: Format, _: str, stream: Stream) -> Answer:
    book, coverage = judged.by(stream)
    found = check(stream, book, coverage=coverage, ended=judged.ended)
    text = render(REPORTS[name].build(Brief(stream, assessment=found)), to=form, colour=options.coloured())
    return Answer(text if form == "text" else data(text))
