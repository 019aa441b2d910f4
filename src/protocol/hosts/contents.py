"""What content rules of several hosts ask: who may make a visit of a kind, how many guns, who greets, how many sit."""

from collections.abc import Collection
from typing import Any, Final

from protocol.events import (
    GuestGreeted,
    GunSaluteFired,
    TalksOpened,
    VisitAgreed,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
)
from protocol.rules import Step, fault
from protocol.stream import Entry
from protocol.values import Rank, TalksFormat, VisitKind

HEADS_OF_STATE: Final = frozenset({Rank.MONARCH, Rank.HEAD_OF_STATE})
"""The ranks of who is a head of state."""


def made_by(entry: Entry[VisitAgreed], kind: VisitKind, ranks: Collection[Rank]) -> Step[None] | None:
    """The fault of a visit of a kind that is made by a guest of another rank; silent where the rank is not known."""
    rank = entry.event.guest_rank
    if entry.event.kind is not kind or rank is None or rank in ranks:
        return None
    return Step(None, fault("a visit of this kind, {kind}, by a guest of the rank {rank}", kind=kind, rank=rank))


def rounds_are(entry: Entry[GunSaluteFired], rounds: int) -> Step[None] | None:
    """The fault of a salute of another number of guns; silent where nobody counted."""
    fired = entry.event.rounds
    if fired is None or fired == rounds:
        return None
    return Step(None, fault("{fired} guns, not {rounds}", fired=fired, rounds=rounds))


def greeted_by(entry: Entry[GuestGreeted], ranks: Collection[Rank]) -> Step[None] | None:
    """The fault of a greeting by people all of whose ranks are known and none of whom has one of these."""
    known = {person.rank for person in entry.event.by}
    if not known or None in known or not known.isdisjoint(ranks):
        return None
    return Step(None, fault("greeted by nobody of the rank {ranks}", ranks=" or ".join(sorted(ranks))))


def at_most_a_side(entry: Entry[TalksOpened], form: TalksFormat, most: int) -> Step[None] | None:
    """The fault of talks of a format at which more sit for one state than may."""
    if entry.event.format is not form:
        return None
    seated = [person.country for person in entry.event.participants if person.country is not None]
    crowd = next((country for country in seated if seated.count(country) > most), None)
    if crowd is None:
        return None
    return Step(
        None,
        fault("{number} sat for {country}, not at most {most}", number=seated.count(crowd), country=crowd, most=most),
    )


def under_a_roof(entry: Entry[Any], *, indoors: bool) -> Step[bool] | None:
    """The fault of a march past or a salute in a ceremony that is held indoors; what is remembered is whether it is."""
    match entry.event:
        case WelcomeCeremonyOpened(venue=venue):
            return Step(venue is not None and venue.indoors is True)
        case WelcomeCeremonyClosed():
            return Step(False)  # noqa: FBT003 - what is remembered
        case event:
            return Step(indoors, fault("{event} under a roof", event=event)) if indoors else None
