"""The entry of the command line, which works without its extra as far as saying what to install."""

import sys
from importlib.util import find_spec
from typing import Final

from protocol.errors import MissingExtraError

USAGE_ERROR: Final = 2


def main() -> int:
    """Run the command line and give back its exit code."""
    if find_spec("click") is None:
        sys.stderr.write(f"{MissingExtraError('the protocol command', 'cli')}\n")
        return USAGE_ERROR
    from protocol.cli.app import run

    return run()
