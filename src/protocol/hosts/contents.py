"""The folds that content rules of several hosts share: about ranks, guns, greetings, places and seats."""

from collections.abc import Collection
from typing import Any, Final

from protocol.events import (
    GuestGreeted,
    GuestSeenOff,
    GunSaluteFired,
    ReceptionOpened,
    TalksOpened,
    VisitAgreed,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
)
from protocol.rules import FoldStep, fault
from protocol.stream import Entry
from protocol.values import Meal, Person, Rank, TalksFormat, VenueKind, VisitKind

HEADS_OF_STATE: Final = frozenset({Rank.MONARCH, Rank.HEAD_OF_STATE})
"""The ranks of heads of state."""
HEADS: Final = HEADS_OF_STATE | {Rank.HEAD_OF_GOVERNMENT}
"""The ranks of heads of state and of government."""


def made_by(entry: Entry[VisitAgreed], kind: VisitKind, ranks: Collection[Rank]) -> FoldStep[None] | None:
    """The fault of a visit of a kind by a guest of another rank; none if the rank is not known."""
    rank = entry.event.guest_rank
    if entry.event.kind is not kind or rank is None or rank in ranks:
        return None
    return FoldStep(None, fault("a visit of this kind, {kind}, by a guest of the rank {rank}", kind=kind, rank=rank))


def rounds_are(entry: Entry[GunSaluteFired], rounds: int) -> FoldStep[None] | None:
    """The fault of a salute with another number of guns; none if the number is not known."""
    fired = entry.event.rounds
    if fired is None or fired == rounds:
        return None
    return FoldStep(None, fault("{fired} guns, not {rounds}", fired=fired, rounds=rounds))


def greeted_by(entry: Entry[GuestGreeted], ranks: Collection[Rank]) -> FoldStep[None] | None:
    """The fault of a greeting by people all of whose ranks are known and none of whom has one of these."""
    return _none_of(entry.acting, ranks, "greeted by nobody of the rank {ranks}")


def seen_off_by(entry: Entry[GuestSeenOff], ranks: Collection[Rank]) -> FoldStep[None] | None:
    """The fault of a leave-taking by people all of whose ranks are known and none of whom has one of these."""
    return _none_of(entry.acting, ranks, "seen off by nobody of the rank {ranks}")


def banquet_given_by(entry: Entry[ReceptionOpened], ranks: Collection[Rank]) -> FoldStep[None] | None:
    """The fault of a banquet given by people all of whose ranks are known and none of whom has one of these."""
    if entry.event.meal is not Meal.BANQUET:
        return None
    return _none_of(entry.acting, ranks, "a banquet given by nobody of the rank {ranks}")


def _none_of(people: Collection[Person], ranks: Collection[Rank], message: str) -> FoldStep[None] | None:
    known = [person.rank for person in people]
    if not known or any(rank is None or rank.counts_as in ranks for rank in known):
        return None
    return FoldStep(None, fault(message, ranks=" or ".join(sorted(ranks))))


def welcomed_elsewhere_than(entry: Entry[WelcomeCeremonyOpened], place: VenueKind) -> FoldStep[None] | None:
    """The fault of a welcome ceremony at a kind of place; none if the kind is not known."""
    if entry.place is None or entry.place.kind is not place:
        return None
    return FoldStep(None, fault("a welcome ceremony at the {place}", place=place))


def at_most_a_side(entry: Entry[TalksOpened], form: TalksFormat, most: int) -> FoldStep[None] | None:
    """The fault of talks of a format with too many people for one state."""
    if entry.event.format is not form:
        return None
    seated = [person.country for person in entry.attending if person.country is not None]
    crowd = next((country for country in seated if seated.count(country) > most), None)
    if crowd is None:
        return None
    return FoldStep(
        None,
        fault("{number} sat for {country}, not at most {most}", number=seated.count(crowd), country=crowd, most=most),
    )


def under_a_roof(entry: Entry[Any], *, indoors: bool) -> FoldStep[bool] | None:
    """The fault of a march past or a salute in a ceremony indoors; the memory is whether the ceremony is indoors."""
    match entry.event:
        case WelcomeCeremonyOpened():
            return FoldStep(entry.place is not None and entry.place.indoors is True)
        case WelcomeCeremonyClosed():
            return FoldStep(False)  # noqa: FBT003 - what is remembered
        case event:
            return FoldStep(indoors, fault("{event} under a roof", event=event)) if indoors else None
