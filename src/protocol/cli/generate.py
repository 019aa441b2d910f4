"""`protocol generate`: invented visits, drawn from a seed: valid ones, or ones that break exactly one rule."""

from collections.abc import Callable
from random import Random

import click
from attrs import evolve

from protocol.cli import options
from protocol.cli.batch import data
from protocol.cli.named import host_of, rule_named, rulebook_named
from protocol.cli.records import SCRIPTS, RecordForm, record_text
from protocol.cli.screen import Screen
from protocol.generation import Wanted, any_stream, breach, valid_visit
from protocol.rules import COMMON, Rulebook
from protocol.stream import Stream
from protocol.values import Rank, VisitKind

Make = Callable[[Random], Stream]


@click.command("generate")
@options.rulebook
@options.kind
@options.rank
@click.option("--length", type=click.IntRange(0, 10_000), default=30, show_default=True, help="About how many steps.")
@click.option("--count", type=click.IntRange(1), default=1, show_default=True, help="How many visits.")
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed gives the same visits everywhere.")
@click.option("--valid", "sort", flag_value="valid", default=True, help="Visits that keep every rule (the default).")
@click.option("--breaking", metavar="CODE", help="Visits that break this rule and no other.")
@click.option("--any", "sort", flag_value="any", help="Any steps in any order, to test that nothing crashes.")
@click.option("--to", "form", type=click.Choice([*SCRIPTS, "jsonl"]), default="jsonl", show_default=True)
def generate_command(  # noqa: PLR0913 - as many as the command has options
    *,
    rulebook: str | None,
    kind: str,
    rank: str,
    length: int,
    count: int,
    seed: int,
    sort: str,
    breaking: str | None,
    form: RecordForm,
) -> int:
    """Invent visits by the rules of a rulebook, valid ones or ones that break exactly one rule.

    \b
    protocol generate --rulebook kz-2013 --kind official --to yaml
    protocol generate --count 1000 --seed 7 > visits.jsonl
    protocol generate --breaking TLK01 --count 20 | protocol check -
    """
    if form in SCRIPTS and count > 1:
        raise click.UsageError("a script holds one visit: --count 1, or --to jsonl")
    if breaking is not None and sort == "any":
        raise click.UsageError("--any keeps no rule and breaks none on purpose: leave out --breaking")
    book = COMMON if rulebook is None else rulebook_named(rulebook)
    host = host_of(book)
    wanted = Wanted(VisitKind(kind), Rank(rank), length, None if host is None else host.country)
    make, screen = _maker(book, wanted, breaking, sort), Screen()
    random = Random(seed)  # noqa: S311 - by seed, not for secrecy
    for number in range(1, count + 1):
        stream = _with_id(make(random), f"generated-{seed}-{number}", book)
        screen.answer(data(record_text(stream, form)))
        screen.advance("what is generated")
    screen.clear()
    return 0


def _maker(book: Rulebook, wanted: Wanted, breaking: str | None, sort: str) -> Make:
    """The function that draws one visit of the sort that is asked for."""
    if sort == "any":
        return lambda random: any_stream(random, wanted)
    if breaking is None:
        return lambda random: valid_visit(random, book, wanted)
    rule, _ = rule_named(breaking, [book])
    return lambda random: breach(random, book, rule, wanted)


def _with_id(stream: Stream, visit: str, book: Rulebook) -> Stream:
    """The same visit with an id of its own, in a record that names its rulebook."""
    opening = evolve(stream.opening, visit=visit, rulebook=book.name)
    return Stream((evolve(stream.entries[0], event=opening), *stream.entries[1:]))
