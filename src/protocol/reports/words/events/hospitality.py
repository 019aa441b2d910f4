"""What receptions and toasts are called."""

from typing import Final

from protocol.events import ReceptionClosed, ReceptionOpened, ToastProposed
from protocol.reports.words.events.event_words import EventWords, Family

HOSPITALITY: Final[Family] = {
    ReceptionOpened: EventWords(
        "{meal:formality}[; dress: {dress}]",
        "The {meal:formality} <began/will begin>[ {venue:at}][, given by {given_by}][; dress: {dress}]",
        heading="Reception",
        held="The {meal:formality} <was/will be> held[ {venue:at}][, given by {given_by}][; dress: {dress}]",
    ),
    ReceptionClosed: EventWords("End of the reception", "The {meal:formality} <ended/will end>"),
    ToastProposed: EventWords("Toast[: {by:leader}]", "A toast <was/will be> proposed[ by {by:leader}]"),
}
