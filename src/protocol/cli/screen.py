"""Where the command line writes: answers to standard output, complaints and progress to standard error."""

import re
import sys
import time
from typing import Final

import click
from attrs import define, field

from protocol.cli.entry import USAGE_ERROR
from protocol.errors import UnreadableError

PATIENCE: Final = 1.0
"""Seconds after which progress is shown."""

PACE: Final = 0.2
"""Seconds between two updates of it."""

_ERASE: Final = "\r\x1b[K"
_UNSAFE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

_UNDECODED: Final = re.compile("[\udc80-\udcff]")
"""How Python represents the bytes of a file name that is not UTF-8."""


def printable(text: str) -> str:
    r"""A text of unknown origin on one line, with escapes for characters that could steer a terminal.

    >>> print(printable("a\x1b[31m\n\udcff"))
    a\x1b[31m\n\xff
    """
    return _UNSAFE.sub(_written_out, text)


def printable_lines(text: str) -> str:
    r"""A text of several lines, each of them printable.

    >>> printable_lines("a\x1b[31m\nb")
    'a\\x1b[31m\nb'
    """
    return "\n".join(map(printable, text.replace("\r\n", "\n").split("\n")))


def _written_out(found: re.Match[str]) -> str:
    undecoded = _UNDECODED.fullmatch(found[0])
    return f"\\x{ord(found[0]) & 0xFF:02x}" if undecoded else found[0].encode("unicode_escape").decode()


@define
class Screen:
    """Writes answers, complaints and, if standard error is a terminal, progress."""

    watched: bool = field(factory=lambda: sys.stderr is not None and sys.stderr.isatty())
    _due: float = field(factory=lambda: time.monotonic() + PATIENCE)
    _count: int = 0
    _shown: bool = False

    def answer(self, text: str | bytes) -> None:
        """Write an answer; bytes are written as they are, but for a terminal with the escapes of `printable`."""
        self.clear()
        if isinstance(text, bytes) and sys.stdout.isatty():
            text = printable_lines(text.decode(errors="backslashreplace"))
        click.echo(text, nl=False)

    def complain(self, *lines: str) -> None:
        """Write complaints, each on one line."""
        self.clear()
        for line in lines:
            click.echo(printable(line), err=True)

    def complain_of(self, problem: UnreadableError) -> int:
        """Write why an input cannot be read, one line for each fault, and return the exit code for it."""
        self.complain(*(f"{problem.source}:{fault}" for fault in problem.faults))
        return USAGE_ERROR

    def advance(self, name: str) -> None:
        """Count one more visit, and show the count from time to time."""
        self._count += 1
        if self.watched and time.monotonic() >= self._due:
            self._due = time.monotonic() + PACE
            self._shown = True
            click.echo(f"{_ERASE}{self._count:,} visits read, now in {printable(name)[-60:]}", nl=False, err=True)

    def clear(self) -> None:
        """Erase the line that shows progress."""
        if self._shown:
            self._shown = False
            click.echo(_ERASE, nl=False, err=True)
