"""Peru: the state's ceremonial by DS 096-2005-RE, which has separate articles for each kind of visit.

Its welcome differs from all others that are known: the guard is reviewed before the anthems are played.
"""

from datetime import date
from typing import Final

from protocol.events import (
    AnthemPlayed,
    ColoursSaluted,
    DelegationsPresented,
    GuardReviewed,
    GuestArrived,
    GuestGreeted,
    GuestSeenOff,
    GunSaluteFired,
    LeadersGreeted,
    MeetingHeld,
    ReceptionOpened,
    VisitAgreed,
    WelcomeCeremonyOpened,
    WreathLaid,
)
from protocol.hosts import spoils
from protocol.hosts.contents import (
    HEADS,
    HEADS_OF_STATE,
    greeted_by,
    made_by,
    seen_off_by,
    welcomed_elsewhere_than,
)
from protocol.hosts.host import Host, elsewhere, seen
from protocol.order import Order, absence, either, first_before, not_succession, response, where, within
from protocol.order.language.formulas import Operand
from protocol.rules import (
    ALL_KINDS,
    CEREMONIAL_KINDS,
    COMMON,
    STATUTE,
    WELCOME_CEREMONY,
    FoldStep,
    Rule,
    Severity,
    content_rule,
    fault,
    order_rule,
)
from protocol.rules.sources import PERU, PERU_22, PERU_24
from protocol.rules.welcome import ANTHEMS, GUESTS_ANTHEM, HOSTS_ANTHEM
from protocol.stream import Entry
from protocol.values import Counterpart, Country, Meal, Period, Rank, VenueKind, VisitKind

_STATE: Final = frozenset({VisitKind.STATE})
_OFFICIAL: Final = frozenset({VisitKind.OFFICIAL})
_WORKING: Final = frozenset({VisitKind.WORKING})
_QUIET: Final = frozenset({VisitKind.PRIVATE, VisitKind.TRANSIT})
# The act names heads of public powers too; there is no rank for the president of a court, so it is `other`.
_OFFICIAL_GUESTS: Final = HEADS | {Rank.CROWN_PRINCE, Rank.SPEAKER, Rank.FOREIGN_MINISTER, Rank.MINISTER, Rank.OTHER}
_CONGRESS: Final = where(MeetingHeld, counterpart=Counterpart.SPEAKER)
_JUDICIARY: Final = where(MeetingHeld, counterpart=Counterpart.JUDICIARY)
_MAYOR: Final = where(MeetingHeld, counterpart=Counterpart.MAYOR)
_HONOURS: Final = either(WelcomeCeremonyOpened, GuardReviewed, AnthemPlayed, GunSaluteFired)


@content_rule(
    "PER01",
    "A state visit is made by a head of state.",
    severity=Severity.LAPSE,
    evidence=STATUTE,
    sources=(PERU.at("Article 17"),),
    memory=None,
    kinds=_STATE,
    order_free=True,
    spoil=spoils.BY_SOMEBODY,
)
def state_visit_of_a_head_of_state(_: None, entry: Entry[VisitAgreed]) -> FoldStep[None] | None:
    return made_by(entry, VisitKind.STATE, HEADS_OF_STATE)


@content_rule(
    "PER02",
    "An official visit is made by a head of state, government or a public power, a crown prince or a minister.",
    severity=Severity.LAPSE,
    evidence=STATUTE,
    sources=(PERU.at("Article 18"),),
    memory=None,
    kinds=_OFFICIAL,
    order_free=True,
    spoil=spoils.BY_SOMEBODY,
)
def official_visit_of_an_authority(_: None, entry: Entry[VisitAgreed]) -> FoldStep[None] | None:
    return made_by(entry, VisitKind.OFFICIAL, _OFFICIAL_GUESTS)


def _on_arrival(
    code: str,
    sentence: str,
    order: Order | Operand,
    *,
    severity: Severity = Severity.LAPSE,
    reported: frozenset[type] = frozenset(),
) -> Rule:
    """What Article 22 says of the arrival of a state visit."""
    return order_rule(
        code,
        sentence,
        order,
        severity=severity,
        evidence=STATUTE,
        kinds=_STATE,
        sources=(PERU_22,),
        reported=reported,
    )


greeted_aboard_first = _on_arrival(
    "PER03",
    "On a state visit the guest is greeted aboard before meeting the President.",
    not_succession(LeadersGreeted, GuestGreeted),
)

review_before_anthems = _on_arrival(
    "PER04",
    "On a state visit the guard is reviewed before the anthems are played.",
    within(WELCOME_CEREMONY, first_before(GuardReviewed, AnthemPlayed)),
    severity=Severity.BREACH,
    reported=frozenset({GuardReviewed}),
)

colours_before_anthems = _on_arrival(
    "PER05",
    "On a state visit the colours are saluted before the anthems are played.",
    within(WELCOME_CEREMONY, not_succession(AnthemPlayed, ColoursSaluted)),
)

guests_anthem_first = _on_arrival(
    "PER06",
    "On a state visit the guest's anthem is played before Peru's.",
    within(WELCOME_CEREMONY, first_before(GUESTS_ANTHEM, HOSTS_ANTHEM)),
    severity=Severity.BREACH,
    reported=ANTHEMS,
)

authorities_after_anthems = _on_arrival(
    "PER07",
    "On a state visit the authorities and the suite are presented after the review and the anthems.",
    within(WELCOME_CEREMONY, not_succession(DelegationsPresented, either(GuardReviewed, AnthemPlayed))),
)

guests_anthem_first_elsewhere = elsewhere(COMMON.rule("CER02"), "PER08", kinds=ALL_KINDS - _STATE)


def _component(code: str, sentence: str, step: Operand) -> Rule:
    """That a state visit comprises a step."""
    return order_rule(
        code,
        f"On a state visit {sentence}.",
        response(GuestArrived, step),
        severity=Severity.LAPSE,
        evidence=STATUTE,
        kinds=_STATE,
        sources=(PERU_24,),
    )


def _possible(code: str, sentence: str, step: Operand) -> Rule:
    """That an official visit comprises a step where circumstances allow it."""
    return order_rule(
        code,
        f"On an official visit {sentence}, where circumstances allow it.",
        response(GuestArrived, step),
        severity=Severity.NOTE,
        evidence=STATUTE,
        kinds=_OFFICIAL,
        ranks=HEADS,
        sources=(PERU.at("Article 29"),),
    )


anthems_of_both = _on_arrival(
    "PER09",
    "On a state visit both anthems are played.",
    response(GuestArrived, GUESTS_ANTHEM) & response(GuestArrived, HOSTS_ANTHEM),
)

guard_is_reviewed = _on_arrival(
    "PER10",
    "On a state visit the guest reviews the guard.",
    response(GuestArrived, GuardReviewed),
)

met_and_seen_off = order_rule(
    "PER11",
    "On an official or a working visit the guest is met on arrival and seen off on departure.",
    response(GuestArrived, GuestGreeted) & response(GuestArrived, GuestSeenOff),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    kinds=_OFFICIAL | _WORKING,
    sources=(PERU.at("Article 25"), PERU.at("Article 30")),
)

state_wreath = _component("PER12", "a wreath is laid at the monument of the Próceres", WreathLaid)
state_congress = _component("PER13", "the guest greets the President of Congress", _CONGRESS)
state_judiciary = _component("PER14", "the guest greets the President of the Judiciary", _JUDICIARY)
state_mayor = _component("PER15", "the guest greets the Mayor of Lima", _MAYOR)
state_meal = _component("PER16", "the President gives a lunch or a banquet", ReceptionOpened)


@content_rule(
    "PER17",
    "A head of state or government on an official visit is met by the foreign minister.",
    severity=Severity.NOTE,
    evidence=STATUTE,
    sources=(PERU.at("Article 25"),),
    memory=None,
    kinds=_OFFICIAL,
    ranks=HEADS,
    order_free=True,
    hint="a report may name one of several who were there",
    spoil=spoils.GREETED,
)
def met_by_the_foreign_minister(_: None, entry: Entry[GuestGreeted]) -> FoldStep[None] | None:
    return greeted_by(entry, {Rank.FOREIGN_MINISTER})


@content_rule(
    "PER18",
    "A head of state or government on an official visit is seen off by the foreign minister.",
    severity=Severity.NOTE,
    evidence=STATUTE,
    sources=(PERU.at("Article 25"),),
    memory=None,
    kinds=_OFFICIAL,
    ranks=HEADS,
    order_free=True,
    hint="a report may name one of several who were there",
    spoil=spoils.SEEN_OFF,
)
def seen_off_by_the_foreign_minister(_: None, entry: Entry[GuestSeenOff]) -> FoldStep[None] | None:
    return seen_off_by(entry, {Rank.FOREIGN_MINISTER})


@content_rule(
    "PER19",
    "On an official visit the honours are given at Government Palace and not at the airport.",
    severity=Severity.LAPSE,
    evidence=STATUTE,
    sources=(PERU.at("Article 26"),),
    memory=None,
    kinds=_OFFICIAL,
    ranks=HEADS,
    order_free=True,
    spoil=spoils.AIRPORT,
)
def honours_at_the_palace(_: None, entry: Entry[WelcomeCeremonyOpened]) -> FoldStep[None] | None:
    return welcomed_elsewhere_than(entry, VenueKind.AIRPORT)


official_wreath = _possible("PER20", "a wreath is laid", WreathLaid)
official_greeting = _possible("PER21", "the guest greets the President", LeadersGreeted)
official_mayor = _possible("PER22", "the guest greets the Mayor of Lima", _MAYOR)
official_meal = _possible("PER23", "the President gives a lunch or a banquet", ReceptionOpened)

no_other_powers = order_rule(
    "PER24",
    "An official visit has no call on Congress or the Judiciary in its programme.",
    absence(either(_CONGRESS, _JUDICIARY)),
    severity=Severity.NOTE,
    evidence=STATUTE,
    kinds=_OFFICIAL,
    ranks=HEADS,
    sources=(PERU_24, PERU.at("Article 29")),
    alone="{breaking} on an official visit",
    hint="the article lists it for state visits alone and forbids nothing",
)

working_visit_is_plain = order_rule(
    "PER25",
    "A working visit has no honours, wreath or banquet.",
    absence(either(_HONOURS, WreathLaid, where(ReceptionOpened, meal=Meal.BANQUET))),
    severity=Severity.NOTE,
    evidence=STATUTE,
    kinds=_WORKING,
    ranks=HEADS,
    sources=(PERU.at("Article 30"),),
    alone="{breaking} on a working visit",
    hint="the article lists nothing but who meets the guest, and forbids nothing",
)

private_visit_is_quiet = order_rule(
    "PER26",
    "A private visit or a transit has no honours.",
    absence(_HONOURS),
    severity=Severity.NOTE,
    evidence=STATUTE,
    kinds=_QUIET,
    sources=(PERU.at("Article 31"), PERU.at("Article 32")),
    alone="{breaking} on a private visit or a transit",
    hint="the articles speak of courtesies and forbid nothing",
)


@content_rule(
    "PER27",
    "Where the guest's spouse comes too, the spouse of the highest authority who meets them does so.",
    severity=Severity.NOTE,
    evidence=STATUTE,
    sources=(PERU.at("Article 21"), PERU.at("Article 25")),
    memory=False,
    kinds=CEREMONIAL_KINDS,
    hint="a report may name one of several who were there",
    spoil=spoils.SPOUSE_UNMET,
)
def spouse_is_met_by_a_spouse(comes: bool, entry: Entry[GuestArrived | GuestGreeted]) -> FoldStep[bool] | None:  # noqa: FBT001 - what is remembered
    match entry.event:
        case GuestArrived():
            return FoldStep(any(guest.rank is Rank.SPOUSE for guest in entry.attending))
        case GuestGreeted():
            ranks = {person.rank for person in entry.acting}
            if not comes or not ranks or not ranks.isdisjoint({None, Rank.SPOUSE}):
                return None
            return FoldStep(comes, fault("the guest's spouse was met by no spouse"))


# CER05, the salute before the review, is practice where the review comes last; of a salute Peru's act says nothing.
PE_2005: Final = (
    COMMON.waiving({"CER02", "CER04", "CER05"})
    .adding(
        state_visit_of_a_head_of_state,
        official_visit_of_an_authority,
        greeted_aboard_first,
        review_before_anthems,
        colours_before_anthems,
        guests_anthem_first,
        authorities_after_anthems,
        guests_anthem_first_elsewhere,
        anthems_of_both,
        guard_is_reviewed,
        met_and_seen_off,
        state_wreath,
        state_congress,
        state_judiciary,
        state_mayor,
        state_meal,
        met_by_the_foreign_minister,
        seen_off_by_the_foreign_minister,
        honours_at_the_palace,
        official_wreath,
        official_greeting,
        official_mayor,
        official_meal,
        no_other_powers,
        working_visit_is_plain,
        private_visit_is_quiet,
        spouse_is_met_by_a_spouse,
    )
    .edition("pe-2005", "Peru, the state's ceremonial by DS 096-2005-RE", Period(date(2005, 12, 28)))
)

HOST: Final = Host(
    Country("PE"),
    (PE_2005,),
    seen=(
        seen("The Marcha de Banderas is kept for the President and for foreign leaders.", PERU.at("Article 5")),
        seen("Where the head of state attends, the host of an event takes the second place.", PERU.at("Article 14")),
        seen("Civil authorities greet the flag by bowing the head.", PERU.at("Article 15")),
        seen("A working visit deals with particular matters, or is very short.", PERU.at("Article 19")),
        seen("The directorate of protocol decides of which kind a visit is.", PERU.at("Article 20")),
        seen(
            "On a state visit the President or a high authority in his stead meets the guest and sees him off, with "
            "the Director of Protocol and the guest's head of mission.",
            PERU.at("Article 21"),
        ),
        seen(
            "A guest who arrives too late for honours passes a corridor of honour at the airport, and is given them at "
            "Government Palace.",
            PERU.at("Article 23"),
        ),
        seen("On a state visit the guest also greets the President once more at Government Palace.", PERU_24),
        seen("Agreements are signed and decorations conferred if there are any.", PERU_24),
        seen(
            "On a working visit the foreign minister or somebody in his stead meets a head of state or government.",
            PERU.at("Article 30"),
        ),
        seen("All courtesies are given where they are returned.", PERU.at("Article 33")),
        seen("Military honours are rendered from 08:00 to 18:00 only.", PERU.at("Article 36")),
        seen(
            "Where the own President comes from abroad, the commander greets him before the review, and the "
            "authorities are last.",
            PERU.at("Article 104"),
        ),
    ),
)
