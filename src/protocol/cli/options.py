"""Options and arguments that several commands share."""

import sys
from collections.abc import Callable, Mapping
from functools import wraps
from types import MappingProxyType
from typing import Any, Final

import click
from attrs import frozen

from protocol.errors import InvalidValueError
from protocol.rules import COMMON, TEXTBOOK, Rulebook
from protocol.stream import Stream
from protocol.values import Coverage

RULEBOOKS: Final[Mapping[str, Rulebook]] = MappingProxyType({book.name: book for book in (COMMON, TEXTBOOK)})
"""The rulebooks by name."""

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

files: Final[Decorator] = click.argument("files", nargs=-1, required=True, metavar="FILE...")

rulebook: Final[Decorator] = click.option(
    "--rulebook",
    type=click.Choice(sorted(RULEBOOKS)),
    help="The rules to hold the visit to; without it the record's own, or common.",
)

coverage: Final[Decorator] = click.option(
    "--coverage",
    type=click.Choice([each.value for each in Coverage]),
    help="Whether the record holds every step; without it as the record says.",
)

ended: Final[Decorator] = click.option(
    "--ended/--under-way",
    default=None,
    help="Whether the visit is over, so that what it still owes is a fault; without it as the record says.",
)


lenient: Final[Decorator] = click.option(
    "--lenient",
    is_flag=True,
    help="Read of a damaged archive what can be read; the rest is reported, and is no error.",
)

text_or_json: Final[Decorator] = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text, or one JSON object a line.",
)


@frozen
class Judged:
    """How visits are to be judged; what is None is as each record says."""

    rulebook: str | None = None
    coverage: str | None = None
    ended: bool | None = None

    def by(self, stream: Stream) -> tuple[Rulebook, Coverage | None]:
        """The rulebook that a visit is held to, and the coverage that it is taken to have."""
        return chosen_rulebook(self.rulebook, stream), None if self.coverage is None else Coverage(self.coverage)


def judged(command: Callable[..., int]) -> Callable[..., int]:
    """The options that say how visits are to be judged, handed to a command as one."""

    @rulebook
    @coverage
    @ended
    @wraps(command)
    def packed(*, rulebook: str | None, coverage: str | None, ended: bool | None, **others: object) -> int:
        return command(judged=Judged(rulebook, coverage, ended), **others)

    return packed


def chosen_rulebook(name: str | None, stream: Stream) -> Rulebook:
    """The rulebook that was asked for, else the one that the record names, else the common one."""
    wanted = name or stream.opening.rulebook or COMMON.name
    if wanted not in RULEBOOKS:
        known = ", ".join(sorted(RULEBOOKS))
        raise InvalidValueError("its rulebook", wanted, f"--rulebook takes one of {known} in its stead")
    return RULEBOOKS[wanted]


def coloured() -> bool:
    """Whether colour is wanted: on a terminal alone."""
    return sys.stdout.isatty()
