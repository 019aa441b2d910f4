"""Choosing the newer tables of time zones for the command line: the system's, or those of the package `tzdata`.

Outdated tables give wrong times silently, and systems are updated less often than packages. Only the command line does
this: importing the library does not change which tables a program reads.
"""

import re
import zoneinfo
from importlib import import_module
from pathlib import Path
from typing import Final

_VERSION: Final = re.compile(r"(?:# version )?(\d{4}[a-z]+\S*)")


def prefer_newer_tables() -> None:
    """Use the tables of the package, unless the system's say that they are of the same edition or a later one."""
    try:
        packaged: str = import_module("tzdata").IANA_VERSION
    except ModuleNotFoundError:
        return
    if _system_version() < packaged:
        zoneinfo.reset_tzpath(())


def _system_version() -> str:
    """The edition of the system's tables, such as `2025b`; the empty text, which sorts first, if they do not say."""
    folder = next((path for path in map(Path, zoneinfo.TZPATH) if path.is_dir()), None)
    said = (_first_line(folder / name) for name in ("tzdata.zi", "+VERSION")) if folder is not None else ()
    return next((found[1] for line in said if (found := _VERSION.match(line))), "")


def _first_line(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.readline(80)
    except OSError:
        return ""
