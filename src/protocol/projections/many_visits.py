"""Statistics over many visits: each visit is counted and then forgotten."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final

from attrs import Factory, define, field

from protocol.events import (
    ORDERED,
    AnthemPlayed,
    DocumentSigned,
    DocumentsSigned,
    Event,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
    tag,
)
from protocol.events.ceremonies import CLOSINGS
from protocol.projections.ceremony_steps import brackets
from protocol.projections.moments import day_of
from protocol.projections.tallies import Durations, Tally, Visits
from protocol.rules import Assessment
from protocol.stream import Entry, Stream, what_happened
from protocol.values import Side, VisitKind
from protocol.visit import CeremonyKind, Visit, evolve

VARIANTS: Final = 1_000
"""How many orders of the welcome ceremony are counted apart; further ones are counted together."""


class By(StrEnum):
    """By what visits are grouped."""

    ALL = "all"
    HOST = "host"
    KIND = "kind"
    YEAR = "year"


GroupKey = tuple[By, str]
Variant = tuple[str, ...]


@define
class Statistics:
    """Figures about many visits, counted one after another.

    Unlike most classes here it changes as visits are added, so that ten thousand of them cost no copying. Two of these
    can be added together.
    """

    groups: dict[GroupKey, Tally] = Factory(dict)
    days: Durations = Factory(Durations)
    ceremonies: dict[str, Durations] = Factory(dict)
    variants: dict[Variant, Visits] = Factory(dict)
    other_variants: Visits = Factory(Visits)
    documents: int = field(default=0)

    def add(self, stream: Stream, assessment: Assessment) -> None:
        """Count one more visit, with what checking it gave."""
        current = what_happened(stream)
        for group in _groups(current):
            self.groups.setdefault(group, Tally()).add(assessment)
        self.documents += len(current.places(DocumentSigned)) + sum(_documents_without_titles(current))
        self._add_durations(current)
        for variant in welcomes(current):
            self._variant(variant).add(assessment.visit)

    def _variant(self, variant: Variant) -> Visits:
        if variant not in self.variants and len(self.variants) >= VARIANTS:
            return self.other_variants
        return self.variants.setdefault(variant, Visits())

    def _add_durations(self, stream: Stream) -> None:
        moments = (entry.at for entry in stream if type(entry.event) in ORDERED) if stream.view.timed else ()
        days = {day for moment in moments if (day := day_of(moment)) is not None}
        if days:
            self.days.counts[(max(days) - min(days)).days + 1] += 1
        for each in brackets(stream) if _ends(stream) else ():
            if each.duration is not None:
                name = _name_of(each.held.kind, each.held.format)
                self.ceremonies.setdefault(name, Durations()).counts[round(each.duration.total_seconds() / 60)] += 1

    def __add__(self, other: "Statistics") -> "Statistics":
        both = Statistics(
            days=Durations(self.days.counts + other.days.counts), documents=self.documents + other.documents
        )
        for one in (self, other):
            for group, tally in one.groups.items():
                both.groups[group] = both.groups.get(group, Tally()) + tally
            for name, durations in one.ceremonies.items():
                both.ceremonies[name] = Durations(both.ceremonies.get(name, Durations()).counts + durations.counts)
            for variant, visits in one.variants.items():
                both.variants[variant] = both.variants.get(variant, Visits()) + visits
        both.other_variants = self.other_variants + other.other_variants
        return both


def _documents_without_titles(stream: Stream) -> Iterator[int]:
    """How many documents were signed in each entry that gives no titles, at least one."""
    events = (stream[place].event for place in stream.places(DocumentsSigned))
    return (event.number or 1 for event in events if isinstance(event, DocumentsSigned))


def statistics(assessed: Iterable[tuple[Stream, Assessment]]) -> Statistics:
    """The statistics of visits, each with what checking it gave."""
    collected = Statistics()
    for stream, assessment in assessed:
        collected.add(stream, assessment)
    return collected


def _ends(stream: Stream) -> bool:
    return any(entry.until is not None or entry.lasting is not None for entry in stream) or any(
        stream[place].at is not None for event in CLOSINGS for place in stream.places(event)
    )


def _name_of(kind: CeremonyKind, talks: object) -> str:
    return kind.value if talks is None or str(talks) == "unstated" else f"{kind.value}, {talks}"


def _groups(stream: Stream) -> Iterator[GroupKey]:
    """The groups that a visit is in."""
    yield By.ALL, ""
    visit = _before_the_first_step(stream)
    host = visit.party(Side.HOST)
    yield By.HOST, "" if host is None or host.state is None else host.state.code
    yield By.KIND, (visit.kind or VisitKind.UNKNOWN).value
    yield By.YEAR, _year(stream, visit)


def _before_the_first_step(stream: Stream) -> Visit:
    """The visit as it stood before its first step: parties, kind and dates are agreed by then."""
    visit = Visit()
    for entry in stream:
        if type(entry.event) in ORDERED:
            break
        visit = evolve(visit, entry)
    return visit


def _year(stream: Stream, visit: Visit) -> str:
    if visit.dates is not None:
        return str(visit.dates.first.year)
    day = next((day for entry in stream if (day := day_of(entry.at)) is not None), None)
    return "" if day is None else str(day.year)


def welcomes(stream: Stream) -> Iterator[Variant]:
    """The order of each welcome ceremony that was closed: its steps by their tags, anthems with whose they are.

    >>> from protocol.events import GuardReviewed, RecordOpened
    >>> steps = (WelcomeCeremonyOpened(), AnthemPlayed(of=Side.GUEST), GuardReviewed(), WelcomeCeremonyClosed())
    >>> list(welcomes(Stream.of(RecordOpened("demo"), *steps)))
    [('anthem_played guest', 'guard_reviewed')]
    """
    for opened in stream.places(WelcomeCeremonyOpened):
        closings = (place for place in stream.places(WelcomeCeremonyClosed) if place > opened)
        closed = next(closings, None)
        if closed is not None:
            yield tuple(_step(entry) for entry in stream[opened + 1 : closed] if type(entry.event) in ORDERED)


def _step(entry: Entry[Event]) -> str:
    event = entry.event
    name = tag(type(event))
    return f"{name} {event.of}" if isinstance(event, AnthemPlayed) and event.of is not None else name
