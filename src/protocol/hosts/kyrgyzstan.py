"""Kyrgyz Republic: Article 1 of Law No. 32 of 2012 on the State Protocol, the only one that was seen."""

from datetime import date
from typing import Final

from protocol.events import VisitAgreed
from protocol.hosts import spoils
from protocol.hosts.contents import HEADS_OF_STATE, made_by
from protocol.hosts.host import Host, seen
from protocol.rules import COMMON, STATUTE, FoldStep, Severity, Work, content_rule
from protocol.rules.sources import KYRGYZ_1, VISITS
from protocol.stream import Entry
from protocol.values import Country, Period, VisitKind

KAZAKHSTAN_2022: Final = Work("The welcome of the President of Kazakhstan in Bishkek on 26 May 2022, as reported").whole
RUSSIA_2025: Final = Work("The welcome of the President of Russia in Bishkek on 26 November 2025, as reported").whole


@content_rule(
    "KGZ01",
    "A state visit is made by a head of state; official is the highest kind for anybody else.",
    severity=Severity.LAPSE,
    evidence=STATUTE,
    sources=(KYRGYZ_1,),
    memory=None,
    order_free=True,
    kinds=frozenset({VisitKind.STATE}),
    spoil=spoils.BY_SOMEBODY,
)
def state_visits_are_of_heads_of_state(_: None, entry: Entry[VisitAgreed]) -> FoldStep[None] | None:
    return made_by(entry, VisitKind.STATE, HEADS_OF_STATE)


KG_2012: Final = COMMON.adding(state_visits_are_of_heads_of_state).edition(
    "kg-2012", "Kyrgyz Republic, Law of 2012 on the State Protocol", Period(date(2012, 4, 11))
)

HOST: Final = Host(
    Country("KG"),
    (KG_2012,),
    seen=(
        seen("A head of state makes one state visit in an unbroken term of office.", KYRGYZ_1),
        seen("A state visit has the fullest honours that the law knows.", KYRGYZ_1),
        seen(
            "A working visit has a purpose: talks, consultations, a signature, an exhibition, days of culture.",
            KYRGYZ_1,
        ),
        seen("In May 2022 the anthems were played before the guard reported.", KAZAKHSTAN_2022),
        seen("In November 2025 the guard reported before the anthems were played.", RUSSIA_2025),
        seen("In both years the delegations were presented after the review of the guard.", VISITS),
    ),
)
