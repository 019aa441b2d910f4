"""Spain: honours by Royal Decree 684/2010, anthems by Royal Decree 1560/1997."""

from datetime import date
from typing import Final

from protocol.events import AnthemPlayed, GuardReviewed, GuestArrived, GunSaluteFired, MarchPastHeld
from protocol.hosts import spoils
from protocol.hosts.contents import HEADS_OF_STATE, rounds_are
from protocol.hosts.host import Host, seen
from protocol.order import absence, either, first_before, not_succession, responded_existence, response, where, within
from protocol.rules import (
    CEREMONIAL_KINDS,
    COMMON,
    FAREWELL_CEREMONY,
    STATUTE,
    WELCOME_CEREMONY,
    FoldStep,
    Severity,
    content_rule,
    order_rule,
)
from protocol.rules.sources import SPAIN, SPAIN_ANTHEM
from protocol.rules.welcome import ANTHEMS, GUESTS_ANTHEM, HOSTS_ANTHEM
from protocol.stream import Entry
from protocol.values import Country, Period, Rank, SaluteOccasion, VisitKind

guests_anthem_first = order_rule(
    "ESP01",
    "On arrival Spain's anthem is played last.",
    within(WELCOME_CEREMONY, first_before(GUESTS_ANTHEM, HOSTS_ANTHEM)),
    severity=Severity.BREACH,
    evidence=STATUTE,
    sources=(SPAIN.at("Article 25.3"), SPAIN_ANTHEM.at("Article 6.1")),
    reported=ANTHEMS,
)

reversed_on_farewell = order_rule(
    "ESP02",
    "On farewell Spain's anthem is played first.",
    within(FAREWELL_CEREMONY, first_before(HOSTS_ANTHEM, GUESTS_ANTHEM)),
    severity=Severity.BREACH,
    evidence=STATUTE,
    sources=(SPAIN.at("Article 25.3"), SPAIN_ANTHEM.at("Article 6.1")),
    reported=ANTHEMS,
)

review_after_anthems = order_rule(
    "ESP03",
    "The guard is reviewed after the anthems.",
    within(WELCOME_CEREMONY, first_before(AnthemPlayed, GuardReviewed)),
    severity=Severity.BREACH,
    evidence=STATUTE,
    sources=(SPAIN.at("Article 25.5"),),
    reported=ANTHEMS,
)

salute_with_anthems = order_rule(
    "ESP04",
    "The gun salute goes with the anthems, not with the review or by itself.",
    within(
        WELCOME_CEREMONY,
        absence(
            either(
                where(GunSaluteFired, occasion=SaluteOccasion.REVIEW),
                where(GunSaluteFired, occasion=SaluteOccasion.BY_ITSELF),
            )
        ),
    ),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    sources=(SPAIN.at("Article 25.4"),),
    alone="{breaking}",
)

march_past_last = order_rule(
    "ESP05",
    "The march past comes after the act is over: after anthems and review.",
    within(WELCOME_CEREMONY, not_succession(MarchPastHeld, either(AnthemPlayed, GuardReviewed))),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    sources=(SPAIN.at("Article 25.6"),),
)

no_march_past_on_farewell = order_rule(
    "ESP06",
    "On farewell there is no march past.",
    within(FAREWELL_CEREMONY, absence(MarchPastHeld)),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    sources=(SPAIN.at("Article 28.d"),),
    alone="{breaking} on farewell",
)

anthems_of_both = order_rule(
    "ESP07",
    "On state and official visits of heads of state both anthems are played.",
    response(GuestArrived, GUESTS_ANTHEM) & response(GuestArrived, HOSTS_ANTHEM),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    kinds=CEREMONIAL_KINDS,
    ranks=HEADS_OF_STATE,
    sources=(SPAIN.at("Article 21.1"),),
)

salute_is_fired = order_rule(
    "ESP08",
    "On state and official visits of heads of state a gun salute is fired.",
    response(GuestArrived, GunSaluteFired),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    kinds=CEREMONIAL_KINDS,
    ranks=HEADS_OF_STATE,
    sources=(SPAIN.at("Article 21.1"),),
)


@content_rule(
    "ESP09",
    "The salute for a head of state is of 21 guns.",
    severity=Severity.LAPSE,
    evidence=STATUTE,
    sources=(SPAIN.at("Article 21.1"),),
    memory=None,
    kinds=CEREMONIAL_KINDS,
    ranks=HEADS_OF_STATE,
    order_free=True,
    spoil=spoils.ROUNDS,
)
def guns_for_a_head_of_state(_: None, entry: Entry[GunSaluteFired]) -> FoldStep[None] | None:
    return rounds_are(entry, 21)


@content_rule(
    "ESP10",
    "The salute for a head of government is of 19 guns.",
    severity=Severity.LAPSE,
    evidence=STATUTE,
    sources=(SPAIN.at("Article 21.2"),),
    memory=None,
    kinds=frozenset({VisitKind.OFFICIAL}),
    ranks=frozenset({Rank.HEAD_OF_GOVERNMENT}),
    order_free=True,
    spoil=spoils.ROUNDS,
)
def guns_for_a_head_of_government(_: None, entry: Entry[GunSaluteFired]) -> FoldStep[None] | None:
    return rounds_are(entry, 19)


# A foreign anthem is always accompanied by Spain's: in COMMON that is a note (CER03), here a statute.
foreign_anthem_with_ours = order_rule(
    "ESP11",
    "A foreign anthem is always accompanied by Spain's.",
    within(WELCOME_CEREMONY, responded_existence(GUESTS_ANTHEM, HOSTS_ANTHEM)),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    sources=(SPAIN_ANTHEM.at("Article 6.3"),),
)

ES_2010: Final = (
    COMMON.waiving({"CER02", "CER03", "CER04", "CER08"})
    .adding(
        guests_anthem_first,
        reversed_on_farewell,
        review_after_anthems,
        salute_with_anthems,
        march_past_last,
        no_march_past_on_farewell,
        anthems_of_both,
        salute_is_fired,
        guns_for_a_head_of_state,
        guns_for_a_head_of_government,
        foreign_anthem_with_ours,
    )
    .edition("es-2010", "Spain, honours by Royal Decree 684/2010", Period(date(2010, 5, 20)))
)

HOST: Final = Host(
    Country("ES"),
    (ES_2010,),
    seen=(
        seen("Honours are rendered only from 08:00 to sunset.", SPAIN.at("Article 3.1")),
        seen("No honours are rendered in national mourning.", SPAIN.at("Article 3.2")),
        seen("Places and occasions of the honours are fixed when the visit is organised.", SPAIN.at("Article 21.6")),
        seen("With a picket, which is less than a company, there is no review.", SPAIN.at("Article 29.2")),
        seen("A guard of honour stands at the residence of a head of state on a state visit.", SPAIN.at("Article 30")),
    ),
)
