"""Uzbekistan: practice; no act was found."""

from typing import Final

from protocol.events import AnthemPlayed, DelegationsPresented, GuardReviewed
from protocol.hosts.host import Host, seen
from protocol.order import not_succession, within
from protocol.rules import CEREMONIAL_KINDS, COMMON, WELCOME_CEREMONY, Severity, Work, observed, order_rule
from protocol.rules.sources import VISITS
from protocol.values import Country

KYRGYZ_2021: Final = Work(
    "The welcome of the President of the Kyrgyz Republic in Tashkent on 11 March 2021, as reported"
).whole
SINGAPORE_2023: Final = Work("The welcome of the President of Singapore in Tashkent on 24 May 2023, as reported").whole

anthems_before_delegations = order_rule(
    "UZB01",
    "The anthems are played before the delegations are presented.",
    within(WELCOME_CEREMONY, not_succession(DelegationsPresented, AnthemPlayed)),
    severity=Severity.LAPSE,
    evidence=observed(held=1, broken=0),
    kinds=CEREMONIAL_KINDS,
    sources=(VISITS, KYRGYZ_2021, SINGAPORE_2023),
)

review_before_delegations = order_rule(
    "UZB02",
    "The guard is reviewed before the delegations are presented.",
    within(WELCOME_CEREMONY, not_succession(DelegationsPresented, GuardReviewed)),
    severity=Severity.LAPSE,
    evidence=observed(held=1, broken=0),
    kinds=CEREMONIAL_KINDS,
    sources=(VISITS, KYRGYZ_2021, SINGAPORE_2023),
)

UZ: Final = COMMON.adding(anthems_before_delegations, review_before_delegations).edition("uz", "Uzbekistan, practice")

HOST: Final = Host(
    Country("UZ"),
    (UZ,),
    seen=(
        seen("In March 2021 the ceremony ended with a march past.", KYRGYZ_2021),
        seen("In November 2025 the guard reported after the anthems.", VISITS),
    ),
)
