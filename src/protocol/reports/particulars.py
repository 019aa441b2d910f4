"""What a visit was, or will be: its title and its particulars, as they stand at the head of a report."""

from collections.abc import Iterator

from attrs import frozen

from protocol.reports.page import Block, Cell, Paragraph, Spans, Table, plain, strong
from protocol.reports.templates import fill
from protocol.reports.terms import term
from protocol.reports.times import day_in_words, days_in_words
from protocol.reports.wording import joined, kind_in_words, said
from protocol.values import Party, Person, Side
from protocol.visit import Visit

_TITLE = "[{kind} visit|Visit][ of {guest}][ to {host}][, {dates}]"


def title_of(visit: Visit) -> str:
    """The title of a visit, from what is known of it."""
    return ("Programme: " if visit.planned else "Record: ") + name_of(visit)


def name_of(visit: Visit) -> str:
    """What a visit is called, from what is known of it, else by its id.

    >>> from protocol.values import Country, Party, Side, VisitKind
    >>> name_of(Visit(kind=VisitKind.STATE, parties=(Party(Side.HOST, Country("KZ")),)))
    'State visit to Kazakhstan'
    """
    names = {
        "kind": (term(visit.kind) or "").capitalize() or None,
        "guest": _guest(visit.party(Side.GUEST)),
        "host": _place(visit.party(Side.HOST)),
        "dates": None if visit.dates is None else days_in_words(visit.dates),
    }
    known = any(names[slot] for slot in ("guest", "host", "dates"))
    return fill(_TITLE, names.get) if known else f"Visit {visit.id}"


def _guest(party: Party | None) -> str | None:
    if party is None:
        return None
    leaders = joined([str(person.name) for person in party.principals])
    state = None if party.state is None else str(party.state)
    return f"{leaders} ({state})" if leaders and state else leaders or state


def _place(party: Party | None) -> str | None:
    if party is None:
        return None
    return said(party) if party.state else None if party.city is None else str(party.city)


@frozen
class Particular:
    """One thing to know of a visit: what it is, its words, and the entries that say so."""

    what: str
    words: str | None
    entries: tuple[int, ...] = ()


def particulars(visit: Visit) -> Iterator[Block]:
    """The particulars of a visit as a table, and how they are to be read."""
    rows = tuple(
        (Cell(strong(particular.what)), Cell(plain(particular.words, *particular.entries)))
        for particular in _all(visit)
        if particular.words is not None
    )
    yield Table((), rows)
    yield Paragraph(_how_to_read(visit))


def _how_to_read(visit: Visit) -> Spans:
    if visit.planned:
        return plain("This is a programme, as announced: what is to happen, not what happened.", 0)
    return plain(f"The record is {term(visit.coverage)}.", 0)


def _all(visit: Visit) -> Iterator[Particular]:
    agreed = tuple(fact.position for fact in visit.agreed)
    yield Particular("Kind", _kind(visit), agreed)
    for party in visit.parties:
        yield Particular(_ROLES[party.side], _party(party), agreed)
    yield from _delegations(visit)
    yield Particular("Dates", None if visit.dates is None else days_in_words(visit.dates), agreed)
    yield Particular("Time zone", visit.time_zone, (0,))
    yield from _fate(visit)


_ROLES = {Side.HOST: "Host", Side.GUEST: "Guest", Side.OTHER: "Third party"}


def _kind(visit: Visit) -> str | None:
    names = {
        "kind": term(visit.kind),
        "guest": kind_in_words(visit.kind_by_guest),
        "stated": None if visit.kind_as_stated is None else str(visit.kind_as_stated),
    }
    template = (
        '[{kind} visit|not known][; the guest\'s side calls it {guest}][; in the words of the source: "{stated}"]'
    )
    return fill(template, names.get)


def _party(party: Party) -> str:
    place = said(party) or ""
    city = "" if party.city is None or party.state is None else f" ({party.city})"
    leaders = [str(person) for person in party.principals]
    return f"{place}{city}" + (f", led by {joined(leaders)}" if leaders else "")


def _delegations(visit: Visit) -> Iterator[Particular]:
    for side in Side:
        named = tuple(fact.position for fact in visit.delegations if fact.event.side is side)
        members = [_member(person) for person in visit.delegation(side)]
        yield Particular(f"Delegation of the {side}", joined(members), named)


def _member(person: Person) -> str:
    return str(person.name) if person.office is None else f"{person.name} ({person.office})"


def _fate(visit: Visit) -> Iterator[Particular]:
    for postponed in visit.postponed:
        until = postponed.event.until
        yield Particular(
            "Postponed", "indefinitely" if until is None else f"to {day_in_words(until)}", (postponed.position,)
        )
    for cancelled in visit.cancelled:
        reason = cancelled.event.reason
        yield Particular("Cancelled", "no reason stated" if reason is None else str(reason), (cancelled.position,))
