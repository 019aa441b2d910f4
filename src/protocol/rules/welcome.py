"""Rules about the welcome ceremony: what the hosts that were compared have in common, and little is."""

from protocol.events import (
    AnthemPlayed,
    FarewellCeremonyOpened,
    GuardReported,
    GuardReviewed,
    GuestArrived,
    GunSaluteFired,
    LeadersGreeted,
    MarchPastHeld,
    WelcomeCeremonyOpened,
)
from protocol.order import absence, co_existence, either, not_succession, response, where, within
from protocol.rules.ceremonies import WELCOME_CEREMONY
from protocol.rules.evidence import PUBLISHED, REPORTED, Severity, observed
from protocol.rules.rule import CEREMONIAL_KINDS, order_rule
from protocol.rules.sources import (
    BRAZIL_25,
    CEREMONIES,
    COLOMBIA_11L,
    GREECE_22,
    INDONESIA_44,
    INDONESIA_56,
    KOREA_52,
    KOREA_57,
    KYRGYZ_1,
    MEXICO_47,
    PERU_22,
    SPAIN_25,
    SPAIN_1560_6,
    VISITS,
)
from protocol.values import Side, VisitKind

GUESTS_ANTHEM = where(AnthemPlayed, of=Side.GUEST)
HOSTS_ANTHEM = where(AnthemPlayed, of=Side.HOST)

leaders_before_anthems = order_rule(
    "CER01",
    "The leaders greet each other before the anthems are played.",
    within(WELCOME_CEREMONY, not_succession(AnthemPlayed, LeadersGreeted)),
    severity=Severity.LAPSE,
    evidence=observed(held=12, broken=1),
    sources=(VISITS, CEREMONIES),
)

guests_anthem_first = order_rule(
    "CER02",
    "The guest's anthem is played before the host's.",
    within(WELCOME_CEREMONY, not_succession(HOSTS_ANTHEM, GUESTS_ANTHEM)),
    severity=Severity.LAPSE,
    evidence=PUBLISHED,
    sources=(PERU_22, COLOMBIA_11L, SPAIN_25, SPAIN_1560_6, KOREA_52, GREECE_22, INDONESIA_44, BRAZIL_25, MEXICO_47),
    hint="seven acts put the guest's anthem first and one, Mexico's, the host's",
)

both_anthems = order_rule(
    "CER03",
    "Where one of the two anthems is played, so is the other.",
    within(WELCOME_CEREMONY, co_existence(GUESTS_ANTHEM, HOSTS_ANTHEM)),
    severity=Severity.NOTE,
    evidence=PUBLISHED,
    sources=(SPAIN_1560_6, COLOMBIA_11L, PERU_22, KOREA_52),
)

anthems_before_review = order_rule(
    "CER04",
    "The anthems are played before the guard is reviewed.",
    within(WELCOME_CEREMONY, not_succession(GuardReviewed, AnthemPlayed)),
    severity=Severity.LAPSE,
    evidence=observed(held=10, broken=1),
    kinds=CEREMONIAL_KINDS | {VisitKind.UNKNOWN},
    sources=(VISITS, COLOMBIA_11L, SPAIN_25, KOREA_52, GREECE_22),
    hint="Peru's act has the review first; there its own rulebook applies",
)

salute_before_review = order_rule(
    "CER05",
    "A gun salute is fired before the guard is reviewed.",
    within(WELCOME_CEREMONY, not_succession(GuardReviewed, GunSaluteFired)),
    severity=Severity.LAPSE,
    evidence=observed(held=11, broken=0),
    sources=(VISITS, SPAIN_25),
)

report_before_review = order_rule(
    "CER06",
    "The commander of the guard reports before the guard is reviewed.",
    within(WELCOME_CEREMONY, not_succession(GuardReviewed, GuardReported)),
    severity=Severity.LAPSE,
    evidence=observed(held=7, broken=0),
    sources=(VISITS, CEREMONIES),
)

review_before_march_past = order_rule(
    "CER07",
    "The guard is reviewed before it marches past.",
    within(WELCOME_CEREMONY, not_succession(MarchPastHeld, GuardReviewed)),
    severity=Severity.LAPSE,
    evidence=observed(held=7, broken=0),
    sources=(VISITS, KOREA_52, SPAIN_25),
)

march_past_ends_the_honours = order_rule(
    "CER08",
    "The march past comes after the report and the anthems.",
    within(WELCOME_CEREMONY, not_succession(MarchPastHeld, either(GuardReported, AnthemPlayed))),
    severity=Severity.LAPSE,
    evidence=PUBLISHED,
    sources=(KOREA_52, SPAIN_25, CEREMONIES),
)

each_anthem_once = order_rule(
    "CER09",
    "The guest's anthem is played once in one ceremony.",
    within(WELCOME_CEREMONY, absence(GUESTS_ANTHEM, 2)),
    severity=Severity.NOTE,
    evidence=PUBLISHED,
    sources=(KOREA_57,),
    wording="the guest's anthem a second time",
)

welcome_before_farewell = order_rule(
    "CER10",
    "The guest is welcomed before the farewell ceremony.",
    not_succession(FarewellCeremonyOpened, WelcomeCeremonyOpened),
    severity=Severity.NOTE,
    evidence=REPORTED,
    sources=(CEREMONIES,),
    hint="a farewell in one city and a welcome in the next one do occur",
)

state_visits_have_a_welcome = order_rule(
    "CER11",
    "A guest on a state visit is received with a welcome ceremony.",
    response(GuestArrived, WelcomeCeremonyOpened),
    severity=Severity.LAPSE,
    evidence=PUBLISHED,
    kinds=frozenset({VisitKind.STATE}),
    sources=(KYRGYZ_1, INDONESIA_56, PERU_22),
)

WELCOME_RULES = (
    leaders_before_anthems,
    guests_anthem_first,
    both_anthems,
    anthems_before_review,
    salute_before_review,
    report_before_review,
    review_before_march_past,
    march_past_ends_the_honours,
    each_anthem_once,
    welcome_before_farewell,
    state_visits_have_a_welcome,
)
