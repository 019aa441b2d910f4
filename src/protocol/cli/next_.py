"""`protocol next`: which steps are allowed next, and what the visit still owes."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, Final

import click

from protocol.cli import options
from protocol.cli.answers import as_line, owed_answer
from protocol.cli.batch import Answer, answer_each
from protocol.cli.screen import printable
from protocol.events import tag
from protocol.guidance import Advice, Permissions, advised, owed, permitted
from protocol.order import Case
from protocol.rules import Owed, Severity
from protocol.stream import Stream

REFUSE: Final = {str(severity): severity for severity in Severity}


@click.command("next")
@options.files
@options.rulebook
@options.time_options
@options.lenient
@options.text_or_json
@click.option(
    "--refuse",
    type=click.Choice(list(REFUSE)),
    default="breach",
    show_default=True,
    help="Steps with a finding of this severity or worse are not allowed.",
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
    """Say which steps are allowed next on a visit under way, which are not and why, and what is still owed.

    The record is taken as complete so far. A step is not allowed if it leads into a dead end, where the visit can no
    longer keep all rules. A step that is too early is listed with the steps that have to come before it. The last line
    is the shortest way to end the visit with nothing owed.

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
        return Answer(as_line(_as_json(stream.visit, book.name, found, still, advice)))
    lines = _lines(f"{printable(stream.visit)} by {book.name}", found, still, advice)
    return Answer("".join(f"{line}\n" for line in lines))


def _lines(title: str, found: Permissions, still_owed: tuple[Owed, ...], advice: Advice) -> Iterator[str]:
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


def _as_json(
    visit: str, rulebook: str, permissions: Permissions, still_owed: tuple[Owed, ...], advice: Advice
) -> dict[str, Any]:
    return {
        "visit": visit,
        "rulebook": rulebook,
        "exact": permissions.exact,
        "permitted": [step_name(step) for step in permissions.allowed],
        "forbidden": [
            {
                "step": step_name(permission.step),
                "by": [rule.code for rule in permission.forbidden_by],
                "first": None if permission.first is None else [step_name(step) for step in permission.first],
            }
            for permission in permissions.steps
            if not permission.allowed
        ],
        "owed": [owed_answer(owed) for owed in still_owed],
        "advised": [step_name(step) for step in advice.steps] if advice.exact else None,
    }


def step_name(case: Case) -> str:
    """A step as scripts write it, such as `anthem_played {of: guest}`."""
    values = [f"{name}: {getattr(value, 'value', value)}" for name, value in case.named]
    return f"{tag(case.event)} {{{', '.join(values)}}}" if values else tag(case.event)
