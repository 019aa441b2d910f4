"""What statements and conferences for the press are called."""

from typing import Final

from protocol.events import PressConferenceHeld, PressStatementMade
from protocol.reports.words.events.event_words import EventWords, Family

PRESS: Final[Family] = {
    PressStatementMade: EventWords(
        "Press statement[: {by:leader}]",
        "A statement to the press <was/will be> made[ by {by:leader}][; the subject: {about}]",
    ),
    PressConferenceHeld: EventWords(
        "Press conference[: {by:leader}]", "A press conference <was/will be> held[ by {by:leader}]"
    ),
}
