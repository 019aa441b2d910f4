"""Kazakhstan's rules, each by three visits."""

from scenario import (
    ANTHEMS,
    ARRIVED,
    DEPARTED,
    GUESTS_ANTHEM,
    HANDSHAKE,
    HOSTS_ANTHEM,
    OFFICIAL,
    PRESENTED,
    REPORTED,
    TALKED,
    TALKS,
    Scenario,
    Scenarios,
    dinner,
    welcome,
)

from protocol.events import ColoursSaluted, GiftPresented, GuestSeenOff, ToastProposed
from protocol.values import Rank

_ARRIVAL = (ARRIVED, *welcome(HANDSHAKE), TALKS, TALKED)
_END = (GuestSeenOff(), DEPARTED)

SCENARIOS: Scenarios = {
    "KAZ01": Scenario(
        keeps=welcome(REPORTED, *ANTHEMS),
        breaks=welcome(*ANTHEMS, REPORTED),
        silent=welcome(*ANTHEMS),
    ),
    "KAZ02": Scenario(
        keeps=welcome(GUESTS_ANTHEM, HOSTS_ANTHEM),
        breaks=welcome(HOSTS_ANTHEM, GUESTS_ANTHEM),
        silent=welcome(REPORTED),
        kind=OFFICIAL,
    ),
    "KAZ03": Scenario(
        keeps=welcome(*ANTHEMS, ColoursSaluted()),
        breaks=welcome(ColoursSaluted(), *ANTHEMS),
        silent=welcome(*ANTHEMS),
    ),
    "KAZ04": Scenario(
        keeps=(*_ARRIVAL, *dinner(), *_END),
        breaks=(*_ARRIVAL, *_END),
        silent=(),
        rank=Rank.MONARCH,
        ended=True,
    ),
    "KAZ05": Scenario(
        keeps=welcome(PRESENTED, REPORTED),
        breaks=welcome(REPORTED, PRESENTED),
        silent=welcome(REPORTED, *ANTHEMS),
    ),
    "KAZ06": Scenario(
        keeps=welcome(PRESENTED, *ANTHEMS),
        breaks=welcome(*ANTHEMS, PRESENTED),
        silent=welcome(*ANTHEMS),
        kind=OFFICIAL,
    ),
    "KAZ07": Scenario(
        keeps=welcome(REPORTED, *ANTHEMS),
        breaks=welcome(*ANTHEMS, REPORTED),
        silent=welcome(*ANTHEMS),
    ),
    "KAZ08": Scenario(
        keeps=dinner(ToastProposed(), GiftPresented()),
        breaks=dinner(GiftPresented(), ToastProposed()),
        silent=dinner(GiftPresented()),
    ),
}
