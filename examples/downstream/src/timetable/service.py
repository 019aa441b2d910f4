"""The service: visits in a store, and steps that are noted only where they break no rule."""

from attrs import define, frozen

from protocol import Entry, Event, Rulebook, Severity, Stream, admit, owed
from protocol.events import RecordOpened
from protocol.store import NEW, VisitStore, stream_of
from timetable.house import HOUSE


@define(slots=False, eq=False)
class UnknownVisitError(Exception):
    """A visit was asked for of which nothing is kept."""

    visit: str

    def __str__(self) -> str:
        return f"no visit {self.visit} is on the timetable"


@frozen
class Timetable:
    """The visits of a ministry, in whatever store it has.

    Who notes a step says up to which version they have `seen` the visit. So of two officers who note at once one is
    told, by a `VersionConflictError`, that there is something that they have not read; and a step that would be a
    breach, after all that is noted, is refused by a `RefusedError`.
    """

    store: VisitStore
    rulebook: Rulebook = HOUSE

    def open(self, visit: str, opening: RecordOpened, *, by: str) -> int:
        """Put a visit on the timetable; gives the version that it has then."""
        return self.store.append(visit, [opening], expected=NEW, meta={"by": by}).version

    def note(self, visit: str, step: Event | Entry[Event], *, seen: int, by: str) -> int:
        """Note the next step of a visit; gives the version that it has then."""
        noted = admit(self.record(visit, until=seen), step, self.rulebook, refuse=Severity.BREACH)
        return self.store.append(visit, [noted[-1]], expected=seen, meta={"by": by}).version

    def record(self, visit: str, *, until: int | None = None) -> Stream:
        """What is noted of a visit, or what was at a version."""
        stream = stream_of(self.store, visit, until=until)
        if stream is None:
            raise UnknownVisitError(visit)
        return stream

    def visits(self) -> tuple[str, ...]:
        """The visits on the timetable, in the order in which they were put there."""
        return tuple(recorded.visit_id for recorded in self.store.read_all(types=[RecordOpened]))

    def due(self, visit: str) -> tuple[str, ...]:
        """What the rules still ask of a visit, as sentences."""
        return tuple(dict.fromkeys(each.rule.sentence for each in owed(self.record(visit), self.rulebook)))
