"""The rules of Russia, each by three visits."""

from scenario import (
    ARRIVED,
    DEPARTED,
    EXPANDED,
    EXPANDED_OVER,
    HOSTS_ANTHEM,
    OFFICIAL,
    TALKED,
    TALKS,
    WORKING,
    Scenario,
    Scenarios,
    Steps,
    dinner,
    farewell,
    welcome,
)

from protocol.events import (
    GiftPresented,
    GuestSeenOff,
    SilenceObserved,
    TalksClosed,
    TalksOpened,
    ToastProposed,
    WreathLaid,
)
from protocol.stream import Entry
from protocol.values import Country, Person, TalksFormat, present

_ONE_ON_ONE = (TalksOpened(TalksFormat.ONE_ON_ONE), TalksClosed(TalksFormat.ONE_ON_ONE))


def _expanded(size: int) -> Steps:
    """Expanded talks at which so many sit for the host."""
    people = tuple(Person(f"Member {number}", country=Country("RU")) for number in range(size))
    return (Entry(0, TalksOpened(format=TalksFormat.EXPANDED), present=present(attending=people)), EXPANDED_OVER)


SCENARIOS: Scenarios = {
    "RUS01": Scenario(
        keeps=(ARRIVED, *welcome(), TALKS, TALKED, *farewell(), GuestSeenOff(), DEPARTED),
        breaks=(ARRIVED, *welcome(), TALKS, TALKED, GuestSeenOff(), DEPARTED),
        silent=(TALKS, TALKED),
        ended=True,
    ),
    "RUS02": Scenario(
        keeps=(*_ONE_ON_ONE, TALKS, TALKED),
        breaks=(TALKS, TALKED, *_ONE_ON_ONE),
        silent=(TALKS, TALKED),
        kind=WORKING,
    ),
    "RUS03": Scenario(
        keeps=_expanded(12),
        breaks=_expanded(13),
        silent=(EXPANDED, EXPANDED_OVER),
    ),
    "RUS04": Scenario(
        keeps=dinner(ToastProposed(), GiftPresented()),
        breaks=dinner(GiftPresented(), ToastProposed()),
        silent=dinner(ToastProposed()),
        kind=OFFICIAL,
    ),
    "RUS05": Scenario(
        keeps=(WreathLaid(), SilenceObserved(), HOSTS_ANTHEM),
        breaks=(WreathLaid(), HOSTS_ANTHEM, SilenceObserved()),
        silent=(WreathLaid(), HOSTS_ANTHEM),
    ),
}
