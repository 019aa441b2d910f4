"""Tajikistan: practice; no act was found."""

from typing import Final

from protocol.events import DelegationsPresented, GuardReviewed, MarchPastHeld
from protocol.hosts.host import Host, seen
from protocol.order import not_succession, within
from protocol.rules import CEREMONIAL_KINDS, COMMON, WELCOME_CEREMONY, Severity, Work, observed, order_rule
from protocol.rules.sources import VISITS
from protocol.values import Country

UZBEKISTAN: Final = Work("The welcome of the President of Uzbekistan in Dushanbe on 18 April, as reported").whole

review_before_delegations = order_rule(
    "TJK01",
    "The guard is reviewed before the delegations are presented.",
    within(WELCOME_CEREMONY, not_succession(DelegationsPresented, GuardReviewed)),
    severity=Severity.LAPSE,
    evidence=observed(held=2, broken=0),
    kinds=CEREMONIAL_KINDS,
    sources=(VISITS, UZBEKISTAN),
)

delegations_before_march_past = order_rule(
    "TJK02",
    "The delegations are presented before the guard marches past.",
    within(WELCOME_CEREMONY, not_succession(MarchPastHeld, DelegationsPresented)),
    severity=Severity.LAPSE,
    evidence=observed(held=2, broken=0),
    kinds=CEREMONIAL_KINDS,
    sources=(VISITS, UZBEKISTAN),
)

TJ: Final = COMMON.adding(review_before_delegations, delegations_before_march_past).edition(
    "tj", "Tajikistan, practice"
)

HOST: Final = Host(
    Country("TJ"),
    (TJ,),
    seen=(
        seen(
            "The guard reports before the anthems are played; after the review the Tajik flag is saluted.", UZBEKISTAN
        ),
        seen("On a state visit 21 guns are fired, by the rules of such visits.", UZBEKISTAN),
        seen("On an official visit no salute was reported.", VISITS),
    ),
)
