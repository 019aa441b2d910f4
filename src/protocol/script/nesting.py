"""Ceremonies that a script may nest: what opens them, what closes them."""

from collections.abc import Callable, Mapping
from typing import Final

from protocol.events import (
    Event,
    FarewellCeremonyClosed,
    FarewellCeremonyOpened,
    ReceptionClosed,
    ReceptionOpened,
    SigningClosed,
    SigningOpened,
    TalksClosed,
    TalksOpened,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
)
from protocol.fields import frozen


@frozen
class Nested:
    """A ceremony that is written as one step with steps inside."""

    opened: type[Event]
    closed: Callable[[], Event]

    @property
    def closing_class(self) -> type[Event]:
        """The class of the event that closes it."""
        return type(self.closed())

    def closing(self, opening: Event) -> Event:
        """The event that closes what another opened."""
        return TalksClosed(opening.format) if isinstance(opening, TalksOpened) else self.closed()


NESTED: Final[Mapping[str, Nested]] = {
    "welcome_ceremony": Nested(WelcomeCeremonyOpened, WelcomeCeremonyClosed),
    "talks": Nested(TalksOpened, TalksClosed),
    "signing": Nested(SigningOpened, SigningClosed),
    "reception": Nested(ReceptionOpened, ReceptionClosed),
    "farewell_ceremony": Nested(FarewellCeremonyOpened, FarewellCeremonyClosed),
}
"""By the word that a script writes."""
