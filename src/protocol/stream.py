"""Entries, and the stream of them that is the record of one visit, in order.

A stream is append-only. A mistake is corrected by a further event, and `effective` returns the stream with all
corrections applied; the original does not change.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from functools import reduce
from operator import attrgetter, lt
from typing import Final, Generic, Self, TypeVar, overload

from attrs import define, evolve, field

from protocol.errors import InvalidValueError, StreamError
from protocol.events import EVENTS, FAMILIES, EntryCorrected, EntryRetracted, Event, RecordOpened
from protocol.events.shapes import UNPLACED, code, places
from protocol.fields import frozen, sparing
from protocol.values import (
    Basis,
    Coverage,
    Duration,
    Moment,
    Part,
    Person,
    PersonalName,
    Placing,
    Precision,
    Presence,
    PressAccess,
    Standing,
    Text,
    Venue,
    by_part,
)

NOWHERE: Final = -1
"""The position before the first entry."""
_KNOWN = frozenset(EVENTS)
E_co = TypeVar("E_co", bound=Event, covariant=True)


def _with_its_zone(_: object, __: object, recorded_at: datetime | None) -> None:
    if recorded_at is not None and recorded_at.tzinfo is None:
        raise InvalidValueError("a recording time", recorded_at.isoformat(), "it needs an offset from UTC")


@sparing
@frozen
class Entry(Generic[E_co]):
    """One event in a stream, with what the record says about it.

    `position` is its place in the stream, from 0; `at` and `until` say when it began and ended, `lasting` how long it
    took if its end is not known. `place` is where it was and `present` who took which part in it, as far as a source
    says so of this step; `press` is the access of the media. `placing` says whether a source states its place in the
    order, `standing` whether it was reported, inferred by the author of the record, or only announced. `during` is the
    position of the entry during which it happened, `sources` the ids of the sources that report it. `recorded_at` is
    when it was written down, not when it happened. `id` is the same in all editions of a programme and in its record.
    """

    position: int
    event: E_co
    at: Moment | None = None
    until: Moment | None = None
    place: Venue | None = None
    present: tuple[Presence, ...] = field(default=(), converter=by_part)
    placing: Placing = Placing.STATED
    standing: Standing = Standing.REPORTED
    during: int | None = None
    sources: tuple[str, ...] = ()
    remarks: tuple[Text, ...] = ()
    recorded_by: PersonalName | None = None
    recorded_at: datetime | None = field(default=None, validator=_with_its_zone)
    id: str | None = None
    lasting: Duration | None = None
    press: PressAccess | None = None

    @property
    def acting(self) -> tuple[Person, ...]:
        """The people who act in it, as far as they are named."""
        return self.people(Part.ACTING)

    @property
    def addressed(self) -> tuple[Person, ...]:
        """The people towards whom others act: who is photographed, on whom a decoration is conferred."""
        return self.people(Part.ADDRESSED)

    @property
    def accompanying(self) -> tuple[Person, ...]:
        """The people who are with those who act, and do not act themselves: a spouse, a second principal."""
        return self.people(Part.ACCOMPANYING)

    @property
    def attending(self) -> tuple[Person, ...]:
        """The people who are there: at the table, in the hall."""
        return self.people(Part.ATTENDING)

    def people(self, *parts: Part) -> tuple[Person, ...]:
        """The people who have one of these parts in it."""
        return tuple([each.person for each in self.present if each.part in parts])


def _no_stream(entries: tuple[Entry[Event], ...]) -> StreamError:
    """The reason why these entries are not a stream."""
    if not entries or not isinstance(entries[0].event, RecordOpened):
        return StreamError(None, "the first entry has to be RecordOpened, so that the stream knows what it is")
    before = (NOWHERE, *(entry.position for entry in entries))
    return next(error for entry, last in zip(entries, before, strict=False) if (error := out_of_place(entry, last)))


def out_of_place(entry: Entry[Event], last: int) -> StreamError | None:
    """The reason why an entry cannot follow the position `last`, which is `NOWHERE` before the first entry."""
    if entry.position <= last:
        once = "an entry comes once, and in its order"
        return StreamError(entry.position, f"positions have to increase, and the one before is {last}: {once}")
    if last > NOWHERE and isinstance(entry.event, RecordOpened):
        return StreamError(entry.position, "a record is opened once; another visit is another stream")
    if type(entry.event) not in _KNOWN:
        wanted = "what the vocabulary lacks is recorded as OtherHappened"
        return StreamError(entry.position, f"{entry.event!r} is not an event of a visit; {wanted}")
    return None


def following(item: Event | Entry[Event], last: int) -> Entry[Event]:
    """An event or an entry as the entry that follows the position `last`; a `StreamError` if it cannot.

    Everything that folds a record entry by entry calls this, so that an entry that is delivered twice counts once.
    """
    entry = item if isinstance(item, Entry) else Entry(last + 1, item)
    if (error := out_of_place(entry, last)) is not None:
        raise error
    return entry


@frozen
class Stream:
    """All entries of one visit, in order; the first is `RecordOpened`.

    >>> from protocol.events import GuestArrived
    >>> stream = Stream.of(RecordOpened("astana-2023"), GuestArrived())
    >>> stream.visit, len(stream)
    ('astana-2023', 2)
    """

    entries: tuple[Entry[Event], ...]
    opening: RecordOpened = field(init=False, eq=False, repr=False)
    """What the stream says of itself."""
    coverage: Coverage = field(init=False, eq=False, repr=False)
    """Whether the stream is meant to hold every step."""
    _view: "RecordView | None" = field(default=None, init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        kept, entries = object.__setattr__, self.entries
        if not _well_made(entries):
            raise _no_stream(entries)
        kept(self, "opening", entries[0].event)
        kept(self, "coverage", self.opening.coverage)

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[Entry[Event], ...]]]:
        return type(self), (self.entries,)

    @classmethod
    def of(cls, *items: Event | Entry[Event]) -> Self:
        """Make a stream of events or entries; positions are assigned again from 0."""
        return cls(tuple(at_position(item, position) for position, item in enumerate(items)))

    @property
    def visit(self) -> str:
        """The id of the visit."""
        return self.opening.visit

    @property
    def planned(self) -> bool:
        """Whether the entries are a programme, not what happened."""
        return self.opening.basis is Basis.ANNOUNCED

    @property
    def events(self) -> tuple[Event, ...]:
        """The event of each entry."""
        return tuple([entry.event for entry in self.entries])

    @property
    def listed(self) -> bool:
        """Whether any entry is only listed."""
        return any(entry.placing is Placing.LISTED for entry in self.entries)

    @property
    def announces(self) -> bool:
        """Whether any step is only announced in this record of what happened."""
        return any(is_ahead(entry, planned=self.planned) for entry in self.entries)

    @property
    def view(self) -> "RecordView":
        """What checkers read of the record, computed on first use."""
        view = self._view
        if view is None:
            # Not kept in a dictionary beside the streams: looking one up would hash every entry.
            view = RecordView.of(self.entries)
            object.__setattr__(self, "_view", view)
        return view

    @property
    def next_position(self) -> int:
        """The position of the next entry."""
        return self.entries[-1].position + 1

    def then(self, *items: Event | Entry[Event]) -> Self:
        """The stream with further events or entries at its end; entries get the next positions."""
        start = self.next_position
        added = tuple(at_position(item, start + offset) for offset, item in enumerate(items))
        return evolve(self, entries=self.entries + added)

    def places(self, event: type) -> Sequence[int]:
        """The indexes of the entries with an event of a class, in order.

        >>> from protocol.events import GuestArrived
        >>> Stream.of(RecordOpened("astana-2023"), GuestArrived()).places(GuestArrived)
        [1]
        """
        return places(self.view.code, event)

    def at(self, position: int) -> Entry[Event] | None:
        """The entry at a position, or None."""
        index = bisect_left(self.entries, position, key=attrgetter("position"))
        found = self.entries[index : index + 1]
        return found[0] if found and found[0].position == position else None

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Entry[Event]]:
        return iter(self.entries)

    @overload
    def __getitem__(self, index: int) -> Entry[Event]: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Entry[Event], ...]: ...
    def __getitem__(self, index: int | slice) -> Entry[Event] | tuple[Entry[Event], ...]:
        return self.entries[index]


def _well_made(entries: Sequence[Entry[Event]]) -> bool:
    """Whether entries are a stream: only the first opens it, positions increase, and all events are known."""
    if not all(issubclass(kind, Entry) for kind in set(map(type, entries))):
        raise StreamError(None, "it is made of entries; Stream.of makes one of events")
    kinds = [entry.event.__class__ for entry in entries]
    opened_once = kinds[:1] == [RecordOpened] and kinds.count(RecordOpened) == 1
    return opened_once and _KNOWN.issuperset(kinds) and entries[0].position >= 0 and _increase(_positions(entries))


def _positions(entries: Sequence[Entry[Event]]) -> Sequence[int]:
    # In nearly all records positions are indexes, and a range of these takes no memory.
    positions, indexes = [entry.position for entry in entries], range(len(entries))
    return indexes if positions == list(indexes) else tuple(positions)


def _increase(positions: Sequence[int]) -> bool:
    return isinstance(positions, range) or all(map(lt, positions, positions[1:]))


@define(eq=False)
class RecordView:
    """What checkers read of a record instead of its entries: mostly bytes, one for each entry.

    `code` has the shape of each entry's event, `UNPLACED` for a step that is only announced, which no checker reads;
    `stated` is the same with `UNPLACED` for listed entries too (`code` itself if there are none). `positions` has the
    position of each entry, `inferred` the indexes of inferred entries; `timed` says whether any entry has a time.
    """

    code: bytes
    stated: bytes
    positions: Sequence[int]
    inferred: Collection[int] = frozenset()
    timed: bool = False

    @classmethod
    def of(cls, entries: Sequence[Entry[Event]]) -> Self:
        """The view of these entries."""
        coded, standings = code(entries), [entry.standing for entry in entries]
        # Nearly all entries have default values here, and counting these is faster than searching for the others.
        placings, size = [entry.placing for entry in entries], len(entries)
        stated, inferred, told = coded, frozenset[int](), entries
        if standings.count(Standing.REPORTED) < size:
            inferred = frozenset(place for place, each in enumerate(standings) if each is Standing.INFERRED)
        if Standing.ANNOUNCED in standings and not is_planned(entries):
            ahead = [is_ahead(entry, planned=False) for entry in entries]
            told = [entry for entry, announced in zip(entries, ahead, strict=True) if not announced]
            pairs = zip(coded, ahead, strict=True)
            stated = coded = bytes(UNPLACED if announced else shape for shape, announced in pairs)
        if placings.count(Placing.STATED) < size:
            placed = zip(coded, placings, strict=True)
            stated = bytes(UNPLACED if placing is Placing.LISTED else shape for shape, placing in placed)
        times = [entry.at for entry in told], [entry.until for entry in told]
        timed = any(each.count(None) < len(told) for each in times)
        return cls(coded, stated, _positions(entries), inferred, timed)

    @property
    def ordinary(self) -> bool:
        """Whether positions are indexes and nothing is inferred, as in nearly all records."""
        return self.positions.__class__ is range and not self.inferred


def at_position(item: Event | Entry[Event], position: int) -> Entry[Event]:
    """An event, or an entry, as the entry at a position."""
    if isinstance(item, Entry):
        return item if item.position == position else evolve(item, position=position)
    return Entry(position, item)


_OF_THE_RECORD: Final = (RecordOpened, EntryCorrected, EntryRetracted)


def is_planned(entries: Sequence[Entry[Event]]) -> bool:
    """Whether entries from the beginning of a record say that it is a programme, not what happened."""
    return bool(entries) and isinstance(entries[0].event, RecordOpened) and entries[0].event.basis is Basis.ANNOUNCED


def is_ahead(entry: Entry[Event], *, planned: bool) -> bool:
    """Whether a step is only announced in a record of what happened, where it counts for nothing.

    In a `planned` stream all steps are announced, and nothing has to say so.
    """
    return entry.standing is Standing.ANNOUNCED and not planned and not isinstance(entry.event, _OF_THE_RECORD)


def effective(stream: Stream) -> Stream:
    """The stream with its corrections applied, without the entries that are corrections.

    Positions do not change, so that a finding names the entry by the number that people know. A correction of a missing
    entry, of another correction, or of the opening into another event has no effect, because its meaning would be a
    guess. To undo a correction, retract it.
    """
    if not (stream.places(EntryCorrected) or stream.places(EntryRetracted)):
        return stream
    return Stream(tuple(apply_corrections(stream.entries)))


def what_happened(stream: Stream) -> Stream:
    """The stream with its corrections applied and without the steps that it only announces: what may be counted.

    >>> from protocol.events import GuestArrived, ReceptionOpened
    >>> dinner = Entry(2, ReceptionOpened(), standing=Standing.ANNOUNCED)
    >>> len(what_happened(Stream.of(RecordOpened("astana-2023"), GuestArrived(), dinner)))
    2
    """
    current = effective(stream)
    if not current.announces:
        return current
    return Stream(tuple(entry for entry in current if not is_ahead(entry, planned=False)))


def what_is_announced(stream: Stream) -> Stream | None:
    """The steps that a record of what happened only announces, as a programme; None if it announces none.

    The programme has what was agreed and prepared too, and keeps the positions of the record.
    """
    current = effective(stream)
    if not current.announces:
        return None
    opening = evolve(current[0], event=evolve(current.opening, basis=Basis.ANNOUNCED))
    others = (entry for entry in current[1:] if is_ahead(entry, planned=False) or type(entry.event) in _PREPARATION)
    return Stream((opening, *(evolve(entry, standing=Standing.REPORTED) for entry in others)))


_PREPARATION: Final = frozenset(FAMILIES["preparation"])
Until = int | datetime | None
"""How much of a record counts: up to a position, up to the moment at which entries happened, or all of it."""


def as_it_was(stream: Stream, *, until: Until = None, as_of: datetime | None = None) -> Stream | None:
    """The stream as it was at an earlier time.

    `as_of` leaves out entries that were recorded later, corrections among them; an entry without `recorded_at` counts
    as known. `until` is the last position that counts, or a moment: then the record ends before the first entry that,
    as corrected, began later. An entry began later if its exact time is later, or its day in the offset of the moment.
    The result is None if the record had not been opened.

    >>> from datetime import UTC
    >>> from protocol.events import GuestArrived
    >>> late = datetime(2023, 4, 12, tzinfo=UTC)
    >>> stream = Stream.of(RecordOpened("astana-2023"), GuestArrived(), Entry(2, EntryRetracted(1), recorded_at=late))
    >>> len(effective(stream)), len(effective(as_it_was(stream, as_of=datetime(2023, 4, 11, tzinfo=UTC))))
    (1, 2)
    """
    entries = stream.entries
    if as_of is not None:
        _with_offset("the moment given as `as_of`", as_of)
        entries = tuple(entry for entry in entries if entry.recorded_at is None or entry.recorded_at <= as_of)
    if isinstance(until, datetime):
        entries = tuple(_happened_by(entries, _with_offset("the moment given as `until`", until)))
    elif until is not None:
        entries = tuple(entry for entry in entries if entry.position <= until)
    if len(entries) == len(stream):
        return stream
    return Stream(entries) if entries and isinstance(entries[0].event, RecordOpened) else None


def _happened_by(entries: Sequence[Entry[Event]], moment: datetime) -> Iterator[Entry[Event]]:
    """The entries before the first that began later, and the later entries that correct them."""
    planned = is_planned(entries)
    happened = (entry for entry in apply_corrections(entries) if not is_ahead(entry, planned=planned))
    later = (entry.position for entry in happened if _is_later(entry, moment))
    end, kept = next(later, None), set[int]()
    for entry in entries:
        corrects = isinstance(entry.event, EntryCorrected | EntryRetracted) and entry.event.position in kept
        if end is None or entry.position < end or corrects:
            kept.add(entry.position)
            yield entry


def _is_later(entry: Entry[Event], moment: datetime) -> bool:
    if entry.at is None:
        return False
    if entry.at.full is not None:
        return entry.at.full > moment
    return entry.at.day is not None and entry.at.precision is not Precision.BY and entry.at.day > moment.date()


def _with_offset(what: str, moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise InvalidValueError(what, moment.isoformat(), "a date-time needs an offset from UTC")
    return moment


def apply_corrections(entries: Sequence[Entry[Event]]) -> Iterable[Entry[Event]]:
    """The entries as corrected, like `effective`, of a record that may lack entries."""
    withdrawn: set[int] = set()
    corrections: dict[int, list[EntryCorrected]] = {}
    for entry in reversed(entries):
        if entry.position in withdrawn:
            continue
        match entry.event:
            case EntryRetracted(position=target) if 0 < target < entry.position:
                withdrawn.add(target)
            case EntryCorrected(position=target) if target < entry.position:
                corrections.setdefault(target, []).append(entry.event)
            case _:
                pass
    for entry in entries:
        if not isinstance(entry.event, EntryCorrected | EntryRetracted) and entry.position not in withdrawn:
            yield reduce(_apply_correction, reversed(corrections.get(entry.position, [])), entry)


def _apply_correction(entry: Entry[Event], correction: EntryCorrected) -> Entry[Event]:
    event, replaced = entry.event, correction.event
    if replaced is not None and (entry.position == 0) == isinstance(replaced, RecordOpened):
        event = event if isinstance(replaced, EntryCorrected | EntryRetracted) else replaced
    another = event is not entry.event
    return evolve(
        entry,
        event=event,
        at=correction.at or entry.at,
        until=correction.until or entry.until,
        place=correction.place or (None if another else entry.place),
        present=correction.present or (() if another else entry.present),
        standing=correction.standing or entry.standing,
        lasting=correction.lasting or entry.lasting,
        press=correction.press or entry.press,
    )
