"""The entry of the command line, which works without its extra as far as saying what to install."""

import sys
from importlib.util import find_spec
from typing import Final

USAGE_ERROR: Final = 2
INTERRUPTED: Final = 130
"""What a shell reports of a command that Ctrl-C ended: 128 and the number of SIGINT."""


def main() -> int:
    """Run the command line and give back its exit code."""
    if find_spec("click") is None:
        from protocol.errors import MissingExtraError

        sys.stderr.write(f"{MissingExtraError('the protocol command', 'cli')}\n")
        return USAGE_ERROR
    try:
        from protocol.cli.app import run

        return run()
    except KeyboardInterrupt:  # before or after the command itself, which tells of it
        return INTERRUPTED
