"""Spain's rules, each by three visits."""

from scenario import (
    ANTHEMS,
    ARRIVED,
    DEPARTED,
    GUESTS_ANTHEM,
    HANDSHAKE,
    HOSTS_ANTHEM,
    MARCHED,
    OFFICIAL,
    PRIVATE,
    REVIEWED,
    SALUTE,
    TALKED,
    TALKS,
    Scenario,
    Scenarios,
    farewell,
    welcome,
)

from protocol.events import GuestSeenOff, GunSaluteFired
from protocol.values import Rank, SaluteOccasion

_BEFORE = (ARRIVED,)
_AFTER = (TALKS, TALKED, GuestSeenOff(), DEPARTED)

SCENARIOS: Scenarios = {
    "ESP01": Scenario(
        keeps=welcome(GUESTS_ANTHEM, HOSTS_ANTHEM),
        breaks=welcome(HOSTS_ANTHEM, GUESTS_ANTHEM),
        silent=welcome(HANDSHAKE),
    ),
    "ESP02": Scenario(
        keeps=farewell(HOSTS_ANTHEM, GUESTS_ANTHEM),
        breaks=farewell(GUESTS_ANTHEM, HOSTS_ANTHEM),
        silent=farewell(),
    ),
    "ESP03": Scenario(
        keeps=welcome(*ANTHEMS, REVIEWED),
        breaks=welcome(REVIEWED, *ANTHEMS),
        silent=welcome(*ANTHEMS),
    ),
    "ESP04": Scenario(
        keeps=welcome(SALUTE, *ANTHEMS),
        breaks=welcome(GunSaluteFired(21, SaluteOccasion.BY_ITSELF), *ANTHEMS),
        silent=welcome(*ANTHEMS),
    ),
    "ESP05": Scenario(
        keeps=welcome(*ANTHEMS, MARCHED),
        breaks=welcome(MARCHED, *ANTHEMS),
        silent=welcome(*ANTHEMS),
    ),
    "ESP06": Scenario(
        keeps=farewell(HOSTS_ANTHEM, GUESTS_ANTHEM),
        breaks=farewell(MARCHED),
        silent=welcome(*ANTHEMS, MARCHED),
    ),
    "ESP07": Scenario(
        keeps=(*_BEFORE, *welcome(SALUTE, *ANTHEMS), *_AFTER),
        breaks=(*_BEFORE, *welcome(SALUTE), *_AFTER),
        silent=(),
        ended=True,
    ),
    "ESP08": Scenario(
        keeps=(*_BEFORE, *welcome(SALUTE, *ANTHEMS), *_AFTER),
        breaks=(*_BEFORE, *welcome(*ANTHEMS), *_AFTER),
        silent=(),
        ended=True,
    ),
    "ESP09": Scenario(
        keeps=welcome(SALUTE, *ANTHEMS),
        breaks=welcome(GunSaluteFired(19, SaluteOccasion.ANTHEMS), *ANTHEMS),
        silent=welcome(GunSaluteFired(None, SaluteOccasion.ANTHEMS), *ANTHEMS),
    ),
    "ESP10": Scenario(
        keeps=welcome(GunSaluteFired(19, SaluteOccasion.ANTHEMS), *ANTHEMS),
        breaks=welcome(SALUTE, *ANTHEMS),
        silent=welcome(*ANTHEMS),
        kind=OFFICIAL,
        rank=Rank.HEAD_OF_GOVERNMENT,
    ),
    "ESP11": Scenario(
        keeps=(ARRIVED, *welcome(*ANTHEMS), DEPARTED),
        breaks=(ARRIVED, *welcome(GUESTS_ANTHEM), DEPARTED),
        silent=(ARRIVED, *welcome(HOSTS_ANTHEM), DEPARTED),
        kind=PRIVATE,
        ended=True,
    ),
}
