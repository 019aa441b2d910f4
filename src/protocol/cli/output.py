"""Where papers are written: to standard output, into one file, or into a folder with one file a visit."""

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
from protocol.cli.options import in_colour
from protocol.cli.screen import Screen, printable
from protocol.cli.writing import Replacement, errors_naming
from protocol.render import FORMATS, Format, render
from protocol.reports import Page

SUFFIXES: Final = {form: "txt" if form == "text" else form for form in FORMATS}
"""How the name of a file of each format ends."""

OF_ONE_VISIT: Final[frozenset[Format]] = frozenset({"html", "docx", "csv", "ics"})
"""The formats of which a file holds one visit: two HTML pages, one after the other, are not an HTML page."""

STANDARD_OUTPUT: Final = STANDARD_INPUT

LONGEST: Final = 120
"""How many bytes of an id go into a file name, which then fits any file system with all that is added."""

_ENDINGS: Final[dict[str, Format]] = {suffix: form for form, suffix in SUFFIXES.items()} | {
    "htm": "html",
    "text": "text",
}
_UNNAMEABLE: Final = re.compile(r"[^\w.-]+")


class Output(Protocol):
    """The place where the papers of a run are written, one visit after the other."""

    def take(self, visit: str, content: str | bytes) -> Answer:
        """Write the paper of a visit, and return what still goes to standard output."""


def print_page(page: Page, form: Format) -> int:
    """Write one page to standard output, and return the exit code of success."""
    Screen().answer(render(page, to=form, colour=in_colour()))
    return 0


@contextmanager
def output_to(to: str | None, form: Format, report: str, inputs: Collection[str], count: int) -> Iterator[Output]:
    """The place that `-o` names, for `count` papers; an impossible one is refused before any input is read.

    A name means a folder if there is a folder of that name or if it ends in a slash. No input is overwritten.
    """
    if to is not None and _is_folder(to):
        with errors_naming(Path(to)):
            Path(to).mkdir(parents=True, exist_ok=True)
        yield Folder(Path(to), form, report, inputs)
        return
    _keep_to_one(form, count)
    if to is not None and to != STANDARD_OUTPUT:
        with Replacement(Path(to), inputs) as file:
            yield OneFile(file, form)
        return
    if form == "docx" and sys.stdout.isatty():
        raise click.UsageError("a terminal cannot show docx: name a file, as in -o paper.docx, or write into a pipe")
    yield StandardOutput(form)


def form_of(to: str | None, asked: Format | None = None) -> Format | None:
    """The format that `--format` or the ending of the file name asks for, None if neither does; they must agree.

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
            f"{printable(to or '')}: no report is written as {ending}; names of files end in {known}, or have no ending"
        )
    if asked not in {None, named}:
        raise click.UsageError(
            f"{printable(to or '')}: {ending} is the ending of {named}, and --format asks for {asked}: change one"
        )
    return named


@define
class StandardOutput:
    """Standard output; only text stays text, since a terminal may show it."""

    form: Format
    _count: int = 0

    def take(self, visit: str, content: str | bytes) -> Answer:  # noqa: ARG002 - nothing is named by the visit here
        """Return the paper as the answer."""
        self._count += 1
        _keep_to_one(self.form, self._count, "; only the first is written")
        return Answer(content if self.form == "text" else _as_bytes(content))


@define
class OneFile:
    """One file for the papers of all visits."""

    file: Replacement
    form: Format
    _count: int = 0

    def take(self, visit: str, content: str | bytes) -> Answer:  # noqa: ARG002 - as above
        """Add the paper to the file."""
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
        """Write the paper into a file of its own."""
        with Replacement(self.path / f"{self._name(visit)}.{SUFFIXES[self.form]}", self.inputs) as file:
            file.write(_as_bytes(content))
        return Answer("")

    def _name(self, visit: str) -> str:
        """A name that no other paper of this run has; if several visits have one id, all but the first get a number."""
        plain = f"{name_for(visit)}-{self.report}"
        names = (plain, *(f"{plain}-{number}" for number in range(2, len(self._names) + 2)))
        name = next(name for name in names if name not in self._names)
        self._names.add(name)
        return name


def name_for(visit: str) -> str:
    """A file name for a visit that every file system accepts and that no other visit has, in this run or another.

    An id that is such a name is used as it is. Any other is shortened to the characters that a name may have, with a
    fingerprint of the id, so that `a/b` and `a-b` get two files, as do `Demo` and `demo` where case does not count.

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
    return to.endswith(("/", os.sep)) or os.path.isdir(to)  # noqa: PTH112 - false for a name that no file can have


def _as_bytes(content: str | bytes) -> bytes:
    return data(content) if isinstance(content, str) else content
