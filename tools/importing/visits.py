"""Visits of the table turned into streams: who, when, of which kind, announced or reported."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from attrs import frozen

from importing.steps import Context, at_position, country, document, entries, to_come
from protocol import Basis, Coverage, Entry, Side, Stream, VisitKind
from protocol.events import RecordOpened, VisitAgreed
from protocol.values import Dates, Party, Person, Rank, Source, Text

Row = Mapping[str, Any]
"""A visit as the table has it."""

RANKS = (
    (r"crown prince", Rank.CROWN_PRINCE),
    (r"\b(king|queen|emperor|empress|sultan|emir|amir|grand duke|prince of monaco|sovereign)\b", Rank.MONARCH),
    (r"president of the (government|council)", Rank.HEAD_OF_GOVERNMENT),
    (r"european (commission|council)", Rank.OTHER),
    (r"vice[- ]president", Rank.OTHER),
    (r"prime minister|chancellor|premier|taoiseach", Rank.HEAD_OF_GOVERNMENT),
    (r"speaker|chairman of the national assembly", Rank.SPEAKER),
    (r"\bpresident\b|captain regent|head of state", Rank.HEAD_OF_STATE),
)
"""What an office says of the rank of who holds it; the first that fits."""

ANNOUNCED = (
    r"announced programme\b(?!.* of)",
    r"^announce",
    r"\bannouncement by",
    r"advance programme",
    r"programme published",
    r"published programme",
    r"programme at minute",
    r"clean .* programme",
    r"in the programme",
    r"no signing announced",
)
"""Words of the notes that say that the steps were to happen."""
IN_PART = r"steps (from|of) |from the .* on the steps|programme and clock time from"
"""Words that say so of some steps only."""

SIDES = {"host": Side.HOST, "guest": Side.GUEST}


@frozen
class Imported:
    """A visit that was imported, and what had no place of its own and became a remark."""

    stream: Stream
    remarked: tuple[str, ...]


def imported(row: Row) -> Imported:
    """The stream of a visit of the table; what has no place in it is told in remarks."""
    basis, why = decided(row)
    steps = at_position(row["steps"])
    agreed = VisitAgreed(_kind(row), tuple(_parties(row)), _dates(row), kind_as_stated=row["kind"]["as_stated"])
    remarks = dict(_remarks(row, why))
    opening = RecordOpened(row["id"], basis, Coverage.PARTIAL, sources=(_source(row),))
    first = Entry(0, opening, remarks=tuple(Text.of({"en": text}) for text in remarks.values()))
    told = entries(steps, _context(row), first=2)
    return Imported(Stream.of(first, Entry(1, agreed), *told), tuple(remarks))


def decided(row: Row) -> tuple[Basis, str]:
    """Whether the steps were announced or happened, and by which words that was decided."""
    notes = row.get("notes") or ""
    words = next((found[0] for pattern in ANNOUNCED if (found := re.search(pattern, notes, re.IGNORECASE))), None)
    in_part = re.search(IN_PART, notes, re.IGNORECASE)
    coming = [step["order"] for step in row["steps"] if to_come(step)]
    if words is not None and in_part is None:
        return Basis.ANNOUNCED, f"taken as announced, for the notes say “{words}”"
    if in_part is not None:
        return Basis.REPORTED, f"taken as reported; of some steps the notes say “{in_part[0].strip()}”"
    if len(coming) * 2 > len(row["steps"]):
        return Basis.ANNOUNCED, "taken as announced, for most steps were to come"
    numbers = ", ".join(map(str, coming))
    exception = f" (step {numbers} was to come)" if coming else ""
    return Basis.REPORTED, f"taken as reported, for nothing says that it was announced{exception}"


def _kind(row: Row) -> VisitKind:
    return VisitKind(row["kind"]["normalised"].replace("_", "-"))


def _dates(row: Row) -> Dates | None:
    first, last = row["start_date"], row["end_date"]
    if first is None:
        return None
    return Dates(date.fromisoformat(first), None if last is None else date.fromisoformat(last))


def _source(row: Row) -> Source:
    source = row["source"]
    return Source(source["title"], source.get("url"), source.get("language"))


def _parties(row: Row) -> Iterator[Party]:
    for key, side in SIDES.items():
        there, leader = row[key], row.get(f"{key}_leader")
        city = there.get("city")
        yield Party(side, country(there.get("country")), city and {"en": city}, tuple(_people(leader)))
    for other in row.get("also") or ():
        side = SIDES.get(other["side"], Side.OTHER)
        yield Party(side, country(other.get("country")), None, tuple(_people(other)))


def _people(given: Mapping[str, Any] | None) -> Iterator[Person]:
    if given is not None and (given.get("name") or given.get("office")):
        office = given.get("office")
        name = given.get("name") or office
        yield Person({"en": name}, office and {"en": office}, _rank(office))


def _rank(office: str | None) -> Rank | None:
    return next((rank for pattern, rank in RANKS if office and re.search(pattern, office, re.IGNORECASE)), None)


def _context(row: Row) -> Context:
    states = {side: country(row[key].get("country")) for key, side in SIDES.items()}
    known = {side: state for side, state in states.items() if state is not None}
    return Context(known, tuple(map(document, row.get("documents") or ())) if _signings(row) == 1 else ())


def _signings(row: Row) -> int:
    return sum(step["what"] == "signing" for step in row["steps"])


def _remarks(row: Row, why: str) -> Iterator[tuple[str, str]]:
    """What has no place of its own, by what it is."""
    yield "decision", why
    if row.get("notes"):
        yield "notes", row["notes"]
    for key in SIDES:
        there = row[key]
        if country(there.get("country")) is None:
            yield f"{key} without a code", f"{key}: {there.get('name')}"
    documents = row.get("documents") or ()
    if documents and _signings(row) != 1:
        named = "; ".join(f"{each['title']} ({each['kind']})" for each in documents)
        yield "documents without a signing", f"documents named, at none or one of {_signings(row)} signings: {named}"
