"""The rules of Ukraine, each by three visits."""

from scenario import ANTHEMS, SALUTE, STATE, Scenario, Scenarios, agreed, welcome

from protocol.events import GunSaluteFired, PhotographTaken
from protocol.values import Rank, SaluteOccasion

SCENARIOS: Scenarios = {
    "UKR01": Scenario(
        keeps=(agreed(STATE, Rank.HEAD_OF_STATE),),
        breaks=(agreed(STATE, Rank.CROWN_PRINCE),),
        silent=(agreed(STATE, None),),
    ),
    "UKR02": Scenario(
        keeps=welcome(SALUTE, *ANTHEMS),
        breaks=welcome(GunSaluteFired(21, SaluteOccasion.BY_ITSELF), *ANTHEMS),
        silent=welcome(*ANTHEMS),
    ),
    "UKR03": Scenario(
        keeps=welcome(PhotographTaken(), *ANTHEMS),
        breaks=welcome(*ANTHEMS, PhotographTaken()),
        silent=welcome(PhotographTaken()),
    ),
}
