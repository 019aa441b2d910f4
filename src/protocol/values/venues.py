"""Places where steps of a visit happen."""

from collections.abc import Mapping
from enum import StrEnum

from attrs import converters, field

from protocol.fields import frozen
from protocol.values.texts import Text, as_text


class VenueKind(StrEnum):
    """What sort of place it is; an airport ceremony and one at the residence are different ceremonies."""

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

    `indoors` is None where nobody said; some steps of a ceremony are left out under a roof.
    """

    name: Text | None = field(default=None, converter=converters.optional(as_text))
    kind: VenueKind | None = None
    city: Text | None = field(default=None, converter=converters.optional(as_text))
    indoors: bool | None = None

    @classmethod
    def of(cls, given: "str | Mapping[str, str] | Text | Venue") -> "Venue":
        """A place of which only the name is known."""
        return given if isinstance(given, Venue) else cls(as_text(given))

    def __str__(self) -> str:
        parts = [str(part) for part in (self.name or self.kind, self.city) if part is not None]
        return ", ".join(parts) or "a place not named"
