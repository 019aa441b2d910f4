"""Entries about the record itself, such as corrections, and steps for which there is no event class."""

from typing import TYPE_CHECKING, Optional

from attrs import converters, field

from protocol.errors import InvalidValueError
from protocol.fields import frozen
from protocol.values import (
    Basis,
    Coverage,
    Duration,
    Moment,
    Presence,
    PressAccess,
    Source,
    Standing,
    Text,
    Venue,
    as_text,
    by_part,
)

if TYPE_CHECKING:
    from protocol.events.catalogue import Event


@frozen
class RecordOpened:
    """A record of a visit was opened; always the first entry, so that a stream knows what it is.

    `time_zone` is a name of the IANA database; `rulebook` names the rulebook to check the record against. `edition` is
    that of a programme in the words of its office, such as "revised", and `as_of` the moment that it was current.
    """

    visit: str
    basis: Basis = Basis.REPORTED
    coverage: Coverage = Coverage.PARTIAL
    time_zone: str | None = None
    sources: tuple[Source, ...] = ()
    rulebook: str | None = None
    edition: Text | None = field(default=None, converter=converters.optional(as_text))
    as_of: Moment | None = None


def _event_or_none(given: Optional["Event"]) -> Optional["Event"]:
    # The list of events imports this module, so this one imports the list only when it needs it.
    from protocol.events.catalogue import EVENTS

    if given is None or type(given) in EVENTS:
        return given
    raise InvalidValueError("EntryCorrected.event", given, "an event of a visit is wanted")


@frozen
class EntryCorrected:
    """An earlier entry was corrected: its event, time, place, people, standing; an empty field changes nothing.

    A correction that gives another event gives its place and people too, none where it names none.
    Streams are append-only, so the entry itself remains; `effective` gives the stream as corrected.
    """

    position: int
    # Optional, not `|`: the union of all events is a forward reference here, because it contains this class.
    event: Optional["Event"] = field(default=None, converter=_event_or_none)
    at: Moment | None = None
    until: Moment | None = None
    place: Venue | None = None
    present: tuple[Presence, ...] = field(default=(), converter=by_part)
    standing: Standing | None = None
    lasting: Duration | None = None
    press: PressAccess | None = None
    reason: Text | None = field(default=None, converter=converters.optional(as_text))


@frozen
class EntryRetracted:
    """An earlier entry was withdrawn; withdrawing a correction restores what it had changed."""

    position: int
    reason: Text | None = field(default=None, converter=converters.optional(as_text))


@frozen
class OtherHappened:
    """Something happened for which there is no event class; no rule names it."""

    title: Text = field(converter=as_text)


Record = RecordOpened | EntryCorrected | EntryRetracted | OtherHappened
