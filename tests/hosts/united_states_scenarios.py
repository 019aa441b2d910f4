"""The rules of the United States, each by three visits."""

from scenario import (
    ANTHEMS,
    ARRIVED,
    DEPARTED,
    OFFICIAL,
    PRESENTED,
    SALUTE,
    STATE,
    TALKED,
    TALKS,
    Scenario,
    Scenarios,
    agreed,
    dinner,
    welcome,
)

from protocol.events import GuestSeenOff, GunSaluteFired
from protocol.values import Rank

SCENARIOS: Scenarios = {
    "USA01": Scenario(
        keeps=(agreed(STATE, Rank.HEAD_OF_STATE),),
        breaks=(agreed(STATE, Rank.HEAD_OF_GOVERNMENT),),
        silent=(agreed(OFFICIAL, Rank.HEAD_OF_GOVERNMENT),),
    ),
    "USA02": Scenario(
        keeps=welcome(GunSaluteFired(21), *ANTHEMS),
        breaks=welcome(GunSaluteFired(19), *ANTHEMS),
        silent=welcome(GunSaluteFired(), *ANTHEMS),
        rank=Rank.MONARCH,
    ),
    "USA03": Scenario(
        keeps=welcome(GunSaluteFired(19), *ANTHEMS),
        breaks=welcome(GunSaluteFired(21), *ANTHEMS),
        silent=welcome(*ANTHEMS),
        kind=OFFICIAL,
        rank=Rank.HEAD_OF_GOVERNMENT,
    ),
    "USA04": Scenario(
        keeps=welcome(PRESENTED, SALUTE, *ANTHEMS),
        breaks=welcome(SALUTE, *ANTHEMS, PRESENTED),
        silent=welcome(SALUTE, *ANTHEMS),
    ),
    "USA05": Scenario(
        keeps=welcome(SALUTE, *ANTHEMS),
        breaks=welcome(*ANTHEMS, SALUTE),
        silent=welcome(*ANTHEMS),
    ),
    "USA06": Scenario(
        keeps=(ARRIVED, *welcome(), TALKS, TALKED, *dinner(), GuestSeenOff(), DEPARTED),
        breaks=(ARRIVED, *welcome(), TALKS, TALKED, GuestSeenOff(), DEPARTED),
        silent=(),
        ended=True,
    ),
}
