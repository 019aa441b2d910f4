"""What decorations and gifts are called."""

from typing import Final

from protocol.events import DecorationConferred, GiftPresented
from protocol.reports.words.events.event_words import EventWords, Family

HONOURS: Final[Family] = {
    DecorationConferred: EventWords(
        "Conferment of a decoration[: {decoration}]",
        "<[{decoration} was|A decoration was]/[{decoration}|A decoration] will be> conferred[ on {on}][ by {by:of}]",
    ),
    GiftPresented: EventWords(
        "Presentation of gifts[: {gift}]", "A gift <was/will be> presented[ by {by:of}][: {gift}]"
    ),
}
