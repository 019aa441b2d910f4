"""Which tables of time zones the command line reads: the system's or those of the package tzdata, the newer of the two.

Old tables give wrong times without a word, and systems are updated less often than packages. Importing the library
changes nothing of this: which tables a program reads is its own affair.
"""

import re
import zoneinfo
from importlib import import_module
from pathlib import Path
from typing import Final

_VERSION: Final = re.compile(r"(?:# version )?(\d{4}[a-z]+\S*)")


def prefer_newer_tables() -> None:
    """Read the tables of the package, unless those of the system say that they are of the same edition or a later."""
    packaged = _packaged_version()
    if packaged is not None and _of_the_system() < packaged:
        zoneinfo.reset_tzpath(())


def _packaged_version() -> str | None:
    try:
        version: str = import_module("tzdata").IANA_VERSION
    except ModuleNotFoundError:
        return None
    return version


def _of_the_system() -> str:
    """The edition of the tables that are found first, such as 2025b; before all others where they do not say."""
    folder = next((path for path in map(Path, zoneinfo.TZPATH) if path.is_dir()), None)
    said = (_first_line(folder / name) for name in ("tzdata.zi", "+VERSION")) if folder is not None else ()
    return next((told[1] for line in said if (told := _VERSION.match(line))), "")


def _first_line(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.readline(80)
    except OSError:
        return ""
