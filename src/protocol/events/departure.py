"""What happened at the end: farewell, departure, conclusion."""

from protocol.fields import frozen


@frozen
class FarewellCeremonyOpened:
    """A farewell ceremony began."""


@frozen
class FarewellCeremonyClosed:
    """The farewell ceremony ended."""


@frozen
class GuestSeenOff:
    """The guest was seen off, at the aircraft or the station."""


@frozen
class GuestDeparted:
    """The guest left the host's country; a visit has one such departure, travel inside it is `CityLeft`."""


@frozen
class VisitConcluded:
    """The visit was over; nothing of it happens afterwards."""


Departure = FarewellCeremonyOpened | FarewellCeremonyClosed | GuestSeenOff | GuestDeparted | VisitConcluded
