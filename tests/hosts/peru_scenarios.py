"""Peru's rules, each by three visits."""

from scenario import (
    ANTHEMS,
    ARRIVED,
    DEPARTED,
    DINED,
    DINNER,
    GREETED,
    GUESTS_ANTHEM,
    HANDSHAKE,
    HOSTS_ANTHEM,
    OFFICIAL,
    PRESENTED,
    PRIVATE,
    REVIEWED,
    SEEN_OFF,
    STATE,
    TALKED,
    TALKS,
    TRANSIT,
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
    ColoursSaluted,
    Event,
    GuestArrived,
    GuestGreeted,
    GuestSeenOff,
    GunSaluteFired,
    MeetingHeld,
    ReceptionClosed,
    ReceptionOpened,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
    WreathLaid,
)
from protocol.stream import Entry
from protocol.values import Counterpart, Meal, Rank, Venue, VenueKind, present

_WREATH = WreathLaid()
_CONGRESS, _JUDICIARY = MeetingHeld(Counterpart.SPEAKER), MeetingHeld(Counterpart.JUDICIARY)
_MAYOR = MeetingHeld(Counterpart.MAYOR)
_VISIT = (
    ARRIVED,
    GREETED,
    *welcome(HANDSHAKE, ColoursSaluted(), REVIEWED, *ANTHEMS, PRESENTED),
    TALKS,
    TALKED,
    _WREATH,
    _CONGRESS,
    _JUDICIARY,
    _MAYOR,
    *dinner(),
    SEEN_OFF,
    DEPARTED,
)
_OFFICIAL_VISIT = without(_VISIT, _CONGRESS, _JUDICIARY)
_WORKING_VISIT = (ARRIVED, GREETED, TALKS, TALKED, *dinner(), SEEN_OFF, DEPARTED)
_BANQUET = (ReceptionOpened(Meal.BANQUET), ReceptionClosed())


def _ceremony_at(kind: VenueKind) -> Steps:
    return (Entry(0, WelcomeCeremonyOpened(), place=Venue(kind=kind)), WelcomeCeremonyClosed())


def _owed(*steps: Event) -> Scenario:
    return Scenario(keeps=_VISIT, breaks=without(_VISIT, *steps), silent=(), ended=True)


def _possible(*steps: Event) -> Scenario:
    return Scenario(
        keeps=_OFFICIAL_VISIT,
        breaks=without(_OFFICIAL_VISIT, *steps),
        silent=(),
        kind=OFFICIAL,
        rank=Rank.HEAD_OF_GOVERNMENT,
        ended=True,
    )


SCENARIOS: Scenarios = {
    "PER01": Scenario(
        keeps=(agreed(STATE, Rank.MONARCH),),
        breaks=(agreed(STATE, Rank.HEAD_OF_GOVERNMENT),),
        silent=(agreed(OFFICIAL, Rank.HEAD_OF_GOVERNMENT),),
    ),
    "PER02": Scenario(
        keeps=(agreed(OFFICIAL, Rank.CROWN_PRINCE),),
        breaks=(agreed(OFFICIAL, Rank.HEAD_OF_MISSION),),
        silent=(agreed(WORKING, Rank.HEAD_OF_MISSION),),
    ),
    "PER03": Scenario(
        keeps=(GREETED, HANDSHAKE),
        breaks=(HANDSHAKE, GREETED),
        silent=(HANDSHAKE,),
    ),
    "PER04": Scenario(
        keeps=welcome(REVIEWED, *ANTHEMS),
        breaks=welcome(*ANTHEMS, REVIEWED),
        silent=welcome(*ANTHEMS),
        rank=Rank.MONARCH,
    ),
    "PER05": Scenario(
        keeps=welcome(ColoursSaluted(), *ANTHEMS),
        breaks=welcome(*ANTHEMS, ColoursSaluted()),
        silent=welcome(*ANTHEMS),
    ),
    "PER06": Scenario(
        keeps=welcome(GUESTS_ANTHEM, HOSTS_ANTHEM),
        breaks=welcome(HOSTS_ANTHEM, GUESTS_ANTHEM),
        silent=welcome(REVIEWED),
    ),
    "PER07": Scenario(
        keeps=welcome(REVIEWED, *ANTHEMS, PRESENTED),
        breaks=welcome(PRESENTED, REVIEWED, *ANTHEMS),
        silent=welcome(PRESENTED),
    ),
    "PER08": Scenario(
        keeps=welcome(GUESTS_ANTHEM, HOSTS_ANTHEM),
        breaks=welcome(HOSTS_ANTHEM, GUESTS_ANTHEM),
        silent=welcome(HANDSHAKE),
        kind=OFFICIAL,
        rank=Rank.HEAD_OF_GOVERNMENT,
    ),
    "PER09": _owed(*ANTHEMS),
    "PER10": _owed(REVIEWED),
    "PER11": Scenario(
        keeps=_WORKING_VISIT,
        breaks=without(_WORKING_VISIT, SEEN_OFF),
        silent=(),
        kind=WORKING,
        ended=True,
    ),
    "PER12": _owed(_WREATH),
    "PER13": _owed(_CONGRESS),
    "PER14": _owed(_JUDICIARY),
    "PER15": _owed(_MAYOR),
    "PER16": _owed(DINNER, DINED),
    "PER17": Scenario(
        keeps=(Entry(0, GuestGreeted(), present=present(acting=somebody(Rank.FOREIGN_MINISTER, Rank.OTHER))),),
        breaks=(Entry(0, GuestGreeted(), present=present(acting=somebody(Rank.MINISTER))),),
        silent=(GREETED,),
        kind=OFFICIAL,
        rank=Rank.HEAD_OF_GOVERNMENT,
    ),
    "PER18": Scenario(
        keeps=(Entry(0, GuestSeenOff(), present=present(acting=somebody(Rank.FOREIGN_MINISTER, Rank.OTHER))),),
        breaks=(Entry(0, GuestSeenOff(), present=present(acting=somebody(Rank.MINISTER))),),
        silent=(SEEN_OFF,),
        kind=OFFICIAL,
        rank=Rank.MONARCH,
    ),
    "PER19": Scenario(
        keeps=_ceremony_at(VenueKind.GOVERNMENT),
        breaks=_ceremony_at(VenueKind.AIRPORT),
        silent=welcome(),
        kind=OFFICIAL,
    ),
    "PER20": _possible(_WREATH),
    "PER21": _possible(HANDSHAKE),
    "PER22": _possible(_MAYOR),
    "PER23": _possible(DINNER, DINED),
    "PER24": Scenario(
        keeps=_OFFICIAL_VISIT,
        breaks=(_CONGRESS,),
        silent=(_MAYOR,),
        kind=OFFICIAL,
    ),
    "PER25": Scenario(
        keeps=_WORKING_VISIT,
        breaks=_BANQUET,
        silent=(),
        kind=WORKING,
        rank=Rank.HEAD_OF_GOVERNMENT,
    ),
    "PER26": Scenario(
        keeps=dinner(),
        breaks=(GunSaluteFired(21),),
        silent=(agreed(TRANSIT, Rank.MONARCH),),
        kind=PRIVATE,
    ),
    "PER27": Scenario(
        keeps=(
            Entry(0, GuestArrived(), present=present(attending=somebody(Rank.SPOUSE))),
            Entry(0, GuestGreeted(), present=present(acting=somebody(Rank.HEAD_OF_STATE, Rank.SPOUSE))),
        ),
        breaks=(
            Entry(0, GuestArrived(), present=present(attending=somebody(Rank.SPOUSE))),
            Entry(0, GuestGreeted(), present=present(acting=somebody(Rank.HEAD_OF_STATE))),
        ),
        silent=(ARRIVED, Entry(0, GuestGreeted(), present=present(acting=somebody(Rank.HEAD_OF_STATE)))),
    ),
}
