"""Indonesia's rules, each by three visits."""

from scenario import (
    ANTHEMS,
    ARRIVED,
    DEPARTED,
    DINED,
    DINNER,
    GUESTS_ANTHEM,
    HANDSHAKE,
    HOSTS_ANTHEM,
    OFFICIAL,
    SEEN_OFF,
    STATE,
    TALKED,
    TALKS,
    WELCOME,
    WELCOMED,
    WORKING,
    Scenario,
    Scenarios,
    Steps,
    dinner,
    somebody,
    welcome,
    without,
)

from protocol.events import (
    Event,
    MeetingHeld,
    PhotographTaken,
    PressStatementMade,
    SigningClosed,
    SigningOpened,
    TalksClosed,
    TalksOpened,
    ToastProposed,
    VisitorsBookSigned,
    WreathLaid,
)
from protocol.stream import Entry
from protocol.values import Counterpart, Rank, Side, TalksFormat, VisitKind, present

_BOOK, _PHOTOGRAPH, _STATEMENT = VisitorsBookSigned(), PhotographTaken(), PressStatementMade()
_SIGNING, _SIGNED, _WREATH = SigningOpened(), SigningClosed(), WreathLaid()
_SPEAKER = MeetingHeld(Counterpart.SPEAKER)
_VISIT = (
    ARRIVED,
    *welcome(HANDSHAKE, *ANTHEMS),
    _BOOK,
    _PHOTOGRAPH,
    TALKS,
    TALKED,
    _SIGNING,
    _SIGNED,
    _STATEMENT,
    *dinner(),
    _WREATH,
    _SPEAKER,
    SEEN_OFF,
    DEPARTED,
)
_WORKING_VISIT = (ARRIVED, _BOOK, _PHOTOGRAPH, TALKS, TALKED, _STATEMENT, *dinner(), SEEN_OFF, DEPARTED)


def _listed(*steps: Event, kind: VisitKind = STATE, whole: Steps = _VISIT) -> Scenario:
    return Scenario(keeps=whole, breaks=without(whole, *steps), silent=(), kind=kind, ended=True)


def _talks_of(*ranks: Rank) -> Steps:
    return (
        Entry(0, TalksOpened(format=TalksFormat.EXPANDED), present=present(attending=somebody(*ranks))),
        TalksClosed(TalksFormat.EXPANDED),
    )


SCENARIOS: Scenarios = {
    "IDN01": Scenario(
        keeps=welcome(GUESTS_ANTHEM, HOSTS_ANTHEM),
        breaks=welcome(HOSTS_ANTHEM, GUESTS_ANTHEM),
        silent=welcome(HANDSHAKE),
        kind=OFFICIAL,
        rank=Rank.HEAD_OF_GOVERNMENT,
    ),
    "IDN02": Scenario(
        keeps=welcome(GUESTS_ANTHEM, HOSTS_ANTHEM),
        breaks=welcome(HOSTS_ANTHEM, GUESTS_ANTHEM),
        silent=welcome(HANDSHAKE),
        kind=OFFICIAL,
        rank=Rank.CROWN_PRINCE,
    ),
    "IDN03": Scenario(
        keeps=dinner(ToastProposed(Side.HOST), GUESTS_ANTHEM, ToastProposed(Side.GUEST), HOSTS_ANTHEM),
        breaks=dinner(ToastProposed(Side.HOST), ToastProposed(Side.GUEST), HOSTS_ANTHEM),
        silent=dinner(ToastProposed()),
        rank=Rank.MONARCH,
    ),
    "IDN04": _listed(WELCOME, WELCOMED, kind=OFFICIAL),
    "IDN05": _listed(_BOOK, kind=WORKING, whole=_WORKING_VISIT),
    "IDN06": _listed(_PHOTOGRAPH),
    "IDN07": _listed(_STATEMENT, kind=WORKING, whole=_WORKING_VISIT),
    "IDN08": _listed(_SIGNING, _SIGNED),
    "IDN09": _listed(DINNER, DINED, kind=OFFICIAL),
    "IDN10": _listed(_WREATH),
    "IDN11": _listed(_SPEAKER),
    "IDN12": Scenario(
        keeps=_WORKING_VISIT,
        breaks=(_WREATH,),
        silent=(),
        kind=WORKING,
        rank=Rank.HEAD_OF_GOVERNMENT,
    ),
    "IDN13": Scenario(
        keeps=_talks_of(Rank.HEAD_OF_STATE, Rank.MINISTER),
        breaks=_talks_of(Rank.HEAD_OF_STATE, Rank.SPOUSE),
        silent=_talks_of(),
        rank=Rank.MONARCH,
    ),
}
