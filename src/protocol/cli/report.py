"""`protocol report`: documents to print."""

import click

from protocol.cli import options
from protocol.cli.entry import USAGE_ERROR
from protocol.cli.inputs import read_all
from protocol.errors import UnreadableError
from protocol.render import Format, render
from protocol.reports import REPORTS
from protocol.validation import check


@click.command("report", short_help="Documents to print.")
@click.argument("name", type=click.Choice(list(REPORTS)))
@options.files
@options.rulebook
@options.coverage
@options.ended
@click.option("--format", "form", type=click.Choice(["text", "md", "json"]), default="text", show_default=True)
def report_command(
    name: str,
    files: tuple[str, ...],
    rulebook: str | None,
    coverage: str | None,
    ended: bool | None,  # noqa: FBT001 - click calls it by name
    form: Format,
) -> int:
    """Write a report on visits: the record (what happened), or the assessment (what held and what did not).

    \b
    protocol report record visit.yaml
    protocol report assessment --rulebook textbook --format md visit.yaml > assessment.md
    """
    code = 0
    for read in read_all(files):
        if isinstance(read.content, UnreadableError):
            click.echo(str(read.content), err=True)
            code = USAGE_ERROR
            continue
        book = options.chosen_rulebook(rulebook, read.content)
        found = check(read.content, book, coverage=options.chosen_coverage(coverage), ended=ended)
        page = REPORTS[name].build(read.content, found)
        click.echo(render(page, to=form, colour=options.coloured()), nl=False)
    return code
