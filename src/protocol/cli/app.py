"""The command with its subcommands, and what becomes of Ctrl-C and of a reader that has gone."""

import os
import signal
import sys
from importlib.metadata import version

import click

from protocol.cli.check import check_command
from protocol.cli.convert import convert_command
from protocol.cli.entry import USAGE_ERROR
from protocol.cli.next_ import next_command
from protocol.cli.report import report_command
from protocol.cli.rules import rules_command
from protocol.errors import ProtocolError


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 nothing found at or above --fail-on, 1 something was, 2 input or usage is wrong.",
)
@click.version_option(version("state-visit-protocol"), prog_name="protocol")
def protocol() -> None:
    """State visits held to diplomatic protocol.

    A visit is a script in YAML or JSON, or an archive in JSON Lines; "-" is standard input.

    \b
    protocol check visit.yaml                       what departs from protocol
    protocol check --rulebook textbook *.yaml       held to the canonical order
    protocol next visit.yaml                        what may come next, what is owed
    protocol report assessment visit.yaml           a document to print
    protocol convert visit.yaml --to jsonl          another form of the same record
    protocol rules --rulebook common                the rules, with their sources
    """


for command in (check_command, next_command, report_command, convert_command, rules_command):
    protocol.add_command(command)


def run() -> int:
    """Run the command line and give back its exit code; no input makes it end in a traceback."""
    try:
        return int(protocol.main(standalone_mode=False) or 0)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as problem:
        problem.show()
        return USAGE_ERROR
    except ProtocolError as problem:
        click.echo(str(problem), err=True)
        return USAGE_ERROR
    except (click.Abort, KeyboardInterrupt):
        return 128 + signal.SIGINT
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
