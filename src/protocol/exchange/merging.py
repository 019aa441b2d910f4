"""Two reports of one visit as one record: each step once, with the sources of both; what contradicts is kept twice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from enum import Enum
from itertools import pairwise
from typing import Any, TypeVar

from attrs import evolve, fields

from protocol.errors import InvalidValueError
from protocol.events import Event, RecordOpened, VisitAgreed
from protocol.events.ceremonies import CLOSINGS, OPENINGS
from protocol.fields import frozen
from protocol.projections.differences import unlike
from protocol.projections.history import timeline
from protocol.projections.matching import identity, in_order, may_be_one
from protocol.stream import Entry, Stream, effective
from protocol.values import (
    Basis,
    Coverage,
    Document,
    Moment,
    Part,
    Party,
    Person,
    Placing,
    Precision,
    Presence,
    Side,
    Signatory,
    Source,
    Standing,
    Text,
    VisitKind,
    fold_case,
)

Steps = Sequence[Entry[Event]]
V = TypeVar("V", bound=Any)
Pair = tuple[int, int]
"""The indexes of a step that is in both reports."""
Difference = tuple[int, int, tuple[str, ...]]
"""The indexes of two steps that may be one, and what the reports say otherwise of them."""
Places = tuple[int | None, int | None]
"""The indexes of a step in the one report and in the other, None where a report does not have it."""


@frozen
class Contradiction:
    """Two steps of a merged record that may be one, by their positions, and what the reports say otherwise of them."""

    one: int
    other: int
    about: tuple[str, ...]


@frozen
class MergedRecord:
    """The record of two reports, and where they contradict each other: there it has the step of either."""

    stream: Stream
    contradictions: tuple[Contradiction, ...] = ()


def merge(one: Stream, other: Stream) -> MergedRecord:
    """Two reports of one visit as one record, with their corrections applied.

    A step is the same in both if its class and its values of fixed sets are, and no place, person or time that both
    state differs. It then has what either says of it, and the sources of both. Reports that name different states,
    kinds or time zones are not of one visit: an `InvalidValueError` says so.
    """
    first, second = _by_sources(effective(one), ()), effective(other)
    second = _by_sources(second, first.opening.sources)
    opening, agreed = _opening(first.opening, second.opening), _both_agree_on(_agreement(first), _agreement(second))
    ours, theirs = (_steps(each, opening) for each in (first, second))
    pairs, crossed = _same_steps(ours, theirs, _openings(first), _openings(second))
    order, start = list(_in_one_order(ours, theirs, pairs)), 1 if agreed is None else 2
    ours_at = {left: at for at, (left, _) in enumerate(order, start) if left is not None}
    theirs_at = {right: at for at, (_, right) in enumerate(order, start) if right is not None}
    ours, theirs = _renumber(ours, ours_at), _renumber(theirs, theirs_at)
    head = (Entry(0, opening), *(() if agreed is None else (evolve(agreed, position=1),)))
    merged = (
        together(ours[left], theirs[right])
        if left is not None and right is not None
        else ours[left]
        if left is not None
        else theirs[right or 0]
        for left, right in order
    )
    told = ((left, right, about) for left, right, about in (*_contradictions(ours, theirs, pairs), *crossed))
    found = tuple(Contradiction(ours_at[left], theirs_at[right], about) for left, right, about in told)
    return MergedRecord(Stream((*head, *merged)), found)


def _by_sources(report: Stream, taken: Sequence[Source]) -> Stream:
    """A report whose sources have ids that no other source has, with the source of its steps where it has only one."""
    renamed: dict[str | None, str] = {}
    sources: list[Source] = []
    for source in report.opening.sources:
        same = next((each for each in taken if evolve(each, id=None) == evolve(source, id=None)), None)
        used = {each.id for each in (*taken, *sources)}
        name = same.id if same is not None else _free_name(source.id or "source", used)
        renamed[source.id] = name or "source"
        sources.append(evolve(source, id=name))
    only = tuple(renamed.values()) if len(renamed) == 1 else ()
    steps = (_with_sources(entry, renamed, only) for entry in report[1:])
    return Stream((evolve(report[0], event=evolve(report.opening, sources=tuple(sources))), *steps))


def _with_sources(entry: Entry[Event], renamed: Mapping[str | None, str], only: tuple[str, ...]) -> Entry[Event]:
    # Headers of scripts, and closings of ceremonies that are written nested, have no place for sources of their own.
    without = isinstance(entry.event, VisitAgreed) or type(entry.event) in CLOSINGS
    named = tuple(renamed.get(each, each) for each in entry.sources)
    return evolve(entry, sources=named if named or without else only)


def _free_name(name: str, used: Iterable[str | None]) -> str:
    taken, number = set(used), 2
    while (found := name if number == 2 else f"{name}-{number - 1}") in taken:  # noqa: PLR2004 - the first is itself
        number += 1
    return found


def _opening(one: RecordOpened, other: RecordOpened) -> RecordOpened:
    zones = {each.time_zone for each in (one, other) if each.time_zone is not None}
    if len(zones) > 1:
        raise InvalidValueError("the time zone of the other report", other.time_zone, f"{one.time_zone}, as in the one")
    both = Coverage.COMPLETE if {one.coverage, other.coverage} == {Coverage.COMPLETE} else Coverage.PARTIAL
    basis = Basis.ANNOUNCED if {one.basis, other.basis} == {Basis.ANNOUNCED} else Basis.REPORTED
    sources = tuple(dict.fromkeys((*one.sources, *other.sources)))
    return evolve(_fill_in(one, other), coverage=both, basis=basis, sources=sources)


def _agreement(report: Stream) -> Entry[VisitAgreed] | None:
    return next((entry for entry in report if isinstance(entry.event, VisitAgreed)), None)  # type: ignore[return-value] # as asked


def _both_agree_on(one: Entry[VisitAgreed] | None, other: Entry[VisitAgreed] | None) -> Entry[VisitAgreed] | None:
    """What both say of the visit: who visits whom, when, and its kind."""
    if one is None or other is None:
        return one or other
    kinds = [each.event.kind for each in (one, other)]
    if VisitKind.UNKNOWN not in kinds and len(set(kinds)) > 1:
        raise InvalidValueError(
            "the kind of visit in the other report", kinds[1].value, f"{kinds[0].value}, as in the one"
        )
    parties = tuple(
        _party(one.event, other.event, side)
        for side in Side
        if {one.event.party(side), other.event.party(side)} != {None}
    )
    kind = next((kind for kind in kinds if kind is not VisitKind.UNKNOWN), VisitKind.UNKNOWN)
    return evolve(together(one, other), event=evolve(_fill_in(one.event, other.event), kind=kind, parties=parties))


def _party(one: VisitAgreed, other: VisitAgreed, side: Side) -> Party:
    left, right = one.party(side) or Party(side), other.party(side) or Party(side)
    if left.state is not None and right.state is not None and left.state != right.state:
        raise InvalidValueError(f"the {side} in the other report", str(right.state), f"{left.state}, as in the one")
    return _fill_in(left, right)


def _is_one(one: Person, other: Person) -> bool:
    """Whether two mentions are certainly of one person: by a name in some language, or an office if one has no name."""
    if one.name is not None and other.name is not None:
        return _share_words(one.name, other.name)
    return one.office is not None and other.office is not None and _share_words(one.office, other.office)


def _share_words(one: Text, other: Text) -> bool:
    mine, theirs = ({fold_case(words) for _, words in text.forms} for text in (one, other))
    return not mine.isdisjoint(theirs)


def _steps(report: Stream, opening: RecordOpened) -> Steps:
    """The steps of a report; those of a programme are only announced where the other report is of what happened."""
    ahead = report.planned and opening.basis is Basis.REPORTED
    head = {0, *(entry.position for entry in [_agreement(report)] if entry is not None)}
    steps = (entry for entry in report if entry.position not in head)
    return [evolve(entry, standing=Standing.ANNOUNCED) if ahead else entry for entry in steps]


def _openings(report: Stream) -> Mapping[int, int]:
    """The opening of each ceremony by its closing."""
    held = timeline.of(report).ceremonies.values()
    return {each.closed: each.opened for each in held if each.closed is not None}


def _same_steps(
    ours: Steps, theirs: Steps, opened: Mapping[int, int], other_opened: Mapping[int, int]
) -> tuple[Sequence[Pair], Sequence[Difference]]:
    """The most steps that are the same in both and in one order, then those that are the same and are not.

    Closings are the same if their ceremonies are.
    """
    by_identity: dict[object, list[int]] = {}
    for right, entry in enumerate(theirs):
        by_identity.setdefault(identity(entry), []).append(right)
    alike = [
        (left, right)
        for left, entry in enumerate(ours)
        for right in reversed(by_identity.get(identity(entry), []))
        if may_be_one(entry, theirs[right]) and not differing(entry, theirs[right])
    ]
    kept = in_order([right for _, right in alike])
    pairs = [pair for index, pair in enumerate(alike) if index in kept]
    same = {(ours[left].position, theirs[right].position) for left, right in pairs}

    def holds(left: int, right: int) -> bool:
        openings = opened.get(ours[left].position), other_opened.get(theirs[right].position)
        return openings in {(None, None), *same}

    pairs = [pair for pair in pairs if holds(*pair)]
    used = ({left for left, _ in pairs}, {right for _, right in pairs})
    crossed: dict[int, int] = {}
    for left, right in alike:
        free = left not in used[0] | crossed.keys() and right not in used[1] | {*crossed.values()}
        if free and type(ours[left].event) not in CLOSINGS:
            crossed[left] = right
    return pairs, [(left, right, ("order",)) for left, right in crossed.items()]


def differing(one: Entry[Event], other: Entry[Event]) -> tuple[str, ...]:
    """What two entries of one class state differently: the time, the place, the people, the details of the event."""
    times = ((one.at, other.at), (one.until, other.until))
    people = ((one.people(part), other.people(part)) for part in Part)
    found = {
        "time": any(_other_time(*each) for each in times),
        "place": unlike(one.place, other.place),
        "people": any(
            not any(each.may_be(person) for each in left for person in right)
            for left, right in people
            if left and right
        ),
        "details": any(unlike(*each) for each in _details(one.event, other.event)),
    }
    return tuple(name for name, holds in found.items() if holds)


def _details(one: Event | Document, other: Event | Document) -> Iterator[tuple[object, object]]:
    """The values of each field of two events, or of two documents, of which lists are left out: a list may go on."""
    for each in fields(type(one)):
        mine, theirs = getattr(one, each.name), getattr(other, each.name)
        if isinstance(mine, Document) and isinstance(theirs, Document):
            yield from _details(mine, theirs)
        elif not isinstance(mine, tuple):
            yield mine, theirs


def _other_time(one: Moment | None, other: Moment | None) -> bool:
    """Whether two moments differ: their days, or their exact times."""
    if one is None or other is None:
        return False
    if None not in {one.day, other.day} and one.day != other.day and not (one.full and one.full == other.full):
        return True
    exact = one.precision is other.precision is Precision.EXACT
    return exact and type(one.value) is type(other.value) and one.value != other.value


def _contradictions(
    ours: Steps, theirs: Steps, pairs: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The steps between two that are the same which may be one as well, but of which the reports differ."""
    borders = [(-1, -1), *pairs, (len(ours), len(theirs))]
    for (left, right), (next_left, next_right) in pairwise(borders):
        waiting = {identity(theirs[at]): at for at in range(next_right - 1, right, -1)}
        for at in range(left + 1, next_left):
            found = waiting.pop(identity(ours[at]), None)
            if (
                found is not None
                and may_be_one(ours[at], theirs[found])
                and (about := differing(ours[at], theirs[found]))
            ):
                yield at, found, about


def _in_one_order(ours: Steps, theirs: Steps, pairs: Sequence[Pair]) -> Iterator[Places]:
    """All steps of both: between two that are the same those of the other report first, unless times say otherwise.

    No ceremony of the one report begins inside one of the other that ends before the next step that is the same.
    """
    left = right = 0
    for next_left, next_right in (*pairs, (len(ours), len(theirs))):
        while left < next_left or right < next_right:
            mine = right == next_right or (
                left < next_left and _is_first(ours[left:next_left], theirs[right:next_right])
            )
            yield (left, None) if mine else (None, right)
            left, right = (left + 1, right) if mine else (left, right + 1)
        if next_left < len(ours):
            yield next_left, next_right
        left, right = next_left + 1, next_right + 1


def _is_first(ours: Steps, theirs: Steps) -> bool:
    """Whether the first step of the one report comes before the first of the other."""
    if type(theirs[0].event) in OPENINGS and _is_inside(ours):
        return True
    if type(ours[0].event) in OPENINGS and _is_inside(theirs):
        return False
    return _is_before(ours[0], theirs[0])


def _is_inside(steps: Steps) -> bool:
    """Whether the first of some steps is inside a ceremony that one of them closes."""
    depth = 0
    for entry in steps:
        depth += (type(entry.event) in OPENINGS) - (type(entry.event) in CLOSINGS)
        if depth < 0:
            return True
    return False


def _is_before(one: Entry[Event], other: Entry[Event]) -> bool:
    times = [None if entry.at is None else entry.at.full for entry in (one, other)]
    return isinstance(times[0], datetime) and isinstance(times[1], datetime) and times[0] < times[1]


def _renumber(steps: Steps, places: Mapping[int, int]) -> Steps:
    at = {entry.position: places[index] for index, entry in enumerate(steps)}
    during = (None if entry.during is None else at.get(entry.during) for entry in steps)
    return [
        evolve(entry, position=at[entry.position], during=other) for entry, other in zip(steps, during, strict=True)
    ]


def together(one: Entry[Any], other: Entry[Any]) -> Entry[Any]:
    """A step with what either report says of it."""
    people = [Presence(person, part) for part in Part for person in _all_of(one.people(part), other.people(part))]
    recorders = dict.fromkeys(each.recorded_by for each in (one, other) if each.recorded_by is not None)
    return evolve(
        _fill_in(one, other),
        event=_fill_in(one.event, other.event),
        at=_fuller(one.at, other.at),
        until=_fuller(one.until, other.until),
        present=people,
        placing=Placing.STATED if Placing.STATED in {one.placing, other.placing} else Placing.LISTED,
        standing=next((each for each in Standing if each in {one.standing, other.standing}), one.standing),
        sources=tuple(dict.fromkeys((*one.sources, *other.sources))),
        remarks=tuple(dict.fromkeys((*one.remarks, *other.remarks))),
        recorded_by=", ".join(recorders) or None,
    )


def _fuller(one: Moment | None, other: Moment | None) -> Moment | None:
    """The moment that says more: an exact time rather than a day, and a day rather than nothing."""
    given = [each for each in (one, other) if each is not None]
    return max(given, key=lambda each: (each.full is not None, each.precision is Precision.EXACT), default=None)


def _fill_in(one: V, other: V) -> V:
    """A value with what another of its class says beside it."""
    given = ((each.name, getattr(one, each.name), getattr(other, each.name)) for each in fields(type(one)) if each.init)
    both = ((name, mine, _in_one(mine, theirs)) for name, mine, theirs in given)
    return evolve(one, **{name: more for name, mine, more in both if more != mine})


def _in_one(mine: Any, theirs: Any) -> Any:  # noqa: ANN401 - what a field may have
    """What two reports say in one field: all names and languages of both, and else what the one says, if anything."""
    match mine, theirs:
        case ((None | ()), _):
            return theirs
        case tuple(), tuple():
            return _all_of(mine, theirs)
        case Text(), Text():
            return Text({**dict(theirs.forms), **dict(mine.forms)})
        case (Person(), Person()) | (Document(), Document()) | (Signatory(), Signatory()):
            return _fill_in(mine, theirs)
        case Enum(value="unstated" | "unknown"), _:
            return theirs
        case _:
            return mine


def _all_of(mine: Sequence[V], theirs: Sequence[V]) -> tuple[V, ...]:
    """What either list has, once, with what both say of it."""
    left, found = list(theirs), []
    for one in mine:
        same = next((other for other in left if _are_one(one, other)), None)
        found.append(one if same is None else _in_one(one, same))
        if same is not None:
            left.remove(same)
    return (*found, *left)


def _are_one(one: object, other: object) -> bool:
    """Whether two members of lists are certainly one: people and signatories by name, documents by title."""
    match one, other:
        case Person(), Person():
            return _is_one(one, other)
        case Signatory(), Signatory():
            return _is_one(one.person, other.person)
        case Document(), Document():
            return _share_words(one.title, other.title)
        case _:
            return one == other
