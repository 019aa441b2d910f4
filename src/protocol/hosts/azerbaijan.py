"""Azerbaijan: no act on ceremonies was found; the practice of the presidential palace is the most regular of all."""

from typing import Final

from protocol.events import AnthemPlayed, GuardReported, MarchPastHeld, PhotographTaken
from protocol.hosts.host import Host, seen
from protocol.order import not_succession, within
from protocol.rules import CEREMONIAL_KINDS, COMMON, WELCOME_CEREMONY, Severity, Work, observed, order_rule
from protocol.values import Country

BULGARIA_2017: Final = Work("The welcome of the President of Bulgaria in Baku on 13 October 2017, as reported").whole
BULGARIA_2024: Final = Work("The welcome of the President of Bulgaria in Baku on 8 May 2024, as reported").whole
ITALY_2025: Final = Work("The welcome of the President of Italy in Baku on 30 September 2025, as reported").whole
MACEDONIA: Final = Work("The welcome of the President of North Macedonia in Baku, as reported").whole
GARRISON: Final = Work("Azerbaijan, garrison regulations, Law No. 886 of 23 September 1994")
_REPORTS: Final = (BULGARIA_2017, BULGARIA_2024, ITALY_2025, MACEDONIA)

report_before_anthems = order_rule(
    "AZE01",
    "The commander of the guard reports before the anthems are played.",
    within(WELCOME_CEREMONY, not_succession(AnthemPlayed, GuardReported)),
    severity=Severity.LAPSE,
    evidence=observed(held=0, broken=0),
    kinds=CEREMONIAL_KINDS,
    sources=_REPORTS,
)

photograph_last = order_rule(
    "AZE02",
    "The photograph is taken after the guard has marched past.",
    within(WELCOME_CEREMONY, not_succession(PhotographTaken, MarchPastHeld)),
    severity=Severity.NOTE,
    evidence=observed(held=0, broken=0),
    kinds=CEREMONIAL_KINDS,
    sources=_REPORTS,
)

AZ: Final = COMMON.adding(report_before_anthems, photograph_last).edition("az", "Azerbaijan, practice since 2017")

HOST: Final = Host(
    Country("AZ"),
    (AZ,),
    seen=(
        seen("In October 2017 the delegations were presented after the march past.", BULGARIA_2017),
        seen("In May 2024 the delegations were presented before the march past.", BULGARIA_2024),
        seen("In 2017 the guard reported to the host before the guest came, and then to the guest.", BULGARIA_2017),
        seen("No report tells of a review of the guard apart from the report.", *_REPORTS),
        seen(
            "State and government delegations lay wreaths before an armed guard with band.", GARRISON.at("Article 352")
        ),
    ),
)
