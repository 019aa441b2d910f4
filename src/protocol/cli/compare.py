"""`protocol compare`: what differs between two rulebooks."""

import click

from protocol.cli import options
from protocol.cli.named import rulebook_named
from protocol.cli.output import print_page
from protocol.cli.rulebook_pages import comparison_page
from protocol.render import Format
from protocol.validation import Occasion, compare
from protocol.values import Rank, VisitKind


@click.command("compare")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@options.kind
@options.rank
@options.page_format
def compare_command(*, old: str, new: str, kind: str, rank: str, form: Format) -> int:
    """Say what one rulebook adds to another, drops and changes, with the shortest visit that shows each difference.

    OLD and NEW are names of rulebooks, or codes of countries for the latest edition of each. --kind and --rank choose
    the visits that are compared: their kind, and the rank of the guest.

    \b
    protocol compare kz-2006 kz-2013
    protocol compare PE ES
    """
    first, second = rulebook_named(old), rulebook_named(new)
    found = compare(first, second, Occasion(VisitKind(kind), Rank(rank)))
    return print_page(comparison_page(first, second, found), form)
