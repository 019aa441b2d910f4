"""`protocol next`: what may come next, and what is owed."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

import click

from protocol.cli import options
from protocol.cli.answers import as_line, next_answer, step_name
from protocol.cli.batch import Answer, answer_each
from protocol.cli.screen import printable
from protocol.guidance import Advice, Permissions, advised, owed, permitted
from protocol.order import Case
from protocol.rules import Owed, Severity
from protocol.stream import Stream

REFUSE: Final = {str(severity): severity for severity in Severity}


@click.command("next")
@options.files
@options.rulebook
@options.known
@options.lenient
@options.text_or_json
@click.option(
    "--refuse",
    type=click.Choice(list(REFUSE)),
    default="breach",
    show_default=True,
    help="From which severity on a step is called forbidden.",
)
def next_command(
    *,
    files: tuple[str, ...],
    rulebook: str | None,
    known: options.Known,
    lenient: bool,
    form: str,
    refuse: str,
) -> int:
    """Say which steps may come next on visits that are under way, which may not and why, and what is still owed.

    The record is taken as complete so far. No step is called permitted that leads into a dead end. For a step that may
    not come yet it is said what would first have to happen, and at the end the shortest way to owe nothing.

    \b
    protocol next visit.yaml
    protocol next --rulebook textbook --format json visit.yaml
    """
    return answer_each(files, partial(_answer, rulebook, form, REFUSE[refuse]), lenient=lenient, known=known)


def _answer(rulebook: str | None, form: str, refuse: Severity, _: str, stream: Stream) -> Answer:
    book = options.chosen_rulebook(rulebook, stream)
    found = permitted(stream, book, refuse=refuse)
    still, advice = owed(stream, book), advised(stream, book, refuse=min(refuse, Severity.LAPSE))
    if form == "json":
        return Answer(as_line(next_answer(stream.visit, book.name, found, still, advice)))
    lines = _told(f"{printable(stream.visit)} by {book.name}", found, still, advice)
    return Answer("".join(f"{line}\n" for line in lines))


def _told(title: str, found: Permissions, still_owed: tuple[Owed, ...], advice: Advice) -> Iterator[str]:
    yield click.style(title, bold=True)
    yield "  may come next:"
    yield from (f"    {step_name(step)}" for step in found.allowed)
    yield "  may not:"
    for permission in found.steps:
        if not permission.allowed:
            yield f"    {step_name(permission.step)}: {'; '.join(map(str, permission.forbidden_by))}"
            if permission.first:
                yield f"      but may after: {_steps(permission.first)}"
    yield "  owed:" if still_owed else "  nothing is owed"
    yield from (f"    {thing}" for thing in still_owed)
    if advice.steps:
        yield f"  shortest way to owe nothing: {_steps(advice.steps)}"
    if not found.exact:
        yield "  (not every step could be followed to the end: some called permitted may lead into a dead end)"


def _steps(steps: Iterable[Case]) -> str:
    return ", ".join(map(step_name, steps))
