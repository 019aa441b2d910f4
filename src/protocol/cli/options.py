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
from protocol.rules import Assessment, Rulebook
from protocol.stream import Stream, as_it_was
from protocol.values import Coverage, Rank, VisitKind
from protocol.values.moments import parse_iso

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

files: Final[Decorator] = click.argument("files", nargs=-1, required=True, metavar="FILE...")

rulebook: Final[Decorator] = click.option(
    "--rulebook",
    type=click.Choice(sorted(RULEBOOKS)),
    metavar="NAME",
    help="The rulebook to check the visit against: common, textbook, or a host's, such as kz-2013. Without it: the one "
    "that the record names, else its host's at the time, else common.",
)

lenient: Final[Decorator] = click.option(
    "--lenient",
    is_flag=True,
    help="Read what can be read of a damaged archive; report the rest, and do not count it as an error.",
)

text_or_json: Final[Decorator] = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text, or one JSON object a line.",
)

page_format: Final[Decorator] = click.option(
    "--format", "form", type=click.Choice(["text", "md", "json"]), default="text", show_default=True
)

_KINDS: Final = click.Choice([each.value for each in VisitKind])
kind: Final[Decorator] = click.option(
    "--kind", type=_KINDS, default="state", show_default=True, help="The kind of the visits."
)
_RANKS: Final = click.Choice([each.value for each in Rank])
rank: Final[Decorator] = click.option(
    "--rank", type=_RANKS, default="head-of-state", show_default=True, help="The rank of the guest."
)


@frozen
class Judged:
    """How visits are to be checked; what is None is taken from each record."""

    rulebook: str | None = None
    coverage: str | None = None
    ended: bool | None = None

    def check(self, stream: Stream) -> Assessment:
        """Check a visit in this way."""
        from protocol.validation import check  # `protocol order` uses these options and checks no visit

        coverage = None if self.coverage is None else Coverage(self.coverage)
        return check(stream, chosen_rulebook(self.rulebook, stream), coverage=coverage, ended=self.ended)


def judging_options(command: Callable[..., int]) -> Callable[..., int]:
    """The options that say how visits are to be checked, passed to a command as one `Judged`."""

    @rulebook
    @click.option(
        "--coverage",
        type=click.Choice([each.value for each in Coverage]),
        help="Whether the record holds every step. Without it: as the record says.",
    )
    @click.option(
        "--ended/--under-way",
        default=None,
        help="Whether the visit is over, so that what it still owes is a fault. Without it: as the record says.",
    )
    @wraps(command)
    def call(*, rulebook: str | None, coverage: str | None, ended: bool | None, **others: object) -> int:
        return command(judged=Judged(rulebook, coverage, ended), **others)

    return call


@frozen
class Known:
    """Which state of a visit is wanted: what had happened `until` a moment, as it had been recorded `as_of` another."""

    until: date | datetime | None = None
    as_of: date | datetime | None = None

    @property
    def name_parts(self) -> Iterator[str]:
        """Parts of a file name, such as `until-2023-04-10`, so that papers of two moments are two files."""
        for name, value in (("until", self.until), ("as-of", self.as_of)):
            if value is not None:
                yield f"{name}-{value.isoformat().replace(':', '')}"

    def of(self, stream: Stream) -> Stream:
        """The visit in that state."""
        until, as_of = (_moment(value, stream) for value in (self.until, self.as_of))
        was = as_it_was(stream, until=until, as_of=as_of)
        if was is None:
            raise InvalidValueError("--as-of", str(self.as_of), "the record had not been opened by then")
        return was


AS_RECORDED: Final = Known()


def _moment(value: date | datetime | None, stream: Stream) -> datetime | None:
    """A moment in the time zone of a visit, so that days begin when they begin there; a day means its last moment."""
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
    """The options that choose an earlier state of a visit, passed to a command as one `Known`."""

    @click.option(
        "--until",
        callback=_day_or_time,
        metavar="MOMENT",
        help="Use only what had happened by a moment or day, in the visit's time zone unless it has an offset.",
    )
    @click.option(
        "--as-of",
        callback=_day_or_time,
        metavar="MOMENT",
        help="Use only what had been recorded by a moment or day: later entries and corrections do not count.",
    )
    @wraps(command)
    def call(*, until: date | None, as_of: date | None, **others: object) -> int:
        return command(known=Known(until, as_of), **others)

    return call


def chosen_rulebook(name: str | None, stream: Stream) -> Rulebook:
    """The rulebook that was asked for; else the one that the record names, else its host's, else the common one."""
    if name is not None:
        return RULEBOOKS[name]
    if (own := stream.opening.rulebook) is not None and own not in RULEBOOKS:
        wanted = f"choose another with --rulebook: {', '.join(RULEBOOKS)}"
        raise InvalidValueError("its rulebook", own, wanted)
    return rulebook_of(stream)


def in_colour() -> bool:
    """Whether to write in colour: only on a terminal."""
    return sys.stdout.isatty()
