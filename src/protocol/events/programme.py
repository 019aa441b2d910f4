"""What else the guest did: wreaths, speeches, openings, visits to places."""

from attrs import converters, field

from protocol.fields import frozen
from protocol.values import Person, Text, Venue, as_text


@frozen
class WreathLaid:
    """A wreath or flowers were laid at a memorial."""

    place: Venue | None = None


@frozen
class SilenceObserved:
    """A minute of silence was observed."""

    place: Venue | None = None


@frozen
class ParliamentAddressed:
    """The guest addressed the parliament."""

    chamber: Text | None = field(default=None, converter=converters.optional(as_text))


@frozen
class SpeechGiven:
    """A speech or lecture was given."""

    by: Person | None = None
    about: Text | None = field(default=None, converter=converters.optional(as_text))
    place: Venue | None = None


@frozen
class ForumAttended:
    """A forum was attended, mostly a business forum."""

    name: Text | None = field(default=None, converter=converters.optional(as_text))


@frozen
class PlaceInaugurated:
    """A street, monument, school or other place was opened or named."""

    name: Text = field(converter=as_text)
    place: Venue | None = None


@frozen
class CulturalEventAttended:
    """A concert, exhibition or other cultural event was attended."""

    name: Text | None = field(default=None, converter=converters.optional(as_text))


@frozen
class SiteVisited:
    """A place was visited: a museum, a factory, a sight."""

    place: Venue | None = None


@frozen
class TreePlanted:
    """A tree was planted."""

    place: Venue | None = None


@frozen
class MultilateralMeetingAttended:
    """A meeting of several states, held during the visit, was attended."""

    name: Text | None = field(default=None, converter=converters.optional(as_text))


@frozen
class SpouseProgrammeHeld:
    """The spouse followed a separate programme."""

    participants: tuple[Person, ...] = ()


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
