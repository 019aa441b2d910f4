"""`protocol evidence`: how real visits kept a rule, and which orders of steps they keep that no rule asks for."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import click

from protocol.cli import options
from protocol.cli.named import rule_named
from protocol.cli.output import print_page
from protocol.cli.rulebook_pages import row
from protocol.corpus.evidence import LEAST, Candidate, Counted, candidates, count_evidence
from protocol.errors import InvalidValueError
from protocol.events import VisitAgreed
from protocol.hosts import RULEBOOKS
from protocol.render import Format
from protocol.reports import Block, Cell, Heading, Listing, Page, Paragraph, Table, plain
from protocol.rules import COMMON, Rule
from protocol.stream import Stream
from protocol.values import Country, Side


@click.command("evidence")
@click.argument("code", required=False, metavar="[CODE]")
@click.option("--host", metavar="CODE", help="Only visits to this country.")
@click.option(
    "--loosely", is_flag=True, help="Count steps that sources only list, too, in the order in which they are listed."
)
@click.option(
    "--candidates", "wanted", is_flag=True, help="List orders of steps that real visits keep, with or without a rule."
)
@options.page_format
def evidence_command(*, code: str | None, host: str | None, loosely: bool, wanted: bool, form: Format) -> int:
    """Show which visits of the corpus kept an order rule and which broke it, each with its sources.

    \b
    protocol evidence KAZ05 --host KZ
    protocol evidence CER04 --loosely
    protocol evidence --candidates --host KZ
    """
    country = _country(host)
    if wanted:
        page = _candidates_page(tuple(candidates(COMMON, host=country)), country)
    elif code is None:
        raise click.UsageError("the code of a rule is wanted, or --candidates")
    else:
        rule, _ = rule_named(code, RULEBOOKS.values())
        page = _evidence_page(rule, country, strict=not loosely)
    return print_page(page, form)


def _country(host: str | None) -> Country | None:
    try:
        return None if host is None else Country(host.upper())
    except InvalidValueError as problem:
        raise click.UsageError(str(problem)) from None


def _evidence_page(rule: Rule, country: Country | None, *, strict: bool) -> Page:
    title = f"{rule.code}: {rule.sentence}"
    found = count_evidence(rule, host=country, strict=strict)
    if found is None:
        return Page(title, (Paragraph(plain("It asks for values, not for an order, so there is nothing to count.")),))
    where = "" if country is None else f", visits to {country}"
    how = "strictly" if strict else "loosely"
    return Page(
        title,
        (
            Paragraph(plain(f"Counted {how}{where}: {found}.")),
            *_hosts(found),
            *_visits("Held by", found.held),
            *_visits("Broken by", found.broken),
        ),
    )


def _hosts(found: Counted) -> Iterator[Block]:
    held, broken = (Counter(map(_host, side)) for side in (found.held, found.broken))
    rows = [(name, held[name], broken[name]) for name in sorted({*held, *broken})]
    if rows:
        yield Table(("Host", "Held", "Broken"), tuple(tuple(Cell(plain(str(each))) for each in row) for row in rows))


def _visits(title: str, streams: Sequence[Stream]) -> Iterator[Block]:
    if streams:
        yield Heading(title)
        yield Listing(tuple(plain(f"{stream.visit}: {'; '.join(_sources(stream))}") for stream in streams))


def _sources(stream: Stream) -> Iterator[str]:
    for source in stream.opening.sources:
        yield str(source) if source.url is None else f"{source}, {source.url}"


def _host(stream: Stream) -> str:
    agreed = next((event for event in stream.events if isinstance(event, VisitAgreed)), VisitAgreed())
    party = agreed.party(Side.HOST)
    return "not named" if party is None else str(party)


def _candidates_page(found: Sequence[Candidate], country: Country | None) -> Page:
    where = "all hosts" if country is None else str(country)
    uncovered = [each for each in found if not each.asked_by]
    return Page(
        f"What practice suggests: {where}",
        (
            Paragraph(
                plain(
                    f"Pairs of steps whose order at least {LEAST} visits keep and none breaks, strictly counted. It is "
                    "a list to read, no rules: it may be chance, or lie in the nature of things."
                )
            ),
            *_pairs("No common rule asks for it", uncovered),
            *_pairs("A common rule asks for it", [each for each in found if each.asked_by]),
        ),
    )


def _pairs(title: str, found: Iterable[Candidate]) -> Iterator[Block]:
    codes = ((each, ", ".join(rule.code for rule in each.asked_by)) for each in found)
    if rows := tuple(row(str(each.earlier), each.later, len(each.held), asking) for each, asking in codes):
        yield Heading(title)
        yield Table(("Earlier", "Later", "Visits", "Asked for by"), rows)
