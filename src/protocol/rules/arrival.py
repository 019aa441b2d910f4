"""Rules about arrival and departure: what a guest cannot do while absent."""

from protocol.events import (
    GuestArrived,
    GuestDeparted,
    GuestGreeted,
    GuestSeenOff,
    ReceptionOpened,
    TalksOpened,
    WelcomeCeremonyOpened,
)
from protocol.order import absence, either, not_succession, response
from protocol.rules.ceremonies import ANY_SIGNING, FIXED
from protocol.rules.evidence import LOGICAL, Severity, because, observed
from protocol.rules.rule import order_rule
from protocol.rules.sources import COLOMBIA_11L, COLOMBIA_11O, PERU_22, VISITS

arrival_once = order_rule(
    "ARR01",
    "The guest arrives in the country once; travel inside it is not another arrival.",
    absence(GuestArrived, 2),
    severity=Severity.BREACH,
    evidence=LOGICAL,
    sources=(because("who has arrived and has not departed cannot arrive again"),),
    wording="a second arrival in the country",
    hint="travel inside the country is recorded as city_left and city_reached",
)

arrival_before_talks = order_rule(
    "ARR02",
    "The guest arrives before any talks are held.",
    not_succession(TalksOpened, GuestArrived),
    severity=Severity.BREACH,
    evidence=observed(held=16, broken=0),
    sources=(VISITS,),
    hint="talks by telephone or video before the visit are no step of it",
)

arrival_before_welcome = order_rule(
    "ARR03",
    "The guest arrives before the welcome ceremony.",
    not_succession(WelcomeCeremonyOpened, GuestArrived),
    severity=Severity.BREACH,
    evidence=LOGICAL,
    sources=(because("nobody can be welcomed who is not there"), PERU_22, COLOMBIA_11L),
)

arrival_before_greeting = order_rule(
    "ARR04",
    "The guest arrives before being greeted.",
    not_succession(GuestGreeted, GuestArrived),
    severity=Severity.LAPSE,
    evidence=LOGICAL,
    sources=(because("nobody can be greeted who is not there"), COLOMBIA_11L),
    hint="a report may name the greeting first; then the arrival is better recorded before it",
)

arrival_before_hospitality = order_rule(
    "ARR05",
    "The guest arrives before any reception is given or document signed.",
    not_succession(either(ReceptionOpened, ANY_SIGNING), GuestArrived),
    severity=Severity.BREACH,
    evidence=observed(held=11, broken=0),
    sources=(VISITS, because("who is not there cannot be entertained")),
    hint="ministers may sign ahead of the leaders; what was signed before the visit is no step of it",
)

departure_after_arrival = order_rule(
    "DEP01",
    "The guest departs only after arriving.",
    not_succession(GuestDeparted, GuestArrived),
    severity=Severity.BREACH,
    evidence=LOGICAL,
    sources=(because("who has not arrived cannot leave"),),
)

departure_once = order_rule(
    "DEP02",
    "The guest departs from the country once; travel inside it is not another departure.",
    absence(GuestDeparted, 2),
    severity=Severity.BREACH,
    evidence=LOGICAL,
    sources=(because("who has departed is gone"),),
    wording="a second departure from the country",
    hint="travel inside the country is recorded as city_left and city_reached",
)

departure_ends_the_business = order_rule(
    "DEP03",
    "After the guest has departed no ceremony, talks, signing or reception begins or ends.",
    not_succession(GuestDeparted, either(ANY_SIGNING, *sorted(FIXED, key=lambda event: event.__name__))),
    severity=Severity.BREACH,
    evidence=LOGICAL,
    sources=(because("what takes two cannot be done by the one who stayed"),),
    hint="a flight inside the country is recorded as city_left",
)

seen_off_before_departure = order_rule(
    "DEP04",
    "The guest is seen off before departing.",
    not_succession(GuestDeparted, GuestSeenOff),
    severity=Severity.LAPSE,
    evidence=LOGICAL,
    sources=(because("nobody can be seen off who is gone"), COLOMBIA_11O),
)

who_arrives_departs = order_rule(
    "DEP05",
    "A guest who has arrived departs in the end.",
    response(GuestArrived, GuestDeparted),
    severity=Severity.LAPSE,
    evidence=LOGICAL,
    sources=(because("a visit that has no end is not a visit"),),
)

ARRIVAL_RULES = (
    arrival_once,
    arrival_before_talks,
    arrival_before_welcome,
    arrival_before_greeting,
    arrival_before_hospitality,
    departure_after_arrival,
    departure_once,
    departure_ends_the_business,
    seen_off_before_departure,
    who_arrives_departs,
)
