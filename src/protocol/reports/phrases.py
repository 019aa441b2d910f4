"""What each event is called in a report: one sentence for what happened, one for what is planned.

In a slot, what follows the colon is the form in which a value is said: `state` is the state of a side as it stands
alone, `of` as it stands after "of" (with its article, or in the genitive), `leader` who leads the side, `at` a place
with its preposition; the others are explained where they are made, in `wording`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from protocol.events import (
    AnthemPlayed,
    CityLeft,
    CityReached,
    ColoursSaluted,
    CulturalEventAttended,
    DecorationConferred,
    DelegationNamed,
    DelegationsPresented,
    DocumentsExchanged,
    DocumentSigned,
    EntryCorrected,
    EntryRetracted,
    EscortProvided,
    Event,
    FarewellCeremonyClosed,
    FarewellCeremonyOpened,
    FlypastHeld,
    ForumAttended,
    GiftPresented,
    GuardReported,
    GuardReviewed,
    GuestArrived,
    GuestDeparted,
    GuestGreeted,
    GuestSeenOff,
    GunSaluteFired,
    LeadersGreeted,
    MarchPastHeld,
    MeetingHeld,
    MultilateralMeetingAttended,
    OtherHappened,
    ParliamentAddressed,
    PhotographTaken,
    PlaceInaugurated,
    PressConferenceHeld,
    PressStatementMade,
    ProgrammeApproved,
    ProgrammeRevised,
    ReceptionClosed,
    ReceptionOpened,
    RecordOpened,
    SigningClosed,
    SigningOpened,
    SilenceObserved,
    SiteVisited,
    SoldiersGreeted,
    SpeechGiven,
    SpouseProgrammeHeld,
    TalksClosed,
    TalksOpened,
    ToastProposed,
    TreePlanted,
    VisitAgreed,
    VisitCancelled,
    VisitConcluded,
    VisitorsBookSigned,
    VisitPostponed,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
    WreathLaid,
)
from protocol.fields import frozen


@frozen
class Phrase:
    """The two sentences for an event; `rest` is what they have in common at their end.

    An event that is a matter of record in a programme too has one sentence for both.
    """

    happened: str
    planned: str
    rest: str = ""

    @property
    def of_happened(self) -> str:
        """The whole sentence for what happened, which is the message that catalogues translate."""
        return self.happened + self.rest

    @property
    def of_planned(self) -> str:
        """The whole sentence for what is planned."""
        return self.planned + self.rest


def always(sentence: str) -> Phrase:
    """The phrase of what has happened even where the visit itself is only planned."""
    return Phrase(sentence, sentence)


_DELEGATIONS: Final = "[both delegations{whose:both}|the delegation of {whose:of}|the delegations]"
_TABLE: Final = "[ in {format} format][ {venue:at}][, with {participants}]"
_GIVEN: Final = "[ {venue:at}][, given by {given_by}]"

PHRASES: Final[Mapping[type[Event], Phrase]] = MappingProxyType(
    {
        VisitAgreed: always(
            "The visit was agreed[ as {kind:visit}][ between {parties:of}][ for {dates}]"
            '[; the guest\'s side calls it {kind_by_guest:visit}][; in the words of the source: "{kind_as_stated}"]'
        ),
        DelegationNamed: always("The delegation of {side:of} was named[: {members}]"),
        ProgrammeApproved: always("The programme[ {programme}][, version {version},] was approved[ by {by:of}]"),
        ProgrammeRevised: always("The programme[ {programme}] was revised[, version {version}][: {reason}]"),
        VisitPostponed: always("The visit was postponed[ to {until}][: {reason}]"),
        VisitCancelled: always("The visit was cancelled[: {reason}]"),
        GuestArrived: Phrase("The guest arrived", "The guest will arrive", "[ {place:at}][: {guests}]"),
        GuestGreeted: Phrase(
            "The guest was met",
            "The guest will be met",
            "[ by {by}][ {place:at}][{flowers:if}, with flowers|{flowers:unless}, without flowers]",
        ),
        EscortProvided: Phrase(
            "An escort of honour was provided", "An escort of honour will be provided", "[: {means}]"
        ),
        FlypastHeld: Phrase("Aircraft flew past", "Aircraft will fly past", "[: {formation}]"),
        GunSaluteFired: Phrase(
            "[A salute of {rounds} guns was|A gun salute was] fired",
            "[A salute of {rounds} guns|A gun salute] will be fired",
            "[ {occasion}]",
        ),
        CityLeft: Phrase("The guest left [{city}|the city]", "The guest will leave [{city}|the city]"),
        CityReached: Phrase(
            "The guest reached [{city}|another city]", "The guest will reach [{city}|another city]", "[ {place:at}]"
        ),
        WelcomeCeremonyOpened: Phrase("The welcome ceremony began", "The welcome ceremony will begin", "[ {venue:at}]"),
        LeadersGreeted: Phrase("The host greeted the guest", "The host will greet the guest"),
        DelegationsPresented: Phrase(
            f"The members of {_DELEGATIONS} were presented",
            f"The members of {_DELEGATIONS} will be presented",
        ),
        GuardReported: Phrase(
            "The commander of the guard of honour reported",
            "The commander of the guard of honour will report",
            "[ to {to:leader}]",
        ),
        AnthemPlayed: Phrase(
            "[The anthem of {state:of} was|The anthem of {of:of} was|The national anthems were] played",
            "[The anthem of {state:of}|The anthem of {of:of}|The national anthems] will be played",
        ),
        ColoursSaluted: Phrase("The colours[ of {of:of}] were saluted", "The colours[ of {of:of}] will be saluted"),
        GuardReviewed: Phrase(
            "The guard of honour was reviewed", "The guard of honour will be reviewed", "[ by {by:leader}]"
        ),
        SoldiersGreeted: Phrase(
            "The guest greeted the soldiers of the guard", "The guest will greet the soldiers of the guard"
        ),
        MarchPastHeld: Phrase("The guard of honour marched past", "The guard of honour will march past"),
        PhotographTaken: Phrase(
            "The official photograph was taken", "The official photograph will be taken", "[: {of}]"
        ),
        VisitorsBookSigned: Phrase("The visitors' book was signed", "The visitors' book will be signed", "[ by {by}]"),
        WelcomeCeremonyClosed: Phrase("The welcome ceremony ended", "The welcome ceremony will end"),
        TalksOpened: Phrase("Talks began", "Talks will begin", _TABLE),
        TalksClosed: Phrase("The talks[ in {format} format] ended", "The talks[ in {format} format] will end"),
        MeetingHeld: Phrase(
            "[The guest met {counterpart}|A meeting was held]",
            "[The guest will meet {counterpart}|A meeting will be held]",
            "[ {venue:at}][: {participants}][; the subject: {about}]",
        ),
        SigningOpened: Phrase("The signing ceremony began", "The signing ceremony will begin", "[ {venue:at}]"),
        DocumentSigned: Phrase("{document} was {manner}", "{document} will be {manner}", "[ by {signatories}]"),
        DocumentsExchanged: Phrase("Documents were exchanged", "Documents will be exchanged", "[: {documents}]"),
        SigningClosed: Phrase("The signing ceremony ended", "The signing ceremony will end"),
        PressStatementMade: Phrase(
            "A statement to the press was made",
            "A statement to the press will be made",
            "[ by {by:leader}][; the subject: {about}]",
        ),
        PressConferenceHeld: Phrase(
            "A press conference was held", "A press conference will be held", "[ by {by:leader}]"
        ),
        ReceptionOpened: Phrase("The {meal:formality} began", "The {meal:formality} will begin", _GIVEN),
        ReceptionClosed: Phrase("The {meal:formality} ended", "The {meal:formality} will end"),
        ToastProposed: Phrase("A toast was proposed", "A toast will be proposed", "[ by {by:leader}]"),
        DecorationConferred: Phrase(
            "[{decoration} was|A decoration was] conferred",
            "[{decoration}|A decoration] will be conferred",
            "[ on {on}][ by {by:of}]",
        ),
        GiftPresented: Phrase("A gift was presented", "A gift will be presented", "[ by {by:of}][: {gift}]"),
        WreathLaid: Phrase("A wreath was laid", "A wreath will be laid", "[ {place:at}]"),
        SilenceObserved: Phrase(
            "A minute of silence was observed", "A minute of silence will be observed", "[ {place:at}]"
        ),
        ParliamentAddressed: Phrase(
            "The guest addressed [{chamber}|the parliament]", "The guest will address [{chamber}|the parliament]"
        ),
        SpeechGiven: Phrase(
            "A speech was given",
            "A speech will be given",
            "[ by {by}][ {place:at}][; the subject: {about}]",
        ),
        ForumAttended: Phrase("The guest attended a forum", "The guest will attend a forum", "[: {name}]"),
        PlaceInaugurated: Phrase("{name} was inaugurated", "{name} will be inaugurated", "[ {place:at}]"),
        CulturalEventAttended: Phrase(
            "The guest attended a cultural event", "The guest will attend a cultural event", "[: {name}]"
        ),
        SiteVisited: Phrase("The guest visited [{place}|a site]", "The guest will visit [{place}|a site]"),
        TreePlanted: Phrase("A tree was planted", "A tree will be planted", "[ {place:at}]"),
        MultilateralMeetingAttended: Phrase(
            "The guest attended a meeting of several states",
            "The guest will attend a meeting of several states",
            "[: {name}]",
        ),
        SpouseProgrammeHeld: Phrase(
            "The spouse followed a programme apart", "The spouse will follow a programme apart", "[: {participants}]"
        ),
        FarewellCeremonyOpened: Phrase(
            "The farewell ceremony began", "The farewell ceremony will begin", "[ {venue:at}]"
        ),
        FarewellCeremonyClosed: Phrase("The farewell ceremony ended", "The farewell ceremony will end"),
        GuestSeenOff: Phrase("The guest was seen off", "The guest will be seen off", "[ by {by}][ {place:at}]"),
        GuestDeparted: Phrase("The guest departed", "The guest will depart", "[ from {place}]"),
        VisitConcluded: Phrase("The visit was concluded", "The visit will be concluded"),
        RecordOpened: always("The record of the visit {visit} was opened"),
        EntryCorrected: always(
            "Entry {position} was corrected[; what happened: {event}][; when: {at}][; until: {until}][; why: {reason}]"
        ),
        EntryRetracted: always("Entry {position} was withdrawn[; why: {reason}]"),
        OtherHappened: Phrase("{title}", "{title}", "[ ({place})]"),
    }
)
"""The phrase of every event class."""

HELD: Final[Mapping[type[Event], Phrase]] = MappingProxyType(
    {
        WelcomeCeremonyOpened: Phrase(
            "The welcome ceremony was held", "The welcome ceremony will be held", "[ {venue:at}]"
        ),
        TalksOpened: Phrase("Talks were held", "Talks will be held", _TABLE),
        SigningOpened: Phrase("A signing ceremony was held", "A signing ceremony will be held", "[ {venue:at}]"),
        ReceptionOpened: Phrase("The {meal:formality} was held", "The {meal:formality} will be held", _GIVEN),
        FarewellCeremonyOpened: Phrase(
            "The farewell ceremony was held", "The farewell ceremony will be held", "[ {venue:at}]"
        ),
    }
)
"""What a ceremony is called of which nothing is known but that it was held."""

OF_THE_PRESS: Final = (AnthemPlayed,)
"""What press services word otherwise than ministries, in some languages."""
