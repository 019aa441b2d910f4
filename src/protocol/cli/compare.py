"""`protocol compare`: what tells two rulebooks apart."""

import click

from protocol.cli import options
from protocol.cli.named import rulebook_named
from protocol.cli.rulebook_pages import comparison_page
from protocol.cli.screen import Screen
from protocol.render import Format, render
from protocol.validation import Occasion, compare
from protocol.values import Rank, VisitKind


@click.command("compare")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--kind", type=click.Choice([kind.value for kind in VisitKind]), default=VisitKind.STATE.value, show_default=True
)
@click.option(
    "--rank", type=click.Choice([rank.value for rank in Rank]), default=Rank.HEAD_OF_STATE.value, show_default=True
)
@click.option("--format", "form", type=click.Choice(["text", "md", "json"]), default="text", show_default=True)
def compare_command(*, old: str, new: str, kind: str, rank: str, form: Format) -> int:
    """Say what one rulebook adds to another, drops and changes, and show it by the shortest visits.

    OLD and NEW are names of rulebooks, or codes of countries for the latest edition of each. The visits are of a kind,
    by a guest of a rank.

    \b
    protocol compare kz-2006 kz-2013
    protocol compare PE ES
    """
    first, second = rulebook_named(old), rulebook_named(new)
    found = compare(first, second, Occasion(VisitKind(kind), Rank(rank)))
    Screen().answer(render(comparison_page(first, second, found), to=form, colour=options.in_colour()))
    return 0
