"""What decorations, gifts and the keys of cities are called."""

from typing import Final

from protocol.events import CityKeyPresented, DecorationConferred, DecorationsExchanged, GiftPresented
from protocol.reports.words.events.event_words import EventWords, Family

HONOURS: Final[Family] = {
    DecorationConferred: EventWords(
        "Conferment of a decoration[: {decoration}]",
        "<[{decoration} was|A decoration was]/[{decoration}|A decoration] will be> conferred[ on {on}][ by {by:of}]",
    ),
    DecorationsExchanged: EventWords(
        "Exchange of decorations",
        "Decorations <were/will be> exchanged[: {acting}][; conferred by the host: {by_host}]"
        "[; conferred by the guest: {by_guest}]",
    ),
    GiftPresented: EventWords(
        "Presentation of gifts[: {gift}]", "A gift <was/will be> presented[ by {by:of}][: {gift}]"
    ),
    CityKeyPresented: EventWords(
        "Presentation of the key of the city[: {city}]",
        "The key of [{city}|the city] <was/will be> presented[ to {addressed}][ by {acting}]",
    ),
}
