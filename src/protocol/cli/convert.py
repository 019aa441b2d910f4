"""`protocol convert`: the same record in another form."""

from collections.abc import Mapping
from functools import partial
from typing import Final, Literal

import click

from protocol.cli import options
from protocol.cli.batch import Answer, answer_each, data
from protocol.cli.records import SCRIPTS, RecordForm, record_text
from protocol.cli.screen import printable_lines
from protocol.exchange import ENTRY_COLUMNS, FINDING_COLUMNS, csv_line, entry_rows, finding_rows
from protocol.stream import Stream

TableForm = Literal["csv", "findings-csv"]
TABLES: Final[Mapping[str, tuple[str, ...]]] = {"csv": ENTRY_COLUMNS, "findings-csv": FINDING_COLUMNS}
"""The tables, with the names of their columns."""


@click.command("convert")
@options.files
@click.option(
    "--to",
    type=click.Choice([*SCRIPTS, "jsonl", *TABLES]),
    default="jsonl",
    show_default=True,
    help="The form to write.",
)
@options.judging_options
@options.lenient
def convert_command(
    *, files: tuple[str, ...], to: RecordForm | TableForm, judged: options.Judged, lenient: bool
) -> int:
    """Write visits as scripts in YAML or JSON, or as JSON Lines, one entry a line; neither form loses anything.

    JSON Lines hold any number of visits, a script holds one. For spreadsheets and statistics there are tables: csv has
    one row an entry, with corrections applied; findings-csv has one row a finding, by the rulebook that the options
    choose.

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
    head = data(csv_line(TABLES[to])) if to in TABLES else b""
    return answer_each(files, partial(_answer, to, judged), lenient=lenient, head=head)


def _answer(to: RecordForm | TableForm, judged: options.Judged, _: str, stream: Stream) -> Answer:
    match to:
        case "csv":
            rows = entry_rows(stream)
        case "findings-csv":
            rows = finding_rows(stream, judged.check(stream))
        case form:
            return Answer(data(record_text(stream, form)))
    # In a cell nothing may steer the terminal that it is looked at in, or the spreadsheet.
    return Answer(data("".join(csv_line(map(printable_lines, row)) for row in rows)))
