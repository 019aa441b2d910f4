"""Kazakhstan: the State Protocol approved by Decree No. 201, in three editions, and the practice of Akorda.

Of the ceremony only paragraph 21 of an edition before 2013 was seen. What the editions of 2013 and 2024 say of it was
not, so for them the order rests on counted practice.
"""

from datetime import date
from typing import Final

from protocol.events import (
    AnthemPlayed,
    ColoursSaluted,
    CulturalEventAttended,
    DecorationConferred,
    DecorationsExchanged,
    DelegationsPresented,
    GiftPresented,
    GuardReported,
    GuestArrived,
    ReceptionOpened,
    ToastProposed,
)
from protocol.hosts.contents import HEADS_OF_STATE
from protocol.hosts.host import Host, seen
from protocol.order import either, first_before, not_succession, response, within
from protocol.rules import (
    CEREMONIAL_KINDS,
    COMMON,
    RECEPTION,
    STATUTE,
    WELCOME_CEREMONY,
    Severity,
    Work,
    observed,
    order_rule,
)
from protocol.rules.sources import AKORDA_2023, VISITS
from protocol.rules.welcome import ANTHEMS, GUESTS_ANTHEM, HOSTS_ANTHEM
from protocol.values import Country, Period

EARLIER: Final = Work(
    "Kazakhstan, State Protocol, an edition before 2013, as quoted in an essay of 10 November 2013", None, "kk"
)
RECEPTIONS: Final = Work("Kazakhstan, State Protocol (edition not named), on the official reception", None, "ru")


PRACTICE: Final = Work("Welcome ceremonies at Akorda from 2021 to 2025, as its press service reported them").whole
XI_2022: Final = Work("The welcome of the President of China in Astana on 14 September 2022, as reported").whole

_LATER_AT_TABLE: Final = either(CulturalEventAttended, DecorationConferred, DecorationsExchanged, GiftPresented)

report_before_anthems = order_rule(
    "KAZ01",
    "The commander of the guard reports before the anthems are played.",
    within(WELCOME_CEREMONY, not_succession(AnthemPlayed, GuardReported)),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    kinds=CEREMONIAL_KINDS,
    sources=(EARLIER.at("paragraph 21"),),
)

guests_anthem_first = order_rule(
    "KAZ02",
    "The guest's anthem is played before that of Kazakhstan.",
    within(WELCOME_CEREMONY, first_before(GUESTS_ANTHEM, HOSTS_ANTHEM)),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    kinds=CEREMONIAL_KINDS,
    sources=(EARLIER.at("paragraph 21"),),
    reported=ANTHEMS,
)

flag_after_anthems = order_rule(
    "KAZ03",
    "The guest and the President walk to the state flag after the anthems.",
    within(WELCOME_CEREMONY, not_succession(ColoursSaluted, AnthemPlayed)),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    kinds=CEREMONIAL_KINDS,
    sources=(EARLIER.at("paragraph 21"),),
)

reception_is_given = order_rule(
    "KAZ04",
    "A reception in the President's name is part of the visit of a head of state.",
    response(GuestArrived, ReceptionOpened),
    severity=Severity.NOTE,
    evidence=STATUTE,
    kinds=CEREMONIAL_KINDS,
    ranks=HEADS_OF_STATE,
    sources=(RECEPTIONS.at("paragraph 30"),),
)

delegations_before_report = order_rule(
    "KAZ05",
    "The delegations are presented before the commander of the guard reports.",
    within(WELCOME_CEREMONY, not_succession(GuardReported, DelegationsPresented)),
    severity=Severity.LAPSE,
    evidence=observed(held=3, broken=0),
    kinds=CEREMONIAL_KINDS,
    sources=(VISITS, AKORDA_2023),
)

delegations_before_anthems = order_rule(
    "KAZ06",
    "The delegations are presented before the anthems are played.",
    within(WELCOME_CEREMONY, not_succession(AnthemPlayed, DelegationsPresented)),
    severity=Severity.LAPSE,
    evidence=observed(held=4, broken=0),
    kinds=CEREMONIAL_KINDS,
    sources=(VISITS, AKORDA_2023),
)

practice_report_before_anthems = order_rule(
    "KAZ07",
    "At Akorda the commander of the guard reports before the anthems are played.",
    within(WELCOME_CEREMONY, not_succession(AnthemPlayed, GuardReported)),
    severity=Severity.NOTE,
    evidence=observed(held=2, broken=0),
    kinds=CEREMONIAL_KINDS,
    sources=(VISITS, XI_2022, AKORDA_2023),
    hint="in March 2021, during the pandemic, the anthems were reported first",
)

toasts_at_the_beginning = order_rule(
    "KAZ08",
    "Toasts are proposed at the beginning of the reception.",
    within(RECEPTION, not_succession(_LATER_AT_TABLE, ToastProposed)),
    severity=Severity.NOTE,
    evidence=STATUTE,
    sources=(RECEPTIONS.at("paragraph 32"),),
)

_PRACTICE: Final = (delegations_before_report, delegations_before_anthems, practice_report_before_anthems)
_RECEPTIONS: Final = (reception_is_given, toasts_at_the_beginning)

KZ_2006: Final = (
    COMMON.waiving({"CER02"})
    .adding(report_before_anthems, guests_anthem_first, flag_after_anthems, *_RECEPTIONS)
    .edition(
        "kz-2006",
        "Kazakhstan, State Protocol of 2006, as amended in 2010",
        Period(date(2006, 10, 12), date(2013, 4, 18)),
    )
)
KZ_2013: Final = COMMON.adding(*_PRACTICE, *_RECEPTIONS).edition(
    "kz-2013",
    "Kazakhstan, State Protocol as restated by Decree No. 553 of 2013, and practice",
    Period(date(2013, 4, 18), date(2024, 2, 13)),
)
KZ_2024: Final = COMMON.adding(*_PRACTICE, *_RECEPTIONS).edition(
    "kz-2024",
    "Kazakhstan, State Protocol as restated by Decree No. 481 of 2024, and practice",
    Period(date(2024, 2, 13)),
)

HOST: Final = Host(
    Country("KZ"),
    (KZ_2006, KZ_2013, KZ_2024),
    seen=(
        seen(
            "Ceremonies and honours depend on the format of the visit and the status of the guest.",
            Work("Kazakhstan, State Protocol, edition of 2024", None, "ru").at("paragraph 4"),
        ),
        seen(
            "The kinds of visit are state, official, working, as the President's personal guest, unofficial, transit.",
            Work("massaget.kz 73319, on the edition of 2013", None, "kk").whole,
        ),
        seen(
            "An official guest is met at the airport by a member of the Government, a deputy foreign minister and a "
            "deputy mayor; that the President comes in person is a mark of friendship.",
            Work("baigenews.kz, 24 October 2019", None, "ru").whole,
        ),
        seen("A guard of honour is lined up at the airport too, apart from the ceremony at the residence.", VISITS),
        seen("The report is given to the guest or to both leaders; reports of one ceremony differ.", AKORDA_2023),
        seen(
            "After the anthems, or after the report, the leaders walk to the state flag and bow (March 2021, September "
            "2025).",
            PRACTICE,
        ),
        seen("No report speaks of a gun salute.", PRACTICE),
    ),
)
