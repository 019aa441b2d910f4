"""Reading the visits of the corpus, each a script in JSON, when they are asked for."""

from datetime import date
from functools import cache
from importlib.resources import files

from protocol.errors import InvalidValueError
from protocol.events import VisitAgreed
from protocol.script import load_script
from protocol.stream import Stream
from protocol.values import Basis, Country, Side, VisitKind

_DATA = files("protocol.corpus") / "data"


@cache
def names() -> tuple[str, ...]:
    """The ids of all visits, in alphabetical order."""
    return tuple(sorted(file.name.removesuffix(".json") for file in _DATA.iterdir() if file.name.endswith(".json")))


@cache
def visit(name: str) -> Stream:
    """The visit with an id.

    >>> visit("astana-2023-04-aliyev").planned
    False
    """
    if name not in names():
        raise InvalidValueError("a visit of the corpus", name, "protocol.corpus.names() lists them")
    return load_script((_DATA / f"{name}.json").read_bytes(), name=f"{name}.json")


def visits(
    *,
    host: Country | str | None = None,
    kind: VisitKind | str | None = None,
    year: int | None = None,
    basis: Basis | str | None = None,
) -> tuple[Stream, ...]:
    """The visits of the corpus in the order of their ids, or only those of a host, a kind, a year or a basis.

    A visit whose sources give no date belongs to no year.

    >>> [found.visit for found in visits(host="KZ", year=2023)]
    ['astana-2023-04-aliyev', 'astana-2023-06-steinmeier', 'astana-2023-11-macron']
    """
    wanted_host = Country(host) if isinstance(host, str) else host
    found = map(visit, names())
    return tuple(
        stream
        for stream in found
        if (wanted_host is None or wanted_host in _states(stream, Side.HOST))
        and (kind is None or _agreement(stream).kind == VisitKind(kind))
        and (year is None or year in _years(stream))
        and (basis is None or stream.opening.basis == Basis(basis))
    )


def _agreement(stream: Stream) -> VisitAgreed:
    return next(entry.event for entry in stream if isinstance(entry.event, VisitAgreed))


def _states(stream: Stream, side: Side) -> set[Country | None]:
    return {party.state for party in _agreement(stream).parties if party.side is side}


def _years(stream: Stream) -> set[int]:
    dates = _agreement(stream).dates
    agreed: set[date] = set() if dates is None else {dates.first, dates.last or dates.first}
    dated = {entry.at.day for entry in stream if entry.at is not None and entry.at.day is not None}
    return {day.year for day in agreed | dated}
