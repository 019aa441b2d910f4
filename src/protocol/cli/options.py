"""Options and arguments that several commands share."""

import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

import click

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


def chosen_rulebook(name: str | None, stream: Stream) -> Rulebook:
    """The rulebook that was asked for, else the one that the record names, else the common one."""
    wanted = name or stream.opening.rulebook or COMMON.name
    if wanted not in RULEBOOKS:
        known = ", ".join(sorted(RULEBOOKS))
        problem = f"{stream.visit} asks for the rulebook {wanted}, which is not known; --rulebook takes one of {known}"
        raise click.UsageError(problem)
    return RULEBOOKS[wanted]


def chosen_coverage(name: str | None) -> Coverage | None:
    """The coverage that was asked for; None: as the record says."""
    return None if name is None else Coverage(name)


def coloured() -> bool:
    """Whether colour is wanted: on a terminal alone."""
    return sys.stdout.isatty()
