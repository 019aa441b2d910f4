"""The rulebook of the house: what holds everywhere, and one rule that the house has found out for itself."""

from typing import Final

from protocol import COMMON, Rule, Rulebook, Severity, order_rule
from protocol.events import PhotographTaken, TalksOpened
from protocol.order import not_succession
from protocol.rules import PUBLISHED
from protocol.values import Source

HANDBOOK: Final = Source("Handbook of our protocol office", locator="Section 4")

photograph_before_talks: Final[Rule] = order_rule(
    "OUR01",
    "The leaders are photographed before they talk.",
    not_succession(TalksOpened, PhotographTaken),
    severity=Severity.BREACH,
    evidence=PUBLISHED,
    sources=(HANDBOOK,),
)

HOUSE: Final[Rulebook] = COMMON.adding(photograph_before_talks).named("house", "The rules of our house")
