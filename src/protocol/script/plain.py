"""Values as the plain data of a script, in the shortest form that is read as the same value again."""

from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, Final

import attrs
from attrs import field

from protocol.codec.converter import plain_dates, plain_moment, plain_text
from protocol.events import EVENTS, DocumentSigned, EntryCorrected, tag
from protocol.fields import frozen
from protocol.script.desk import Principals
from protocol.values import (
    Country,
    Dates,
    Document,
    Duration,
    Moment,
    Part,
    Person,
    Presence,
    PressAccess,
    Side,
    Signatory,
    Text,
    Venue,
)

TAGS: Final[Mapping[type, str]] = {event: tag(event) for event in EVENTS}


@frozen
class Plain:
    """Writes values as plain data; `principals` are the people of the header, who are written by name only."""

    principals: Principals = field(factory=dict)

    def of(self, value: object) -> Any:  # noqa: ANN401, C901, PLR0911 - plain data of any form; one line for each kind of value
        """A value as plain data."""
        match value:
            case StrEnum() | Duration():
                return str(value)
            case date() | datetime() | time():
                return value.isoformat()
            case Text():
                return plain_text(value)
            case Country():
                return value.code
            case Moment():
                return plain_moment(value)
            case Dates():
                return plain_dates(value)
            case tuple():
                return [self.of(item) for item in value]
            case Person():
                return self.person(value)
            case Signatory():
                return self.signatory(value)
            case Venue() | Document() | PressAccess():
                return self.named(value)
            case _ if attrs.has(type(value)):
                return self.event(value) if type(value) in TAGS else self.fields(value)
            case _:
                return value

    def fields(self, value: Any) -> dict[str, Any]:  # noqa: ANN401 - an instance of any attrs class
        """The fields that differ from their defaults, by name."""
        if isinstance(value, DocumentSigned):
            return self._document_signed(value)
        if isinstance(value, EntryCorrected):
            given = {key: self.of(each) for key, each in self._differing(value).items() if key != "present"}
            return given | self.present(value.present)
        return {name: self.of(given) for name, given in self._differing(value).items()}

    def _differing(self, value: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
        fields = ((each, getattr(value, each.name)) for each in attrs.fields(type(value)))
        return {each.name: given for each, given in fields if given != each.default}

    def event(self, event: object) -> Any:  # noqa: ANN401 - a tag, or a tag with its fields
        """An event as its tag, with its fields if it has any."""
        fields = self.fields(event)
        return {TAGS[type(event)]: fields} if fields else TAGS[type(event)]

    def person(self, person: Person) -> Any:  # noqa: ANN401 - a name, or a mapping
        """A person by name only if that is read as the same person, else with all that is known."""
        name = str(person.known_as)
        if (known := self._meant_by(name)) and known[0] == person:
            return name
        return {"state" if key == "country" else key: given for key, given in self.fields(person).items()}

    def present(self, present: tuple[Presence, ...]) -> dict[str, Any]:
        """Who was there, by the part that each took."""
        by_part = {part: [self.person(each.person) for each in present if each.part is part] for part in Part}
        return {part.value: people for part, people in by_part.items() if people}

    def signatory(self, signatory: Signatory) -> Any:  # noqa: ANN401 - as above
        """A signatory by name only if that is read as the same signatory, else with all that is known."""
        name = str(signatory.person.known_as)
        if (known := self._meant_by(name)) and Signatory(*known) == signatory:
            return name
        fields = self.fields(signatory)
        person = {"state" if key == "country" else key: given for key, given in self.fields(signatory.person).items()}
        return person | {key: given for key, given in fields.items() if key != "person"}

    def _meant_by(self, name: str) -> tuple[Person, Side | None] | None:
        """The person, and the side, that a name would be read as; None if the name has two meanings."""
        match self.principals.get(name, ()):
            case ():
                return Person(name), None
            case (known,):
                return known
            case _:
                return None

    def named(self, value: Venue | Document | PressAccess) -> Any:  # noqa: ANN401 - as above
        """A venue or a document by its name only if nothing else is known, an access by its word."""
        fields = self.fields(value)
        match fields:
            case {"name": str() as name} | {"title": str() as name} | {"access": str() as name} if len(fields) == 1:
                return name
            case _:
                return fields

    def _document_signed(self, event: DocumentSigned) -> dict[str, Any]:
        fields = {**self.fields(event.document), "by": self.of(event.signatories), "manner": self.of(event.manner)}
        return {key: given for key, given in fields.items() if given not in ([], "signature") or key == "title"}
