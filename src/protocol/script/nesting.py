"""The ceremonies that a script may write as one step, with the events that open and close them."""

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
    """A ceremony that a script may write as one step with steps inside."""

    opened: type[Event]
    closed: Callable[[], Event]

    @property
    def closing_class(self) -> type[Event]:
        """The class of the event that closes it."""
        return type(self.closed())

    def closing(self, opening: Event) -> Event:
        """The event that closes the ceremony which an event opened; talks are closed in the format they had."""
        return TalksClosed(opening.format) if isinstance(opening, TalksOpened) else self.closed()


NESTED: Final[Mapping[str, NestedStep]] = {
    "welcome_ceremony": NestedStep(WelcomeCeremonyOpened, WelcomeCeremonyClosed),
    "talks": NestedStep(TalksOpened, TalksClosed),
    "signing": NestedStep(SigningOpened, SigningClosed),
    "reception": NestedStep(ReceptionOpened, ReceptionClosed),
    "farewell_ceremony": NestedStep(FarewellCeremonyOpened, FarewellCeremonyClosed),
}
"""The ceremonies by their words in a script."""
