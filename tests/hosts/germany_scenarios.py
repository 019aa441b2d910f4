"""The rules of Germany, each by three visits."""

from scenario import (
    ARRIVED,
    DEPARTED,
    PRESENTED,
    REVIEWED,
    SALUTE,
    TALKED,
    TALKS,
    WORKING,
    Scenario,
    Scenarios,
    welcome,
)

from protocol.events import GuestSeenOff, GunSaluteFired, WreathLaid

SCENARIOS: Scenarios = {
    "DEU01": Scenario(
        keeps=welcome(REVIEWED, PRESENTED),
        breaks=welcome(PRESENTED, REVIEWED),
        silent=welcome(PRESENTED),
    ),
    "DEU02": Scenario(
        keeps=(ARRIVED, TALKS, TALKED),
        breaks=(ARRIVED, SALUTE, TALKS, TALKED),
        silent=(),
        kind=WORKING,
    ),
    "DEU03": Scenario(
        keeps=(ARRIVED, SALUTE),
        breaks=(ARRIVED, GunSaluteFired(19)),
        silent=(ARRIVED, GunSaluteFired()),
    ),
    "DEU04": Scenario(
        keeps=(ARRIVED, *welcome(), TALKS, TALKED, WreathLaid(), GuestSeenOff(), DEPARTED),
        breaks=(ARRIVED, *welcome(), TALKS, TALKED, GuestSeenOff(), DEPARTED),
        silent=(),
        ended=True,
    ),
}
