"""Where papers are written: on standard output, into one file, or into a folder, one file a visit."""

import os
import re
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Final, Protocol
from unicodedata import normalize

import click
from attrs import define, field

from protocol.cli.batch import Answer, data
from protocol.cli.inputs import STANDARD_INPUT
from protocol.cli.screen import printable
from protocol.cli.writing import Replacement, told_of
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

LONGEST: Final = 120
"""Bytes of an id in the name of a file: with what is added to it no file system finds it too long."""

_ENDINGS: Final = {suffix: form for form, suffix in SUFFIXES.items()} | {"htm": "html", "text": "text"}
_UNNAMEABLE: Final = re.compile(r"[^\w.-]+")


class Output(Protocol):
    """Takes what is written of one visit after the other."""

    def take(self, visit: str, content: str | bytes) -> Answer:
        """Put what is written of a visit in its place, and say what is left to answer."""


@contextmanager
def output_to(to: str | None, form: Format, report: str, inputs: Collection[str], count: int) -> Iterator[Output]:
    """The place that was asked for, for so many papers; what cannot be is said before anything is read.

    A folder is one that is there, or a name that ends as those of folders do. The `inputs` are not written over.
    """
    if to is not None and _is_folder(to):
        with told_of(Path(to)):
            Path(to).mkdir(parents=True, exist_ok=True)
        yield Folder(Path(to), form, report, inputs)
        return
    _keep_to_one(form, count)
    if to is not None and to != STANDARD_OUTPUT:
        with Replacement(Path(to), inputs) as file:
            yield OneFile(file, form)
        return
    if form == "docx" and sys.stdout.isatty():
        raise click.UsageError("docx is nothing for a terminal: name a file, as in -o paper.docx, or write into a pipe")
    yield StandardOutput(form)


def form_of(to: str | None, asked: Format | None = None) -> Format | None:
    """The format that is asked for, by name or by the ending of the name of a file, if any is; they may not disagree.

    >>> form_of("programme.docx"), form_of("papers/") is None
    ('docx', True)
    """
    if to is not None and not to.strip():
        raise click.UsageError("-o needs the name of a file, or of a folder, as in -o papers/")
    ending = "" if to is None or _is_folder(to) else Path(to).suffix
    if not ending:
        return asked
    named = _ENDINGS.get(ending.lower().removeprefix("."))
    if named is None:
        known = ", ".join(f".{each}" for each in _ENDINGS)
        raise click.UsageError(
            f"{printable(to or '')}: no report is written as {ending}; names of files end in {known}, or in nothing"
        )
    if asked not in {None, named}:
        raise click.UsageError(
            f"{printable(to or '')}: {ending} is the ending of {named}, and --format asks for {asked}: change either"
        )
    return named


@define
class StandardOutput:
    """Standard output, which a terminal may show: what is text for people stays text."""

    form: Format
    _count: int = 0

    def take(self, visit: str, content: str | bytes) -> Answer:  # noqa: ARG002 - nothing is named by the visit here
        """Give it back as the answer."""
        self._count += 1
        _keep_to_one(self.form, self._count, ", of which the first is written")
        return Answer(content if self.form == "text" else _as_bytes(content))


@define
class OneFile:
    """One file for all that is written."""

    file: Replacement
    form: Format
    _count: int = 0

    def take(self, visit: str, content: str | bytes) -> Answer:  # noqa: ARG002 - as above
        """Write it into the file, after what was written before."""
        self._count += 1
        _keep_to_one(self.form, self._count, ", so none is written")
        self.file.write(_as_bytes(content))
        return Answer("")


@define
class Folder:
    """A folder with one file a visit, named by the visit and the report."""

    path: Path
    form: Format
    report: str
    inputs: Collection[str] = ()
    _names: set[str] = field(factory=set)

    def take(self, visit: str, content: str | bytes) -> Answer:
        """Write it into a file of its own."""
        with Replacement(self.path / f"{self._name(visit)}.{SUFFIXES[self.form]}", self.inputs) as file:
            file.write(_as_bytes(content))
        return Answer("")

    def _name(self, visit: str) -> str:
        """A name that no other paper of this run has: of several visits with one id the further ones are numbered."""
        plain = f"{name_for(visit)}-{self.report}"
        names = (plain, *(f"{plain}-{number}" for number in range(2, len(self._names) + 2)))
        name = next(name for name in names if name not in self._names)
        self._names.add(name)
        return name


def name_for(visit: str) -> str:
    """A name for the file of a visit that every folder takes and no other visit has, in this run or any other.

    An id that is such a name stays as it is. Of any other the letters stay that a name may have, with a fingerprint of
    the id: `a/b` and `a-b` are two visits, as are `Demo` and `demo` where capitals do not count.

    >>> name_for("astana-2023"), name_for("a/b"), name_for("Demo")
    ('astana-2023', 'a-b~c14cddc0', 'Demo~8a2cc067')
    """
    plain = _UNNAMEABLE.sub("-", visit).encode()[:LONGEST].decode(errors="ignore").strip(".-")
    if plain == visit == normalize("NFC", visit.casefold()):
        return visit
    return f"{plain or 'visit'}~{sha256(visit.encode(errors='surrogatepass')).hexdigest()[:8]}"


def _keep_to_one(form: Format, count: int, written: str = "") -> None:
    if form in OF_ONE_VISIT and count > 1:
        raise click.UsageError(
            f"a file of {form} holds one visit, and there are several{written}: give a folder, as in -o papers/"
        )


def _is_folder(to: str) -> bool:
    return to.endswith(("/", os.sep)) or os.path.isdir(to)  # noqa: PTH112 - of a name that is none it says no


def _as_bytes(content: str | bytes) -> bytes:
    return data(content) if isinstance(content, str) else content
