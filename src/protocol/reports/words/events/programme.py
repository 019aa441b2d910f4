"""What the other points of a programme are called: wreaths, speeches, openings, visits to places."""

from typing import Final

from protocol.events import (
    CulturalEventAttended,
    ForumAttended,
    MultilateralMeetingAttended,
    ParliamentAddressed,
    PlaceInaugurated,
    SilenceObserved,
    SiteVisited,
    SpeechGiven,
    SpouseProgrammeHeld,
    TreePlanted,
    WreathLaid,
)
from protocol.reports.words.events.event_words import EventWords, Family

PROGRAMME: Final[Family] = {
    WreathLaid: EventWords(
        "Wreath-laying", "A wreath <was/will be> laid[ {place:at}]", item="Wreath-laying[: {place}]"
    ),
    SilenceObserved: EventWords("Minute of silence", "A minute of silence <was/will be> observed[ {place:at}]"),
    ParliamentAddressed: EventWords(
        "Address to Parliament",
        "The guest <addressed/will address> [{chamber}|the parliament]",
        item="Address to Parliament[: {chamber}]",
    ),
    SpeechGiven: EventWords(
        "Speech",
        "A speech <was/will be> given[ by {by}][ {place:at}][; the subject: {about}]",
        item="Speech[: {about}]",
    ),
    ForumAttended: EventWords("Forum", "The guest <attended/will attend> a forum[: {name}]", item="Forum[: {name}]"),
    PlaceInaugurated: EventWords(
        "Inauguration", "{name} <was/will be> inaugurated[ {place:at}]", item="Inauguration: {name}"
    ),
    CulturalEventAttended: EventWords(
        "Cultural event", "The guest <attended/will attend> a cultural event[: {name}]", item="Cultural event[: {name}]"
    ),
    SiteVisited: EventWords(
        "Visit to a site", "The guest <visited/will visit> [{place}|a site]", item="Visit to a site[: {place}]"
    ),
    TreePlanted: EventWords("Tree planting", "A tree <was/will be> planted[ {place:at}]"),
    MultilateralMeetingAttended: EventWords(
        "Multilateral meeting",
        "The guest <attended/will attend> a meeting of several states[: {name}]",
        item="Multilateral meeting[: {name}]",
    ),
    SpouseProgrammeHeld: EventWords(
        "Programme of the spouse", "The spouse <followed/will follow> a programme apart[: {participants}]"
    ),
}
