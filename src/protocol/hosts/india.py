"""India: the ceremonial reception in the forecourt, as the press tells it."""

from typing import Final

from protocol.events import (
    AnthemPlayed,
    DelegationsPresented,
    GuardReviewed,
    GuestArrived,
    PhotographTaken,
    ReceptionOpened,
    WelcomeCeremonyOpened,
    WreathLaid,
)
from protocol.hosts.host import Host, seen
from protocol.order import first_before, not_succession, response, within
from protocol.rules import COMMON, REPORTED, WELCOME_CEREMONY, Severity, Work, order_rule
from protocol.values import Country, VisitKind

RECEPTION: Final = Work("India's ceremonial reception, as NDTV tells the standard protocol", None, "en").whole
REPORTS: Final = Work("India's ceremonial receptions of 2006 and 2015, as reported", None, "en").whole
DAY: Final = Work("The day of a state visit to India, as reported in 2006 and 2020", None, "en").whole
ORDERS: Final = Work("India, orders of the Ministry of Home Affairs on the anthem", None, "en").whole
_STATE: Final = frozenset({VisitKind.STATE})

photograph_before_guard = order_rule(
    "IND01",
    "The photograph is taken before the guard renders its honours.",
    within(WELCOME_CEREMONY, not_succession(AnthemPlayed, PhotographTaken)),
    severity=Severity.NOTE,
    evidence=REPORTED,
    kinds=_STATE,
    sources=(RECEPTION,),
)

introductions_after_review = order_rule(
    "IND02",
    "Ministers and officials are introduced after the review of the guard.",
    within(WELCOME_CEREMONY, not_succession(DelegationsPresented, GuardReviewed)),
    severity=Severity.NOTE,
    evidence=REPORTED,
    kinds=_STATE,
    sources=(RECEPTION, REPORTS),
)

reception_before_tribute = order_rule(
    "IND03",
    "The ceremonial reception comes before the tribute at Rajghat.",
    first_before(WelcomeCeremonyOpened, WreathLaid),
    severity=Severity.NOTE,
    evidence=REPORTED,
    kinds=_STATE,
    sources=(DAY,),
    hint="an earlier one may have gone unreported",
)

banquet_is_given = order_rule(
    "IND04",
    "A state visit has a banquet.",
    response(GuestArrived, ReceptionOpened),
    severity=Severity.NOTE,
    evidence=REPORTED,
    kinds=_STATE,
    sources=(DAY,),
)

IN: Final = COMMON.adding(
    photograph_before_guard, introductions_after_review, reception_before_tribute, banquet_is_given
).edition("in", "India, as the press tells it")

HOST: Final = Host(
    Country("IN"),
    (IN,),
    seen=(
        seen("21 guns are fired while the guest drives up, with a mounted escort.", REPORTS),
        seen("Speeches are held before the meal.", DAY),
        seen(
            "The full anthem is played for the President at formal state functions; of guests nothing is said.", ORDERS
        ),
    ),
)
