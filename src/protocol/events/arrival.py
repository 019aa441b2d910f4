"""What happened on the way: arrival, greeting, escort, salutes, travel inside the country."""

from attrs import converters, field

from protocol.fields import frozen
from protocol.values import Means, SaluteOccasion, Text, as_text


@frozen
class GuestArrived:
    """The guest arrived in the host's country; a visit has one such arrival, further travel is `CityReached`."""


@frozen
class GuestGreeted:
    """The guest was greeted on arrival, at the aircraft or the station, before the leaders' own greeting."""

    flowers: bool | None = None


@frozen
class EscortProvided:
    """The guest was escorted in honour: by aircraft, motorcycles or horse."""

    means: Text | None = field(default=None, converter=converters.optional(as_text))


@frozen
class FlypastHeld:
    """Aircraft flew past in the guest's honour."""

    formation: Text | None = field(default=None, converter=converters.optional(as_text))


@frozen
class GunSaluteFired:
    """Guns were fired in salute; `occasion` says what the salute accompanied, because practice differs."""

    rounds: int | None = None
    occasion: SaluteOccasion = SaluteOccasion.UNSTATED


@frozen
class CityLeft:
    """The guest left a city for another one of the same country."""

    city: Text | None = field(default=None, converter=converters.optional(as_text))


@frozen
class CityReached:
    """The guest reached another city of the same country."""

    city: Text | None = field(default=None, converter=converters.optional(as_text))


@frozen
class TransferMade:
    """The guest, or whoever acts, moved inside a city; the place of the entry is where the move ended."""

    means: Means | None = None
    vehicle: Text | None = field(default=None, converter=converters.optional(as_text))
    route: Text | None = field(default=None, converter=converters.optional(as_text))


Arrival = (
    GuestArrived | GuestGreeted | EscortProvided | FlypastHeld | GunSaluteFired | CityLeft | CityReached | TransferMade
)
