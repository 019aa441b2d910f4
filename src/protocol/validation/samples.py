"""Samples: an event that stands for a step of which only the kind is known."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from protocol.events import DocumentSigned, Event, PlaceInaugurated
from protocol.order import Case
from protocol.values import Document, Text

_UNNAMED: Final = Text.of("not yet named")
_REQUIRED: Final[Mapping[type, Mapping[str, Any]]] = MappingProxyType(
    {
        DocumentSigned: {"document": Document(_UNNAMED)},
        PlaceInaugurated: {"name": _UNNAMED},
    }
)
"""What stands in for the values that an event cannot be without."""


def sample(step: Case) -> Event:
    """An event that is a step, with nothing else said of it.

    >>> from protocol.events import GuestArrived
    >>> sample(Case(GuestArrived))
    GuestArrived(place=None, guests=())
    """
    made: Event = step.event(**_REQUIRED.get(step.event, {}), **dict(step.named))
    return made
