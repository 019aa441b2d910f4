"""Talks in their formats, and meetings with others."""

from attrs import converters, field

from protocol.fields import frozen
from protocol.values import Counterpart, InformalSetting, Side, TalksFormat, Text, as_text


@frozen
class TalksOpened:
    """Talks began, in a format."""

    format: TalksFormat = TalksFormat.UNSTATED


@frozen
class TalksClosed:
    """Talks in a format ended."""

    format: TalksFormat = TalksFormat.UNSTATED


@frozen
class InformalMeetingHeld:
    """People met informally, over tea or on a walk; these are no talks, whatever was spoken of."""

    setting: InformalSetting | None = None
    about: Text | None = field(default=None, converter=converters.optional(as_text))


@frozen
class MeetingHeld:
    """The guest met somebody other than the counterpart of the talks: a premier, a speaker, a mayor.

    `call_by` is the side that called on the other, which therefore received it at its own seat or lodging.
    """

    counterpart: Counterpart = Counterpart.OTHER
    about: Text | None = field(default=None, converter=converters.optional(as_text))
    call_by: Side | None = None


Talks = TalksOpened | TalksClosed | InformalMeetingHeld | MeetingHeld
