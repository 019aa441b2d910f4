"""Vietnam's rules, each by three visits."""

from scenario import (
    ARRIVED,
    DEPARTED,
    DINED,
    DINNER,
    EXPANDED_OVER,
    GREETED,
    HANDSHAKE,
    OFFICIAL,
    SALUTE,
    SEEN_OFF,
    STATE,
    TALKED,
    TALKS,
    WORKING,
    Scenario,
    Scenarios,
    Steps,
    agreed,
    dinner,
    somebody,
    welcome,
    without,
)

from protocol.events import (
    Event,
    GuestGreeted,
    GunSaluteFired,
    ReceptionClosed,
    ReceptionOpened,
    TalksOpened,
)
from protocol.stream import Entry
from protocol.values import Country, Meal, Person, Rank, TalksFormat, VisitKind, present

_VISIT = (ARRIVED, GREETED, *welcome(HANDSHAKE, SALUTE), TALKS, TALKED, *dinner(), SEEN_OFF, DEPARTED)
_OFFICIAL_VISIT = without(_VISIT, SALUTE)


def _owed(whole: Steps, kind: VisitKind, rank: Rank, *steps: Event) -> Scenario:
    return Scenario(keeps=whole, breaks=without(whole, *steps), silent=(), kind=kind, rank=rank, ended=True)


def _talks_with(*ranks: Rank) -> Steps:
    hosts = tuple(Person(f"The {rank} of Vietnam", rank=rank, country=Country("VN")) for rank in ranks)
    return (
        agreed(STATE, Rank.MONARCH, host="VN"),
        Entry(0, TalksOpened(format=TalksFormat.EXPANDED), present=present(attending=hosts)),
        EXPANDED_OVER,
    )


def _banquet_of(*ranks: Rank) -> Steps:
    return (Entry(0, ReceptionOpened(meal=Meal.BANQUET), present=present(acting=somebody(*ranks))), ReceptionClosed())


SCENARIOS: Scenarios = {
    "VNM01": Scenario(
        keeps=(Entry(0, GuestGreeted(), present=present(acting=somebody(Rank.MINISTER, Rank.OTHER))),),
        breaks=(Entry(0, GuestGreeted(), present=present(acting=somebody(Rank.HEAD_OF_GOVERNMENT))),),
        silent=(GREETED,),
        rank=Rank.MONARCH,
    ),
    "VNM02": Scenario(
        keeps=(Entry(0, GuestGreeted(), present=present(acting=somebody(Rank.HEAD_OF_MISSION))),),
        breaks=(Entry(0, GuestGreeted(), present=present(acting=somebody(Rank.FOREIGN_MINISTER))),),
        silent=(GREETED,),
        kind=OFFICIAL,
        rank=Rank.HEAD_OF_GOVERNMENT,
    ),
    "VNM03": Scenario(
        keeps=(GuestGreeted(flowers=True),),
        breaks=(GuestGreeted(flowers=False),),
        silent=(GREETED,),
    ),
    "VNM04": _owed(_VISIT, STATE, Rank.HEAD_OF_STATE, GREETED),
    "VNM05": _owed(_OFFICIAL_VISIT, OFFICIAL, Rank.HEAD_OF_GOVERNMENT, GREETED),
    "VNM06": _owed(_VISIT, STATE, Rank.MONARCH, SALUTE),
    "VNM07": Scenario(
        keeps=(SALUTE,),
        breaks=(GunSaluteFired(19),),
        silent=(GunSaluteFired(),),
    ),
    "VNM08": Scenario(
        keeps=_OFFICIAL_VISIT,
        breaks=(SALUTE,),
        silent=welcome(HANDSHAKE),
        kind=WORKING,
    ),
    "VNM09": Scenario(
        keeps=_OFFICIAL_VISIT,
        breaks=(SALUTE,),
        silent=welcome(HANDSHAKE),
        rank=Rank.CROWN_PRINCE,
    ),
    "VNM10": _owed(_OFFICIAL_VISIT, OFFICIAL, Rank.HEAD_OF_GOVERNMENT, DINNER, DINED),
    "VNM11": Scenario(
        keeps=_banquet_of(Rank.HEAD_OF_GOVERNMENT),
        breaks=_banquet_of(Rank.MINISTER),
        silent=_banquet_of(),
        kind=OFFICIAL,
        rank=Rank.HEAD_OF_GOVERNMENT,
    ),
    "VNM12": Scenario(
        keeps=_talks_with(Rank.HEAD_OF_STATE, Rank.MINISTER),
        breaks=_talks_with(Rank.HEAD_OF_GOVERNMENT, Rank.MINISTER),
        silent=_talks_with(),
    ),
}
