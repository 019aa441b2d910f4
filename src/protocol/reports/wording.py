"""Events in the words of a protocol officer."""

from datetime import date
from enum import StrEnum
from typing import Final

from protocol.events import EVENTS, Event
from protocol.reports.phrases import HELD, PHRASES, Phrase
from protocol.reports.templates import fill
from protocol.reports.terms import term
from protocol.reports.times import when_in_words
from protocol.stream import Entry
from protocol.values import (
    Dates,
    Document,
    Moment,
    Party,
    Person,
    Side,
    Sides,
    Signatory,
    Venue,
    VisitKind,
)
from protocol.visit import Visit

NOTHING_KNOWN: Final = Visit()

_SIDES: Final = {"host": "the host", "guest": "the guest", "other": "a third party"}


def describe(entry: Entry[Event], visit: Visit = NOTHING_KNOWN) -> str:
    """What an entry reports, as a sentence without its full stop; with the names that the visit gives to its sides.

    >>> from protocol.events import AnthemPlayed
    >>> describe(Entry(7, AnthemPlayed(of=Side.GUEST)))
    'The anthem of the guest was played'
    """
    return phrased(PHRASES[type(entry.event)], entry.event, visit)


def describe_held(entry: Entry[Event], visit: Visit = NOTHING_KNOWN) -> str:
    """What the opening of a ceremony reports when nothing else of the ceremony is known."""
    return phrased(HELD[type(entry.event)], entry.event, visit)


def phrased(phrase: Phrase, event: Event, visit: Visit) -> str:
    """An event in the words of a phrase, in the tense of the visit, with a capital at its start."""
    template = (phrase.planned if visit.planned else phrase.happened) + phrase.rest
    sentence = fill(template, lambda slot: _slot(event, slot, visit))
    return sentence[:1].upper() + sentence[1:]


def _slot(event: Event, slot: str, visit: Visit) -> str | None:
    name, _, form = slot.partition(":")
    value: object = getattr(event, name)
    match form:
        case "state":
            return state_of(value, visit)
        case "leader":
            return _leader_of(value, visit)
        case "at":
            return _at(value)
        case "both":
            return "" if value is Sides.BOTH else None
        case "visit":
            return kind_in_words(value)
        case "if" | "unless":
            return "" if value is (form == "if") else None
        case _:
            return said(value, visit)


def state_of(side: object, visit: Visit) -> str | None:
    """The state of one side, or the side itself where its state is not known."""
    if not isinstance(side, Side | Sides) or side is Sides.BOTH:
        return None
    party = visit.party(Side(side.value))
    return _SIDES[side.value] if party is None or party.state is None else str(party.state)


def _leader_of(side: object, visit: Visit) -> str | None:
    if not isinstance(side, Side | Sides):
        return None
    if side is Sides.BOTH:
        return "both leaders"
    party = visit.party(Side(side.value))
    names = [str(person.name) for person in party.principals] if party else []
    return joined(names) or _SIDES[side.value]


def kind_in_words(kind: object) -> str | None:
    """A kind of visit with its article.

    >>> kind_in_words(VisitKind.OFFICIAL)
    'an official visit'
    """
    word = term(kind) if isinstance(kind, VisitKind) else None
    return None if word is None else f"{'an' if word[0] in 'aeiou' else 'a'} {word} visit"


def said(value: object, visit: Visit = NOTHING_KNOWN) -> str | None:
    """The words for a value, or None where it says nothing."""
    match value:
        case None | ():
            return None
        case tuple():
            return joined([words for item in value if (words := said(item, visit)) is not None])
        case StrEnum():
            return term(value)
        case Moment() | Dates() | date():
            return when_in_words(value)
        case _ if isinstance(value, EVENTS):
            return f'"{phrased(PHRASES[type(value)], value, visit)}"'
        case _:
            return _named(value, visit)


def _named(value: object, visit: Visit) -> str | None:
    match value:
        case Person():
            return _person(value, visit)
        case Signatory():
            return _with_note(_person(value.person, visit), term(value.powers))
        case Party():
            return str(value.state) if value.state else _SIDES[value.side.value]
        case Venue():
            return _venue(value)
        case Document():
            return _document(value)
        case _:
            return str(value)


def _person(person: Person, visit: Visit) -> str:
    """The name, with the office unless the page says anyway who it is that leads a side."""
    known = any(person.name == leader.name for party in visit.parties for leader in party.principals)
    rank = None if person.rank is None else term(person.rank)
    return _with_note(str(person.name), None if known else str(person.office or rank or "") or None)


def _at(venue: object) -> str | None:
    """A place with its preposition: one is at a residence and in a city."""
    if not isinstance(venue, Venue) or (words := _venue(venue)) is None:
        return None
    return f"{'at' if _spot(venue) else 'in'} {words}"


def _spot(venue: Venue) -> str | None:
    return str(venue.name) if venue.name else None if venue.kind is None else term(venue.kind)


def _venue(venue: Venue) -> str | None:
    """A place by its name, or by what it is, with its city unless the name has it."""
    spot, city = _spot(venue), None if venue.city is None else str(venue.city)
    words = ", ".join(part for part in (spot, None if city and spot and city in spot else city) if part)
    return _with_note(words, "indoors" if venue.indoors else None) if words else None


def _document(document: Document) -> str:
    title = str(document.title)
    kind = None if document.kind is None else term(document.kind)
    return _with_note(f'"{title}"', None if kind is None or kind in title.casefold() else kind)


def _with_note(words: str, note: str | None) -> str:
    return words if note is None else f"{words} ({note})"


def joined(items: list[str]) -> str | None:
    """Words joined as in a sentence, or None where there are none.

    >>> joined(["Kazakhstan", "Azerbaijan", "Georgia"])
    'Kazakhstan, Azerbaijan and Georgia'
    """
    if not items:
        return None
    return " and ".join(filter(None, [", ".join(items[:-1]), items[-1]]))
