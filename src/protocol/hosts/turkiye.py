"""Türkiye: the parts that were seen of the regulation on military ceremonies of 1956, and practice."""

from typing import Final

from protocol.events import DelegationsPresented, GuardReviewed
from protocol.hosts.host import Host, seen
from protocol.order import not_succession, within
from protocol.rules import CEREMONIAL_KINDS, COMMON, WELCOME_CEREMONY, Severity, Work, observed, order_rule
from protocol.rules.sources import VISITS
from protocol.values import Country

REGULATION: Final = Work(
    "Türkiye, Military Ceremonial and Protocol Regulation, decree 4/7346 of 30 May 1956", None, "tr"
)

review_before_delegations = order_rule(
    "TUR01",
    "The guard is reviewed before the delegations are presented.",
    within(WELCOME_CEREMONY, not_succession(DelegationsPresented, GuardReviewed)),
    severity=Severity.LAPSE,
    evidence=observed(held=3, broken=0),
    kinds=CEREMONIAL_KINDS,
    sources=(VISITS,),
)

TR: Final = COMMON.adding(review_before_delegations).edition("tr", "Türkiye, practice")

HOST: Final = Host(
    Country("TR"),
    (TR,),
    seen=(
        seen(
            "The General Staff arranges ceremonies for foreign guests with the foreign ministry.",
            REGULATION.at("Article 3"),
        ),
        seen("No military ceremony is held after sunset without a special order.", REGULATION.at("Article 5")),
        seen("At the airport only those are admitted who are to be present.", REGULATION.at("Article 29")),
        seen(
            "In November 2013 the anthems, the guest's first, were played with a gun salute; then the guard reported.",
            Work("The welcome of the President of Azerbaijan in Ankara on 12 November 2013, as reported").whole,
        ),
    ),
)
