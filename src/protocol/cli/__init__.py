"""The `protocol` command and its subcommands."""

from protocol.cli.entry import main

__all__ = ["main"]
