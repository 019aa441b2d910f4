"""United Kingdom: the ceremonial welcome and the state banquet, as reported."""

from typing import Final

from protocol.events import FarewellCeremonyOpened, GuestArrived, ReceptionOpened, ToastProposed, WelcomeCeremonyOpened
from protocol.hosts.host import Host, seen
from protocol.order import not_succession, response, where, within
from protocol.rules import COMMON, RECEPTION, REPORTED, Severity, Work, order_rule
from protocol.values import Country, Side, VisitKind

PROGRAMME: Final = Work(
    "State visits to the United Kingdom, as the Royal Collection and others tell of them", None, "en"
).whole
TOASTS: Final = Work("Toasts and gifts on state visits to the United Kingdom, as told", None, "en").whole
GUARD: Final = Work("Guards of honour in the United Kingdom, as told by changing-guard", None, "en").whole
SALUTES: Final = Work("Royal gun salutes, as told", None, "en").whole
_STATE: Final = frozenset({VisitKind.STATE})

banquet_is_given = order_rule(
    "GBR01",
    "A state visit has a state banquet.",
    response(GuestArrived, ReceptionOpened),
    severity=Severity.NOTE,
    evidence=REPORTED,
    kinds=_STATE,
    sources=(PROGRAMME,),
)

formal_farewell = order_rule(
    "GBR02",
    "A state visit ends with a formal farewell.",
    response(WelcomeCeremonyOpened, FarewellCeremonyOpened),
    severity=Severity.NOTE,
    evidence=REPORTED,
    kinds=_STATE,
    sources=(PROGRAMME,),
)

sovereign_toasts_first = order_rule(
    "GBR03",
    "The sovereign proposes the first toast, and the guest replies.",
    within(RECEPTION, not_succession(where(ToastProposed, by=Side.GUEST), where(ToastProposed, by=Side.HOST))),
    severity=Severity.NOTE,
    evidence=REPORTED,
    kinds=_STATE,
    sources=(TOASTS,),
)

GB: Final = COMMON.adding(banquet_is_given, formal_farewell, sovereign_toasts_first).edition(
    "gb", "United Kingdom, as told"
)

HOST: Final = Host(
    Country("GB"),
    (GB,),
    seen=(
        seen(
            "There are two state visits a year, of two to four days, on the advice of the foreign ministry.", PROGRAMME
        ),
        seen("The captain presents the guard in the visitor's language.", GUARD),
        seen("At Windsor the guard marches past; at Horse Guards it does not.", PROGRAMME),
        seen("Salutes are fired from Green Park and the Tower.", SALUTES),
        seen("The guest may give a dinner in return on the second evening.", TOASTS),
        seen("Decorations and gifts are exchanged.", TOASTS),
    ),
)
