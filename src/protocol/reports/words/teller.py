"""Events in the words of a protocol officer."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from attrs import evolve

from protocol.events import EVENTS, DocumentSigned, DocumentsSigned, Event, ReceptionClosed, ReceptionOpened
from protocol.events.moved import MOVED
from protocol.fields import frozen
from protocol.reports.words.events import WORDS, heading, tenses
from protocol.reports.words.language import ENGLISH, OF, Language, message
from protocol.reports.words.templates import fill, slots
from protocol.reports.words.terms import act, document_count, meal, term
from protocol.reports.words.times import day_in_words, days_in_words, duration_in_words, moment_in_words
from protocol.stream import Entry, is_ahead
from protocol.values import (
    Country,
    Dates,
    Document,
    Duration,
    Moment,
    Part,
    Party,
    Person,
    Presence,
    PressAccess,
    Side,
    Sides,
    Signatory,
    Text,
    Venue,
    VisitKind,
    fold_case,
)
from protocol.visit import Visit

NOTHING_KNOWN: Final = Visit()
ONLY_ANNOUNCED: Final = message("announced")
"""The mark of a step that a record of what happened only announces."""
PRESS: Final = "press"
"""The context in which catalogues keep words of press services that ministries do not use."""


def describe(entry: Entry[Event], visit: Visit = NOTHING_KNOWN, language: Language = ENGLISH) -> str:
    """What an entry reports, as a sentence without its full stop, with the names that the visit gives to its sides.

    >>> from protocol.events import AnthemPlayed
    >>> describe(Entry(7, AnthemPlayed(of=Side.GUEST)))
    'The anthem of the guest was played'
    """
    return Teller(visit, language).entry(entry)


@frozen
class Teller:
    """Puts a visit into words of a language: its events as sentences, with the names that the visit gives.

    Ministries and press services word some things differently, and no paper mixes the two; `press` asks for the words
    of press services.
    """

    visit: Visit = NOTHING_KNOWN
    language: Language = ENGLISH
    press: bool = False

    def entry(self, entry: Entry[Event]) -> str:
        """What an entry reports, as a sentence without its full stop; a reception keeps the name it was opened with."""
        told = entry
        if isinstance(entry.event, ReceptionClosed):
            opened = next((held.event for held in self.visit.ceremonies if held.closed == entry.position), None)
            told = evolve(entry, event=opened or ReceptionOpened())
        return self._sentence(WORDS[type(entry.event)].sentence, told)

    def as_held(self, entry: Entry[Event]) -> str:
        """What an entry reports; for the opening of a ceremony that the ceremony was held, not that it began."""
        words = WORDS[type(entry.event)]
        return self._sentence(words.held or words.sentence, entry)

    def item(self, entry: Entry[Event]) -> str:
        """An entry as an item of a programme: a noun, what distinguishes it, and whether it is only announced.

        >>> from protocol.events import AnthemPlayed
        >>> Teller().item(Entry(7, AnthemPlayed(of=Side.GUEST)))
        'National anthem: the guest'
        """
        words = WORDS[type(entry.event)]
        if words.item == words.heading:
            named = heading(type(entry.event), self.language)
        else:
            named = self._fill(self.language.sentence(words.item), entry)
        return with_note(named, self.language.say(ONLY_ANNOUNCED) if self.is_ahead(entry) else None)

    def is_ahead(self, entry: Entry[Event]) -> bool:
        """Whether an entry is only announced in a record of what happened, so that it has to be said."""
        return is_ahead(entry, planned=self.visit.planned)

    def _sentence(self, sentence: str, entry: Entry[Event]) -> str:
        """A sentence about an entry in the tense of the visit or of the step, with a capital at its start."""
        template = tenses(sentence)[self.visit.planned or self.is_ahead(entry)]
        if isinstance(entry.event, ReceptionClosed):
            entry = evolve(entry, event=ReceptionOpened())
        words = self._fill(self.language.sentence(template, PRESS if self.press else None), entry)
        told = {_field_of_entry(type(entry.event), slot.partition(":")[0]) for slot in slots(template)}
        return self._with_the_rest(words, entry, told)

    def _with_the_rest(self, words: str, entry: Entry[Event], told: Collection[str | None]) -> str:
        """A sentence with the place and the people of its entry that it has no slot for."""
        names_the_guest = "The guest " in WORDS[type(entry.event)].sentence  # who is then the one who acts
        where = None if entry.place is None or "place" in told else self.at(entry.place)
        who = [
            people if part is Part.ACTING and names_the_guest else self.language.say(said, people=people)
            for part, said in _PEOPLE.items()
            if part.value not in told and (people := self.words(entry.people(part))) is not None
        ]
        return with_note(words if where is None else f"{words} {where}", "; ".join(who) or None)

    def _fill(self, template: str, entry: Entry[Event]) -> str:
        return self.language.capital(fill(template, lambda slot: self._slot(entry, slot)))

    def _slot(self, entry: Entry[Event], slot: str) -> str | None:
        name, _, form = slot.partition(":")
        event, field = entry.event, _field_of_entry(type(entry.event), name)
        value: object = None if field is None else getattr(entry, field)
        if field in set(Part) and value:
            return self.words(value)
        if hasattr(event, name):
            value = getattr(event, name)
        match form:
            case "act" if isinstance(event, DocumentSigned):
                return act(event.manner, self.language)
            case "formality" if isinstance(event, ReceptionOpened):
                return meal(event.meal, event.formality, self.language)
            case "counted" if isinstance(event, DocumentsSigned):
                return document_count(event.number, event.kind, self.language)
            case "host" | "guest":
                return "" if value is Side(form) else None
            case "both":
                return "" if value is Sides.BOTH else None
            case "if" | "unless":
                return "" if value is (form == "if") else None
            case _:
                return _FORMS.get(form, Teller.words)(self, value)

    def state_of(self, side: object) -> str | None:
        """The state of one side, or the side itself if its state is not known."""
        return self.words(self._party(side))

    def _party(self, side: object) -> Party | None:
        if not isinstance(side, Side | Sides) or side is Sides.BOTH:
            return None
        return self.visit.party(Side(side.value)) or Party(Side(side.value))

    def of(self, value: object) -> str | None:
        """Whose something is, in the form that follows "of": a state, or the side if its state is not known."""
        match value:
            case tuple():
                return self.language.join([words for each in value if (words := self.of(each)) is not None])
            case Country():
                return self.language.of_state(value)
            case Party(side=side, state=state):
                return self.language.word(term(side) or "", among=OF) if state is None else self.of(state)
            case _:
                return None if (party := self._party(value)) is None else self.of(party)

    def _side(self, side: Side | Sides) -> str | None:
        return term(Side(side.value), self.language)

    def leader_of(self, side: object) -> str | None:
        """The leader of a side by name, of both sides both; the side, if it has no leader or several who may act."""
        if not isinstance(side, Side | Sides):
            return None
        sides = (Side.HOST, Side.GUEST) if side is Sides.BOTH else (Side(side.value),)
        parties = [self.visit.party(each) for each in sides]
        leaders = [[each for each in party.principals if each.leads] for party in parties if party is not None]
        if [len(each) for each in leaders] != [1] * len(sides):
            return term(side, self.language)
        return self.language.join([self.language.text(leader.known_as) for (leader,) in leaders])

    def leaders(self, party: Party | None) -> str | None:
        """The principals of a side, by name."""
        people = () if party is None else party.principals
        return self.language.join([self.language.text(person.known_as) for person in people])

    def kind(self, kind: object) -> str | None:
        """A kind of visit with its article.

        >>> Teller().kind(VisitKind.OFFICIAL)
        'an official visit'
        """
        words = self.kind_name(kind)
        if words is None:
            return None
        return self.language.say("an {kind}" if words[0] in "aeiou" else "a {kind}", kind=words)

    def kind_name(self, kind: object) -> str | None:
        """A kind of visit, such as "state visit", or None where it is not known."""
        word = term(kind) if isinstance(kind, VisitKind) else None
        papers = PRESS if self.press else None
        return None if word is None else self.language.word(f"{word} visit", among="kind of visit", papers=papers)

    def words(self, value: object) -> str | None:
        """The words for a value, or None if it says nothing."""
        match value:
            case None | ():
                return None
            case tuple():
                return self.language.join([words for item in value if (words := self.words(item)) is not None])
            case StrEnum():
                return term(value, self.language)
            case Moment() | Duration() | Dates() | date():
                return self._time(value)
            case _ if isinstance(value, EVENTS):
                return self.language.say(
                    '"{words}"', words=self._sentence(WORDS[type(value)].sentence, Entry(0, value))
                )
            case _:
                return self._value_in_words(value)

    def _time(self, value: Moment | Duration | Dates | date) -> str:
        match value:
            case Moment():
                return moment_in_words(value, self.language)
            case Duration():
                return duration_in_words(value, self.language)
            case Dates():
                return days_in_words(value, self.language)
            case _:
                return day_in_words(value, self.language)

    def _value_in_words(self, value: object) -> str | None:  # noqa: PLR0911 - one line for each class
        match value:
            case Text():
                return self.language.text(value)
            case Country():
                return self.language.state(value)
            case Person():
                return self.person(value)
            case Presence(person, note) | Signatory(person, powers=note):
                return with_note(self.person(person), term(note, self.language))
            case Party():
                return self.language.state(value.state) if value.state else self._side(value.side)
            case Venue():
                return self._venue(value)
            case Document():
                return self._document(value)
            case PressAccess():
                return self._press(value)
            case _:
                return str(value)

    def person(self, person: Person) -> str:
        """The name, with the office unless the person leads a side, whose office the page gives anyway."""
        known = any(person.known_as == each.known_as for party in self.visit.parties for each in party.people)
        return with_note(self.language.text(person.known_as), None if known else self.office(person))

    def office(self, person: Person) -> str | None:
        """The office of a person, or else the function or rank unless the name contains it; None if it is the name."""
        if person.name is None:
            return None
        if person.office is not None:
            return self.language.text(person.office)
        words = next((term(each, self.language) for each in (person.function, person.rank) if each is not None), None)
        named = words is not None and fold_case(words) in fold_case(self.language.text(person.name))
        return None if named else words

    def at(self, venue: object) -> str | None:
        """A place with its preposition: at a residence, in a city."""
        if not isinstance(venue, Venue) or (words := self._venue(venue)) is None:
            return None
        return self.language.say("at {place}" if self._spot(venue) else "in {place}", place=words)

    def _spot(self, venue: Venue) -> str | None:
        if venue.name:
            return self.language.text(venue.name)
        return None if venue.kind is None else term(venue.kind, self.language)

    def _venue(self, venue: Venue) -> str | None:
        """A place by its name, or else its kind, with its city unless the name contains that."""
        spot, city = self._spot(venue), None if venue.city is None else self.language.text(venue.city)
        words = ", ".join(part for part in (spot, None if city and spot and city in spot else city) if part)
        return with_note(words, self.language.say("indoors") if venue.indoors else None) if words else None

    def _press(self, press: PressAccess) -> str:
        """The access of the media, by when they have to be there, and where they gather."""
        by, place = self.words(press.by), self.words(press.place)
        return self.language.say(
            "{access}[; be there by {time}][; {place}]", access=term(press.access, self.language), time=by, place=place
        )

    def _document(self, document: Document) -> str:
        title = self.language.text(document.title)
        kind = None if document.kind is None else term(document.kind, self.language)
        is_in_title = kind is None or fold_case(kind) in fold_case(title)
        return with_note(self.language.say('"{words}"', words=title), None if is_in_title else kind)


_FORMS: Final[Mapping[str, Callable[[Teller, object], str | None]]] = MappingProxyType(
    {
        "state": Teller.state_of,
        "of": Teller.of,
        "leader": Teller.leader_of,
        "at": Teller.at,
        "visit": Teller.kind,
    }
)
"""How a value is said in a form that a slot asks for."""


def _field_of_entry(event: type, slot: str) -> str | None:
    """The field of an entry that a slot shows: by its own name, by its name before, or people instead of their side."""
    name = MOVED.get(event, {}).get(slot, _OF_SIDES.get(slot, slot))
    return name if name in _OF_ENTRIES else None


_OF_SIDES: Final[Mapping[str, str]] = MappingProxyType({"by": Part.ACTING.value, "to": Part.ADDRESSED.value})
"""By the slot that names a side, the people who are named instead of it where they are known."""
_PEOPLE: Final[Mapping[Part, str]] = MappingProxyType(
    {
        Part.ACTING: message("by {people}"),
        Part.ADDRESSED: message("to {people}"),
        Part.ACCOMPANYING: message("with {people}"),
        Part.ATTENDING: message("in the presence of {people}"),
    }
)
"""How people are named by whom a sentence has no slot, by their part."""
_OF_ENTRIES: Final = frozenset({"place", *(part.value for part in Part)})


def with_note(words: str, note: str | None) -> str:
    """Words with a note in brackets, if there is one."""
    return words if note is None else f"{words} ({note})"
