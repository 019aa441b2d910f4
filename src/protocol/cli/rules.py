"""`protocol rules`: the rules of a rulebook, with their sources."""

from collections.abc import Iterator

import click

from protocol.cli import options
from protocol.cli.answers import as_line, rule_answer
from protocol.cli.screen import Screen
from protocol.rules import Rule


@click.command("rules")
@options.rulebook
@options.text_or_json
def rules_command(rulebook: str | None, form: str) -> int:
    """List the rules of a rulebook: what each says, how much it weighs, what it rests on.

    \b
    protocol rules
    protocol rules --rulebook textbook --format json
    """
    screen = Screen()
    for rule in options.RULEBOOKS[rulebook or "common"]:
        screen.answer(as_line(rule_answer(rule)) if form == "json" else "".join(f"{line}\n" for line in _told(rule)))
    return 0


def _told(rule: Rule) -> Iterator[str]:
    yield f"{click.style(rule.code, bold=True)} {rule.sentence}"
    yield f"  {rule.severity}, {rule.evidence}: {'; '.join(map(str, rule.sources))}"
    if rule.hint is not None:
        yield f"  hint: {rule.hint}"
