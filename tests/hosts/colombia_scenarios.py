"""Colombia's rules, each by three visits."""

from scenario import (
    ANTHEMS,
    ARRIVED,
    DEPARTED,
    FAREWELL,
    FAREWELLED,
    GREETED,
    GUESTS_ANTHEM,
    HANDSHAKE,
    HOSTS_ANTHEM,
    OFFICIAL,
    PRESENTED,
    REVIEWED,
    SALUTE,
    SEEN_OFF,
    STATE,
    TALKED,
    TALKS,
    WELCOME,
    WELCOMED,
    WORKING,
    Scenario,
    Scenarios,
    dinner,
    farewell,
    welcome,
    without,
)

from protocol.events import Event, GunSaluteFired, SpeechGiven, ToastProposed, WreathLaid
from protocol.values import Rank, SaluteOccasion, Side, VisitKind

_GUNS = GunSaluteFired(21, SaluteOccasion.ARRIVAL)
_SPEECH, _WREATH = SpeechGiven(), WreathLaid()
_CEREMONY = (HANDSHAKE, *ANTHEMS, PRESENTED, REVIEWED)
_VISIT = (
    ARRIVED,
    GREETED,
    _GUNS,
    *welcome(*_CEREMONY),
    TALKS,
    TALKED,
    *farewell(*ANTHEMS, REVIEWED),
    SEEN_OFF,
    DEPARTED,
)


def _owed(*steps: Event, kind: VisitKind = STATE) -> Scenario:
    return Scenario(keeps=_VISIT, breaks=without(_VISIT, *steps), silent=(), kind=kind, rank=Rank.MONARCH, ended=True)


SCENARIOS: Scenarios = {
    "COL01": Scenario(
        keeps=(GREETED, HANDSHAKE),
        breaks=(HANDSHAKE, GREETED),
        silent=(HANDSHAKE,),
        kind=WORKING,
    ),
    "COL02": Scenario(
        keeps=welcome(_GUNS, *ANTHEMS),
        breaks=welcome(*ANTHEMS, _GUNS),
        silent=welcome(*ANTHEMS),
        rank=Rank.MONARCH,
    ),
    "COL03": Scenario(
        keeps=welcome(_GUNS, *ANTHEMS),
        breaks=welcome(SALUTE, *ANTHEMS),
        silent=welcome(*ANTHEMS),
    ),
    "COL04": Scenario(
        keeps=welcome(GUESTS_ANTHEM, HOSTS_ANTHEM),
        breaks=welcome(HOSTS_ANTHEM, GUESTS_ANTHEM),
        silent=welcome(HANDSHAKE),
        kind=OFFICIAL,
    ),
    "COL05": Scenario(
        keeps=welcome(*ANTHEMS, PRESENTED),
        breaks=welcome(PRESENTED, *ANTHEMS),
        silent=welcome(*ANTHEMS),
    ),
    "COL06": Scenario(
        keeps=welcome(PRESENTED, _SPEECH, REVIEWED),
        breaks=welcome(_SPEECH, PRESENTED, REVIEWED),
        silent=welcome(PRESENTED, REVIEWED),
    ),
    "COL07": Scenario(
        keeps=welcome(*ANTHEMS, PRESENTED, REVIEWED),
        breaks=welcome(*ANTHEMS, REVIEWED, PRESENTED),
        silent=welcome(*ANTHEMS, PRESENTED),
    ),
    "COL08": Scenario(
        keeps=welcome(GUESTS_ANTHEM, HOSTS_ANTHEM),
        breaks=welcome(HOSTS_ANTHEM, GUESTS_ANTHEM),
        silent=welcome(HANDSHAKE),
        kind=OFFICIAL,
        rank=Rank.HEAD_OF_GOVERNMENT,
    ),
    "COL09": Scenario(
        keeps=welcome(*ANTHEMS, REVIEWED),
        breaks=welcome(REVIEWED, *ANTHEMS),
        silent=welcome(REVIEWED),
        kind=OFFICIAL,
        rank=Rank.CROWN_PRINCE,
    ),
    "COL10": Scenario(
        keeps=farewell(GUESTS_ANTHEM, HOSTS_ANTHEM),
        breaks=farewell(HOSTS_ANTHEM, GUESTS_ANTHEM),
        silent=farewell(),
    ),
    "COL11": Scenario(
        keeps=farewell(*ANTHEMS, REVIEWED),
        breaks=farewell(REVIEWED, *ANTHEMS),
        silent=farewell(REVIEWED),
    ),
    "COL12": Scenario(
        keeps=(*farewell(), SEEN_OFF),
        breaks=(SEEN_OFF, *farewell()),
        silent=farewell(),
    ),
    "COL13": _owed(WELCOME, WELCOMED, kind=OFFICIAL),
    "COL14": _owed(HANDSHAKE),
    "COL15": _owed(_GUNS),
    "COL16": Scenario(
        keeps=_VISIT,
        breaks=(
            ARRIVED,
            GREETED,
            _GUNS,
            *welcome(HANDSHAKE, PRESENTED, REVIEWED),
            TALKS,
            TALKED,
            *farewell(),
            DEPARTED,
        ),
        silent=(),
        ended=True,
    ),
    "COL17": _owed(PRESENTED),
    "COL18": _owed(REVIEWED, kind=OFFICIAL),
    "COL19": _owed(FAREWELL, FAREWELLED),
    "COL20": Scenario(
        keeps=(HOSTS_ANTHEM, _WREATH),
        breaks=(_WREATH, HOSTS_ANTHEM),
        silent=(_WREATH,),
        kind=WORKING,
    ),
    "COL21": Scenario(
        keeps=dinner(ToastProposed(Side.HOST), ToastProposed(Side.GUEST)),
        breaks=dinner(ToastProposed(Side.GUEST), ToastProposed(Side.HOST)),
        silent=dinner(ToastProposed(Side.GUEST)),
        rank=Rank.HEAD_OF_GOVERNMENT,
    ),
}
