"""How to break the content rules of hosts when visits are generated."""

from typing import Any, Final

from attrs import evolve

from protocol.events import (
    DelegationNamed,
    DocumentsExchanged,
    DocumentSigned,
    Event,
    GuestArrived,
    GuestGreeted,
    GuestSeenOff,
    GunSaluteFired,
    MarchPastHeld,
    ReceptionOpened,
    TalksOpened,
    VisitAgreed,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
)
from protocol.order import Pattern, where
from protocol.rules import Spoil
from protocol.rules.spoils import change_entry, change_first, place_of, replace, with_people
from protocol.stream import Entry, Stream
from protocol.values import (
    Country,
    DocumentKind,
    FullPowers,
    Meal,
    Part,
    Party,
    Person,
    Rank,
    Side,
    Signatory,
    SigningManner,
    TalksFormat,
    Venue,
    VenueKind,
)

_PRINCE: Final = Person("C. Prince", rank=Rank.CROWN_PRINCE)
_SPOUSE: Final = Person("S. Spouse", rank=Rank.SPOUSE)
_MINISTER: Final = Person("M. Minister", rank=Rank.MINISTER)
_IN_FULL: Final = where(DocumentSigned, manner=SigningManner.SIGNATURE)
_FOREIGN_MINISTER: Final = Person("F. Minister", rank=Rank.FOREIGN_MINISTER)


def _set(event: type, **values: object) -> Spoil:
    """The first event of a class has other values."""
    return Spoil((event,), change_first(event, lambda each: evolve(each, **values)))


def _by(event: type, person: Person, **values: object) -> Spoil:
    """The first event of a class is done by one person."""
    by_person = with_people(Part.ACTING, person)
    return Spoil(
        (event,), change_entry(event, lambda each: by_person(evolve(each, event=evolve(each.event, **values))))
    )


def _only_these_at_the_talks(talks: type | Pattern, *people: Person) -> Spoil:
    """These people alone take part in the talks; no delegation is named to which they would have to belong."""
    pattern = talks if isinstance(talks, Pattern) else Pattern(talks)
    seat = change_entry(TalksOpened, with_people(Part.ATTENDING, *people), pattern.matches)
    return Spoil((talks,), lambda stream: seat(_without_delegations(stream)))


def _without_delegations(stream: Stream) -> Stream:
    return Stream.of(*(entry for entry in stream if not isinstance(entry.event, DelegationNamed)))


def _by_somebody(agreed: VisitAgreed) -> VisitAgreed:
    return evolve(agreed, parties=tuple(map(_led_by_somebody, agreed.parties)))


def _led_by_somebody(party: Party) -> Party:
    if party.side is not Side.GUEST:
        return party
    return evolve(party, principals=tuple(evolve(person, rank=Rank.SPOUSE) for person in party.principals))


BY_SOMEBODY: Final = Spoil((), change_first(VisitAgreed, _by_somebody))
"""The guest is a spouse, who makes no such visits."""
ROUNDS: Final = _set(GunSaluteFired, rounds=13)
"""The salute is of a number of guns that nobody of rank is due."""
GREETED: Final = _by(GuestGreeted, _PRINCE)
"""The guest is greeted by a prince alone."""
SEEN_OFF: Final = _by(GuestSeenOff, _PRINCE)
"""The guest is seen off by a prince alone."""
BANQUET: Final = _by(ReceptionOpened, _PRINCE, meal=Meal.BANQUET)
"""The banquet is given by a prince."""
AIRPORT: Final = Spoil(
    (WelcomeCeremonyOpened,),
    change_entry(WelcomeCeremonyOpened, lambda entry: evolve(entry, place=Venue("the airport", VenueKind.AIRPORT))),
)
"""The welcome ceremony is held at the airport."""
SPOUSE_AT_THE_TABLE: Final = _only_these_at_the_talks(TalksOpened, _SPOUSE)
"""A spouse takes part in the talks."""


def crowd(size: int, country: str) -> Spoil:
    """More sit for a country at the expanded talks than may."""
    pattern = where(TalksOpened, format=TalksFormat.EXPANDED)
    return _only_these_at_the_talks(
        pattern, *(Person(f"Member {number}", country=Country(country)) for number in range(size))
    )


def minister_presides(country: str) -> Spoil:
    """Nobody but a minister sits for a country at the talks."""
    return _only_these_at_the_talks(TalksOpened, evolve(_MINISTER, country=Country(country)))


def _marching_indoors(stream: Stream) -> Stream:
    inside = change_entry(WelcomeCeremonyOpened, _under_a_roof)(stream)
    place = place_of(inside, WelcomeCeremonyClosed)
    return replace(inside, place, MarchPastHeld(), inside.events[place])


def _under_a_roof(opened: Entry[Any]) -> Entry[Any]:
    return evolve(opened, place=Venue("the great hall", VenueKind.RESIDENCE, indoors=True))


INDOORS: Final = Spoil((WelcomeCeremonyOpened,), _marching_indoors)
"""The guard marches past in a ceremony under a roof."""


def _spouse_unmet(stream: Stream) -> Stream:
    arrived = change_entry(GuestArrived, with_people(Part.ATTENDING, _SPOUSE))(stream)
    return change_entry(GuestGreeted, with_people(Part.ACTING, _FOREIGN_MINISTER))(arrived)


SPOUSE_UNMET: Final = Spoil((GuestArrived, GuestGreeted), _spouse_unmet)
"""The guest comes with a spouse, and the foreign minister meets them alone."""


def with_signatories(kind: DocumentKind, powers: FullPowers, *signatories: Signatory) -> Spoil:
    """The first document is of a kind, and a minister with such powers signs it, or others do."""

    def change(each: DocumentSigned) -> Event:
        by = signatories or (Signatory(_MINISTER, powers=powers),)
        return evolve(each, document=evolve(each.document, kind=kind), signatories=by)

    return Spoil((_IN_FULL,), change_first(DocumentSigned, change, _IN_FULL.matches))


def _initial_first(stream: Stream) -> Stream:
    place, first = _first(stream)
    treaty = evolve(first.document, kind=DocumentKind.TREATY)
    lacking = (Signatory(_MINISTER, powers=FullPowers.LACKING),)
    return replace(stream, place, DocumentSigned(treaty, lacking, SigningManner.INITIALLING), first)


def _exchange_early(stream: Stream) -> Stream:
    place, first = _first(stream)
    referred = evolve(first, document=evolve(first.document, kind=None), manner=SigningManner.AD_REFERENDUM)
    return replace(stream, place, referred, DocumentsExchanged((referred.document,)))


def _first(stream: Stream) -> tuple[int, Any]:
    place = place_of(stream, DocumentSigned, _IN_FULL.matches)
    return place, stream.events[place]


INITIALLED: Final = Spoil((_IN_FULL,), _initial_first)
"""A treaty is initialled by a minister without powers, just before another document is signed."""
EXCHANGED: Final = Spoil((_IN_FULL,), _exchange_early)
"""A document that is signed ad referendum is exchanged straight away."""
FOR_ONE_SIDE: Final = with_signatories(
    DocumentKind.AGREEMENT,
    FullPowers.UNSTATED,
    Signatory(Person("One"), Side.HOST),
    Signatory(Person("Two"), Side.HOST),
)
"""Two sign an agreement, both for the host."""
