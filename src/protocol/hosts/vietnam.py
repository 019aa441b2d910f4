"""Vietnam: diplomatic rites by Decree 18/2022/NĐ-CP.

The order of the ceremony in its Article 6 was not seen. The press, citing the decree, says that only state visits of
heads of state have 21 guns.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from protocol.events import GuestArrived, GuestGreeted, GunSaluteFired, ReceptionOpened, TalksOpened, VisitAgreed
from protocol.hosts import spoils
from protocol.hosts.contents import HEADS_OF_STATE, banquet_given_by, greeted_by, rounds_are
from protocol.hosts.host import Host, seen
from protocol.order import absence, response, where
from protocol.rules import (
    ALL_KINDS,
    COMMON,
    REPORTED,
    STATUTE,
    FoldStep,
    Saying,
    Severity,
    Work,
    content_rule,
    fault,
    order_rule,
)
from protocol.rules.sources import VIETNAM, VIETNAM_3
from protocol.stream import Entry
from protocol.values import Country, Period, Person, Rank, VisitKind

EARLIER: Final = Work("Vietnam, Decree 145/2013/NĐ-CP", None, "vi")
GUNS: Final = Work("danviet.vn, 12 December 2023, citing Decree 18/2022", None, "vi").whole

_VIETNAM: Final = Country("VN")
_STATE: Final = frozenset({VisitKind.STATE})
_OFFICIAL: Final = frozenset({VisitKind.OFFICIAL})
_HEAD_OF_GOVERNMENT: Final = frozenset({Rank.HEAD_OF_GOVERNMENT})
_AIRPORT_S: Final = VIETNAM.at("Article 6(1)(a)")
_AIRPORT_PM: Final = VIETNAM.at("Article 11(1)")
_BANQUET_PM: Final = VIETNAM.at("Article 11(5)")
# A deputy minister, the chair of the city and the director of protocol have ranks that are `other`.
_GREETERS: Final = frozenset({Rank.MINISTER, Rank.HEAD_OF_MISSION, Rank.OTHER})
# Nothing was seen about a party leader who is not a head of state; the rank of such a guest is `other`.
_NO_SALUTE: Final = frozenset(
    {Rank.CROWN_PRINCE, Rank.HEAD_OF_GOVERNMENT, Rank.FOREIGN_MINISTER, Rank.SPEAKER, Rank.MINISTER}
)


@content_rule(
    "VNM01",
    "On a state visit a minister, the ambassador and those of the city and of protocol meet the guest.",
    severity=Severity.NOTE,
    evidence=STATUTE,
    sources=(_AIRPORT_S,),
    memory=None,
    kinds=_STATE,
    ranks=HEADS_OF_STATE,
    order_free=True,
    hint="that somebody higher comes is a mark of friendship",
    spoil=spoils.GREETED,
)
def met_by_those_named(_: None, entry: Entry[GuestGreeted]) -> FoldStep[None] | None:
    return greeted_by(entry, _GREETERS)


@content_rule(
    "VNM02",
    "A head of government on an official visit is met by a minister, the ambassador and those of protocol.",
    severity=Severity.NOTE,
    evidence=STATUTE,
    sources=(_AIRPORT_PM,),
    memory=None,
    kinds=_OFFICIAL,
    ranks=_HEAD_OF_GOVERNMENT,
    order_free=True,
    hint="that somebody higher comes is a mark of friendship",
    spoil=spoils.GREETED,
)
def premier_met_by_those_named(_: None, entry: Entry[GuestGreeted]) -> FoldStep[None] | None:
    return greeted_by(entry, _GREETERS)


flowers_are_given = order_rule(
    "VNM03",
    "On a state visit the guest is given flowers at the aircraft.",
    absence(where(GuestGreeted, flowers=False)),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    kinds=_STATE,
    ranks=HEADS_OF_STATE,
    sources=(VIETNAM.at("Article 6(1)(b)"),),
    alone="{breaking} without flowers",
)

state_guest_is_met = order_rule(
    "VNM04",
    "On a state visit the guest is met at the airport.",
    response(GuestArrived, GuestGreeted),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    kinds=_STATE,
    ranks=HEADS_OF_STATE,
    sources=(_AIRPORT_S,),
)

premier_is_met = order_rule(
    "VNM05",
    "A head of government on an official visit is met at the airport.",
    response(GuestArrived, GuestGreeted),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    kinds=_OFFICIAL,
    ranks=_HEAD_OF_GOVERNMENT,
    sources=(_AIRPORT_PM,),
)

salute_is_fired = order_rule(
    "VNM06",
    "On the state visit of a head of state a gun salute is fired.",
    response(GuestArrived, GunSaluteFired),
    severity=Severity.NOTE,
    evidence=REPORTED,
    kinds=_STATE,
    ranks=HEADS_OF_STATE,
    sources=(GUNS,),
)


@content_rule(
    "VNM07",
    "The salute for a head of state is of 21 guns.",
    severity=Severity.NOTE,
    evidence=REPORTED,
    sources=(GUNS,),
    memory=None,
    kinds=_STATE,
    ranks=HEADS_OF_STATE,
    order_free=True,
    spoil=spoils.ROUNDS,
)
def guns_for_a_head_of_state(_: None, entry: Entry[GunSaluteFired]) -> FoldStep[None] | None:
    return rounds_are(entry, 21)


no_salute_on_other_visits = order_rule(
    "VNM08",
    "On visits of other kinds than state visits no gun salute is fired.",
    absence(GunSaluteFired),
    severity=Severity.NOTE,
    evidence=REPORTED,
    kinds=ALL_KINDS - {VisitKind.STATE, VisitKind.UNKNOWN},
    sources=(GUNS,),
    alone="{breaking} on a visit that is no state visit",
)

no_salute_for_others = order_rule(
    "VNM09",
    "On a state visit of somebody who is no head of state no gun salute is fired.",
    absence(GunSaluteFired),
    severity=Severity.NOTE,
    evidence=REPORTED,
    kinds=_STATE,
    ranks=_NO_SALUTE,
    sources=(GUNS,),
    alone="{breaking} for a guest who is no head of state",
)

banquet_for_a_premier = order_rule(
    "VNM10",
    "For a head of government on an official visit a banquet is given.",
    response(GuestArrived, ReceptionOpened),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    kinds=_OFFICIAL,
    ranks=_HEAD_OF_GOVERNMENT,
    sources=(_BANQUET_PM,),
)


@content_rule(
    "VNM11",
    "The banquet for a head of government is given by the Prime Minister.",
    severity=Severity.LAPSE,
    evidence=STATUTE,
    sources=(_BANQUET_PM,),
    memory=None,
    kinds=_OFFICIAL,
    ranks=_HEAD_OF_GOVERNMENT,
    order_free=True,
    spoil=spoils.BANQUET,
)
def banquet_given_by_the_premier(_: None, entry: Entry[ReceptionOpened]) -> FoldStep[None] | None:
    return banquet_given_by(entry, _HEAD_OF_GOVERNMENT)


_COUNTERPARTS: Final[Mapping[Rank | None, Rank]] = MappingProxyType(
    {
        Rank.MONARCH: Rank.HEAD_OF_STATE,
        Rank.HEAD_OF_STATE: Rank.HEAD_OF_STATE,
        Rank.HEAD_OF_GOVERNMENT: Rank.HEAD_OF_GOVERNMENT,
        Rank.FOREIGN_MINISTER: Rank.FOREIGN_MINISTER,
        Rank.SPEAKER: Rank.SPEAKER,
    }
)


# The General Secretary, whose rank is `other`, presides where the guest leads a party as well: Article 7(1).
@content_rule(
    "VNM12",
    "The guest's counterpart in rank presides over the talks.",
    severity=Severity.LAPSE,
    evidence=STATUTE,
    sources=(VIETNAM_3, VIETNAM.at("Article 7(1)")),
    memory=None,
    only_with=(Saying(TalksOpened, "attending"),),
    hint="a meeting with somebody else is recorded as meeting_held",
    spoil=spoils.minister_presides("VN"),
)
def counterpart_presides(guest: Rank | None, entry: Entry[VisitAgreed | TalksOpened]) -> FoldStep[Rank | None] | None:
    match entry.event:
        case VisitAgreed():
            return FoldStep(entry.event.guest_rank)
        case TalksOpened():
            wanted = _COUNTERPARTS.get(guest)
            if wanted is None or not _missing(wanted, entry.attending):
                return None
            return FoldStep(guest, fault("no {wanted} of Vietnam took part in the talks", wanted=wanted))


def _missing(rank: Rank, participants: tuple[Person, ...]) -> bool:
    """Whether all ranks of those who sat for Vietnam are known, and none is this one or that of a party leader."""
    known = {person.rank for person in participants if person.country == _VIETNAM}
    return bool(known) and known.isdisjoint({None, Rank.OTHER, rank})


VN_2022: Final = COMMON.adding(
    met_by_those_named,
    premier_met_by_those_named,
    flowers_are_given,
    state_guest_is_met,
    premier_is_met,
    salute_is_fired,
    guns_for_a_head_of_state,
    no_salute_on_other_visits,
    no_salute_for_others,
    banquet_for_a_premier,
    banquet_given_by_the_premier,
    counterpart_presides,
).edition("vn-2022", "Vietnam, diplomatic rites by Decree 18/2022", Period(date(2022, 4, 10)))

HOST: Final = Host(
    _VIETNAM,
    (VN_2022,),
    seen=(
        seen(
            "Visits are state-level, official, working, internal, personal, and transit.", VIETNAM.at("Article 1(1)(a)")
        ),
        seen("Rites are uniform.", VIETNAM.at("Article 4(2)")),
        seen("Parity and reciprocity are looked to.", VIETNAM.at("Article 4(3)")),
        seen("A special case has a plan apart.", VIETNAM.at("Article 4(4)")),
        seen(
            "The red carpet runs from the stairs to the car between sentries, and flowers are for the spouse too.",
            VIETNAM.at("Article 6(1)(b)"),
        ),
        seen(
            "Where the guest is head of state and party leader and both invite, the General Secretary presides over "
            "welcome, talks and banquet, and the State President meets the guest apart.",
            VIETNAM.at("Article 7(1)"),
        ),
        seen(
            "The host pays for nine members of a head of state's delegation, for five of a head of government's, and "
            "for at most five days.",
            VIETNAM.at("Article 27"),
        ),
        seen(
            "A guest who comes by road, rail or water is received as one who flies.",
            VIETNAM.at("Article 29"),
            VIETNAM.at("Article 30"),
            VIETNAM.at("Article 31"),
        ),
        seen(
            "Both flags stand at the airport, in the rooms of the talks, of the signing and the banquet.",
            EARLIER.at("Article 46(3)"),
        ),
    ),
)
