"""What the preparation of a visit is called: it was agreed, staffed, planned, put off."""

from typing import Final

from protocol.events import (
    DelegationNamed,
    ProgrammeApproved,
    ProgrammeRevised,
    VisitAgreed,
    VisitCancelled,
    VisitPostponed,
)
from protocol.reports.words.events.event_words import EventWords, Family

PREPARATION: Final[Family] = {
    VisitAgreed: EventWords(
        "Agreement on the visit",
        "The visit was agreed[ as {kind:visit}][ between {parties:of}][ for {dates}]"
        '[; the guest\'s side calls it {kind_by_guest:visit}][; in the words of the source: "{kind_as_stated}"]',
    ),
    DelegationNamed: EventWords(
        "Composition of the delegation: {side:state}",
        "The delegation of {side:of} was named[: {members}]",
        heading="Composition of the delegation",
    ),
    ProgrammeApproved: EventWords(
        "Approval of the programme", "The programme[ {programme}][, version {version},] was approved[ by {by:of}]"
    ),
    ProgrammeRevised: EventWords(
        "Changes to the programme", "The programme[ {programme}] was revised[, version {version}][: {reason}]"
    ),
    VisitPostponed: EventWords("Postponement of the visit", "The visit was postponed[ to {until}][: {reason}]"),
    VisitCancelled: EventWords("Cancellation of the visit", "The visit was cancelled[: {reason}]"),
}
