"""Statistics over many visits, each seen once and then forgotten."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final

from attrs import Factory, define, field

from protocol.events import (
    ORDERED,
    AnthemPlayed,
    DocumentSigned,
    Event,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
    tag,
)
from protocol.projections.ceremonies import brackets
from protocol.projections.tallies import Durations, Tally, Visits
from protocol.rules import Assessment
from protocol.stream import Entry, Stream, effective
from protocol.values import Side, VisitKind
from protocol.visit import CeremonyKind, Visit, evolve
from protocol.visit.ceremonies import CLOSINGS

VARIANTS: Final = 1_000
"""How many orders of the welcome ceremony are told apart; any further one is counted with the others."""


class By(StrEnum):
    """By what visits are grouped."""

    ALL = "all"
    HOST = "host"
    KIND = "kind"
    YEAR = "year"


Group = tuple[By, str]
Variant = tuple[str, ...]


@define
class Statistics:
    """What many visits have in common: it takes them one after the other and keeps figures alone.

    A collector, not a value, so that ten thousand visits cost no copying; two of them can be added.
    """

    groups: dict[Group, Tally] = Factory(dict)
    days: Durations = Factory(Durations)
    ceremonies: dict[str, Durations] = Factory(dict)
    variants: dict[Variant, Visits] = Factory(dict)
    other_variants: Visits = Factory(Visits)
    documents: int = field(default=0)

    def add(self, stream: Stream, assessment: Assessment) -> None:
        """Count one more visit, with what checking it gave."""
        current = effective(stream)
        for group in _groups(current):
            self.groups.setdefault(group, Tally()).add(assessment)
        self.documents += len(current.places(DocumentSigned))
        if current.view.timed:
            self._add_durations(current)
        for variant in welcomes(current):
            self._variant(variant).add(assessment.visit)

    def _variant(self, variant: Variant) -> Visits:
        if variant not in self.variants and len(self.variants) >= VARIANTS:
            return self.other_variants
        return self.variants.setdefault(variant, Visits())

    def _add_durations(self, stream: Stream) -> None:
        days = {entry.at.day for entry in stream if entry.at is not None and type(entry.event) in ORDERED} - {None}
        if days:
            told = [day for day in days if day is not None]
            self.days.counts[(max(told) - min(told)).days + 1] += 1
        for each in brackets(stream) if _ends(stream) else ():
            if each.duration is not None:
                name = _name(each.held.kind, each.held.format)
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


def statistics(assessed: Iterable[tuple[Stream, Assessment]]) -> Statistics:
    """The statistics of visits, each with what checking it gave."""
    collected = Statistics()
    for stream, assessment in assessed:
        collected.add(stream, assessment)
    return collected


def _ends(stream: Stream) -> bool:
    return any(entry.until is not None for entry in stream) or any(
        stream[place].at is not None for event in CLOSINGS for place in stream.places(event)
    )


def _name(kind: CeremonyKind, talks: object) -> str:
    return kind.value if talks is None or str(talks) == "unstated" else f"{kind.value}, {talks}"


def _groups(stream: Stream) -> Iterator[Group]:
    """The groups that a visit is in."""
    yield By.ALL, ""
    visit = _agreed(stream)
    host = visit.party(Side.HOST)
    yield By.HOST, "" if host is None or host.state is None else host.state.code
    yield By.KIND, (visit.kind or VisitKind.UNKNOWN).value
    yield By.YEAR, _year(stream, visit)


def _agreed(stream: Stream) -> Visit:
    """The visit as it was agreed on; nothing else of it is asked here."""
    visit = Visit()
    for entry in stream:
        if type(entry.event) in ORDERED:
            break
        visit = evolve(visit, entry)
    return visit


def _year(stream: Stream, visit: Visit) -> str:
    if visit.dates is not None:
        return str(visit.dates.first.year)
    day = next((entry.at.day for entry in stream if entry.at is not None and entry.at.day is not None), None)
    return "" if day is None else str(day.year)


def welcomes(stream: Stream) -> Iterator[Variant]:
    """The order of each welcome ceremony: the steps whose place in it is told, by their tags; anthems by whose.

    >>> from protocol.events import GuardReviewed, RecordOpened
    >>> steps = (WelcomeCeremonyOpened(), AnthemPlayed(of=Side.GUEST), GuardReviewed(), WelcomeCeremonyClosed())
    >>> list(welcomes(Stream.of(RecordOpened("demo"), *steps)))
    [('anthem_played guest', 'guard_reviewed')]
    """
    for opened in stream.places(WelcomeCeremonyOpened):
        closings = (place for place in stream.places(WelcomeCeremonyClosed) if place > opened)
        closed = next(iter(closings), None)
        if closed is not None:
            yield tuple(_step(entry) for entry in stream[opened + 1 : closed] if type(entry.event) in ORDERED)


def _step(entry: Entry[Event]) -> str:
    event = entry.event
    name = tag(type(event))
    return f"{name} {event.of}" if isinstance(event, AnthemPlayed) and event.of is not None else name
