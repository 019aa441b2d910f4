"""The rules of Uzbekistan, each by three visits."""

from scenario import ANTHEMS, OFFICIAL, PRESENTED, REVIEWED, Scenario, Scenarios, welcome

SCENARIOS: Scenarios = {
    "UZB01": Scenario(
        keeps=welcome(*ANTHEMS, PRESENTED),
        breaks=welcome(PRESENTED, *ANTHEMS),
        silent=welcome(*ANTHEMS),
    ),
    "UZB02": Scenario(
        keeps=welcome(REVIEWED, PRESENTED),
        breaks=welcome(PRESENTED, REVIEWED),
        silent=welcome(PRESENTED),
        kind=OFFICIAL,
    ),
}
