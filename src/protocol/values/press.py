"""The access of the media to a step."""

from enum import StrEnum

from protocol.fields import frozen
from protocol.values.moments import Moment
from protocol.values.venues import Venue


class Access(StrEnum):
    """Who of the media may be there: all, a pool that works for all, a pool that takes pictures only, or nobody."""

    OPEN = "open"
    POOL = "pool"
    PHOTO = "photo"
    CLOSED = "closed"


@frozen
class PressAccess:
    """The access of the media to a step: who may be there, by when they have to be, and where they gather."""

    access: Access
    by: Moment | None = None
    place: Venue | None = None

    @classmethod
    def of(cls, given: "str | Access | PressAccess") -> "PressAccess":
        """An access of which no more is said."""
        return given if isinstance(given, PressAccess) else cls(given)  # type: ignore[arg-type] # the field converts words

    def __str__(self) -> str:
        return self.access.value
