"""What the end of a visit is called: farewell, departure, conclusion."""

from typing import Final

from protocol.events import FarewellCeremonyClosed, FarewellCeremonyOpened, GuestDeparted, GuestSeenOff, VisitConcluded
from protocol.reports.words.events.event_words import EventWords, Family

DEPARTURE: Final[Family] = {
    FarewellCeremonyOpened: EventWords(
        "Farewell ceremony",
        "The farewell ceremony <began/will begin>[ {venue:at}]",
        held="The farewell ceremony <was/will be> held[ {venue:at}]",
    ),
    FarewellCeremonyClosed: EventWords("End of the farewell ceremony", "The farewell ceremony <ended/will end>"),
    GuestSeenOff: EventWords("Seeing-off", "The guest <was/will be> seen off[ by {by}][ {place:at}]"),
    GuestDeparted: EventWords("Departure", "The guest <departed/will depart>[ from {place}]"),
    VisitConcluded: EventWords("Conclusion of the visit", "The visit <was/will be> concluded"),
}
