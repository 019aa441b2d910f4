"""The options of `protocol report` that narrow down the paper: which edition, which person, which ceremony."""

from collections.abc import Callable, Iterator
from functools import cache, wraps

import click
from attrs import evolve

from protocol.cli import options
from protocol.cli.inputs import read_all
from protocol.cli.output import name_for
from protocol.cli.screen import printable
from protocol.errors import InvalidValueError, UnreadableError
from protocol.fields import frozen
from protocol.render.zones import zone_named
from protocol.reports import Brief, Edition, Language
from protocol.stream import Stream, effective
from protocol.values import Side


@frozen
class ReportOptions:
    """Which paper about each visit is wanted; `ceremony` counts from 1, `against` names the file of a programme."""

    edition: str = Edition.HOST.value
    side: str = Side.HOST.value
    person: str | None = None
    ceremony: int | None = None
    against: str | None = None
    tolerance: int = 0

    @property
    def name_parts(self) -> Iterator[str]:
        """Parts of a file name for what differs from the defaults, such as `press`: no paper replaces another."""
        yield from () if self.edition == Edition.HOST.value else (self.edition,)
        yield from () if self.side == Side.HOST.value else (f"for-{self.side}",)
        yield from () if self.person is None else (name_for(self.person),)
        yield from () if self.ceremony is None else (f"ceremony-{self.ceremony}",)
        yield from () if not self.tolerance else (f"tolerance-{self.tolerance}",)

    def of(self, stream: Stream, language: Language, judged: options.Judged, known: options.Known) -> Brief:
        """The brief of a report on a visit; the programme it is compared with is as recorded by `known.as_of`."""
        brief = Brief(
            stream,
            language,
            judged.check(stream),
            None if self.against is None else evolve(known, until=None).of(programme_in(self.against)),
            Edition(self.edition),
            Side(self.side),
            self.person,
            tolerance=self.tolerance,
            zone=zone_named(effective(stream).opening.time_zone),
        )
        return brief if self.ceremony is None else brief.about(self._open(brief))

    def _open(self, brief: Brief) -> int:
        briefs = (brief,) if brief.announced is None else (brief, brief.announced)
        opened = sorted(held.opened for each in briefs for held in each.visit.ceremonies)
        number = self.ceremony or 1
        if number > len(opened):
            raise InvalidValueError("a ceremony", number, f"the record has {len(opened)}")
        return opened[number - 1]


@cache
def programme_in(name: str) -> Stream:
    """The programme in a file of one visit; it is read once, however many records are compared with it."""
    (read, *more) = tuple(read_all([name]))
    if isinstance(read.content, UnreadableError):
        raise read.content
    if more:
        raise click.UsageError(f"--against takes a file with one programme, and {printable(name)} has {len(more) + 1}")
    return read.content


def report_options(command: Callable[..., int]) -> Callable[..., int]:
    """The options that narrow down the paper, passed to a command as one `ReportOptions`."""

    @click.option(
        "--edition",
        type=click.Choice([each.value for each in Edition]),
        default="host",
        help="Whose programme to write.",
    )
    @click.option(
        "--for", "side", type=click.Choice(["host", "guest"]), default="host", help="Whose register to write."
    )
    @click.option(
        "--person", metavar="NAME", help="Whose day sheet to write, by a part of the name. Without it: the guest's."
    )
    @click.option(
        "--ceremony", type=click.IntRange(min=1), help="Which ceremony, counted in order. Without it: the welcome."
    )
    @click.option(
        "--against",
        metavar="FILE",
        help="The programme to compare the record with; a calendar cancels the steps that were dropped.",
    )
    @click.option(
        "--tolerance",
        type=click.IntRange(min=0),
        default=0,
        metavar="MINUTES",
        help="By how many minutes a step may differ from the programme and be as planned.",
    )
    @wraps(command)
    def call(
        *,
        edition: str,
        side: str,
        person: str | None,
        ceremony: int | None,
        against: str | None,
        tolerance: int,
        **others: object,
    ) -> int:
        return command(asked=ReportOptions(edition, side, person, ceremony, against, tolerance), **others)

    return call
