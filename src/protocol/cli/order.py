"""`protocol order`: plain traces checked against a model, and the order rules of a rulebook for other tools."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Final

import click
from attrs import define, field

from protocol.cli import options
from protocol.cli.answers import as_line
from protocol.cli.batch import data
from protocol.cli.entry import INTERRUPTED
from protocol.cli.screen import Screen
from protocol.cli.traces import Trace, read_model, read_traces
from protocol.cli.writing import refuse_own_input
from protocol.codec.characters import foreign
from protocol.codec.faults import suggestion
from protocol.errors import UnreadableError
from protocol.hosts import RULEBOOKS
from protocol.order import Order, precedence_dot
from protocol.order.formats.decl import TraceVerdict, write_decl, write_ltlf
from protocol.rules import Fold, Rulebook

FORMS: Final[Mapping[str, Callable[[Rulebook], str]]] = {
    "decl": lambda book: write_decl(orders_of(book)),
    "ltlf": lambda book: write_ltlf(orders_of(book)),
    "dot": lambda book: precedence_dot(orders_of(book), title=book.title),
}
"""The forms in which the order rules of a rulebook can be written."""

MOST_STRANGERS: Final = 20
"""How many names that a model does not know are reported."""


@click.group("order")
def order_command() -> None:
    """Check plain traces of activity names against a model, or write the order rules of a rulebook for other tools.

    \b
    protocol order check model.decl traces.jsonl
    protocol order export --rulebook common --to decl
    """


@order_command.command("check")
@click.argument("model")
@click.argument("traces")
def check_traces(model: str, traces: str) -> int:
    """Judge each trace of TRACES by the constraints of MODEL, and print one JSON object a line.

    MODEL is a file in the .decl format of Declare4Py and RuM. TRACES is a file with a JSON array of activity names on
    each line; "-" is standard input. The exit code is 1 if a trace violates a constraint. A constraint that no activity
    of a trace activates is "satisfied (never activated)". Names that the model does not know are reported on standard
    error.

    \b
    protocol order check model.decl traces.jsonl
    cat traces.jsonl | protocol order check model.decl -
    """
    screen = Screen()
    try:
        return _judge_each(screen, model, traces)
    except KeyboardInterrupt:
        screen.complain("interrupted")
        raise click.exceptions.Exit(INTERRUPTED) from None
    except UnreadableError as problem:
        return screen.complain_of(problem)


@order_command.command("export")
@options.rulebook
@click.option("--to", type=click.Choice(list(FORMS)), default="decl", show_default=True, help="The form to write.")
def export_order(rulebook: str | None, to: str) -> int:
    """Write the order rules of a rulebook as a .decl model, as LTLf, or as a diagram of which step precedes which.

    \b
    protocol order export --rulebook common --to decl > common.decl
    protocol order export --rulebook textbook --to dot | dot -Tsvg > textbook.svg
    """
    Screen().answer(data(FORMS[to](RULEBOOKS[rulebook or "common"])))
    return 0


def orders_of(book: Rulebook) -> dict[str, Order]:
    """The formulas of a rulebook's order rules, by code; content rules have none."""
    return {rule.code: rule.body for rule in book if not isinstance(rule.body, Fold)}


def _judge_each(screen: Screen, model: str, traces: str) -> int:
    refuse_own_input((model, traces))
    known = read_model(model)
    if not known:
        screen.complain(f"{model}: there is no constraint in it, so every trace satisfies it")
    code, strangers = 0, Strangers(known.activities)
    for read in read_traces(traces):
        if isinstance(read, UnreadableError):
            code = screen.complain_of(read)
            continue
        found = known.judge(read.names)
        screen.answer(as_line(_answer(read, found)))
        strangers.add(read.line, found.unknown)
        code = max(code, int(not found.ok))
    screen.complain(*strangers.lines(model))
    return code


@define
class Strangers:
    """Names in traces that the model does not know, perhaps misspelt, each with the first line that has it."""

    known: Collection[str]
    first: dict[str, int] = field(factory=dict)
    more: bool = False

    def add(self, line: int, names: Iterable[str]) -> None:
        """Add the unknown names of one trace."""
        for name in names:
            if len(self.first) < MOST_STRANGERS:
                self.first.setdefault(name, line)
            self.more |= name not in self.first

    def lines(self, model: str) -> Iterator[str]:
        """One message for each name."""
        for name, line in self.first.items():
            hint = suggestion(name, self.known) + foreign(name)
            yield f"{model}: no activity is called {name[:80]!r}, as in trace {line}{hint}"
        if self.more:
            yield f"{model}: there are more names in the traces that it does not know"


def _answer(trace: Trace, found: TraceVerdict) -> dict[str, Any]:
    vacuous = dict.fromkeys(found.vacuous, "satisfied (never activated)")
    verdicts = {written: "satisfied" if kept else "violated" for written, kept in found.verdicts}
    return {
        "trace": trace.line,
        "ok": found.ok,
        "verdicts": verdicts | vacuous,
        "first_violation": found.first_violation,
    }
