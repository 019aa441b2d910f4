"""The rules of France, each by three visits."""

from scenario import (
    ANTHEMS,
    ARRIVED,
    DEPARTED,
    DINED,
    DINNER,
    GREETED,
    HANDSHAKE,
    MARCHED,
    OFFICIAL,
    REPORTED,
    SEEN_OFF,
    STATE,
    TALKED,
    TALKS,
    WELCOME,
    WELCOMED,
    WORKING,
    Scenario,
    Scenarios,
    agreed,
    dinner,
    farewell,
    somebody,
    welcome,
    without,
)

from protocol.events import AnthemPlayed, ColoursSaluted, Event, GuestGreeted, MeetingHeld, SilenceObserved
from protocol.stream import Entry
from protocol.values import Counterpart, Rank, Side, VisitKind, present

_CITY, _PREMIER = MeetingHeld(Counterpart.MAYOR), MeetingHeld(Counterpart.PREMIER)
_COLOURS, _SILENCE, _MARSEILLAISE = ColoursSaluted(), SilenceObserved(), AnthemPlayed(Side.HOST)
_VISIT = (
    ARRIVED,
    GREETED,
    *welcome(HANDSHAKE, _COLOURS, *ANTHEMS),
    TALKS,
    TALKED,
    *dinner(),
    _CITY,
    _PREMIER,
    SEEN_OFF,
    DEPARTED,
)


def _told(*steps: Event, kind: VisitKind = STATE, rank: Rank = Rank.MONARCH) -> Scenario:
    return Scenario(keeps=_VISIT, breaks=without(_VISIT, *steps), silent=(), kind=kind, rank=rank, ended=True)


SCENARIOS: Scenarios = {
    "FRA01": Scenario(
        keeps=welcome(_COLOURS, MARCHED),
        breaks=welcome(MARCHED, _COLOURS),
        silent=welcome(*ANTHEMS),
    ),
    "FRA02": Scenario(
        keeps=welcome(_COLOURS, *ANTHEMS),
        breaks=welcome(*ANTHEMS, _COLOURS),
        silent=welcome(_COLOURS),
        kind=OFFICIAL,
        rank=Rank.HEAD_OF_GOVERNMENT,
    ),
    "FRA03": Scenario(
        keeps=welcome(REPORTED, *ANTHEMS),
        breaks=welcome(*ANTHEMS, REPORTED),
        silent=welcome(*ANTHEMS),
    ),
    "FRA04": Scenario(
        keeps=(_SILENCE, _MARSEILLAISE),
        breaks=(_MARSEILLAISE, _SILENCE),
        silent=(*welcome(*ANTHEMS), _SILENCE),
        kind=WORKING,
    ),
    "FRA05": Scenario(
        keeps=(agreed(STATE, Rank.MONARCH),),
        breaks=(agreed(STATE, Rank.CROWN_PRINCE),),
        silent=(agreed(OFFICIAL, Rank.CROWN_PRINCE),),
    ),
    "FRA06": Scenario(
        keeps=(Entry(0, GuestGreeted(), present=present(acting=somebody(Rank.MINISTER, Rank.HEAD_OF_MISSION))),),
        breaks=(Entry(0, GuestGreeted(), present=present(acting=somebody(Rank.HEAD_OF_MISSION))),),
        silent=(GREETED,),
    ),
    "FRA07": _told(DINNER, DINED, kind=OFFICIAL, rank=Rank.HEAD_OF_GOVERNMENT),
    "FRA08": _told(_CITY),
    "FRA09": _told(_PREMIER),
    "FRA10": _told(WELCOME, WELCOMED, kind=OFFICIAL),
    "FRA11": Scenario(
        keeps=_VISIT,
        breaks=farewell(),
        silent=(SEEN_OFF,),
        kind=OFFICIAL,
        rank=Rank.HEAD_OF_GOVERNMENT,
    ),
}
