"""`protocol convert`: another form of the same record."""

from typing import Final, Literal, cast

import click

from protocol.cli import options
from protocol.cli.entry import USAGE_ERROR
from protocol.cli.inputs import read_all
from protocol.codec import dump_lines
from protocol.errors import UnreadableError
from protocol.script import dump_script
from protocol.stream import Stream

FORMS: Final = ("yaml", "json", "jsonl")


@click.command("convert", short_help="Another form of the same record.")
@options.files
@click.option("--to", type=click.Choice(FORMS), default="jsonl", show_default=True, help="The form to write.")
def convert_command(files: tuple[str, ...], to: str) -> int:
    """Write visits as scripts in YAML or JSON, or as JSON Lines, one entry a line; nothing is lost on the way.

    Several visits make one archive of JSON Lines; a script holds one visit.

    \b
    protocol convert visit.yaml --to jsonl > visit.jsonl
    protocol convert visit.jsonl --to yaml
    """
    if to != "jsonl" and len(files) > 1:
        raise click.UsageError("a script holds one visit: convert one file at a time, or --to jsonl")
    code = 0
    for read in read_all(files):
        if isinstance(read.content, UnreadableError):
            click.echo(str(read.content), err=True)
            code = USAGE_ERROR
        else:
            click.echo(_written(read.content, to), nl=False)
    return code


def _written(stream: Stream, to: str) -> str:
    if to == "jsonl":
        return "".join(f"{line}\n" for line in dump_lines(stream))
    return dump_script(stream, to=cast('Literal["yaml", "json"]', to))
