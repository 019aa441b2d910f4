"""Options and arguments that several commands share."""

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, time
from functools import wraps
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from protocol.cli.screen import printable
from protocol.errors import InvalidValueError
from protocol.fields import frozen
from protocol.hosts import RULEBOOKS, rulebook_of
from protocol.rules import Rulebook
from protocol.stream import Stream, as_it_was
from protocol.values import Coverage
from protocol.values.moments import parse_iso

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


def judging_options(command: Callable[..., int]) -> Callable[..., int]:
    """The options that say how visits are to be judged, handed to a command as one."""

    @rulebook
    @coverage
    @ended
    @wraps(command)
    def call(*, rulebook: str | None, coverage: str | None, ended: bool | None, **others: object) -> int:
        return command(judged=Judged(rulebook, coverage, ended), **others)

    return call


@frozen
class Known:
    """As of when visits are told: what happened `until` a moment or day, by what was recorded `as_of` another."""

    until: date | datetime | None = None
    as_of: date | datetime | None = None

    @property
    def told(self) -> Iterator[str]:
        """What was asked, as parts of a file's name: papers of two times are two files."""
        for name, value in (("until", self.until), ("as-of", self.as_of)):
            if value is not None:
                yield f"{name}-{value.isoformat().replace(':', '')}"

    def of(self, stream: Stream) -> Stream:
        """The visit as it was then."""
        until, as_of = (_moment(value, stream) for value in (self.until, self.as_of))
        was = as_it_was(stream, until=until, as_of=as_of)
        if was is None:
            raise InvalidValueError("--as-of", str(self.as_of), "the record had not been opened by then")
        return was


AS_RECORDED: Final = Known()


def _moment(value: date | datetime | None, stream: Stream) -> datetime | None:
    """A moment by the clocks of a visit, so that its days are those of the visit; of a day its last one."""
    if value is None:
        return None
    moment = value if isinstance(value, datetime) else datetime.combine(value, time.max)
    try:
        zone = ZoneInfo(stream.opening.time_zone or "")
    except (ZoneInfoNotFoundError, ValueError):
        if moment.tzinfo is not None:
            return moment
        wanted = "the record names no time zone that is known, so give an offset, as in 2023-04-10T12:00+06:00"
        raise InvalidValueError("a moment", str(value), wanted) from None
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)


def _day_or_time(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    with suppress(InvalidValueError):
        read = parse_iso(value)
        if isinstance(read, date):
            return read
    wanted = "a day or a date-time is wanted, such as 2023-04-10 or 2023-04-10T12:00+06:00"
    raise click.BadParameter(f"{printable(value)!r}: {wanted}")


def time_options(command: Callable[..., int]) -> Callable[..., int]:
    """The options that say as of when visits are told, handed to a command as one."""

    @click.option(
        "--until",
        callback=_day_or_time,
        metavar="MOMENT",
        help="Tell only what had happened by a moment or day; without an offset it is in the time zone of the visit.",
    )
    @click.option(
        "--as-of",
        callback=_day_or_time,
        metavar="MOMENT",
        help="Tell only what had been recorded by a moment or day: later corrections and entries do not count.",
    )
    @wraps(command)
    def call(*, until: date | None, as_of: date | None, **others: object) -> int:
        return command(known=Known(until, as_of), **others)

    return call


def chosen_rulebook(name: str | None, stream: Stream) -> Rulebook:
    """The rulebook that was asked for, else the one that the record names, else its host's, else the common one."""
    if name is not None:
        return RULEBOOKS[name]
    if (own := stream.opening.rulebook) is not None and own not in RULEBOOKS:
        wanted = f"--rulebook takes one of {', '.join(RULEBOOKS)} in its stead"
        raise InvalidValueError("its rulebook", own, wanted)
    return rulebook_of(stream)


def in_colour() -> bool:
    """Whether colour is wanted: on a terminal alone."""
    return sys.stdout.isatty()
