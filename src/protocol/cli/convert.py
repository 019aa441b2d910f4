"""`protocol convert`: another form of the same record."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Final

import click

from protocol.cli import options
from protocol.cli.batch import Answer, answer_each, data
from protocol.cli.screen import printable_lines
from protocol.codec import dump_lines
from protocol.exchange import ENTRY_COLUMNS, FINDING_COLUMNS, csv_line, entry_rows, finding_rows
from protocol.script import dump_script
from protocol.stream import Stream
from protocol.validation import check

SCRIPTS: Final = ("yaml", "json")
HEADS: Final[Mapping[str, tuple[str, ...]]] = {"csv": ENTRY_COLUMNS, "findings-csv": FINDING_COLUMNS}
"""The first row of each table."""


@click.command("convert")
@options.files
@click.option(
    "--to",
    type=click.Choice([*SCRIPTS, "jsonl", *HEADS]),
    default="jsonl",
    show_default=True,
    help="The form to write.",
)
@options.judging_options
@options.lenient
def convert_command(
    *,
    files: tuple[str, ...],
    to: str,
    judged: options.Judged,
    lenient: bool,
) -> int:
    """Write visits as scripts in YAML or JSON, or as JSON Lines, one entry a line; nothing is lost on the way.

    Several visits make one archive of JSON Lines; a script holds one visit. For spreadsheets and statistics there are
    tables: csv has one row an entry, of the record as it stands after its corrections; findings-csv one row a finding
    by the rulebook that the options choose.

    \b
    protocol convert visit.yaml --to jsonl > visit.jsonl
    protocol convert visit.jsonl --to yaml
    protocol convert *.yaml --to csv > entries.csv
    protocol convert *.yaml --to findings-csv --rulebook textbook > findings.csv
    """
    if to in SCRIPTS and len(files) > 1:
        raise click.UsageError("a script holds one visit: convert one file at a time, or --to jsonl")
    if to != "findings-csv" and judged != options.Judged():
        raise click.UsageError("--rulebook, --coverage and --ended are for --to findings-csv: nothing else is judged")
    head = data(csv_line(HEADS[to])) if to in HEADS else b""
    return answer_each(files, partial(_answer, _WRITERS[to], judged), lenient=lenient, head=head)


Writer = Callable[[Stream, options.Judged], str]


def _answer(write: Writer, judged: options.Judged, _: str, stream: Stream) -> Answer:
    return Answer(data(write(stream, judged)))


def _lines(stream: Stream, _: options.Judged) -> str:
    return "".join(f"{line}\n" for line in dump_lines(stream))


def _entries(stream: Stream, _: options.Judged) -> str:
    return "".join(map(_row, entry_rows(stream)))


def _findings(stream: Stream, judged: options.Judged) -> str:
    book, coverage = judged.by(stream)
    found = check(stream, book, coverage=coverage, ended=judged.ended)
    return "".join(map(_row, finding_rows(stream, found)))


def _row(cells: Iterable[str]) -> str:
    """A row in which nothing steers the terminal that it is looked at in, or the spreadsheet."""
    return csv_line(map(printable_lines, cells))


_WRITERS: Final[Mapping[str, Writer]] = {
    "yaml": lambda stream, _: dump_script(stream, to="yaml"),
    "json": lambda stream, _: dump_script(stream, to="json"),
    "jsonl": _lines,
    "csv": _entries,
    "findings-csv": _findings,
}
