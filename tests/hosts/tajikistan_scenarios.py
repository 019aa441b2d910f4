"""The rules of Tajikistan, each by three visits."""

from scenario import MARCHED, OFFICIAL, PRESENTED, REVIEWED, Scenario, Scenarios, welcome

SCENARIOS: Scenarios = {
    "TJK01": Scenario(
        keeps=welcome(REVIEWED, PRESENTED),
        breaks=welcome(PRESENTED, REVIEWED),
        silent=welcome(REVIEWED),
    ),
    "TJK02": Scenario(
        keeps=welcome(PRESENTED, MARCHED),
        breaks=welcome(MARCHED, PRESENTED),
        silent=welcome(MARCHED),
        kind=OFFICIAL,
    ),
}
