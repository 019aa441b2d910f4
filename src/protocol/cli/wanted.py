"""The options of `protocol report` that say more of what is wanted: whose edition, which ceremony, for whom."""

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
from protocol.validation import check
from protocol.values import Side


@frozen
class ReportOptions:
    """What is wanted of each visit; `ceremony` counts from 1, `against` is the file of a programme."""

    edition: str = Edition.HOST.value
    side: str = Side.HOST.value
    person: str | None = None
    ceremony: int | None = None
    against: str | None = None

    @property
    def told(self) -> Iterator[str]:
        """What is wanted otherwise than by default, as parts of a file's name: papers of two kinds are two files."""
        yield from () if self.edition == Edition.HOST.value else (self.edition,)
        yield from () if self.side == Side.HOST.value else (f"for-{self.side}",)
        yield from () if self.person is None else (name_for(self.person),)
        yield from () if self.ceremony is None else (f"ceremony-{self.ceremony}",)

    def of(self, stream: Stream, language: Language, judged: options.Judged, known: options.Known) -> Brief:
        """The brief of a report on a visit as it was; the programme is as it had been recorded."""
        book, coverage = judged.by(stream)
        brief = Brief(
            stream,
            language,
            check(stream, book, coverage=coverage, ended=judged.ended),
            None if self.against is None else evolve(known, until=None).of(programme_in(self.against)),
            Edition(self.edition),
            Side(self.side),
            self.person,
            zone=zone_named(effective(stream).opening.time_zone),
        )
        return brief if self.ceremony is None else brief.about(self._open(brief))

    def _open(self, brief: Brief) -> int:
        held, number = brief.visit.ceremonies, self.ceremony or 1
        if number > len(held):
            raise InvalidValueError("a ceremony", number, f"the record has {len(held)}")
        return held[number - 1].opened


@cache
def programme_in(name: str) -> Stream:
    """The one visit of a file, which is read once however many records are compared with it."""
    (read, *more) = tuple(read_all([name]))
    if isinstance(read.content, UnreadableError):
        raise read.content
    if more:
        raise click.UsageError(f"--against takes a file with one programme, and {printable(name)} has {len(more) + 1}")
    return read.content


def report_options(command: Callable[..., int]) -> Callable[..., int]:
    """The options that say what is wanted, handed to a command as one."""

    @click.option(
        "--edition", type=click.Choice([each.value for each in Edition]), default="host", help="Whose programme it is."
    )
    @click.option("--for", "side", type=click.Choice(["host", "guest"]), default="host", help="Whose register it is.")
    @click.option("--person", metavar="NAME", help="Whose day sheet it is, by a part of the name; else the guest's.")
    @click.option("--ceremony", type=click.IntRange(min=1), help="Which ceremony, counted in order; else the welcome.")
    @click.option(
        "--against",
        metavar="FILE",
        help="The programme that the record is compared with; a calendar cancels what was dropped.",
    )
    @wraps(command)
    def call(
        *, edition: str, side: str, person: str | None, ceremony: int | None, against: str | None, **others: object
    ) -> int:
        return command(asked=ReportOptions(edition, side, person, ceremony, against), **others)

    return call
