"""Russia: what a chief of protocol wrote, the garrison regulations on wreaths, and practice in the Kremlin."""

from typing import Final

from protocol.events import (
    AnthemPlayed,
    CulturalEventAttended,
    DecorationConferred,
    DecorationsExchanged,
    FarewellCeremonyOpened,
    GiftPresented,
    SilenceObserved,
    TalksOpened,
    ToastProposed,
    WelcomeCeremonyOpened,
)
from protocol.hosts import spoils
from protocol.hosts.contents import at_most_a_side
from protocol.hosts.host import Host, seen
from protocol.order import either, first_before, not_chain_succession, not_succession, response, within
from protocol.rules import (
    CEREMONIAL_KINDS,
    COMMON,
    PUBLISHED,
    RECEPTION,
    STATUTE,
    FoldStep,
    Saying,
    Severity,
    Work,
    content_rule,
    order_rule,
)
from protocol.rules.ceremonies import ONE_ON_ONE, RESTRICTED
from protocol.rules.sources import SHEVCHENKO
from protocol.stream import Entry
from protocol.values import Country, TalksFormat, VisitKind

GARRISON: Final = Work("Russia, garrison regulations, on the laying of wreaths", None, "ru")
ANTHEM: Final = Work("Russia, Federal Constitutional Law 3-FKZ of 25 December 2000 on the anthem", None, "ru")
KAZAKHSTAN_2025: Final = Work("The welcome of the President of Kazakhstan in the Kremlin, 12 November 2025").whole
MOST_A_SIDE: Final = 12

farewell_on_state_visits = order_rule(
    "RUS01",
    "On a state visit the guest who was welcomed in the Kremlin is taken leave of there.",
    response(WelcomeCeremonyOpened, FarewellCeremonyOpened),
    severity=Severity.NOTE,
    evidence=PUBLISHED,
    kinds=frozenset({VisitKind.STATE}),
    sources=(SHEVCHENKO,),
)

one_on_one_first = order_rule(
    "RUS02",
    "Where the leaders talk one on one, they do so before the restricted talks.",
    first_before(ONE_ON_ONE, RESTRICTED),
    severity=Severity.NOTE,
    evidence=PUBLISHED,
    sources=(SHEVCHENKO,),
    hint="an earlier one may have gone unreported",
)


@content_rule(
    "RUS03",
    "At expanded talks at most twelve sit on a side.",
    severity=Severity.NOTE,
    evidence=PUBLISHED,
    sources=(SHEVCHENKO,),
    memory=None,
    order_free=True,
    only_with=(Saying(TalksOpened, "attending"),),
    spoil=spoils.crowd(MOST_A_SIDE + 1, "RU"),
)
def at_most_twelve(_: None, entry: Entry[TalksOpened]) -> FoldStep[None] | None:
    return at_most_a_side(entry, TalksFormat.EXPANDED, MOST_A_SIDE)


toasts_at_the_beginning = order_rule(
    "RUS04",
    "Toasts are proposed at the beginning of the dinner.",
    within(
        RECEPTION,
        not_succession(
            either(CulturalEventAttended, DecorationConferred, DecorationsExchanged, GiftPresented), ToastProposed
        ),
    ),
    severity=Severity.NOTE,
    evidence=PUBLISHED,
    kinds=CEREMONIAL_KINDS,
    sources=(SHEVCHENKO,),
)

silence_before_anthem = order_rule(
    "RUS05",
    "Where a wreath is laid, the minute of silence comes before the anthem.",
    not_chain_succession(AnthemPlayed, SilenceObserved),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    sources=(GARRISON.at("Article 402"),),
)

RU: Final = COMMON.adding(
    farewell_on_state_visits, one_on_one_first, at_most_twelve, toasts_at_the_beginning, silence_before_anthem
).edition("ru", "Russia, as its chief of protocol told, and garrison regulations")

HOST: Final = Host(
    Country("RU"),
    (RU,),
    seen=(
        seen(
            "The anthem is performed when heads of state and government on official visits are met and seen off.",
            ANTHEM.at("Article 3"),
        ),
        seen("A head of state makes one state visit in a term of office.", SHEVCHENKO),
        seen(
            "On a state visit the head of government and the foreign minister meet the guest and see him off at the "
            "airport; in 2025 it was the first deputy prime minister.",
            SHEVCHENKO,
        ),
        seen("Indoors neither a report nor a review of the guard was reported.", KAZAKHSTAN_2025),
        seen(
            "Every visit is its own and there is no template, says the director of state protocol.",
            Work("RIA Novosti, 11 February 2026", None, "ru").whole,
        ),
    ),
)
