"""What was said to the press."""

from attrs import converters, field

from protocol.fields import frozen
from protocol.values import Sides, Text, as_text


@frozen
class PressStatementMade:
    """A statement was made to the press, by one leader or by both."""

    by: Sides | None = None
    about: Text | None = field(default=None, converter=converters.optional(as_text))


@frozen
class PressConferenceHeld:
    """A press conference was held, with questions."""

    by: Sides | None = None


Press = PressStatementMade | PressConferenceHeld
