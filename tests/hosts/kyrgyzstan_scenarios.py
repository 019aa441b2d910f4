"""The rules of the Kyrgyz Republic, each by three visits."""

from scenario import OFFICIAL, STATE, Scenario, Scenarios, agreed

from protocol.values import Rank

SCENARIOS: Scenarios = {
    "KGZ01": Scenario(
        keeps=(agreed(STATE, Rank.MONARCH),),
        breaks=(agreed(STATE, Rank.HEAD_OF_GOVERNMENT),),
        silent=(agreed(OFFICIAL, Rank.HEAD_OF_GOVERNMENT),),
    ),
}
