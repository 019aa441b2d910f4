"""Places where steps of a visit happen."""

from collections.abc import Mapping
from enum import StrEnum

from attrs import converters, field

from protocol.fields import frozen
from protocol.values.texts import Text, as_text


class VenueKind(StrEnum):
    """The kind of a place; a ceremony at the airport differs from one at the residence."""

    AIRPORT = "airport"
    STATION = "station"
    RESIDENCE = "residence"
    GOVERNMENT = "government"
    PARLIAMENT = "parliament"
    MEMORIAL = "memorial"
    HOTEL = "hotel"
    STREET = "street"
    OTHER = "other"


@frozen
class Venue:
    """A place, as precisely as the source gives it.

    `indoors` is None if it is not known; some steps of a ceremony are left out indoors.
    """

    name: Text | None = field(default=None, converter=converters.optional(as_text))
    kind: VenueKind | None = None
    city: Text | None = field(default=None, converter=converters.optional(as_text))
    indoors: bool | None = None

    @classmethod
    def of(cls, given: "str | Mapping[str, str] | Text | Venue") -> "Venue":
        """A place with a name only."""
        return given if isinstance(given, Venue) else cls(as_text(given))

    def __str__(self) -> str:
        parts = [str(part) for part in (self.name or self.kind, self.city) if part is not None]
        return ", ".join(parts) or "a place not named"
