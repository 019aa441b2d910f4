"""Sample events: an event of a class or pattern, without any other values."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any, Final

from attrs import NOTHING, Attribute, fields

from protocol.events import Event
from protocol.order import Case
from protocol.values import Document, Text

_UNNAMED: Final = "not yet named"
_STAND_INS: Final[Mapping[Any, Any]] = MappingProxyType(
    {int: 0, str: _UNNAMED, Text: Text.of(_UNNAMED), Document: Document(_UNNAMED)}
)
"""The value of a field that an event cannot do without, by the type of the field."""


def sample(step: Case) -> Event:
    """An event of a class or pattern, without any other values.

    >>> from protocol.events import GuestArrived
    >>> sample(Case(GuestArrived))
    GuestArrived()
    """
    required = {each.name: _stand_in(each) for each in fields(step.event) if each.default is NOTHING}
    made: Event = step.event(**{**required, **dict(step.named)})
    return made


def _stand_in(of: "Attribute[Any]") -> object:
    if isinstance(of.type, type) and issubclass(of.type, Enum):
        return next(iter(of.type))
    return _STAND_INS[of.type]
