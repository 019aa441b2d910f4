"""Rules about presence: steps that the guest takes in person happen between arrival and departure."""

from typing import Final

from protocol.events import (
    CityLeft,
    CityReached,
    ColoursSaluted,
    DelegationsPresented,
    FarewellCeremonyOpened,
    GuardReported,
    GuardReviewed,
    GuestArrived,
    GuestDeparted,
    LeadersGreeted,
    MarchPastHeld,
    MeetingHeld,
    ParliamentAddressed,
    ReceptionOpened,
    SoldiersGreeted,
    TalksOpened,
    VisitorsBookSigned,
    WelcomeCeremonyOpened,
    WreathLaid,
)
from protocol.order import either, not_succession, responded_existence
from protocol.rules.evidence import LOGICAL, Severity, because
from protocol.rules.rule import order_rule

IN_PERSON: Final = (
    LeadersGreeted,
    DelegationsPresented,
    GuardReported,
    ColoursSaluted,
    GuardReviewed,
    SoldiersGreeted,
    MarchPastHeld,
    VisitorsBookSigned,
    WreathLaid,
    ParliamentAddressed,
    CityLeft,
    CityReached,
)
"""Steps that the guest takes in person; in 225 reported visits none of them happens outside the stay."""

_IN_THE_COUNTRY: Final = because("who is not in the country cannot take part in person")

nothing_in_person_before_arrival = order_rule(
    "PRE01",
    "What the guest does in person comes after the arrival.",
    not_succession(either(*IN_PERSON, FarewellCeremonyOpened), GuestArrived),
    severity=Severity.BREACH,
    evidence=LOGICAL,
    sources=(_IN_THE_COUNTRY,),
    hint="travel inside the country is recorded as city_left and city_reached",
)

nothing_in_person_after_departure = order_rule(
    "PRE02",
    "What the guest does in person comes before the departure.",
    not_succession(GuestDeparted, either(*IN_PERSON)),
    severity=Severity.BREACH,
    evidence=LOGICAL,
    sources=(_IN_THE_COUNTRY,),
    hint="a flight inside the country is recorded as city_left",
)

a_visit_has_an_arrival = order_rule(
    "PRE03",
    "A visit on which the guest is received or met has an arrival.",
    responded_existence(
        either(*IN_PERSON, WelcomeCeremonyOpened, TalksOpened, MeetingHeld, ReceptionOpened), GuestArrived
    ),
    severity=Severity.LAPSE,
    evidence=LOGICAL,
    sources=(_IN_THE_COUNTRY,),
    only_complete=True,
)

PRESENCE_RULES = (nothing_in_person_before_arrival, nothing_in_person_after_departure, a_visit_has_an_arrival)
