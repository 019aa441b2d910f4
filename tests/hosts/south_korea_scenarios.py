"""The rules of the Republic of Korea, each by three visits."""

from scenario import (
    ANTHEMS,
    ARRIVED,
    DEPARTED,
    GUESTS_ANTHEM,
    HANDSHAKE,
    HOSTS_ANTHEM,
    MARCHED,
    OFFICIAL,
    REPORTED,
    REVIEWED,
    SALUTE,
    SEEN_OFF,
    TALKED,
    TALKS,
    WORKING,
    Scenario,
    Scenarios,
    farewell,
    welcome,
    without,
)

from protocol.events import Event, GunSaluteFired
from protocol.values import Rank, SaluteOccasion

_REVERSED = (HOSTS_ANTHEM, GUESTS_ANTHEM)
_BY_ITSELF = GunSaluteFired(21, SaluteOccasion.BY_ITSELF)
_VISIT = (
    ARRIVED,
    *welcome(HANDSHAKE, SALUTE, *ANTHEMS, REVIEWED, MARCHED),
    TALKS,
    TALKED,
    SEEN_OFF,
    DEPARTED,
)


def _owed(*steps: Event, rank: Rank = Rank.MONARCH) -> Scenario:
    return Scenario(keeps=_VISIT, breaks=without(_VISIT, *steps), silent=(), kind=OFFICIAL, rank=rank, ended=True)


SCENARIOS: Scenarios = {
    "KOR01": Scenario(
        keeps=welcome(*ANTHEMS),
        breaks=welcome(*_REVERSED),
        silent=welcome(HANDSHAKE),
        kind=WORKING,
        rank=Rank.HEAD_OF_GOVERNMENT,
    ),
    "KOR02": Scenario(
        keeps=farewell(*_REVERSED),
        breaks=farewell(*ANTHEMS),
        silent=farewell(),
    ),
    "KOR03": Scenario(
        keeps=welcome(GUESTS_ANTHEM, REVIEWED, HOSTS_ANTHEM),
        breaks=welcome(REVIEWED, GUESTS_ANTHEM, HOSTS_ANTHEM),
        silent=welcome(REVIEWED),
        rank=Rank.CROWN_PRINCE,
    ),
    "KOR04": Scenario(
        keeps=welcome(GUESTS_ANTHEM, HOSTS_ANTHEM, REVIEWED, MARCHED),
        breaks=welcome(GUESTS_ANTHEM, REVIEWED, HOSTS_ANTHEM, MARCHED),
        silent=welcome(GUESTS_ANTHEM, REVIEWED, HOSTS_ANTHEM),
    ),
    "KOR05": Scenario(
        keeps=welcome(REPORTED, *ANTHEMS, MARCHED),
        breaks=welcome(*ANTHEMS, MARCHED, REPORTED),
        silent=welcome(*ANTHEMS, REPORTED),
    ),
    "KOR06": Scenario(
        keeps=farewell(HOSTS_ANTHEM, REVIEWED, GUESTS_ANTHEM),
        breaks=farewell(REVIEWED, HOSTS_ANTHEM, GUESTS_ANTHEM),
        silent=farewell(REVIEWED),
    ),
    "KOR07": Scenario(
        keeps=farewell(*_REVERSED, MARCHED),
        breaks=farewell(MARCHED, *_REVERSED),
        silent=farewell(*_REVERSED),
    ),
    "KOR08": Scenario(
        keeps=welcome(*ANTHEMS),
        breaks=welcome(*ANTHEMS, HOSTS_ANTHEM),
        silent=welcome(),
    ),
    "KOR09": Scenario(
        keeps=farewell(*_REVERSED),
        breaks=farewell(*_REVERSED, GUESTS_ANTHEM),
        silent=farewell(),
    ),
    "KOR10": Scenario(
        keeps=welcome(SALUTE, *ANTHEMS),
        breaks=welcome(_BY_ITSELF, *ANTHEMS),
        silent=welcome(GunSaluteFired(), *ANTHEMS),
    ),
    "KOR11": Scenario(
        keeps=farewell(SALUTE, *_REVERSED),
        breaks=farewell(_BY_ITSELF, *_REVERSED),
        silent=farewell(*_REVERSED),
    ),
    "KOR12": _owed(*ANTHEMS),
    "KOR13": _owed(SALUTE),
    "KOR14": Scenario(
        keeps=welcome(SALUTE, *ANTHEMS),
        breaks=welcome(GunSaluteFired(19, SaluteOccasion.ANTHEMS), *ANTHEMS),
        silent=welcome(GunSaluteFired(None, SaluteOccasion.ANTHEMS), *ANTHEMS),
        kind=WORKING,
        rank=Rank.MONARCH,
    ),
    "KOR15": _owed(REVIEWED, rank=Rank.HEAD_OF_STATE),
    "KOR16": Scenario(
        keeps=farewell(*_REVERSED),
        breaks=farewell(HOSTS_ANTHEM),
        silent=farewell(),
        kind=WORKING,
        rank=Rank.HEAD_OF_GOVERNMENT,
        ended=True,
    ),
}
