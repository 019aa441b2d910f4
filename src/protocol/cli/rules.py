"""`protocol rules`: the rules of a rulebook, with their sources."""

from collections.abc import Iterator

import click

from protocol.cli import options
from protocol.cli.answers import as_line, rule_answer
from protocol.rules import Rule


@click.command("rules", short_help="The rules of a rulebook, with their sources.")
@options.rulebook
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def rules_command(rulebook: str | None, form: str) -> int:
    """List the rules of a rulebook: what each says, how much it weighs, what it rests on.

    \b
    protocol rules
    protocol rules --rulebook textbook --format json
    """
    for rule in options.RULEBOOKS[rulebook or "common"]:
        click.echo(as_line(rule_answer(rule)) if form == "json" else "\n".join(_told(rule)))
    return 0


def _told(rule: Rule) -> Iterator[str]:
    yield f"{click.style(rule.code, bold=True)} {rule.sentence}"
    yield f"  {rule.severity}, {rule.evidence}: {'; '.join(map(str, rule.sources))}"
    if rule.hint is not None:
        yield f"  hint: {rule.hint}"
