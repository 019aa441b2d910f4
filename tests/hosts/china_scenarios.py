"""The rules of China, each by three visits."""

from scenario import ANTHEMS, MARCHED, OFFICIAL, PRESENTED, REPORTED, SALUTE, WELCOMED, Scenario, Scenarios, welcome

from protocol.events import ColoursSaluted, GunSaluteFired, WelcomeCeremonyOpened
from protocol.stream import Entry
from protocol.values import SaluteOccasion, Venue

_UNDER_A_ROOF = Entry(0, WelcomeCeremonyOpened(), place=Venue("Great Hall of the People", indoors=True))

SCENARIOS: Scenarios = {
    "CHN01": Scenario(
        keeps=welcome(PRESENTED, *ANTHEMS),
        breaks=welcome(*ANTHEMS, PRESENTED),
        silent=welcome(*ANTHEMS),
    ),
    "CHN02": Scenario(
        keeps=welcome(*ANTHEMS, REPORTED),
        breaks=welcome(REPORTED, *ANTHEMS),
        silent=welcome(REPORTED),
        kind=OFFICIAL,
    ),
    "CHN03": Scenario(
        keeps=welcome(SALUTE, *ANTHEMS),
        breaks=welcome(*ANTHEMS, GunSaluteFired(19, SaluteOccasion.REVIEW)),
        silent=welcome(*ANTHEMS),
    ),
    "CHN04": Scenario(
        keeps=welcome(ColoursSaluted(), MARCHED),
        breaks=welcome(MARCHED, ColoursSaluted()),
        silent=welcome(MARCHED),
    ),
    "CHN05": Scenario(
        keeps=welcome(*ANTHEMS, MARCHED),
        breaks=(_UNDER_A_ROOF, *ANTHEMS, MARCHED, WELCOMED),
        silent=(_UNDER_A_ROOF, *ANTHEMS, WELCOMED),
    ),
}
