"""What statements and conferences for the press are called."""

from typing import Final

from protocol.events import PressConferenceHeld, PressStatementMade
from protocol.reports.words.events.event_words import EventWords, Family

PRESS: Final[Family] = {
    PressStatementMade: EventWords(
        "Press statement",
        "A statement to the press <was/will be> made[ by {by:leader}][; the subject: {about}]",
        item="Press statement[: {by:leader}]",
    ),
    PressConferenceHeld: EventWords(
        "Press conference",
        "A press conference <was/will be> held[ by {by:leader}]",
        item="Press conference[: {by:leader}]",
    ),
}
