"""What entries about the record itself are called, and what the vocabulary lacks a word for."""

from typing import Final

from protocol.events import EntryCorrected, EntryRetracted, OtherHappened, RecordOpened
from protocol.reports.words.events.event_words import EventWords, Family

RECORD: Final[Family] = {
    RecordOpened: EventWords("Opening of the record", "The record of the visit {visit} was opened"),
    EntryCorrected: EventWords(
        "Correction to the record",
        "Entry {position} was corrected[; what happened: {event}][; when: {at}]"
        "[; until: {until}][; how long: {lasting}][; where: {place}][; who: {present}]"
        "[; media: {press}][; now {standing}][; why: {reason}]",
    ),
    EntryRetracted: EventWords("Withdrawal of an entry", "Entry {position} was withdrawn[; why: {reason}]"),
    OtherHappened: EventWords("{title}", "{title}[ ({place})]", heading="Other"),
}
