"""The rules of Türkiye, each by three visits."""

from scenario import ANTHEMS, OFFICIAL, PRESENTED, REVIEWED, Scenario, Scenarios, welcome

SCENARIOS: Scenarios = {
    "TUR01": Scenario(
        keeps=welcome(REVIEWED, PRESENTED),
        breaks=welcome(PRESENTED, REVIEWED),
        silent=welcome(*ANTHEMS, REVIEWED),
        kind=OFFICIAL,
    ),
}
