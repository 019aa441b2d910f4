"""The entry point of the command line; without the extra `cli` it says what to install."""

import sys
from importlib.util import find_spec
from typing import Final

USAGE_ERROR: Final = 2
INTERRUPTED: Final = 130
"""The exit code of a command that Ctrl-C ended: 128 and the number of SIGINT."""


def main() -> int:
    """Run the command line and return its exit code."""
    if find_spec("click") is None:
        from protocol.errors import MissingExtraError

        sys.stderr.write(f"{MissingExtraError('the protocol command', 'cli')}\n")
        return USAGE_ERROR
    try:
        from protocol.cli.app import run

        return run()
    except KeyboardInterrupt:  # before or after the command itself, which handles its own
        return INTERRUPTED
