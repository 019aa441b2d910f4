"""France: military honours by Décret 2004-1101, and the kinds of visits to Paris as the press describes them.

The decrees are about national ceremonies, and seldom say in which order a guest is welcomed. No act says that the
guest's anthem comes first, only reports, so the common rule stays.
"""

from datetime import date
from typing import Final

from protocol.events import (
    AnthemPlayed,
    ColoursSaluted,
    FarewellCeremonyOpened,
    GuardReported,
    GuestArrived,
    GuestGreeted,
    MarchPastHeld,
    MeetingHeld,
    ReceptionOpened,
    SilenceObserved,
    VisitAgreed,
    WelcomeCeremonyOpened,
)
from protocol.hosts import spoils
from protocol.hosts.contents import HEADS_OF_STATE, greeted_by, made_by
from protocol.hosts.host import Host, seen
from protocol.order import absence, either, not_chain_succession, not_succession, response, where, within
from protocol.rules import (
    CEREMONIAL_KINDS,
    COMMON,
    REPORTED,
    STATUTE,
    WELCOME_CEREMONY,
    FoldStep,
    Severity,
    Work,
    content_rule,
    order_rule,
)
from protocol.stream import Entry
from protocol.values import Counterpart, Country, Period, Rank, VisitKind

HONOURS: Final = Work(
    "France, Décret 2004-1101, military honours",
    "https://legal.tricoteuses.fr/articles/LEGIARTI000006235268",
    "fr",
)
PRECEDENCE: Final = Work(
    "France, Décret 89-655, public ceremonies and precedence",
    "https://www.circulaires.gouv.fr/loda/article_lc/LEGIARTI000006532755",
    "fr",
)
KINDS: Final = Work("brief.me, quoting the foreign ministry of France on kinds of visits", None, "fr").whole
STATE_VISIT: Final = Work("senegal7.com, on a state visit to France", None, "fr").whole
PROGRAMME: Final = Work("francetvinfo.fr and sanslimitesn.com, on the programme of state visits to France").whole
OFFICIAL_VISIT: Final = Work("alwatwan.net, on an official visit to France", None, "fr").whole

_STATE: Final = frozenset({VisitKind.STATE})
_OFFICIAL: Final = frozenset({VisitKind.OFFICIAL})
_HONOURED: Final = HONOURS.at("Article 10")

honours_at_the_start = order_rule(
    "FRA01",
    "The honours are rendered at the start: anthems, colours and the commander's report before the march past.",
    within(WELCOME_CEREMONY, not_succession(MarchPastHeld, either(AnthemPlayed, ColoursSaluted, GuardReported))),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    sources=(HONOURS.at("Article 9"),),
)

colours_with_anthems = order_rule(
    "FRA02",
    "The colours are saluted as the anthems are played, not after them.",
    within(WELCOME_CEREMONY, not_succession(AnthemPlayed, ColoursSaluted)),
    severity=Severity.NOTE,
    evidence=STATUTE,
    sources=(_HONOURED,),
    hint="reports name the bow to the colours as a step apart",
)

commander_before_music = order_rule(
    "FRA03",
    "The commander salutes before the music plays.",
    within(WELCOME_CEREMONY, not_succession(AnthemPlayed, GuardReported)),
    severity=Severity.NOTE,
    evidence=STATUTE,
    sources=(_HONOURED,),
    hint="the article says so of honours without a colour, and of a salute rather than a report",
)

anthem_after_silence = order_rule(
    "FRA04",
    "At a memorial the anthem ends the minute of silence and does not come just before it.",
    not_chain_succession(AnthemPlayed, SilenceObserved),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    sources=(_HONOURED,),
)


@content_rule(
    "FRA05",
    "A state visit is made by a head of state.",
    severity=Severity.NOTE,
    evidence=REPORTED,
    sources=(KINDS,),
    memory=None,
    order_free=True,
    spoil=spoils.BY_SOMEBODY,
)
def state_visit_of_a_head_of_state(_: None, entry: Entry[VisitAgreed]) -> FoldStep[None] | None:
    return made_by(entry, VisitKind.STATE, HEADS_OF_STATE)


@content_rule(
    "FRA06",
    "On a state visit a minister meets the guest at the aircraft.",
    severity=Severity.NOTE,
    evidence=REPORTED,
    sources=(STATE_VISIT,),
    memory=None,
    kinds=_STATE,
    order_free=True,
    hint="a report may name one of several who were there",
    spoil=spoils.GREETED,
)
def met_by_a_minister(_: None, entry: Entry[GuestGreeted]) -> FoldStep[None] | None:
    return greeted_by(entry, {Rank.MINISTER, Rank.FOREIGN_MINISTER, Rank.HEAD_OF_GOVERNMENT})


dinner_is_given = order_rule(
    "FRA07",
    "On a state or official visit a dinner is given.",
    response(GuestArrived, ReceptionOpened),
    severity=Severity.NOTE,
    evidence=REPORTED,
    kinds=CEREMONIAL_KINDS,
    sources=(STATE_VISIT, PROGRAMME, OFFICIAL_VISIT),
)

city_receives = order_rule(
    "FRA08",
    "On a state visit the guest is received at the city hall of Paris.",
    response(GuestArrived, where(MeetingHeld, counterpart=Counterpart.MAYOR)),
    severity=Severity.NOTE,
    evidence=REPORTED,
    kinds=_STATE,
    sources=(STATE_VISIT, PROGRAMME),
)

premier_is_met = order_rule(
    "FRA09",
    "On a state visit the guest meets the Prime Minister.",
    response(GuestArrived, where(MeetingHeld, counterpart=Counterpart.PREMIER)),
    severity=Severity.NOTE,
    evidence=REPORTED,
    kinds=_STATE,
    sources=(STATE_VISIT, PROGRAMME),
)

official_visit_has_a_welcome = order_rule(
    "FRA10",
    "On an official visit there is a welcome ceremony.",
    response(GuestArrived, WelcomeCeremonyOpened),
    severity=Severity.NOTE,
    evidence=REPORTED,
    kinds=_OFFICIAL,
    sources=(OFFICIAL_VISIT,),
)

official_visit_has_no_farewell = order_rule(
    "FRA11",
    "On an official visit there is no farewell ceremony.",
    absence(FarewellCeremonyOpened),
    severity=Severity.NOTE,
    evidence=REPORTED,
    kinds=_OFFICIAL,
    sources=(OFFICIAL_VISIT,),
    alone="{breaking} on an official visit",
)

FR_2004: Final = (
    COMMON.waiving({"CER08"})
    .adding(
        honours_at_the_start,
        colours_with_anthems,
        commander_before_music,
        anthem_after_silence,
        state_visit_of_a_head_of_state,
        met_by_a_minister,
        dinner_is_given,
        city_receives,
        premier_is_met,
        official_visit_has_a_welcome,
        official_visit_has_no_farewell,
    )
    .edition("fr-2004", "France, honours by Décret 2004-1101, and what is told of visits", Period(date(2004, 10, 15)))
)

HOST: Final = Host(
    Country("FR"),
    (FR_2004,),
    seen=(
        seen("A person or a symbol is honoured once in one parade.", HONOURS.at("Article 9")),
        seen("Without a colour only the refrain is played.", _HONOURED),
        seen("The highest person arrives last and leaves first.", PRECEDENCE.at("Article 19")),
        seen("Speeches are made in reverse order of precedence, at ceremonies at home.", PRECEDENCE.at("Article 19")),
        seen("Visits are state, official, working and private.", KINDS),
        seen("Official visits are made by heads of government and ministers too.", KINDS),
        seen(
            "The Chief of Protocol boards with the guest's ambassador; before the colour the guest's anthem is played, "
            "then the Marseillaise.",
            STATE_VISIT,
        ),
        seen("A speech in the National Assembly is not part of every state visit.", PROGRAMME),
    ),
)
