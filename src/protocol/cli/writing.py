"""Writing files whole or not at all, and never over an input."""

import os
import shutil
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO, Self

import click
from attrs import define

from protocol.cli.entry import USAGE_ERROR
from protocol.cli.inputs import STANDARD_INPUT
from protocol.cli.screen import printable


class UnwrittenError(click.ClickException):
    """A file cannot be written, and the message says which and why."""

    exit_code = USAGE_ERROR


@define
class Replacement:
    """A file that replaces the one at a path once all of it is written.

    If writing fails, is interrupted, or never begins, the old file stays as it was. A link stays a link. A pipe or a
    device is written to directly. An input is never overwritten.
    """

    path: Path
    inputs: Collection[str] = ()
    _file: BinaryIO | None = None
    _draft: Path | None = None
    _whole: bool = True

    def __enter__(self) -> Self:
        with errors_naming(self.path):
            there = _status(self.path)
            _refuse_input(self.path, there, self.inputs)
            if there is not None and not S_ISREG(there.st_mode):
                self._file = self.path.open("wb")
            else:
                self._draft = Path(os.path.realpath(self.path)).with_name(f".protocol-{os.urandom(8).hex()}")
                self._file = self._draft.open("xb")
        return self

    def write(self, content: bytes) -> None:
        """Add to the file and flush it, so that a full disk is noticed here."""
        assert self._file is not None  # noqa: S101 - opened by `__enter__`, which the type checker cannot know
        whole, self._whole = self._whole, False
        with errors_naming(self.path):
            self._file.write(content)
            self._file.flush()
        self._whole = whole

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        whole = self._whole and kind is None
        try:
            with errors_naming(self.path) if whole else suppress(OSError):
                self._close(whole=whole)
        finally:
            if self._draft is not None:
                self._draft.unlink(missing_ok=True)

    def _close(self, *, whole: bool) -> None:
        assert self._file is not None  # noqa: S101 - as above
        with self._file as file:
            put = self._draft if whole and self._draft is not None and file.tell() else None
            if put is not None:
                os.fsync(file.fileno())
        if put is not None:
            if self.path.exists():
                shutil.copymode(self.path, put)
            put.replace(os.path.realpath(self.path))


def _status(path: Path) -> os.stat_result | None:
    """The status of the file at a path, None if there is none; raises `PermissionError` if it may not be written."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    if not os.access(path, os.W_OK):
        raise PermissionError(None, "it is protected against writing")
    return found


def _refuse_input(path: Path, there: os.stat_result | None, inputs: Collection[str]) -> None:
    if there is not None and (name := input_at(there, inputs)) is not None:
        same = "" if name == str(path) else f", as {printable(name)}"
        raise UnwrittenError(f"{printable(str(path))} is read here{same}, and is not written over: name another file")


def input_at(there: os.stat_result, inputs: Collection[str]) -> str | None:
    """The first input that is the same regular file as `there`, by whatever name or link, or None."""
    for name in inputs:
        try:
            found = os.fstat(sys.stdin.fileno()) if name == STANDARD_INPUT else Path(name).stat()
        except (
            OSError,
            ValueError,
            AttributeError,
        ):  # no such file, a name that no file can have, or a closed standard input
            continue
        if S_ISREG(found.st_mode) and os.path.samestat(found, there):
            return name
    return None


def refuse_own_input(inputs: Collection[str]) -> None:
    """Refuse to write answers to an input, as in `protocol check visits.jsonl >> visits.jsonl`, which never ends."""
    try:
        there = os.fstat(sys.stdout.fileno())
    except OSError:
        return
    if (name := input_at(there, inputs)) is not None:
        raise UnwrittenError(f"{printable(name)} is read here and written to as well: send the answer elsewhere")


@contextmanager
def errors_naming(path: Path) -> Iterator[None]:
    """Turn errors of writing into one that names the file or folder."""
    try:
        yield
    except (OSError, ValueError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else problem
        raise UnwrittenError(f"{printable(str(path))} cannot be written: {reason}") from None
