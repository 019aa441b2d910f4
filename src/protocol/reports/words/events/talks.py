"""What talks and meetings are called."""

from typing import Final

from protocol.events import MeetingHeld, TalksClosed, TalksOpened
from protocol.reports.words.events.event_words import EventWords, Family

TALKS: Final[Family] = {
    TalksOpened: EventWords(
        "Talks",
        "Talks <began/will begin>[ in {format} format][ {venue:at}][, with {participants}]",
        item="Talks[ in {format} format]",
        held="Talks <were/will be> held[ in {format} format][ {venue:at}][, with {participants}]",
    ),
    TalksClosed: EventWords(
        "End of the talks",
        "The talks[ in {format} format] <ended/will end>",
        item="End of the talks[ in {format} format]",
    ),
    MeetingHeld: EventWords(
        "Meeting",
        "[The guest <met/will meet> {counterpart}|A meeting <was/will be> held]"
        "[ {venue:at}][: {participants}][; the subject: {about}]",
        item="Meeting[: {counterpart}]",
    ),
}
