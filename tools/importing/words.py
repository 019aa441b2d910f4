"""What the normalised words of the table mean in the vocabulary of events."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from attrs import frozen

from protocol.events import (
    AnthemPlayed,
    CityLeft,
    CityReached,
    ColoursSaluted,
    CulturalEventAttended,
    DecorationConferred,
    DelegationsPresented,
    EscortProvided,
    Event,
    FarewellCeremonyClosed,
    FarewellCeremonyOpened,
    FlypastHeld,
    ForumAttended,
    GiftPresented,
    GuardReported,
    GuardReviewed,
    GuestArrived,
    GuestDeparted,
    GuestGreeted,
    GunSaluteFired,
    LeadersGreeted,
    MarchPastHeld,
    MeetingHeld,
    MultilateralMeetingAttended,
    OtherHappened,
    ParliamentAddressed,
    PhotographTaken,
    PlaceInaugurated,
    PressConferenceHeld,
    PressStatementMade,
    ReceptionClosed,
    ReceptionOpened,
    SigningClosed,
    SigningOpened,
    SiteVisited,
    SoldiersGreeted,
    SpeechGiven,
    TalksClosed,
    TalksOpened,
    TreePlanted,
    VisitorsBookSigned,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
    WreathLaid,
)
from protocol.values import Counterpart, Meal, Side, Sides, TalksFormat

Step = Mapping[str, Any]
"""A step as the table has it."""


@frozen
class Meaning:
    """What a step means: an event, and the event that closes it where it is a ceremony."""

    event: Event
    closing: Event | None = None


def _talks(form: TalksFormat) -> Callable[[Step], Meaning]:
    def meant(step: Step) -> Meaning:
        stated = form if step.get("format_stated", True) else TalksFormat.UNSTATED
        return Meaning(TalksOpened(stated), TalksClosed(stated))

    return meant


def _press(step: Step) -> Meaning:
    questions = "conference" in step["detail"].lower()
    return Meaning(PressConferenceHeld() if questions else PressStatementMade())


def _report(step: Step) -> Meaning:
    detail = step["detail"].lower()
    to = (
        Sides.BOTH
        if "both" in detail
        else Sides.GUEST
        if "guest" in detail
        else Sides.HOST
        if "host" in detail
        else None
    )
    return Meaning(GuardReported(to))


def _salute(step: Step) -> Meaning:
    """A salute; numbers of guns are known from 11 (the scale of Spain) to 62 (the Tower of London)."""
    rounds = re.search(r"\b(1[1-9]|2[01]|41|62)\b", step["detail"])
    return Meaning(GunSaluteFired(rounds and int(rounds[0])))


def _always(event: Event, closing: Event | None = None) -> Callable[[Step], Meaning]:
    return lambda _: Meaning(event, closing)


def _titled(make: Callable[[str], Event]) -> Callable[[Step], Meaning]:
    return lambda step: Meaning(make(step["detail"]))


def _meeting(counterpart: Counterpart) -> Callable[[Step], Meaning]:
    return _always(MeetingHeld(counterpart))


MEANINGS: Mapping[str, Callable[[Step], Meaning]] = {
    "arrival": _always(GuestArrived()),
    "airport_greeting": _always(GuestGreeted()),
    "welcome_ceremony": _always(WelcomeCeremonyOpened(), WelcomeCeremonyClosed()),
    "leaders_greeting": _always(LeadersGreeted()),
    "presentation_of_delegations": _always(DelegationsPresented()),
    "guard_report": _report,
    "anthem_guest": _always(AnthemPlayed(Side.GUEST)),
    "anthem_host": _always(AnthemPlayed(Side.HOST)),
    "anthems": _always(AnthemPlayed()),
    "gun_salute": _salute,
    "guard_review": _always(GuardReviewed()),
    "march_past": _always(MarchPastHeld()),
    "photo": _always(PhotographTaken()),
    "visitors_book": _always(VisitorsBookSigned()),
    "restricted_talks": _talks(TalksFormat.RESTRICTED),
    "expanded_talks": _talks(TalksFormat.EXPANDED),
    "business_forum": _always(ForumAttended()),
    "signing": _always(SigningOpened(), SigningClosed()),
    "joint_statement": _titled(lambda detail: OtherHappened(f"joint statement: {detail}")),
    "press_statements": _press,
    "decoration": _always(DecorationConferred()),
    "gift_exchange": _always(GiftPresented()),
    "wreath_laying": _always(WreathLaid()),
    "parliament_address": _always(ParliamentAddressed()),
    "luncheon": _always(ReceptionOpened(Meal.LUNCHEON), ReceptionClosed()),
    "banquet": _always(ReceptionOpened(Meal.BANQUET), ReceptionClosed()),
    "cultural_event": _always(CulturalEventAttended()),
    "inauguration": _titled(PlaceInaugurated),
    "tree_planting": _always(TreePlanted()),
    "tour": _always(SiteVisited()),
    "meeting_with_premier": _meeting(Counterpart.PREMIER),
    "meeting_with_speaker": _meeting(Counterpart.SPEAKER),
    "farewell_ceremony": _always(FarewellCeremonyOpened(), FarewellCeremonyClosed()),
    "departure": _always(GuestDeparted()),
    "other": _titled(OtherHappened),
}
"""The words of the table."""

FINER: Mapping[str, Callable[[Step], Meaning]] = {
    "escort_procession": _always(EscortProvided()),
    "courtesy_call": _meeting(Counterpart.OTHER),
    "couples_meeting": _meeting(Counterpart.OTHER),
    "meeting_other_bodies": _meeting(Counterpart.OTHER),
    "audience_by_guest": _meeting(Counterpart.OTHER),
    "community_meeting": _meeting(Counterpart.COMMUNITY),
    "media_interview": _meeting(Counterpart.MEDIA),
    "city_reception": _meeting(Counterpart.MAYOR),
    "flag_homage": _always(ColoursSaluted()),
    "speech_or_lecture": _always(SpeechGiven()),
    "flypast": _always(FlypastHeld()),
    "flowers_bread_salt": _always(GuestGreeted(flowers=True)),
    "greeting_by_representative": _always(GuestGreeted()),
    "guest_greets_guard": _always(SoldiersGreeted()),
    "multilateral_event": _always(MultilateralMeetingAttended()),
}
"""Finer words for steps that the table calls other; what is not among them stays other."""

WITHIN_A_WELCOME = (
    LeadersGreeted,
    DelegationsPresented,
    GuardReported,
    AnthemPlayed,
    GunSaluteFired,
    ColoursSaluted,
    GuardReviewed,
    SoldiersGreeted,
    MarchPastHeld,
    PhotographTaken,
)
"""The events of which a welcome ceremony is made."""

HONOURS = (GuardReported, AnthemPlayed, GuardReviewed, MarchPastHeld)
"""Those of them that nobody does outside a ceremony of welcome."""

BEFORE_THE_ARRIVAL = (EscortProvided, FlypastHeld, GuestGreeted, GunSaluteFired, OtherHappened)
"""What may be told before the guest's arrival, since it needs the guest no more than that."""

TRAVEL = {GuestArrived: CityReached(), GuestDeparted: CityLeft()}
"""What an arrival or a departure inside the visit is."""


def meaning(step: Step) -> Meaning:
    """What a step of the table means; a word that is not known is told as other."""
    finer = FINER.get(step.get("suggested_what") or "")
    return (finer or MEANINGS.get(step["what"], MEANINGS["other"]))(step)
