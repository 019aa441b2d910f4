"""What the arrival is called: greeting, escort, salutes, travel inside the country."""

from typing import Final

from protocol.events import (
    CityLeft,
    CityReached,
    EscortProvided,
    FlypastHeld,
    GuestArrived,
    GuestGreeted,
    GunSaluteFired,
    TransferMade,
)
from protocol.reports.words.events.event_words import EventWords, Family

ARRIVAL: Final[Family] = {
    GuestArrived: EventWords("Arrival", "The guest <arrived/will arrive>[ {place:at}][: {guests}]"),
    GuestGreeted: EventWords(
        "Greeting on arrival",
        "The guest <was/will be> met[ by {by}][ {place:at}]"
        "[{flowers:if}, with flowers|{flowers:unless}, without flowers]",
    ),
    EscortProvided: EventWords("Escort[: {means}]", "An escort of honour <was/will be> provided[: {means}]"),
    FlypastHeld: EventWords("Flypast[: {formation}]", "Aircraft <flew/will fly> past[: {formation}]"),
    GunSaluteFired: EventWords(
        "Gun salute[, rounds: {rounds}]",
        "<[A salute of {rounds} guns was|A gun salute was]/[A salute of {rounds} guns|A gun salute] will be> fired"
        "[ {occasion}]",
    ),
    CityLeft: EventWords("Departure from the city[: {city}]", "The guest <left/will leave> [{city}|the city]"),
    CityReached: EventWords(
        "Arrival in the city[: {city}]", "The guest <reached/will reach> [{city}|another city][ {place:at}]"
    ),
    TransferMade: EventWords(
        "Transfer[ {means}][: {place}][; vehicle: {vehicle}][; route: {route}]",
        "[{acting}|The guest] <went/will go>[ {means}][ to {place}][; vehicle: {vehicle}][; route: {route}]",
    ),
}
