"""Options and arguments that several commands share."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

import click

from protocol.errors import InvalidValueError
from protocol.fields import frozen
from protocol.hosts import RULEBOOKS, rulebook_of
from protocol.rules import Rulebook
from protocol.stream import Stream
from protocol.values import Coverage

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

files: Final[Decorator] = click.argument("files", nargs=-1, required=True, metavar="FILE...")

rulebook: Final[Decorator] = click.option(
    "--rulebook",
    type=click.Choice(sorted(RULEBOOKS)),
    metavar="NAME",
    help="The rules to hold the visit to: common, textbook, or a host's, such as kz-2013; without it those that the "
    "record names, or its host's at the time, or common.",
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
    """The rulebook that was asked for, else the one that the record names, else its host's, else the common one."""
    if name is not None:
        return RULEBOOKS[name]
    if (own := stream.opening.rulebook) is not None and own not in RULEBOOKS:
        wanted = f"--rulebook takes one of {', '.join(RULEBOOKS)} in its stead"
        raise InvalidValueError("its rulebook", own, wanted)
    return rulebook_of(stream)


def coloured() -> bool:
    """Whether colour is wanted: on a terminal alone."""
    return sys.stdout.isatty()
