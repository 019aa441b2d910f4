"""The rules of the United Kingdom, each by three visits."""

from scenario import ARRIVED, DEPARTED, TALKED, TALKS, Scenario, Scenarios, dinner, farewell, welcome

from protocol.events import GuestSeenOff, ToastProposed
from protocol.values import Rank, Side

_COME = (ARRIVED, *welcome(), TALKS, TALKED)
_GONE = (*farewell(), GuestSeenOff(), DEPARTED)

SCENARIOS: Scenarios = {
    "GBR01": Scenario(
        keeps=(*_COME, *dinner(), *_GONE),
        breaks=(*_COME, *_GONE),
        silent=(),
        rank=Rank.MONARCH,
        ended=True,
    ),
    "GBR02": Scenario(
        keeps=(*_COME, *dinner(), *_GONE),
        breaks=(*_COME, *dinner(), *_GONE[-2:]),
        silent=(),
        rank=Rank.MONARCH,
        ended=True,
    ),
    "GBR03": Scenario(
        keeps=dinner(ToastProposed(Side.HOST), ToastProposed(Side.GUEST)),
        breaks=dinner(ToastProposed(Side.GUEST), ToastProposed(Side.HOST)),
        silent=dinner(ToastProposed(Side.GUEST)),
    ),
}
