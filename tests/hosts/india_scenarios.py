"""The rules of India, each by three visits."""

from scenario import (
    ANTHEMS,
    ARRIVED,
    DEPARTED,
    PRESENTED,
    REVIEWED,
    TALKED,
    TALKS,
    Scenario,
    Scenarios,
    dinner,
    welcome,
)

from protocol.events import GuestSeenOff, PhotographTaken, WreathLaid

SCENARIOS: Scenarios = {
    "IND01": Scenario(
        keeps=welcome(PhotographTaken(), *ANTHEMS),
        breaks=welcome(*ANTHEMS, PhotographTaken()),
        silent=welcome(PhotographTaken()),
    ),
    "IND02": Scenario(
        keeps=welcome(REVIEWED, PRESENTED),
        breaks=welcome(PRESENTED, REVIEWED),
        silent=welcome(PRESENTED),
    ),
    "IND03": Scenario(
        keeps=(*welcome(), WreathLaid()),
        breaks=(WreathLaid(), *welcome()),
        silent=(WreathLaid(),),
    ),
    "IND04": Scenario(
        keeps=(ARRIVED, *welcome(), TALKS, TALKED, *dinner(), GuestSeenOff(), DEPARTED),
        breaks=(ARRIVED, *welcome(), TALKS, TALKED, GuestSeenOff(), DEPARTED),
        silent=(),
        ended=True,
    ),
}
