"""How to break content rules when visits are generated: small edits of a visit that keeps all rules."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from attrs import evolve

from protocol.errors import InvalidValueError
from protocol.events import (
    ORDERED,
    AnthemPlayed,
    DelegationNamed,
    DocumentsExchanged,
    DocumentSigned,
    Event,
    GuardReviewed,
    SiteVisited,
    SpouseProgrammeHeld,
    TalksOpened,
    VisitAgreed,
    VisitCancelled,
    VisitConcluded,
)
from protocol.stream import Entry, Stream
from protocol.values import (
    Country,
    DocumentKind,
    FullPowers,
    Moment,
    Part,
    Person,
    Presence,
    Rank,
    Side,
    Sides,
    Signatory,
    SigningManner,
    Text,
)

Edit = Callable[[Stream], Stream]
Matching = Callable[[Event], bool]


def place_of(stream: Stream, event: type, matching: Matching = lambda _: True) -> int:
    """The place of the first event of a class that matches."""
    return next(place for place, each in enumerate(stream.events) if isinstance(each, event) and matching(each))


def change_first(event: type, change: Callable[[Any], Event], matching: Matching = lambda _: True) -> Edit:
    """The edit that changes the first event of a class that matches."""
    return change_entry(event, lambda entry: evolve(entry, event=change(entry.event)), matching)


def change_entry(event: type, change: Callable[[Entry[Any]], Entry[Any]], matching: Matching = lambda _: True) -> Edit:
    """The edit that changes the entry of the first event of a class that matches."""

    def edit(stream: Stream) -> Stream:
        place = place_of(stream, event, matching)
        return Stream((*stream.entries[:place], change(stream.entries[place]), *stream.entries[place + 1 :]))

    return edit


def with_people(part: Part, *people: Person) -> Callable[[Entry[Any]], Entry[Any]]:
    """The change of an entry after which these people alone have a part in it."""

    def change(entry: Entry[Any]) -> Entry[Any]:
        others = (each for each in entry.present if each.part is not part)
        return evolve(entry, present=(*others, *(Presence(person, part) for person in people)))

    return change


def _signature(stream: Stream) -> tuple[int, DocumentSigned]:
    """The place of the first signed document, and the signing with a full signature."""
    place = place_of(stream, DocumentSigned)
    signed: Any = stream.events[place]
    return place, evolve(signed, manner=SigningManner.SIGNATURE)


def replace(stream: Stream, place: int, *events: Event) -> Stream:
    """A stream with one event replaced by these."""
    at = stream.entries[place].at
    made = (Entry(0, event, at) for event in events)
    return Stream.of(*stream.entries[:place], *made, *stream.entries[place + 1 :])


def signed_again(stream: Stream) -> Stream:
    """A document is signed a second time, straight away."""
    place, signed = _signature(stream)
    return replace(stream, place, signed, signed)


def signed_without_powers(signed: DocumentSigned) -> DocumentSigned:
    """A treaty is signed by a minister who lacks full powers."""
    minister = Person("M. Minister", Text.of("Minister of Trade"), Rank.MINISTER)
    treaty = evolve(signed.document, kind=DocumentKind.TREATY)
    return DocumentSigned(treaty, (Signatory(minister, powers=FullPowers.LACKING),))


def exchanged_too_early(stream: Stream) -> Stream:
    """A document is exchanged just before it is signed."""
    place, signed = _signature(stream)
    return replace(stream, place, DocumentsExchanged((signed.document,)), signed)


def initialled_too_late(stream: Stream) -> Stream:
    """A document is initialled just after it was signed."""
    place, signed = _signature(stream)
    return replace(stream, place, signed, evolve(signed, manner=SigningManner.INITIALLING, signatories=()))


def stranger_at_the_table(stream: Stream) -> Stream:
    """Delegations are named, and somebody of none of them takes part in the talks."""
    seated = change_entry(TalksOpened, with_people(Part.ATTENDING, Person("S. Stranger")))(stream)
    place = place_of(seated, VisitAgreed)
    delegations = (DelegationNamed(side, (Person("M. Member"),)) for side in (Side.HOST, Side.GUEST))
    return replace(seated, place, seated.events[place], *delegations)


def reviewed_by_one_of_both(stream: Stream) -> Stream:
    """Both sides are said to review the guard, and only the leader of the host is named."""
    agreed: Any = stream.events[place_of(stream, VisitAgreed)]
    party = agreed.party(Side.HOST)
    change = with_people(Part.ACTING, *party.principals[:1])
    return change_entry(GuardReviewed, lambda entry: evolve(change(entry), event=GuardReviewed(Sides.BOTH)))(stream)


def another_anthem(played: AnthemPlayed) -> AnthemPlayed:
    """The anthem is that of a country that has no part in the visit."""
    return evolve(played, state=Country("IS"))


def begun_too_early(stream: Stream) -> Stream:
    """A step in which nobody is said to act has begun a minute before the one before it."""
    in_line = ORDERED - {SpouseProgrammeHeld}
    before, place = [place for place, event in enumerate(stream.events) if type(event) in in_line][-2:]
    began = _time(stream.entries[before])
    return _retime(stream, place, at=Moment(began - timedelta(minutes=1)), present=())


def ended_too_early(stream: Stream) -> Stream:
    """The end is said to have been over a minute before it began."""
    place = len(stream) - 1
    return _retime(stream, place, until=Moment(_time(stream.entries[place]) - timedelta(minutes=1)))


def _time(entry: Entry[Event]) -> datetime:
    full = None if entry.at is None else entry.at.full
    if full is None:
        raise InvalidValueError("a time to spoil", str(entry.at), "the visit has to state when its steps began")
    return full


def _retime(stream: Stream, place: int, **said: Any) -> Stream:  # noqa: ANN401 - the fields of an entry
    entry = evolve(stream.entries[place], **said)
    return Stream((*stream.entries[:place], entry, *stream.entries[place + 1 :]))


def after_the_days(stream: Stream) -> Stream:
    """The end is a week later than was agreed."""
    place = len(stream) - 1
    return _retime(stream, place, at=Moment(_time(stream.entries[place]) + timedelta(days=7)))


def after_the_end(stream: Stream) -> Stream:
    """A place is visited when the visit is over."""
    over = stream if isinstance(stream.events[-1], VisitConcluded) else stream.then(VisitConcluded())
    return over.then(Entry(0, SiteVisited(), over.entries[-1].at))


def cancelled_too_late(stream: Stream) -> Stream:
    """The visit is cancelled when it has begun, instead of being concluded."""
    kept = stream.entries[:-1] if isinstance(stream.events[-1], VisitConcluded) else stream.entries
    return Stream(kept).then(Entry(0, VisitCancelled(), kept[-1].at))
