"""What talks and meetings are called."""

from typing import Final

from protocol.events import InformalMeetingHeld, MeetingHeld, TalksClosed, TalksOpened
from protocol.reports.words.events.event_words import EventWords, Family

TALKS: Final[Family] = {
    TalksOpened: EventWords(
        "Talks[ in {format} format]",
        "Talks <began/will begin>[ in {format} format][ {venue:at}][, with {participants}]",
        held="Talks <were/will be> held[ in {format} format][ {venue:at}][, with {participants}]",
    ),
    TalksClosed: EventWords("End of the talks[ in {format} format]", "The talks[ in {format} format] <ended/will end>"),
    InformalMeetingHeld: EventWords(
        "Informal meeting[ {setting}][; the subject: {about}]",
        "An informal meeting <was/will be> held[ {setting}][ {place:at}][: {acting}][, with {attending}]"
        "[; the subject: {about}]",
    ),
    MeetingHeld: EventWords(
        "Meeting[: {counterpart}][; the subject: {about}]",
        "[{call_by:guest}The guest <called/will call> on {counterpart}|{call_by:guest}The guest <made/will make> a call"
        "|{call_by:host}The guest <received/will receive> a call by {counterpart}"
        "|{call_by:host}The guest <received/will receive> a call"
        "|The guest <met/will meet> {counterpart}|A meeting <was/will be> held]"
        "[ {venue:at}][: {participants}][; the subject: {about}]",
    ),
}
