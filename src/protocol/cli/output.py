"""Where papers are written: on standard output, into one file, or into a folder, one file a visit."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Protocol

import click
from attrs import define, field

from protocol.cli.batch import Answer, data
from protocol.cli.inputs import STANDARD_INPUT
from protocol.cli.screen import printable
from protocol.render import Format

SUFFIXES: Final[dict[Format, str]] = {
    "text": "txt",
    "md": "md",
    "json": "json",
    "html": "html",
    "docx": "docx",
    "csv": "csv",
    "ics": "ics",
}
"""How the name of a file of each format ends."""

OF_ONE_VISIT: Final[frozenset[Format]] = frozenset({"html", "docx", "csv", "ics"})
"""The formats of which a file holds one visit: two of them one after the other are no file of that format."""

STANDARD_OUTPUT: Final = STANDARD_INPUT

_ENDINGS: Final = {suffix: form for form, suffix in SUFFIXES.items()} | {"htm": "html", "text": "text"}
_UNNAMEABLE: Final = re.compile(r"[^\w.-]+")
_LONGEST: Final = 120


class Output(Protocol):
    """Takes what is written of one visit after the other."""

    def take(self, visit: str, content: str | bytes) -> Answer:
        """Put what is written of a visit in its place, and say what is left to answer."""


def output_to(to: str | None, form: Format, report: str, inputs: int) -> Output:
    """The place that was asked for; what cannot be is said before anything is read.

    A folder is one that is there, or a name that ends as those of folders do.
    """
    if to is not None and _is_folder(to):
        return Folder(Path(to), form, report)
    _keep_to_one(form, inputs)
    if to is not None and to != STANDARD_OUTPUT:
        return OneFile(Path(to), form)
    if form == "docx" and sys.stdout is not None and sys.stdout.isatty():
        raise click.UsageError("docx is nothing for a terminal: name a file, as in -o paper.docx, or write into a pipe")
    return StandardOutput(form)


def form_of(to: str | None) -> Format | None:
    """The format that the name of a file asks for, if it does.

    >>> form_of("programme.docx"), form_of("papers/") is None
    ('docx', True)
    """
    return None if to is None or _is_folder(to) else _ENDINGS.get(Path(to).suffix.lower().removeprefix("."))


@define
class StandardOutput:
    """Standard output, which a terminal may show: what is text for people stays text."""

    form: Format
    _count: int = 0

    def take(self, visit: str, content: str | bytes) -> Answer:  # noqa: ARG002 - nothing is named by the visit here
        """Give it back as the answer."""
        self._count += 1
        _keep_to_one(self.form, self._count, _FIRST_ONLY)
        return Answer(content if self.form == "text" else _as_bytes(content))


@define
class OneFile:
    """One file for all that is written."""

    path: Path
    form: Format
    _count: int = 0

    def take(self, visit: str, content: str | bytes) -> Answer:  # noqa: ARG002 - as above
        """Write it into the file, after what was written before."""
        self._count += 1
        _keep_to_one(self.form, self._count, _FIRST_ONLY)
        _write(self.path, _as_bytes(content), added=self._count > 1)
        return Answer("")


@define
class Folder:
    """A folder with one file a visit, named by the visit and the report."""

    path: Path
    form: Format
    report: str
    _names: set[str] = field(factory=set)

    def take(self, visit: str, content: str | bytes) -> Answer:
        """Write it into a file of its own; the folder is made where it is not there."""
        path = self.path / f"{self._name(visit)}.{SUFFIXES[self.form]}"
        with _told_of(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
        _write(path, _as_bytes(content))
        return Answer("")

    def _name(self, visit: str) -> str:
        """A name that no folder refuses and no other visit of this run has, also where capitals do not count."""
        plain = _UNNAMEABLE.sub("-", visit).strip(".-")[:_LONGEST] or "visit"
        names = (
            f"{plain}-{self.report}",
            *(f"{plain}-{self.report}-{number}" for number in range(2, len(self._names) + 2)),
        )
        name = next(name for name in names if name.casefold() not in self._names)
        self._names.add(name.casefold())
        return name


def _keep_to_one(form: Format, count: int, written: str = "") -> None:
    if form in OF_ONE_VISIT and count > 1:
        raise click.UsageError(
            f"a file of {form} holds one visit, and there are several{written}: give a folder, as in -o papers/"
        )


_FIRST_ONLY: Final = ", of which the first is written"


def _is_folder(to: str) -> bool:
    return to.endswith(("/", os.sep)) or Path(to).is_dir()


def _write(path: Path, content: bytes, *, added: bool = False) -> None:
    with _told_of(path), path.open("ab" if added else "wb") as file:
        file.write(content)


@contextmanager
def _told_of(path: Path) -> Iterator[None]:
    """Say of which file or folder it is that it cannot be written."""
    try:
        yield
    except OSError as problem:
        raise click.ClickException(f"{printable(str(path))} cannot be written: {problem.strerror}") from None


def _as_bytes(content: str | bytes) -> bytes:
    return data(content) if isinstance(content, str) else content
