"""Makes events of steps: values that the order rules leave open are drawn from tables that suit the content rules."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cache
from random import Random
from types import MappingProxyType
from typing import Any, Final, TypeVar, get_args

from attrs import Attribute, define, field, fields

from protocol.events import (
    AnthemPlayed,
    DelegationNamed,
    DocumentsExchanged,
    DocumentSigned,
    Event,
    GunSaluteFired,
    TalksClosed,
    TalksOpened,
    VisitAgreed,
    WelcomeCeremonyOpened,
)
from protocol.events.moved import MOVED
from protocol.generation.tables import CITIES, OFTEN, PALACE, PEOPLE, VENUES, WORDS, document
from protocol.order import Case
from protocol.stream import Entry
from protocol.values import (
    Country,
    Document,
    Part,
    Person,
    Presence,
    Rank,
    Signatory,
    SigningManner,
    TalksFormat,
    Text,
    Venue,
)

ROUNDS: Final = MappingProxyType({Rank.MONARCH: 21, Rank.HEAD_OF_STATE: 21, Rank.HEAD_OF_GOVERNMENT: 19})
"""The number of guns by the guest's rank, on which the acts agree; no act gives a number for other ranks."""
Maker = Callable[["Filler"], object]
T = TypeVar("T")


@define(eq=False)
class Filler:
    """Makes the events of one visit.

    It knows who takes part, how many documents there were and which of them are signed, and which talks are going on.
    """

    random: Random
    agreed: VisitAgreed
    people: tuple[Person, ...]
    documents: int = 0
    signed: list[Document] = field(factory=list)
    talks: TalksFormat | None = None

    @classmethod
    def of(cls, random: Random, record: Iterable[Entry[Event]]) -> "Filler":
        """A filler for further steps of a visit: it uses the people of the record and gives documents new numbers."""
        events = [entry.event for entry in record]
        agreed = next((event for event in events if isinstance(event, VisitAgreed)), VisitAgreed())
        return cls(random, agreed, people_of(agreed, [event for event in events if isinstance(event, DelegationNamed)]))

    def entry(self, step: Case) -> Entry[Event]:
        """A step as an entry, with where it was and who was there where reports of such steps say it."""
        event = self.event(step)
        said = set(MOVED.get(type(event), {}).values())
        people = tuple(Presence(person, part) for part in Part if part in said for person in self._people_at(event))
        return Entry(0, event, place=self._place_of(event) if "place" in said else None, present=people)

    def _place_of(self, event: Event) -> Venue | None:
        return self.maybe((PALACE,) if isinstance(event, WelcomeCeremonyOpened) else VENUES)

    def _people_at(self, event: Event) -> tuple[Person, ...]:
        return self.some(self.people if isinstance(event, TalksOpened) else PEOPLE)

    def event(self, step: Case) -> Event:
        """The event of a step."""
        given = dict(step.fields)
        values = {name: make(self) for name, make in makers(step.event) if name not in given} | given
        values |= {name: made for name, made in _particular(self, step.event, values) if name not in given}
        event: Event = step.event(**values)
        return event

    def one_of(self, options: Sequence[T]) -> T:
        """One of these."""
        return options[int(self.random.random() * len(options))]

    def some(self, people: tuple[Person, ...]) -> tuple[Person, ...]:
        """The first of these people, often nobody: reports seldom say."""
        return () if self.random.random() < OFTEN else people[: 1 + int(self.random.random() * 2)]

    def maybe(self, options: Sequence[T]) -> T | None:
        """One of these, or nothing."""
        return None if self.random.random() < OFTEN else self.one_of(options)


def people_of(agreed: VisitAgreed, named: Sequence[DelegationNamed]) -> tuple[Person, ...]:
    """The people who may sit at a table: the principals and the named delegations."""
    leading = tuple(person for party in agreed.parties for person in party.principals)
    return leading + tuple(person for each in named for person in each.members)


def _particular(filler: Filler, event: type, values: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """The values of an event that depend on other events: on the agreement, on the people, on earlier steps."""
    if event is AnthemPlayed:
        party = None if values["of"] is None else filler.agreed.party(values["of"])
        yield "state", None if party is None else party.state
    elif event is TalksOpened:
        filler.talks = values["format"]
    elif event is TalksClosed and filler.talks is not None:
        yield "format", filler.talks
    elif event is GunSaluteFired:
        rank = filler.agreed.guest_rank
        yield "rounds", filler.maybe((None if rank is None else ROUNDS.get(rank),))
    elif event is DocumentSigned:
        yield from _document_to_sign(filler, values)
    elif event is DocumentsExchanged:
        yield "documents", tuple(filler.signed)


def _document_to_sign(filler: Filler, values: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """A new document; a document that is only initialled is never signed afterwards."""
    made = document(filler.documents + int(filler.random.random() * 1000) * 1000)
    filler.documents += 1
    manner = values.get("manner", SigningManner.SIGNATURE)
    if manner is SigningManner.SIGNATURE:
        filler.signed.append(made)
    yield "document", made
    yield "signatories", tuple(Signatory(person) for person in filler.people[:2])


def _any_of(options: Iterable[Any]) -> Maker:
    table = tuple(options)
    return lambda filler: filler.one_of(table)


_BY_TYPE: Final[Mapping[Any, Maker]] = MappingProxyType(
    {
        Text: lambda filler: filler.one_of(WORDS),
        Text | None: lambda filler: filler.maybe(WORDS),
        Country | None: lambda _: None,
    }
)
"""How values of fields without end are made, by the type of the field."""


@cache
def makers(event: type) -> tuple[tuple[str, Maker], ...]:
    """How the fields of an event are made; those that have a default and no table keep it."""
    return tuple(_makers(event))


def _makers(event: type) -> Iterator[tuple[str, Maker]]:
    for each in fields(event):
        if each.name == "city":
            yield each.name, lambda filler: filler.maybe(CITIES)
        elif each.type in _BY_TYPE:
            yield each.name, _BY_TYPE[each.type]
        elif values := finite(each):
            yield each.name, _any_of(values)


def finite(attribute: "Attribute[Any]") -> tuple[object, ...]:
    """The values of an enum, a boolean, or either of them and None."""
    members = get_args(attribute.type) or (attribute.type,)
    found: list[object] = []
    for member in members:
        if member is type(None):
            found.insert(0, None)
        elif member is bool:
            found += [False, True]
        elif isinstance(member, type) and issubclass(member, Enum):
            found += list(member)
        else:
            return ()
    return tuple(found)
