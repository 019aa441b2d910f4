"""`protocol convert`: the same record in another form."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, Literal

import click

from protocol.cli import options
from protocol.cli.batch import Answer, answer_each, data
from protocol.cli.entry import USAGE_ERROR
from protocol.cli.inputs import read_all
from protocol.cli.records import SCRIPTS, RecordForm, record_text
from protocol.cli.screen import Screen, printable_lines
from protocol.cli.writing import refuse_own_input
from protocol.errors import InvalidValueError, ProtocolError, UnreadableError
from protocol.events import tag
from protocol.exchange import (
    ENTRY_COLUMNS,
    FINDING_COLUMNS,
    Contradiction,
    csv_line,
    entry_rows,
    finding_rows,
    merge,
)
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
@click.option("--merge", "merging", is_flag=True, help="Make two reports of one visit one record.")
@options.judging_options
@options.lenient
def convert_command(
    *, files: tuple[str, ...], to: RecordForm | TableForm, merging: bool, judged: options.Judged, lenient: bool
) -> int:
    """Write visits as scripts in YAML or JSON, or as JSON Lines, one entry a line; neither form loses anything.

    JSON Lines hold any number of visits, a script holds one. For spreadsheets and statistics there are tables: csv has
    one row an entry, with corrections applied; findings-csv has one row a finding, by the rulebook that the options
    choose. With --merge two reports of one visit become one record, each step once, with the sources of both; where
    they contradict each other the record has the step of either, which is told, and the exit code is 1.

    \b
    protocol convert visit.yaml --to jsonl > visit.jsonl
    protocol convert visit.jsonl --to yaml
    protocol convert --merge agency.yaml gazette.yaml --to yaml > visit.yaml
    protocol convert *.yaml --to csv > entries.csv
    protocol convert *.yaml --to findings-csv --rulebook textbook > findings.csv
    """
    if merging:
        return _merge(files, to, judged)
    if to in SCRIPTS and len(files) > 1:
        raise click.UsageError("a script holds one visit: convert one file at a time, or --to jsonl")
    if to != "findings-csv" and judged != options.Judged():
        raise click.UsageError("--rulebook, --coverage and --ended are for --to findings-csv: nothing else is judged")
    head = data(csv_line(TABLES[to])) if to in TABLES else b""
    answer = _once(partial(_answer, to, judged)) if to in SCRIPTS else partial(_answer, to, judged)
    return answer_each(files, answer, lenient=lenient, head=head)


def _once(answer: Callable[[str, Stream], Answer]) -> Callable[[str, Stream], Answer]:
    """Answer for the first visit alone, and say of every other that it is left out."""
    written = list[str]()

    def answer_once(name: str, stream: Stream) -> Answer:
        if written:
            wanted = f"a script holds one, and has {written[0]}; name it, as in visits.db#VISIT, or write --to jsonl"
            raise InvalidValueError("a further visit of a script", stream.visit, wanted)
        written.append(stream.visit)
        return answer(name, stream)

    return answer_once


def _merge(files: tuple[str, ...], to: RecordForm | TableForm, judged: options.Judged) -> int:
    """Write the record of two reports, and tell where they contradict each other."""
    refuse_own_input(files)
    reports, screen = list(read_all(files)), Screen()
    faulty = [read.content for read in reports if isinstance(read.content, UnreadableError)]
    if faulty:
        return max(screen.complain_of(problem) for problem in faulty)
    streams = [read.content for read in reports if isinstance(read.content, Stream)]
    if len(streams) != 2:  # noqa: PLR2004 - the one and the other
        raise click.UsageError(f"--merge takes two reports of one visit, and here are {len(streams)}")
    try:
        merged = merge(*streams)
    except ProtocolError as problem:
        screen.complain(f"{files[-1]}: {problem}")
        return USAGE_ERROR
    screen.answer(_answer(to, judged, "", merged.stream).text)
    for each in merged.contradictions:
        screen.complain(_in_words(each, merged.stream))
    return 1 if merged.contradictions else 0


def _in_words(found: Contradiction, record: Stream) -> str:
    """Where two reports contradict each other: the steps, by their numbers, and the sources that tell each."""
    steps = [entry for position in (found.one, found.other) if (entry := record.at(position)) is not None]
    both = " and ".join(f"no. {each.position} ({', '.join(each.sources) or 'no source'})" for each in steps)
    return f"{tag(type(steps[0].event))} is told twice: {both} differ in {' and '.join(found.about)}"


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
