"""THE list of events, their families and their tags."""

import re
from types import MappingProxyType
from typing import Final, get_args

from protocol.events.arrival import Arrival
from protocol.events.ceremony import CeremonyStep
from protocol.events.departure import Departure
from protocol.events.honours import Honours
from protocol.events.hospitality import Hospitality
from protocol.events.preparation import Preparation
from protocol.events.press import Press
from protocol.events.programme import ProgrammePoint
from protocol.events.record import Record
from protocol.events.signing import Signing
from protocol.events.talks import Talks

Event = (
    Preparation
    | Arrival
    | CeremonyStep
    | Talks
    | Signing
    | Press
    | Hospitality
    | Honours
    | ProgrammePoint
    | Departure
    | Record
)
"""Everything that can happen: a closed union, so that a missing case is found by the type checker."""

FAMILIES: Final = MappingProxyType(
    {
        "preparation": get_args(Preparation),
        "arrival": get_args(Arrival),
        "ceremony": get_args(CeremonyStep),
        "talks": get_args(Talks),
        "signing": get_args(Signing),
        "press": get_args(Press),
        "hospitality": get_args(Hospitality),
        "honours": get_args(Honours),
        "programme": get_args(ProgrammePoint),
        "departure": get_args(Departure),
        "record": get_args(Record),
    },
)
"""The classes of each family, in the order of a visit."""

EVENTS: Final[tuple[type[Event], ...]] = get_args(Event)
"""All event classes."""

ORDERED: Final = frozenset(EVENTS) - {*FAMILIES["preparation"], *FAMILIES["record"]}
"""The events that order rules may name: all except those of the preparation and of the record itself."""


def tag(event: type[Event]) -> str:
    """The name of an event class in files and scripts: the class name in snake case.

    >>> from protocol.events import AnthemPlayed
    >>> tag(AnthemPlayed)
    'anthem_played'
    """
    return _TAGS.get(event) or _in_snake_case(event.__name__)


def _in_snake_case(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


_TAGS: Final = {event: _in_snake_case(event.__name__) for event in EVENTS}
BY_TAG: Final = MappingProxyType({name: event for event, name in _TAGS.items()})
"""Event classes by their tags."""
