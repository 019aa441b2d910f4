"""TEXTBOOK: the canonical order of a visit, in which every departure is a breach.

It is no host's rulebook, but is for plans, training and strict checks.
"""

from itertools import chain
from typing import Final

from protocol.events import (
    AnthemPlayed,
    DelegationsPresented,
    FarewellCeremonyOpened,
    GuardReported,
    GuardReviewed,
    GuestArrived,
    GuestDeparted,
    LeadersGreeted,
    MarchPastHeld,
    ReceptionOpened,
    TalksOpened,
    WelcomeCeremonyOpened,
)
from protocol.order import either, existence, not_succession, within
from protocol.order.language.formulas import Operand
from protocol.rules.ceremonies import ANY_PRESS, ANY_SIGNING, EXPANDED, RESTRICTED, WELCOME_CEREMONY
from protocol.rules.common import COMMON
from protocol.rules.documents import DOCUMENT_RULES
from protocol.rules.enclosure import ENCLOSURE_RULES
from protocol.rules.evidence import PUBLISHED, REPORTED, Severity
from protocol.rules.people import PEOPLE_RULES
from protocol.rules.rule import Rule, order_rule
from protocol.rules.rulebook import Rulebook
from protocol.rules.sources import AKORDA_2023, CEREMONIES, COLOMBIA_11L, KOREA_52, SHEVCHENKO, SPAIN_25, VISITS
from protocol.rules.time import TIME_RULES
from protocol.rules.welcome import GUESTS_ANTHEM, HOSTS_ANTHEM

_STAGES: Final = (
    ("TXT01", "arrival", GuestArrived),
    ("TXT02", "welcome ceremony", WelcomeCeremonyOpened),
    ("TXT03", "restricted talks", RESTRICTED),
    ("TXT04", "expanded talks", EXPANDED),
    ("TXT05", "signing", ANY_SIGNING),
    ("TXT06", "press", ANY_PRESS),
    ("TXT07", "reception", ReceptionOpened),
    ("TXT08", "farewell ceremony", FarewellCeremonyOpened),
    ("TXT09", "departure", GuestDeparted),
)
_HONOURS: Final = (
    ("TXT21", "leaders' greeting", LeadersGreeted),
    ("TXT22", "presentation of the delegations", DelegationsPresented),
    ("TXT23", "report of the guard", GuardReported),
    ("TXT24", "guest's anthem", GUESTS_ANTHEM),
    ("TXT25", "host's anthem", HOSTS_ANTHEM),
    ("TXT26", "review of the guard", GuardReviewed),
    ("TXT27", "march past", MarchPastHeld),
)
_EXPECTED: Final = (
    ("TXT41", "guest arrives", GuestArrived),
    ("TXT42", "guest is received with a welcome ceremony", WelcomeCeremonyOpened),
    ("TXT43", "leaders hold restricted talks", RESTRICTED),
    ("TXT44", "delegations hold expanded talks", EXPANDED),
    ("TXT45", "guest departs", GuestDeparted),
)


def _canonical(code: str, sentence: str, order: Operand) -> Rule:
    return order_rule(
        code,
        sentence,
        order,
        severity=Severity.BREACH,
        evidence=REPORTED,
        sources=(AKORDA_2023, CEREMONIES, VISITS, SHEVCHENKO),
    )


def _verb(name: str) -> str:
    return "come" if name.endswith("talks") else "comes"


def _stage(place: int) -> Rule:
    code, name, stage = _STAGES[place]
    later = either(*(operand for _, _, operand in _STAGES[place + 1 :]))
    follow = ", ".join(name for _, name, _ in _STAGES[place + 1 :])
    return _canonical(code, f"The {name} {_verb(name)} before: {follow}.", not_succession(later, stage))


def _honour(place: int) -> Rule:
    code, name, honour = _HONOURS[place]
    later = either(*(operand for _, _, operand in _HONOURS[place + 1 :]))
    follow = ", ".join(name for _, name, _ in _HONOURS[place + 1 :])
    return order_rule(
        code,
        f"In the welcome ceremony the {name} {_verb(name)} before: {follow}.",
        within(WELCOME_CEREMONY, not_succession(later, honour)),
        severity=Severity.BREACH,
        evidence=PUBLISHED,
        sources=(AKORDA_2023, CEREMONIES, COLOMBIA_11L, SPAIN_25, KOREA_52),
    )


_UNSTATED_TALKS: Final = _canonical(
    "TXT10",
    "Talks, in whatever format, come between the welcome ceremony and the signing.",
    not_succession(
        either(ANY_SIGNING, ANY_PRESS, ReceptionOpened, FarewellCeremonyOpened, GuestDeparted),
        TalksOpened,
    )
    & not_succession(TalksOpened, either(GuestArrived, WelcomeCeremonyOpened)),
)
_UNSTATED_ANTHEMS: Final = order_rule(
    "TXT28",
    "In the welcome ceremony the anthems, whosever they are, come between the report and the review.",
    within(
        WELCOME_CEREMONY,
        not_succession(either(GuardReviewed, MarchPastHeld), AnthemPlayed)
        & not_succession(AnthemPlayed, either(LeadersGreeted, DelegationsPresented, GuardReported)),
    ),
    severity=Severity.BREACH,
    evidence=PUBLISHED,
    sources=(AKORDA_2023, CEREMONIES, COLOMBIA_11L, SPAIN_25, KOREA_52),
)

_BEYOND_ORDER: Final = (*DOCUMENT_RULES, *PEOPLE_RULES, *ENCLOSURE_RULES, *TIME_RULES)

TEXTBOOK: Final = Rulebook(
    "textbook",
    "The canonical order of a visit, every departure from it a breach",
    tuple(
        chain(
            (_stage(place) for place in range(len(_STAGES) - 1)),
            (_UNSTATED_TALKS,),
            (_honour(place) for place in range(len(_HONOURS) - 1)),
            (_UNSTATED_ANTHEMS,),
            (_canonical(code, f"The {happens}.", existence(stage)) for code, happens, stage in _EXPECTED),
            (COMMON.rule(code).weighing(Severity.BREACH) for code in ("ARR01", "DEP02", "DEP03")),
            (rule.weighing(Severity.BREACH) for rule in _BEYOND_ORDER),
        ),
    ),
)
"""The strict rulebook: arrival, welcome ceremony, restricted and expanded talks, signing, press, reception, farewell,
departure; in the ceremony greeting, delegations, report, anthems with the guest's first, review, march past."""
