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
class NestedStep:
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


NESTED: Final[Mapping[str, NestedStep]] = {
    "welcome_ceremony": NestedStep(WelcomeCeremonyOpened, WelcomeCeremonyClosed),
    "talks": NestedStep(TalksOpened, TalksClosed),
    "signing": NestedStep(SigningOpened, SigningClosed),
    "reception": NestedStep(ReceptionOpened, ReceptionClosed),
    "farewell_ceremony": NestedStep(FarewellCeremonyOpened, FarewellCeremonyClosed),
}
"""By the word that a script writes."""
