"""The `protocol` command: check, next, report, convert, rules, order."""

from protocol.cli.entry import main

__all__ = ["main"]
