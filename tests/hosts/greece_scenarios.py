"""The rules of Greece, each by three visits."""

from scenario import (
    ANTHEMS,
    ARRIVED,
    DEPARTED,
    FAREWELL,
    FAREWELLED,
    GUESTS_ANTHEM,
    HANDSHAKE,
    HOSTS_ANTHEM,
    OFFICIAL,
    SALUTE,
    SEEN_OFF,
    STATE,
    TALKED,
    TALKS,
    WELCOME,
    WELCOMED,
    Scenario,
    Scenarios,
    farewell,
    welcome,
    without,
)

from protocol.events import Event, GunSaluteFired, WreathLaid
from protocol.values import Rank, VisitKind

_WREATH = WreathLaid()
_VISIT = (
    ARRIVED,
    *welcome(HANDSHAKE, *ANTHEMS),
    TALKS,
    TALKED,
    *farewell(*ANTHEMS),
    SEEN_OFF,
    DEPARTED,
)


def _owed(*steps: Event, kind: VisitKind = STATE, rank: Rank = Rank.MONARCH) -> Scenario:
    return Scenario(keeps=_VISIT, breaks=without(_VISIT, *steps), silent=(), kind=kind, rank=rank, ended=True)


SCENARIOS: Scenarios = {
    "GRC01": Scenario(
        keeps=welcome(GUESTS_ANTHEM, HOSTS_ANTHEM),
        breaks=welcome(HOSTS_ANTHEM, GUESTS_ANTHEM),
        silent=welcome(HANDSHAKE),
        rank=Rank.MONARCH,
    ),
    "GRC02": Scenario(
        keeps=welcome(GUESTS_ANTHEM, HOSTS_ANTHEM),
        breaks=welcome(HOSTS_ANTHEM, GUESTS_ANTHEM),
        silent=welcome(HANDSHAKE),
        kind=OFFICIAL,
        rank=Rank.CROWN_PRINCE,
    ),
    "GRC03": Scenario(
        keeps=farewell(GUESTS_ANTHEM, HOSTS_ANTHEM),
        breaks=farewell(HOSTS_ANTHEM, GUESTS_ANTHEM),
        silent=farewell(GUESTS_ANTHEM),
    ),
    "GRC04": Scenario(
        keeps=_VISIT,
        breaks=(ARRIVED, *welcome(HANDSHAKE), TALKS, TALKED, *farewell(GUESTS_ANTHEM), SEEN_OFF, DEPARTED),
        silent=(),
        ended=True,
    ),
    "GRC05": Scenario(
        keeps=farewell(HOSTS_ANTHEM),
        breaks=farewell(),
        silent=welcome(*ANTHEMS),
        rank=Rank.HEAD_OF_GOVERNMENT,
    ),
    "GRC06": Scenario(
        keeps=(_WREATH, HOSTS_ANTHEM),
        breaks=(HOSTS_ANTHEM, _WREATH),
        silent=(*welcome(*ANTHEMS), _WREATH),
        rank=Rank.HEAD_OF_GOVERNMENT,
    ),
    "GRC07": _owed(WELCOME, WELCOMED, kind=OFFICIAL),
    "GRC08": _owed(FAREWELL, FAREWELLED, kind=OFFICIAL, rank=Rank.HEAD_OF_GOVERNMENT),
    "GRC09": Scenario(
        keeps=(SALUTE,),
        breaks=(GunSaluteFired(19),),
        silent=(GunSaluteFired(),),
    ),
}
