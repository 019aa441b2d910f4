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
    WreathLaid: EventWords("Wreath-laying[: {place}]", "A wreath <was/will be> laid[ by {acting}][ {place:at}]"),
    SilenceObserved: EventWords("Minute of silence", "A minute of silence <was/will be> observed[ {place:at}]"),
    ParliamentAddressed: EventWords(
        "Address to Parliament[: {chamber}]", "The guest <addressed/will address> [{chamber}|the parliament]"
    ),
    SpeechGiven: EventWords(
        "Speech[: {about}]", "A speech <was/will be> given[ by {by}][ {place:at}][; the subject: {about}]"
    ),
    ForumAttended: EventWords("Forum[: {name}]", "The guest <attended/will attend> a forum[: {name}]"),
    PlaceInaugurated: EventWords(
        "Inauguration: {name}", "{name} <was/will be> inaugurated[ {place:at}]", heading="Inauguration"
    ),
    CulturalEventAttended: EventWords(
        "Cultural event[: {name}]", "The guest <attended/will attend> a cultural event[: {name}]"
    ),
    SiteVisited: EventWords("Visit to a site[: {place}]", "The guest <visited/will visit> [{place}|a site]"),
    TreePlanted: EventWords(
        "Tree planting[: {tree}]", "A tree[ ({tree})] <was/will be> planted[ by {acting}][ {place:at}]"
    ),
    MultilateralMeetingAttended: EventWords(
        "Multilateral meeting[: {name}]", "The guest <attended/will attend> a meeting of several states[: {name}]"
    ),
    SpouseProgrammeHeld: EventWords(
        "Programme of the spouse", "The spouse <followed/will follow> a programme apart[: {participants}]"
    ),
}
