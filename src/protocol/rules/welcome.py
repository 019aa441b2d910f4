"""Rules about the welcome ceremony: the little that the compared hosts have in common."""

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
from protocol.order import (
    co_existence,
    either,
    first_before,
    globally,
    implies,
    negation,
    not_succession,
    response,
    weak_next,
    weak_until,
    where,
    within,
)
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

ANTHEMS = frozenset({AnthemPlayed})
"""The events that a rule about the first round takes as completely reported: a record with one anthem has all."""
GUESTS_ANTHEM = where(AnthemPlayed, of=Side.GUEST)
HOSTS_ANTHEM = where(AnthemPlayed, of=Side.HOST)

_ONCE_IN_A_ROUND = globally(
    implies(GUESTS_ANTHEM, weak_next(weak_until(negation(GUESTS_ANTHEM), HOSTS_ANTHEM))),
)

leaders_before_anthems = order_rule(
    "CER01",
    "The leaders greet each other before the anthems are played.",
    within(WELCOME_CEREMONY, first_before(LeadersGreeted, AnthemPlayed)),
    severity=Severity.LAPSE,
    evidence=observed(held=12, broken=1),
    sources=(VISITS, CEREMONIES),
    reported=frozenset({LeadersGreeted}),
    hint="the leaders may shake hands again afterwards; it is the first greeting of the ceremony that is compared",
)

guests_anthem_first = order_rule(
    "CER02",
    "The guest's anthem is played before the host's.",
    within(WELCOME_CEREMONY, first_before(GUESTS_ANTHEM, HOSTS_ANTHEM)),
    severity=Severity.LAPSE,
    evidence=PUBLISHED,
    sources=(PERU_22, COLOMBIA_11L, SPAIN_25, SPAIN_1560_6, KOREA_52, GREECE_22, INDONESIA_44, BRAZIL_25, MEXICO_47),
    reported=ANTHEMS,
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
    within(WELCOME_CEREMONY, first_before(AnthemPlayed, GuardReviewed)),
    severity=Severity.LAPSE,
    evidence=observed(held=10, broken=1),
    kinds=CEREMONIAL_KINDS | {VisitKind.UNKNOWN},
    sources=(VISITS, COLOMBIA_11L, SPAIN_25, KOREA_52, GREECE_22),
    reported=ANTHEMS,
    hint="Peru's act has the review first; there its own rulebook applies",
)

salute_before_review = order_rule(
    "CER05",
    "A gun salute is fired before the guard is reviewed.",
    within(WELCOME_CEREMONY, not_succession(GuardReviewed, GunSaluteFired)),
    severity=Severity.LAPSE,
    evidence=observed(held=11, broken=0),
    sources=(VISITS, SPAIN_25),
    hint="one reported visit that is not in the corpus had its salute after the review",
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
    "The guest's anthem is played once before the host's follows.",
    within(WELCOME_CEREMONY, _ONCE_IN_A_ROUND),
    severity=Severity.NOTE,
    evidence=PUBLISHED,
    sources=(KOREA_57,),
    reported=ANTHEMS,
    wording="the guest's anthem a second time",
    hint="a second round of both anthems may follow",
)

welcome_before_farewell = order_rule(
    "CER10",
    "The guest is welcomed before the farewell ceremony.",
    first_before(WelcomeCeremonyOpened, FarewellCeremonyOpened),
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
