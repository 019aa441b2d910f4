"""The command with its subcommands, and how it ends on Ctrl-C, a closed pipe or a full disk."""

import gc
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from io import StringIO, TextIOWrapper
from pathlib import Path
from typing import Final, TextIO

import click

import protocol as library
from protocol.cli.entry import INTERRUPTED, USAGE_ERROR

COMMANDS: Final[Mapping[str, tuple[str, str]]] = {
    "check": ("protocol.cli.check:check_command", "What departs from the rules, with reasons and sources."),
    "next": ("protocol.cli.next_:next_command", "Which steps are allowed next, and what is still owed."),
    "show": ("protocol.cli.show:show_command", "A visit drawn in the terminal."),
    "report": ("protocol.cli.report:report_command", "Documents to print."),
    "convert": ("protocol.cli.convert:convert_command", "The same record in another form."),
    "record": ("protocol.cli.record:record_command", "Steps of a visit under way, kept in a store as they happen."),
    "store": ("protocol.cli.store:store_command", "A store of visits: its log, whether it is whole, copies of it."),
    "rules": ("protocol.cli.rules:rules_command", "The rules of a rulebook, with their sources."),
    "compare": ("protocol.cli.compare:compare_command", "What differs between two rulebooks."),
    "evidence": ("protocol.cli.evidence:evidence_command", "How real visits kept a rule."),
    "generate": ("protocol.cli.generate:generate_command", "Invented visits from a seed, valid or breaking one rule."),
    "order": (
        "protocol.cli.order:order_command",
        "Plain traces checked against a model; the order rules of a rulebook for other tools.",
    ),
}
"""Where each command is, and its help in one line: a command is loaded when it is called, so that help is quick."""

FEW_COLLECTIONS: Final = (100_000, 50, 100)
"""Thresholds of the garbage collector: records hold no cycles, and looking for cycles takes longer than reading."""

READER_GONE: Final = 141
"""The exit code of a command whose output nobody reads any more, as in `| head`: 128 and the number of SIGPIPE."""


class Commands(click.Group):
    """A group whose commands are loaded when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click has it
        """The names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as click has it
        """The command of a name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as click has it
        """List the commands in the help, without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 nothing found at or above --fail-on, 1 something was, 2 input or usage is wrong.",
)
@click.version_option(package_name="state-visit-protocol", prog_name="protocol")
def protocol() -> None:
    """Check records of state visits against the rules of diplomatic protocol.

    A record is a script in YAML or JSON, which holds one visit, an archive in JSON Lines, or a store, such as
    visits.db or visits.db#astana, which is one visit in it; "-" is standard input.

    \b
    protocol check visit.yaml                       what departs from the rules
    protocol check --rulebook textbook *.yaml       the same, by the canonical order
    protocol next visit.yaml                        which steps are allowed next, what is owed
    protocol show visit.yaml                        a visit drawn in the terminal
    protocol report assessment visit.yaml           a document to print
    protocol convert visit.yaml --to jsonl          the same record in another form
    protocol record visits.db astana leaders_greeted   a step of a visit under way, kept in a store
    protocol store verify visits.db                 whether all that was kept is there, unchanged
    protocol rules KZ --on 2023-04-10               the rules of a host, with their sources
    protocol compare kz-2006 kz-2013                what differs between two rulebooks
    protocol evidence KAZ05                         how real visits kept a rule
    protocol generate --breaking TLK01              an invented visit that breaks one rule
    protocol order check model.decl traces.jsonl    plain traces checked against a model
    """
    from protocol.cli.zones import prefer_newer_tables

    prefer_newer_tables()


def run() -> int:
    """Run the command line and return its exit code; no input makes it end in a traceback."""
    _settle()
    try:
        return int(protocol.main(standalone_mode=False) or 0)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as problem:
        shown = StringIO()
        problem.show(shown)
        _complain(shown.getvalue().removesuffix("\n"))
        return USAGE_ERROR
    except library.ProtocolError as problem:  # loaded only once there is an error: help and version need just click
        _complain(str(problem))
        return USAGE_ERROR
    except click.Abort:
        return INTERRUPTED
    except SystemExit:  # click's end when nobody reads the pipe any more
        _silence(sys.stdout)
        return READER_GONE
    except OSError as problem:
        _silence(sys.stdout)
        _complain(f"the answer cannot be written: {problem.strerror}")
        return USAGE_ERROR


def _settle() -> None:
    """Prepare this process for many visits, for closed outputs, and for terminals that lack characters."""
    gc.set_threshold(*FEW_COLLECTIONS)
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _nowhere() -> TextIO:
    """A stream for an output that was closed before the start: `protocol check visit.yaml >&-` asks for the code."""
    return Path(os.devnull).open("w", encoding="utf-8")


def _complain(text: str) -> None:
    """Write to standard error, if it is still open, with escapes for characters that could steer a terminal."""
    from protocol.cli.screen import printable_lines

    with suppress(OSError):
        click.echo(printable_lines(text), err=True)


def _silence(stream: TextIO) -> None:
    """Discard what is still unwritten, so that flushing it does not fail when the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
