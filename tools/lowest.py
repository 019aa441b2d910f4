"""Prints the lowest versions that this distribution says it works with, for pip: `name==version`, one a line."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

_BOUND = re.compile(r"([A-Za-z0-9-]+)(?:\[[a-z,]+\])?>=([0-9.]+)")


def lowest(pyproject: str) -> Iterator[str]:
    """The lower bounds of what is needed to run, with and without extras."""
    project = tomllib.loads(pyproject)["project"]
    for needed in (project["dependencies"], *project["optional-dependencies"].values()):
        for requirement in needed:
            if found := _BOUND.match(requirement):
                yield f"{found[1]}=={found[2]}"


if __name__ == "__main__":
    print(*lowest((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8")), sep="\n")
