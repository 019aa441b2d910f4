"""`protocol next`: what may come next, and what is owed."""

from collections.abc import Iterator
from typing import Final

import click

from protocol.cli import options
from protocol.cli.answers import as_line, next_answer, step_name
from protocol.cli.entry import USAGE_ERROR
from protocol.cli.inputs import read_all
from protocol.errors import UnreadableError
from protocol.guidance import Permissions, owed, permitted
from protocol.rules import Owed, Severity

REFUSE: Final = {str(severity): severity for severity in Severity}


@click.command("next", short_help="What may come next, and what is owed.")
@options.files
@options.rulebook
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--refuse",
    type=click.Choice(list(REFUSE)),
    default="breach",
    show_default=True,
    help="From which severity on a step is called forbidden.",
)
def next_command(files: tuple[str, ...], rulebook: str | None, form: str, refuse: str) -> int:
    """Say which steps may come next on visits that are under way, which may not and why, and what is still owed.

    The record is taken as complete so far. No step is called permitted that leads into a dead end.

    \b
    protocol next visit.yaml
    protocol next --rulebook textbook --format json visit.yaml
    """
    code = 0
    for read in read_all(files):
        if isinstance(read.content, UnreadableError):
            click.echo(str(read.content), err=True)
            code = USAGE_ERROR
            continue
        book = options.chosen_rulebook(rulebook, read.content)
        found = permitted(read.content, book, refuse=REFUSE[refuse])
        still = owed(read.content, book)
        visit = read.content.visit
        answer = next_answer(visit, book.name, found, still)
        click.echo(as_line(answer) if form == "json" else "\n".join(_told(f"{visit} by {book.name}", found, still)))
    return code


def _told(title: str, found: Permissions, still_owed: tuple[Owed, ...]) -> Iterator[str]:
    yield click.style(title, bold=True)
    yield "  may come next:"
    yield from (f"    {step_name(step)}" for step in found.allowed)
    yield "  may not:"
    for permission in found.steps:
        if not permission.allowed:
            yield f"    {step_name(permission.step)}: {'; '.join(map(str, permission.forbidden_by))}"
    yield "  owed:" if still_owed else "  nothing is owed"
    yield from (f"    {thing}" for thing in still_owed)
    if not found.exact:
        yield "  (not every step could be followed to the end: some called permitted may lead into a dead end)"
