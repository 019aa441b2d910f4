"""Ukraine: Decree 746/2002 on state protocol, as the press tells it; two of its paragraphs were seen."""

from datetime import date
from typing import Final

from protocol.events import AnthemPlayed, GunSaluteFired, PhotographTaken, VisitAgreed
from protocol.hosts import spoils
from protocol.hosts.contents import HEADS_OF_STATE, made_by
from protocol.hosts.host import Host, seen
from protocol.order import absence, either, not_succession, where, within
from protocol.rules import COMMON, REPORTED, WELCOME_CEREMONY, FoldStep, Severity, Work, content_rule, order_rule
from protocol.stream import Entry
from protocol.values import Country, Period, SaluteOccasion, VisitKind

DECREE: Final = Work("Ukraine, Decree 746/2002 of 22 August 2002 on state protocol", None, "uk")
TOLD_2017: Final = Work("Ukraine's state visits, as told by ura-inform on 17 October 2017", None, "uk").whole
TOLD_2010: Final = Work("Ukraine's welcome ceremony, as Ukrainska Pravda told it in 2008 and 2010", None, "uk").whole
_STATE: Final = frozenset({VisitKind.STATE})


@content_rule(
    "UKR01",
    "A state visit is made by a head of state.",
    severity=Severity.NOTE,
    evidence=REPORTED,
    sources=(TOLD_2017,),
    memory=None,
    order_free=True,
    kinds=_STATE,
    spoil=spoils.BY_SOMEBODY,
)
def state_visits_are_of_heads_of_state(_: None, entry: Entry[VisitAgreed]) -> FoldStep[None] | None:
    return made_by(entry, VisitKind.STATE, HEADS_OF_STATE)


salute_with_anthems = order_rule(
    "UKR02",
    "On a state visit the gun salute is fired during the anthems.",
    within(
        WELCOME_CEREMONY,
        absence(
            either(
                where(GunSaluteFired, occasion=SaluteOccasion.REVIEW),
                where(GunSaluteFired, occasion=SaluteOccasion.BY_ITSELF),
            )
        ),
    ),
    severity=Severity.NOTE,
    evidence=REPORTED,
    kinds=_STATE,
    sources=(TOLD_2017, TOLD_2010),
    alone="{breaking}, apart from the anthems",
)

photograph_before_anthems = order_rule(
    "UKR03",
    "On a state visit the photograph is taken before the anthems are played.",
    within(WELCOME_CEREMONY, not_succession(AnthemPlayed, PhotographTaken)),
    severity=Severity.NOTE,
    evidence=REPORTED,
    kinds=_STATE,
    sources=(TOLD_2010,),
)

UA_2002: Final = COMMON.adding(
    state_visits_are_of_heads_of_state, salute_with_anthems, photograph_before_anthems
).edition("ua-2002", "Ukraine, Decree 746/2002 as the press tells it", Period(date(2002, 8, 22)))

HOST: Final = Host(
    Country("UA"),
    (UA_2002,),
    seen=(
        seen("All that is done for a guest is done with regard to reciprocity.", DECREE.at("paragraph 10")),
        seen("The State Guard and the interior ministry protect visiting heads.", DECREE.at("paragraph 14-1")),
        seen("On a state visit all honours are obligatory.", TOLD_2017),
        seen("In 2008 the delegations were presented last; in 2021 the guard reported before the anthems.", TOLD_2010),
    ),
)
