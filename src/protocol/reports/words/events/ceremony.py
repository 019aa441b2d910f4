"""What the steps of a welcome ceremony are called."""

from typing import Final

from protocol.events import (
    AnthemPlayed,
    ColoursSaluted,
    DelegationsPresented,
    DiplomaticCorpsGreeted,
    FlagRaised,
    GuardDrawnUp,
    GuardReported,
    GuardReviewed,
    LeadersGreeted,
    MarchPastHeld,
    MusicPlayed,
    PhotographTaken,
    SoldiersGreeted,
    VisitorsBookSigned,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
)
from protocol.reports.words.events.event_words import EventWords, Family

CEREMONY: Final[Family] = {
    WelcomeCeremonyOpened: EventWords(
        "Official welcoming ceremony[; dress: {dress}]",
        "The welcome ceremony <began/will begin>[ {venue:at}][; dress: {dress}]",
        held="The welcome ceremony <was/will be> held[ {venue:at}][; dress: {dress}]",
    ),
    LeadersGreeted: EventWords("Greeting between the principals", "The host <greeted/will greet> the guest"),
    DiplomaticCorpsGreeted: EventWords(
        "Greeting of the diplomatic corps",
        "The guest and the heads of diplomatic missions <exchanged/will exchange> greetings"
        "[: {acting}; {addressed}|: {acting}|: {addressed}]",
    ),
    DelegationsPresented: EventWords(
        "Presentation of delegations[: {whose:state}]",
        "The members of [both delegations{whose:both}|the delegation of {whose:of}|the delegations]"
        " <were/will be> presented[: {addressed}]",
    ),
    GuardDrawnUp: EventWords(
        "Guard of honour[: {unit}][; strength: {strength}][; band: {band}]",
        "A guard of honour <was/will be> drawn up[: {unit}][; strength: {strength}][; band: {band}]"
        "[; commander: {acting}]",
    ),
    GuardReported: EventWords(
        "Report of the commander of the guard of honour",
        "The commander of the guard of honour <reported/will report>[ to {to:leader}]",
    ),
    AnthemPlayed: EventWords(
        "National anthem[: {state}|: {of:state}]",
        "<[The anthem of {state:of} was|The anthem of {of:of} was|The national anthems were]"
        "/[The anthem of {state:of}|The anthem of {of:of}|The national anthems] will be> played",
        press=True,
    ),
    MusicPlayed: EventWords(
        "Music[: {title}][; performed by {ensemble}]",
        "<[{title} was|Music was]/[{title}|Music] will be> played[ by {ensemble}]",
    ),
    FlagRaised: EventWords(
        "Raising of the flag[: {state}|: {of:state}]",
        "<[The flag of {state:of} was|The flag of {of:of} was|A flag was]"
        "/[The flag of {state:of}|The flag of {of:of}|A flag] will be> raised[ by {acting}]",
    ),
    ColoursSaluted: EventWords(
        "Salute to the colours[: {of:state}]", "The colours[ of {of:of}] <were/will be> saluted"
    ),
    GuardReviewed: EventWords(
        "Review of the guard of honour", "The guard of honour <was/will be> reviewed[ by {by:leader}]"
    ),
    SoldiersGreeted: EventWords("Greeting the soldiers", "The guest <greeted/will greet> the soldiers of the guard"),
    MarchPastHeld: EventWords("March past", "The guard of honour <marched/will march> past"),
    PhotographTaken: EventWords("Official photograph", "The official photograph <was/will be> taken[: {of}]"),
    VisitorsBookSigned: EventWords(
        "Signing of the visitors' book[: {book}]", "The visitors' book[ ({book})] <was/will be> signed[ by {by}]"
    ),
    WelcomeCeremonyClosed: EventWords(
        "End of the official welcoming ceremony", "The welcome ceremony <ended/will end>"
    ),
}
