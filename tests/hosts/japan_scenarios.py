"""The rules of Japan, each by three visits."""

from scenario import ARRIVED, DEPARTED, OFFICIAL, OFFICIAL_WORKING, TALKED, TALKS, Scenario, Scenarios, dinner, welcome

from protocol.events import GuestSeenOff
from protocol.values import Rank

SCENARIOS: Scenarios = {
    "JPN01": Scenario(
        keeps=(TALKS, TALKED),
        breaks=welcome(),
        silent=(),
        kind=OFFICIAL_WORKING,
        rank=Rank.HEAD_OF_GOVERNMENT,
    ),
    "JPN02": Scenario(
        keeps=(ARRIVED, TALKS, TALKED, *dinner(), GuestSeenOff(), DEPARTED),
        breaks=(ARRIVED, TALKS, TALKED, GuestSeenOff(), DEPARTED),
        silent=(),
        kind=OFFICIAL,
        rank=Rank.HEAD_OF_GOVERNMENT,
        ended=True,
    ),
    "JPN03": Scenario(
        keeps=(*welcome(), *dinner()),
        breaks=(*dinner(), *welcome()),
        silent=dinner(),
    ),
}
