"""`protocol generate`: invented visits from a seed, valid ones or ones that are wrong in exactly one way."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Final

import click
from attrs import evolve

from protocol.cli import options
from protocol.cli.batch import data
from protocol.cli.named import host_of, rule_named, rulebook_named
from protocol.cli.screen import Screen
from protocol.codec import dump_lines
from protocol.fields import frozen
from protocol.generation import Wanted, any_stream, breach, valid_visit
from protocol.rules import COMMON, Rulebook
from protocol.script import dump_script
from protocol.stream import Stream
from protocol.values import Rank, VisitKind

Make = Callable[[Random], Stream]
_SCRIPTS: Final = ("yaml", "json")


@frozen
class Order:
    """How many visits are wanted, from which seed, in which form, meant for which rulebook."""

    count: int
    seed: int
    form: str
    rulebook: str


@click.command("generate")
@options.rulebook
@click.option("--kind", type=click.Choice([kind.value for kind in VisitKind]), default="state", show_default=True)
@click.option("--rank", type=click.Choice([rank.value for rank in Rank]), default="head-of-state", show_default=True)
@click.option("--length", type=click.IntRange(0, 10_000), default=30, show_default=True, help="About how many steps.")
@click.option("--count", type=click.IntRange(1), default=1, show_default=True, help="How many visits.")
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed gives the same visits everywhere.")
@click.option("--valid", "sort", flag_value="valid", default=True, help="Visits that keep every rule (the default).")
@click.option("--breaking", metavar="CODE", help="Visits that break this rule and no other.")
@click.option("--any", "sort", flag_value="any", help="Anything at all, to see that nothing falls over.")
@click.option("--to", "form", type=click.Choice([*_SCRIPTS, "jsonl"]), default="jsonl", show_default=True)
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
    form: str,
) -> int:
    """Invent visits: by a rulebook, of a kind, by a guest of a rank; valid, or wrong in exactly one way.

    \b
    protocol generate --rulebook kz-2013 --kind official --to yaml
    protocol generate --count 1000 --seed 7 > visits.jsonl
    protocol generate --breaking TLK01 --count 20 | protocol check -
    """
    if form in _SCRIPTS and count > 1:
        raise click.UsageError("a script holds one visit: --count 1, or --to jsonl")
    if breaking is not None and sort == "any":
        raise click.UsageError("--any keeps no rule and breaks none on purpose: leave --breaking away")
    book = COMMON if rulebook is None else rulebook_named(rulebook)
    host = host_of(book)
    wanted = Wanted(VisitKind(kind), Rank(rank), length, None if host is None else host.country)
    return _write(_maker(book, wanted, breaking, sort), Order(count, seed, form, book.name))


def _maker(book: Rulebook, wanted: Wanted, breaking: str | None, sort: str) -> Make:
    """What makes the visits that are asked for."""
    if sort == "any":
        return lambda random: any_stream(random, wanted)
    if breaking is None:
        return lambda random: valid_visit(random, book, wanted)
    rule, _ = rule_named(breaking, [book])
    return lambda random: breach(random, book, rule, wanted)


def _with_number(stream: Stream, order: Order, number: int) -> Stream:
    """A visit with a name of its own, that says by which rulebook it is meant."""
    opening = evolve(stream.opening, visit=f"generated-{order.seed}-{number}", rulebook=order.rulebook)
    return Stream((evolve(stream.entries[0], event=opening), *stream.entries[1:]))


def _write(make: Make, order: Order) -> int:
    screen, random = Screen(), Random(order.seed)  # noqa: S311 - by seed, not for secrecy
    for number in range(1, order.count + 1):
        stream = _with_number(make(random), order, number)
        screen.answer(data("".join(_written_as(stream, order.form))))
        screen.advance("what is generated")
    screen.clear()
    return 0


def _written_as(stream: Stream, form: str) -> Iterator[str]:
    if form == "jsonl":
        yield from (f"{line}\n" for line in dump_lines(stream))
    else:
        yield dump_script(stream, to="yaml" if form == "yaml" else "json")
