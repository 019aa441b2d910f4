"""The rules of Azerbaijan, each by three visits."""

from scenario import ANTHEMS, MARCHED, OFFICIAL, REPORTED, Scenario, Scenarios, welcome

from protocol.events import PhotographTaken

SCENARIOS: Scenarios = {
    "AZE01": Scenario(
        keeps=welcome(REPORTED, *ANTHEMS),
        breaks=welcome(*ANTHEMS, REPORTED),
        silent=welcome(*ANTHEMS),
    ),
    "AZE02": Scenario(
        keeps=welcome(MARCHED, PhotographTaken()),
        breaks=welcome(PhotographTaken(), MARCHED),
        silent=welcome(PhotographTaken()),
        kind=OFFICIAL,
    ),
}
