"""Ten rules of the common rulebook once more, written from their sentences as loops over what happened.

Nothing of the order language is used here, so that a fault in it cannot hide from itself.
"""

from collections.abc import Callable, Sequence
from types import MappingProxyType

from protocol.events import (
    AnthemPlayed,
    DocumentSigned,
    DocumentsSigned,
    Event,
    GuardReviewed,
    GuestArrived,
    GuestDeparted,
    PressConferenceHeld,
    PressStatementMade,
    ReceptionClosed,
    ReceptionOpened,
    RecordOpened,
    SigningOpened,
    TalksOpened,
    ToastProposed,
    VisitAgreed,
    VisitCancelled,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
)
from protocol.stream import Stream
from protocol.values import Basis, Side, Standing, TalksFormat, VisitKind

Broken = Callable[[Sequence[Event]], bool]


def arrived_twice(events: Sequence[Event]) -> bool:
    """ARR01: the guest arrives in the country once."""
    return sum(isinstance(event, GuestArrived) for event in events) > 1


def talked_before_arriving(events: Sequence[Event]) -> bool:
    """ARR02: the guest arrives before any talks are held."""
    talks = False
    for event in events:
        if isinstance(event, GuestArrived) and talks:
            return True
        talks = talks or isinstance(event, TalksOpened)
    return False


def stayed_for_ever(events: Sequence[Event]) -> bool:
    """DEP05: a guest who has arrived departs in the end, unless the visit was called off."""
    there = False
    for event in events:
        if isinstance(event, GuestArrived):
            there = True
        elif isinstance(event, GuestDeparted):
            there = False
    return there and not any(isinstance(event, VisitCancelled) for event in events)


def host_before_guest(events: Sequence[Event]) -> bool:
    """CER02: in a welcome ceremony, the guest's anthem is first played before the host's."""
    inside, first = False, None
    for event in events:
        match event:
            case WelcomeCeremonyOpened() | WelcomeCeremonyClosed():
                inside, first = isinstance(event, WelcomeCeremonyOpened), None
            case AnthemPlayed(of=Side.GUEST) if inside and first is Side.HOST:
                return True
            case AnthemPlayed(of=Side.HOST | Side.GUEST) if inside:
                first = first or event.of
            case _:
                pass
    return False


def guard_before_anthems(events: Sequence[Event]) -> bool:
    """CER04: in a welcome ceremony of honours, the first anthem is played before the guard is reviewed."""
    inside, reviewed, played = False, False, False
    for event in events:
        match event:
            case VisitAgreed(kind=kind) if kind not in {VisitKind.STATE, VisitKind.OFFICIAL, VisitKind.UNKNOWN}:
                return False
            case WelcomeCeremonyOpened() | WelcomeCeremonyClosed():
                inside, reviewed, played = isinstance(event, WelcomeCeremonyOpened), False, False
            case GuardReviewed() if inside:
                reviewed = True
            case AnthemPlayed() if inside and reviewed and not played:
                return True
            case AnthemPlayed() if inside:
                played = True
            case _:
                pass
    return False


def expanded_first(events: Sequence[Event]) -> bool:
    """TLK01: where talks are held in both formats, the restricted come before the expanded."""
    formats = [event.format for event in events if isinstance(event, TalksOpened)]
    both = [each for each in formats if each in {TalksFormat.RESTRICTED, TalksFormat.EXPANDED}]
    return len(set(both)) > 1 and both[0] is TalksFormat.EXPANDED


def welcomed_after_talks(events: Sequence[Event]) -> bool:
    """TLK03: the welcome ceremony comes before the restricted talks."""
    talked = False
    for event in events:
        if isinstance(event, WelcomeCeremonyOpened):
            return talked
        talked = talked or (isinstance(event, TalksOpened) and event.format is TalksFormat.RESTRICTED)
    return False


def signed_before_talks(events: Sequence[Event]) -> bool:
    """SIG03: where talks are held, they begin before documents are signed."""
    return _before_the_first_talks(events, (DocumentSigned, DocumentsSigned, SigningOpened))


def told_before_talks(events: Sequence[Event]) -> bool:
    """PRS01: where talks are held, they begin before the press is told of them."""
    return _before_the_first_talks(events, (PressStatementMade, PressConferenceHeld))


def _before_the_first_talks(events: Sequence[Event], kinds: tuple[type[Event], ...]) -> bool:
    early = False
    for event in events:
        if isinstance(event, TalksOpened):
            return early
        early = early or isinstance(event, kinds)
    return False


def toasted_after_table(events: Sequence[Event]) -> bool:
    """TOA01: after a reception is closed no toast is proposed until there is another one."""
    over = False
    for event in events:
        match event:
            case ReceptionClosed() | ReceptionOpened():
                over = isinstance(event, ReceptionClosed)
            case ToastProposed() if over:
                return True
            case _:
                pass
    return False


ORACLE = MappingProxyType[str, Broken](
    {
        "ARR01": arrived_twice,
        "ARR02": talked_before_arriving,
        "DEP05": stayed_for_ever,
        "CER02": host_before_guest,
        "CER04": guard_before_anthems,
        "TLK01": expanded_first,
        "TLK03": welcomed_after_talks,
        "SIG03": signed_before_talks,
        "PRS01": told_before_talks,
        "TOA01": toasted_after_table,
    }
)
"""By its code, whether a rule is broken by the events of a complete record of a visit that has ended."""


def broken(stream: Stream) -> set[str]:
    """The codes of those of the ten rules that a visit breaks."""
    ahead = () if stream.opening.basis is Basis.ANNOUNCED else (Standing.ANNOUNCED,)
    happened = [entry.event for entry in stream if entry.standing not in ahead or isinstance(entry.event, RecordOpened)]
    return {code for code, is_broken in ORACLE.items() if is_broken(tuple(happened))}
