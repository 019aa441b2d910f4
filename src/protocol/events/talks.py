"""Talks in their formats, and meetings with others."""

from attrs import converters, field

from protocol.fields import frozen
from protocol.values import Counterpart, TalksFormat, Text, as_text


@frozen
class TalksOpened:
    """Talks began, in a format."""

    format: TalksFormat = TalksFormat.UNSTATED


@frozen
class TalksClosed:
    """Talks in a format ended."""

    format: TalksFormat = TalksFormat.UNSTATED


@frozen
class MeetingHeld:
    """The guest met somebody other than the counterpart of the talks: a premier, a speaker, a mayor."""

    counterpart: Counterpart = Counterpart.OTHER
    about: Text | None = field(default=None, converter=converters.optional(as_text))


Talks = TalksOpened | TalksClosed | MeetingHeld
