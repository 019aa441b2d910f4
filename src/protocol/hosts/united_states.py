"""United States: the arrival ceremony on the South Lawn, as reported, and the army's regulation on salutes."""

from typing import Final

from protocol.events import (
    AnthemPlayed,
    DelegationsPresented,
    GuestArrived,
    GunSaluteFired,
    ReceptionOpened,
    VisitAgreed,
)
from protocol.hosts import spoils
from protocol.hosts.contents import HEADS_OF_STATE, made_by, rounds_are
from protocol.hosts.host import Host, seen
from protocol.order import either, not_succession, response, within
from protocol.rules import COMMON, REPORTED, WELCOME_CEREMONY, FoldStep, Severity, Work, content_rule, order_rule
from protocol.stream import Entry
from protocol.values import Country, Rank, VisitKind

KINDS: Final = Work("Kinds of visits to the United States, as told", None, "en").whole
ARRIVAL: Final = Work(
    "The arrival ceremony on the South Lawn, as told and as reported on 23 May 2024", None, "en"
).whole
AR_600_25: Final = Work("United States, Army Regulation 600-25 (2019)", None, "en")
_STATE: Final = frozenset({VisitKind.STATE})


@content_rule(
    "USA01",
    "A state visit is made by a head of state; heads of government make official visits.",
    severity=Severity.NOTE,
    evidence=REPORTED,
    sources=(KINDS,),
    memory=None,
    order_free=True,
    kinds=_STATE,
    spoil=spoils.BY_SOMEBODY,
)
def state_visits_are_of_heads_of_state(_: None, entry: Entry[VisitAgreed]) -> FoldStep[None] | None:
    return made_by(entry, VisitKind.STATE, HEADS_OF_STATE)


@content_rule(
    "USA02",
    "The salute for a head of state is of 21 guns.",
    severity=Severity.NOTE,
    evidence=REPORTED,
    sources=(KINDS, ARRIVAL),
    memory=None,
    order_free=True,
    kinds=_STATE,
    ranks=HEADS_OF_STATE,
    spoil=spoils.ROUNDS,
)
def guns_for_a_head_of_state(_: None, entry: Entry[GunSaluteFired]) -> FoldStep[None] | None:
    return rounds_are(entry, 21)


@content_rule(
    "USA03",
    "The salute for a head of government is of 19 guns.",
    severity=Severity.NOTE,
    evidence=REPORTED,
    sources=(KINDS,),
    memory=None,
    order_free=True,
    kinds=frozenset({VisitKind.OFFICIAL}),
    ranks=frozenset({Rank.HEAD_OF_GOVERNMENT}),
    spoil=spoils.ROUNDS,
)
def guns_for_a_head_of_government(_: None, entry: Entry[GunSaluteFired]) -> FoldStep[None] | None:
    return rounds_are(entry, 19)


committee_first = order_rule(
    "USA04",
    "The welcoming committee is presented before the salute and the anthems.",
    within(WELCOME_CEREMONY, not_succession(either(GunSaluteFired, AnthemPlayed), DelegationsPresented)),
    severity=Severity.NOTE,
    evidence=REPORTED,
    kinds=_STATE,
    sources=(ARRIVAL,),
)

salute_before_anthems = order_rule(
    "USA05",
    "The salute begins before the anthems.",
    within(WELCOME_CEREMONY, not_succession(AnthemPlayed, GunSaluteFired)),
    severity=Severity.NOTE,
    evidence=REPORTED,
    kinds=_STATE,
    sources=(ARRIVAL,),
)

state_dinner = order_rule(
    "USA06",
    "A state visit has a dinner at the White House.",
    response(GuestArrived, ReceptionOpened),
    severity=Severity.NOTE,
    evidence=REPORTED,
    kinds=_STATE,
    sources=(KINDS,),
)

US: Final = COMMON.adding(
    state_visits_are_of_heads_of_state,
    guns_for_a_head_of_state,
    guns_for_a_head_of_government,
    committee_first,
    salute_before_anthems,
    state_dinner,
).edition("us", "United States, as told")

HOST: Final = Host(
    Country("US"),
    (US,),
    seen=(
        seen("Chiefs of state are saluted with 21 guns on departure too.", AR_600_25.at("table 3-1")),
        seen("Music follows the ruffles and flourishes without a pause.", AR_600_25.at("table 2-1")),
        seen("Ruffles and flourishes and 'Hail to the Chief' are played for the host before the guest comes.", ARRIVAL),
        seen(
            "On an official working visit there is little ceremony or none; a private visit may have no meeting.", KINDS
        ),
        seen("Guests on state visits stay at Blair House.", KINDS),
    ),
)
