"""Upcasts: functions that bring lines of older versions of the format to the current one.

An upcast turns the plain data of one version into those of the next, so a line of any version passes along the chain.
Version 1 is the first and the current one, so the chain is still empty.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from protocol.errors import InvalidValueError

CURRENT: Final = 1
"""The version that is written."""

Upcast = Callable[[dict[str, Any]], dict[str, Any]]

FORMAT = re.compile(r"entry/([1-9][0-9]{0,8})")


def without_gaps(chain: Mapping[int, Upcast], current: int) -> Mapping[int, Upcast]:
    """The chain, which has to lead from version 1 to the current one without a gap.

    >>> without_gaps({}, 2)
    Traceback (most recent call last):
    ...
    protocol.errors.InvalidValueError: the chain of upcasts cannot be []: one from each of the versions [1] is wanted
    """
    wanted = list(range(1, current))
    if sorted(chain) != wanted:
        raise InvalidValueError(
            "the chain of upcasts", sorted(chain), f"one from each of the versions {wanted} is wanted"
        )
    return chain


NOW: Final = f"entry/{CURRENT}"
"""The mark of the current format."""
UPCASTS: Final[Mapping[int, Upcast]] = without_gaps({}, CURRENT)
"""The upcasts, by the version that each starts from."""


def upcast(given: Mapping[str, Any], chain: Mapping[int, Upcast] = UPCASTS) -> dict[str, Any]:
    """The plain data of a line in the current version, without the mark of the format."""
    line = dict(given)
    for version in range(_version(line.pop("format", None), len(chain) + 1), len(chain) + 1):
        line = chain[version](line)
    return line


def _version(given: object, current: int) -> int:
    if given == NOW and current == CURRENT:
        return current
    found = FORMAT.fullmatch(given) if isinstance(given, str) else None
    if found is None:
        hint = "; a script is named .yaml or .json" if isinstance(given, str) and given.startswith("visit/") else ""
        raise InvalidValueError("the format of a line", given, f"entry/{current} is wanted{hint}")
    version = int(found[1])
    if version > current:
        wanted = f"this library reads up to entry/{current}: upgrade state-visit-protocol to read newer lines"
        raise InvalidValueError("the format of a line", given, wanted)
    return version
