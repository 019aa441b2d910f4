"""What else the guest did: wreaths, speeches, openings, visits to places."""

from attrs import converters, field

from protocol.fields import frozen
from protocol.values import Text, as_text


@frozen
class WreathLaid:
    """A wreath or flowers were laid at a memorial."""


@frozen
class SilenceObserved:
    """A minute of silence was observed."""


@frozen
class ParliamentAddressed:
    """The guest addressed the parliament."""

    chamber: Text | None = field(default=None, converter=converters.optional(as_text))


@frozen
class SpeechGiven:
    """A speech or lecture was given."""

    about: Text | None = field(default=None, converter=converters.optional(as_text))


@frozen
class ForumAttended:
    """A forum was attended, mostly a business forum."""

    name: Text | None = field(default=None, converter=converters.optional(as_text))


@frozen
class PlaceInaugurated:
    """A street, monument, school or other place was opened or named."""

    name: Text = field(converter=as_text)


@frozen
class CulturalEventAttended:
    """A concert, exhibition or other cultural event was attended."""

    name: Text | None = field(default=None, converter=converters.optional(as_text))


@frozen
class SiteVisited:
    """A place was visited: a museum, a factory, a sight."""


@frozen
class TreePlanted:
    """A tree was planted; `tree` is its kind, such as a sugar maple, and who acts planted it."""

    tree: Text | None = field(default=None, converter=converters.optional(as_text))


@frozen
class MultilateralMeetingAttended:
    """A meeting of several states, held during the visit, was attended."""

    name: Text | None = field(default=None, converter=converters.optional(as_text))


@frozen
class SpouseProgrammeHeld:
    """The spouse followed a separate programme."""


ProgrammePoint = (
    WreathLaid
    | SilenceObserved
    | ParliamentAddressed
    | SpeechGiven
    | ForumAttended
    | PlaceInaugurated
    | CulturalEventAttended
    | SiteVisited
    | TreePlanted
    | MultilateralMeetingAttended
    | SpouseProgrammeHeld
)
