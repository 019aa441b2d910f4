"""Rules about talks: what comes before and after them."""

from protocol.events import GuestArrived, LeadersGreeted, SigningOpened, TalksOpened, WelcomeCeremonyOpened
from protocol.order import either, first_before, response
from protocol.rules.ceremonies import ANY_PRESS, ANY_SIGNING, EXPANDED, ONE_ON_ONE, RESTRICTED
from protocol.rules.evidence import PUBLISHED, REPORTED, Severity, observed
from protocol.rules.rule import BUSINESS_KINDS, order_rule
from protocol.rules.sources import AKORDA_2023, CEREMONIES, COLOMBIA_11M, SHEVCHENKO, VIETNAM_3, VISITS

restricted_before_expanded = order_rule(
    "TLK01",
    "Where talks are held in both formats, the restricted come before the expanded.",
    first_before(RESTRICTED, EXPANDED),
    severity=Severity.BREACH,
    evidence=observed(held=18, broken=0),
    sources=(VISITS, CEREMONIES, AKORDA_2023),
    only_complete=True,
    hint="a second round may follow; it is the first talks of each format that are compared",
)

one_on_one_before_expanded = order_rule(
    "TLK02",
    "Where the leaders talk one on one, they do so before the expanded talks.",
    first_before(ONE_ON_ONE, EXPANDED),
    severity=Severity.LAPSE,
    evidence=REPORTED,
    sources=(SHEVCHENKO,),
    only_complete=True,
)

welcome_before_talks = order_rule(
    "TLK03",
    "The welcome ceremony comes before the restricted talks.",
    first_before(WelcomeCeremonyOpened, RESTRICTED),
    severity=Severity.LAPSE,
    evidence=observed(held=23, broken=2),
    sources=(VISITS, CEREMONIES, COLOMBIA_11M),
    only_complete=True,
    hint="an informal meeting on the evening before does occur",
)

greeting_before_talks = order_rule(
    "TLK04",
    "The leaders first greet each other, or the welcome ceremony begins, before they talk.",
    first_before(either(LeadersGreeted, WelcomeCeremonyOpened), TalksOpened),
    severity=Severity.NOTE,
    evidence=observed(held=58, broken=3),
    sources=(VISITS,),
    only_complete=True,
    hint="the leaders may greet each other again before dinner; it is the first greeting that is compared",
)

talks_are_held = order_rule(
    "TLK05",
    "Talks are held on a visit that is made for them.",
    response(GuestArrived, TalksOpened),
    severity=Severity.LAPSE,
    evidence=PUBLISHED,
    kinds=BUSINESS_KINDS,
    sources=(VIETNAM_3,),
)

talks_before_signing = order_rule(
    "SIG03",
    "Where talks are held, they begin before documents are signed.",
    first_before(TalksOpened, ANY_SIGNING),
    severity=Severity.BREACH,
    evidence=observed(held=20, broken=0),
    sources=(VISITS, SHEVCHENKO),
    only_complete=True,
)

talks_before_press = order_rule(
    "PRS01",
    "Where talks are held, they begin before the press is told of them.",
    first_before(TalksOpened, ANY_PRESS),
    severity=Severity.LAPSE,
    evidence=observed(held=29, broken=0),
    sources=(VISITS,),
    only_complete=True,
    hint="a statement on arrival is a speech, not a press statement on the talks",
)

signing_before_press = order_rule(
    "PRS02",
    "Where there is a signing ceremony, it comes before the press is told of it.",
    first_before(SigningOpened, ANY_PRESS),
    severity=Severity.NOTE,
    evidence=observed(held=10, broken=2),
    sources=(VISITS,),
    hint="an earlier one may have gone unreported",
)

TALKS_RULES = (
    restricted_before_expanded,
    one_on_one_before_expanded,
    welcome_before_talks,
    greeting_before_talks,
    talks_are_held,
    talks_before_signing,
    talks_before_press,
    signing_before_press,
)
