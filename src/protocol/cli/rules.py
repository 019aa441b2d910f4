"""`protocol rules`: the rules of a rulebook, with their sources; one rule explained; which rules visits exercise."""

from collections.abc import Sequence
from datetime import date, datetime

import click

from protocol.cli import options
from protocol.cli.answers import as_line, rule_answer
from protocol.cli.coverage import coverage_of
from protocol.cli.named import host_of, rule_named, rulebook_named
from protocol.cli.output import print_page
from protocol.cli.rulebook_pages import explained_page, rulebook_page
from protocol.cli.screen import Screen
from protocol.hosts import RULEBOOKS
from protocol.render import Format
from protocol.rules import COMMON, Rulebook
from protocol.validation import witnesses
from protocol.values import VisitKind


@click.command("rules")
@click.argument("names", nargs=-1, metavar="[HOST | FILE...]")
@options.rulebook
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), help="Take the edition in force on this day. Without it: the latest."
)
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in VisitKind]),
    help="Only rules that apply to visits of this kind.",
)
@click.option("--explain", metavar="CODE", help="Explain one rule: sources, evidence, visits that keep and break it.")
@click.option("--coverage", "exercised", is_flag=True, help="Count which rules the visits of FILE... exercise.")
@options.page_format
def rules_command(  # noqa: PLR0913 - as many as the command has options
    *,
    names: tuple[str, ...],
    rulebook: str | None,
    on: datetime | None,
    kind: str | None,
    explain: str | None,
    exercised: bool,
    form: Format,
) -> int:
    """List the rules of a rulebook: what each says, how severe a departure is, what evidence it has.

    HOST is the code of a country, such as KZ, or the name of an edition, such as kz-2013.

    \b
    protocol rules
    protocol rules KZ --on 2023-04-10 --kind official
    protocol rules --explain KAZ05
    protocol rules --coverage visits/*.yaml
    """
    if exercised:
        return coverage_of(names, options.Judged(rulebook), form)
    if explain is not None:
        rule, book = rule_named(explain, map(rulebook_named, names) if names else RULEBOOKS.values())
        return print_page(explained_page(rule, book, witnesses(rule, book)), form)
    book = _choose_rulebook(names, rulebook, None if on is None else on.date())
    rules = [rule for rule in book if kind is None or VisitKind(kind) in rule.kinds]
    if form == "json":
        Screen().answer(b"".join(as_line(rule_answer(rule)) for rule in rules))
        return 0
    return print_page(rulebook_page(book, rules, host_of(book)), form)


def _choose_rulebook(names: Sequence[str], rulebook: str | None, on: date | None) -> Rulebook:
    if len(names) > 1:
        raise click.UsageError("one host at a time; several files are for --coverage")
    if names:
        return rulebook_named(names[0], on)
    return COMMON if rulebook is None else RULEBOOKS[rulebook]
