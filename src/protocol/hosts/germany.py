"""Germany: military honours at Schloss Bellevue and the Chancellery, as reported."""

from typing import Final

from protocol.events import DelegationsPresented, GuardReviewed, GuestArrived, GunSaluteFired, WreathLaid
from protocol.hosts import spoils
from protocol.hosts.contents import HEADS_OF_STATE, rounds_are
from protocol.hosts.host import Host, seen
from protocol.order import absence, not_succession, response, within
from protocol.rules import COMMON, REPORTED, WELCOME_CEREMONY, FoldStep, Severity, Work, content_rule, order_rule
from protocol.stream import Entry
from protocol.values import Country, VisitKind

HONOURS: Final = Work("Military honours in Berlin, as told on 22 September 2025", None, "de").whole
SALUTES: Final = Work("Gun salutes, as the Bundeswehr tells of them", None, "de").whole
WREATH: Final = Work("State visits to Germany, as hanisauland tells of them", None, "de").whole
COLOUR: Final = Work("The review of the guard at Bellevue, as told in March 2023", None, "de").whole
_STATE: Final = frozenset({VisitKind.STATE})

delegations_after_review = order_rule(
    "DEU01",
    "At Schloss Bellevue the delegations are presented after the review of the guard.",
    within(WELCOME_CEREMONY, not_succession(DelegationsPresented, GuardReviewed)),
    severity=Severity.NOTE,
    evidence=REPORTED,
    kinds=_STATE,
    sources=(HONOURS,),
    hint="at the Chancellery they are presented before the anthems",
)

no_salute_on_working_visits = order_rule(
    "DEU02",
    "On a working visit no gun salute is fired.",
    absence(GunSaluteFired),
    severity=Severity.NOTE,
    evidence=REPORTED,
    kinds=frozenset({VisitKind.WORKING}),
    sources=(SALUTES,),
    alone="{breaking}",
)


@content_rule(
    "DEU03",
    "The salute for a head of state is of 21 guns.",
    severity=Severity.NOTE,
    evidence=REPORTED,
    sources=(SALUTES,),
    memory=None,
    order_free=True,
    kinds=_STATE,
    ranks=HEADS_OF_STATE,
    spoil=spoils.ROUNDS,
)
def guns_for_a_head_of_state(_: None, entry: Entry[GunSaluteFired]) -> FoldStep[None] | None:
    return rounds_are(entry, 21)


wreath_is_laid = order_rule(
    "DEU04",
    "On a state visit a wreath is laid at the memorial for the victims of war and tyranny.",
    response(GuestArrived, WreathLaid),
    severity=Severity.NOTE,
    evidence=REPORTED,
    kinds=_STATE,
    sources=(WREATH,),
)

DE: Final = COMMON.adding(
    delegations_after_review, no_salute_on_working_visits, guns_for_a_head_of_state, wreath_is_laid
).edition("de", "Germany, as told")

HOST: Final = Host(
    Country("DE"),
    (DE,),
    seen=(
        seen("The salute is fired at the airport, when the guest lands on a first official visit.", SALUTES),
        seen("At the Chancellery the delegations are presented before the anthems.", HONOURS),
        seen("Host and guest bow to the colour during the review.", COLOUR),
        seen("The ceremony is held in any weather.", HONOURS),
    ),
)
