"""Japan: the five classes of guests and their honours, as described of the Imperial Household's practice."""

from typing import Final

from protocol.events import GuestArrived, ReceptionOpened, WelcomeCeremonyOpened
from protocol.hosts.host import Host, seen
from protocol.order import absence, first_before, response
from protocol.rules import CEREMONIAL_KINDS, COMMON, REPORTED, Severity, Work, order_rule
from protocol.values import Country, VisitKind

CLASSES: Final = Work("Japan's classes of guests, as told by kotobank", None, "ja").whole
COURT: Final = Work("What the Imperial Court does for guests, as told in 2014", None, "zh").whole
DIRECTIVE: Final = Work("Japan, Self-Defense Forces ceremonial directive 14/1964", None, "ja").whole

no_welcome_ceremony = order_rule(
    "JPN01",
    "On an official working visit there is no welcome ceremony.",
    absence(WelcomeCeremonyOpened),
    severity=Severity.NOTE,
    evidence=REPORTED,
    kinds=frozenset({VisitKind.OFFICIAL_WORKING}),
    sources=(CLASSES,),
    alone="{breaking}",
)

court_meal = order_rule(
    "JPN02",
    "A state guest is given a banquet at court, an official guest a luncheon.",
    response(GuestArrived, ReceptionOpened),
    severity=Severity.NOTE,
    evidence=REPORTED,
    kinds=CEREMONIAL_KINDS,
    sources=(COURT, CLASSES),
)

welcome_before_banquet = order_rule(
    "JPN03",
    "The welcome ceremony comes before the banquet.",
    first_before(WelcomeCeremonyOpened, ReceptionOpened),
    severity=Severity.NOTE,
    evidence=REPORTED,
    kinds=frozenset({VisitKind.STATE}),
    sources=(COURT, CLASSES),
    hint="an earlier one may have gone unreported",
)

JP: Final = COMMON.adding(no_welcome_ceremony, court_meal, welcome_before_banquet).edition("jp", "Japan, as told")

HOST: Final = Host(
    Country("JP"),
    (JP,),
    seen=(
        seen("State guests are decided on by the cabinet, official guests agreed to by it.", CLASSES),
        seen("Before a state guest leaves, the Emperor and the Empress call at the guest's lodging.", COURT),
        seen("A review normally follows the honours.", DIRECTIVE),
    ),
)
