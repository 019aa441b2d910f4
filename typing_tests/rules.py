"""What users write to make rules and rulebooks of their own, with the types that they rely on."""

from datetime import datetime
from typing import assert_type

from protocol import COMMON, Entry, Rule, Rulebook, Severity, Side, VisitKind, content_rule, order_rule
from protocol.events import AnthemPlayed, DocumentSigned, GuardReviewed, GuestArrived, GuestDeparted
from protocol.order import not_succession, precedence, where, within
from protocol.rules import LOGICAL, WELCOME_CEREMONY, Fault, FoldStep, because, fault
from protocol.values import Rank, Text

SOURCES = (because("we say so"),)

anthems_first = order_rule(
    "OUR01",
    "The guest's anthem is played before the guard is reviewed.",
    within(WELCOME_CEREMONY, not_succession(GuardReviewed, where(AnthemPlayed, of=Side.GUEST))),
    severity=Severity.LAPSE,
    evidence=LOGICAL,
    sources=SOURCES,
    kinds=frozenset({VisitKind.STATE}),
    ranks=frozenset({Rank.HEAD_OF_STATE}),
    hint="play it",
)
assert_type(anthems_first, Rule)

arrival_first = order_rule(
    "OUR02",
    "A guest arrives before departing.",
    precedence(GuestArrived, GuestDeparted),
    severity=Severity.BREACH,
    evidence=LOGICAL,
    sources=(because("nobody can leave who has not come"),),
)


@content_rule("OUR03", severity=Severity.NOTE, evidence=LOGICAL, sources=SOURCES, memory=frozenset[Text]())
def titled_once(seen: frozenset[Text], entry: Entry[DocumentSigned]) -> FoldStep[frozenset[Text]]:
    """No two documents have one title; the memory begins as an empty set of titles."""
    title = entry.event.document.title
    return FoldStep(seen | {title}, fault("{title} again", title=title) if title in seen else None)


@content_rule("OUR04", severity=Severity.NOTE, evidence=LOGICAL, sources=SOURCES, memory=None)
def recorded_in_order(last: datetime | None, entry: Entry[GuestArrived | GuestDeparted]) -> FoldStep[datetime | None]:
    """What happens later is recorded later; the memory begins as nothing."""
    return FoldStep(entry.recorded_at or last, Fault("recorded before") if last and entry.recorded_at else None)


assert_type(titled_once, Rule)
assert_type(recorded_in_order, Rule)

OURS = COMMON.adding(anthems_first, arrival_first, titled_once, recorded_in_order)
assert_type(OURS, Rulebook)
