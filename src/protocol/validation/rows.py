"""The two paths of checking order: groups of rules stepped by the events they hear of, and rows of all of them.

Each group is a small automaton whose states, `Part`s, keep the verdict of every rule of the group, after a breach
too; an event steps the groups that hear of it. A `Row` is a part of every group and knows the row that follows each
event, so a record whose like was seen before costs one look-up an event. Both are built when records first ask for
them and shared by all checks of a rulebook. Parts are bounded by the size of the groups; rows by `most`, beyond which
a record goes group by group.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import attrgetter
from typing import Final, cast

from attrs import define, field, frozen

from protocol.events import ORDERED, Event
from protocol.events.shapes import Shape
from protocol.order import Case, Machine, letter_of
from protocol.stream import Entry
from protocol.validation.contents import Contents
from protocol.validation.explaining import Key
from protocol.validation.grouping import groups
from protocol.validation.plans import Plan
from protocol.validation.sketches import JudgeNeeded, Node, Sketch, Sketches
from protocol.values import Placing

MOST_ROWS: Final = 50_000
"""How many rows a rulebook may have, at some 500 bytes each."""
MOST_SEEN: Final = 200_000
"""How many records are remembered as seen, at some 60 bytes each; then they are forgotten."""


class Part(Node["Part"]):
    """A joint state of the rules of a group: which are broken, which are not kept so far, and the parts that follow.

    `dirty` says whether a rule was broken on the way here, though its ceremony may be over. `counting` are the parts
    that follow an event that is only listed, which none but the rules to which order does not matter hear of.
    """

    __slots__ = ("broken", "counting", "dirty", "group", "states", "unmet")

    def __init__(self, group: "Group", states: tuple[int, ...], *, dirty: bool) -> None:
        super().__init__()
        self.group, self.states = group, states
        self.broken, self.unmet = group.standing(states)
        self.dirty = dirty or bool(self.broken)
        self.counting: dict[Key, Part] = {}

    def __missing__(self, key: Key) -> "Part":
        part = self[key] = self.group.after(self, key)
        return part

    def count(self, key: Key) -> "Part":
        """The part that follows an event that is only listed."""
        if key not in self.counting:
            self.counting[key] = self.group.after(self, key, counting=True)
        return self.counting[key]


@frozen
class Turn:
    """What an event does to one rule of a group: its place there, and the state that follows each.

    `kept` tells of each state whether the rule is kept so far; `opens` says that the event opens the ceremony that
    the rule is judged in.
    """

    place: int
    following: tuple[int, ...]
    kept: tuple[bool, ...]
    opens: bool


@define(eq=False)
class Group:
    """The automaton of some rules; `indexes` are theirs in the plan."""

    indexes: tuple[int, ...]
    machines: tuple[Machine, ...]
    start: Part = field(init=False)
    _turns: dict[tuple[Key, bool], tuple[Turn, ...]] = field(factory=dict, repr=False)
    _parts: dict[tuple[tuple[int, ...], bool], Part] = field(factory=dict, repr=False)

    def __attrs_post_init__(self) -> None:
        self.start = self._part(tuple(machine.start for machine in self.machines), dirty=False)

    def hears(self, key: Key) -> bool:
        """Whether an event changes anything in any state of the group."""
        return bool(self.turns(key))

    def after(self, part: Part, key: Key, *, counting: bool = False) -> Part:
        """The part that follows."""
        states = list(part.states)
        for turn in self.turns(key, counting=counting):
            before = states[turn.place]
            if turn.opens and not turn.kept[before]:
                raise JudgeNeeded
            states[turn.place] = turn.following[before]
        return self._part(tuple(states), dirty=part.dirty)

    def broken_in(self, shapes: Sequence[Key]) -> Iterator[tuple[int, int]]:
        """The rules that a record breaks, each with the place of the entry that broke it."""
        before = self.start
        for place, key in enumerate(shapes):
            part = before[key]
            if part is not before:
                if part.broken and part.broken != before.broken:
                    yield from ((index, place) for index in part.broken if index not in before.broken)
                before = part

    def turns(self, key: Key, *, counting: bool = False) -> tuple[Turn, ...]:
        """What an event does to the rules of the group, or to those that only count."""
        if (key, counting) not in self._turns:
            case = Case(key.event, key.fields) if isinstance(key, Shape) else Case(key)
            told = enumerate(self.machines) if case.event in ORDERED else ()
            turns = (_turn(place, made, case) for place, made in told if not counting or _counts(made, case.event))
            self._turns[key, counting] = tuple(turn for turn in turns if turn is not None)
        return self._turns[key, counting]

    def standing(self, states: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The rules that are broken in a joint state, and those that are not kept."""
        told = list(zip(self.indexes, self.machines, states, strict=True))
        broken = tuple(index for index, machine, state in told if machine.broken[state])
        return broken, tuple(index for index, machine, state in told if not machine.kept[state])

    def _part(self, states: tuple[int, ...], *, dirty: bool) -> Part:
        known = self._parts.get((states, dirty))
        if known is None:
            part = Part(self, states, dirty=dirty)
            known = self._parts.setdefault((states, part.dirty), part)
        return known


Parts = tuple[Sketch | Part, ...]
"""The sketch of a record, and a part of every group."""
_is_dirty = attrgetter("dirty")


class Row(dict[Key, "Row"]):
    """Where a record stands: its sketch, a part of every group, and the rows that follow, where they are built."""

    __slots__ = ("_unmet", "counting", "dirty", "parts", "sketch")

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self.counting: dict[Key, Row] = {}
        self.parts = parts
        self.sketch = cast("Sketch", parts[0])
        self.dirty = any(map(_is_dirty, parts))
        self._unmet: tuple[int, ...] | None = None

    @property
    def dirty_groups(self) -> Iterator[Group]:
        """The groups of whose rules one was broken on the way here."""
        return (part.group for part in self.parts if isinstance(part, Part) and part.dirty)

    @property
    def unmet(self) -> tuple[int, ...]:
        """The rules that are not kept so far, nor broken."""
        if self._unmet is None:
            unmet = (index for part in self.parts for index in part.unmet if index not in part.broken)
            self._unmet = tuple(sorted(unmet))
        return self._unmet


class Slots(dict[Key, tuple[int, ...]]):
    """For each event the numbers of the groups that hear of it, found out when it first comes."""

    def __init__(self, groups: Sequence[Sketches | Group]) -> None:
        super().__init__()
        self.groups = groups

    def __missing__(self, key: Key) -> tuple[int, ...]:
        slots = self[key] = tuple(slot for slot, group in enumerate(self.groups) if group.hears(key))
        return slots


@define(eq=False)
class Rows:
    """The sketches and groups of a plan, and their rows."""

    groups: tuple[Sketches | Group, ...]
    slots: Slots
    start: Row
    most: int = MOST_ROWS
    _rows: dict[Parts, Row] = field(factory=dict, repr=False)
    _seen: set[int] = field(factory=set, repr=False)

    @classmethod
    def of(cls, plan: Plan, contents: Contents, *, most: int = MOST_ROWS) -> "Rows":
        """The rows of a plan, none of them built but the first."""
        machines = [plan.machines[index] for index in plan.orders]
        made: tuple[Sketches | Group, ...] = (
            Sketches(contents),
            *(_group(plan, places) for places in groups(machines)),
        )
        return cls(made, Slots(made), Row(tuple(group.start for group in made)), most)

    def last(self, shapes: tuple[Key, ...]) -> Row:
        """Where a record of these events ends."""
        row, waiting = self.start, iter(shapes)
        try:
            for key in waiting:
                row = row[key]
        except KeyError:
            return self._beyond(row, chain((key,), waiting), shapes)
        return row

    def last_if_listed(self, entries: Iterable[Entry[Event]], shapes: Iterable[Key]) -> Row:
        """Where a record ends if the place of its listed entries is unknown."""
        row, listed = self.start, Placing.LISTED
        for entry, key in zip(entries, shapes, strict=True):
            only_listed = entry.placing is listed
            following = row.counting.get(key) if only_listed else row.get(key)
            row = self.after(row, key, counting=only_listed) if following is None else following
        return row

    def after(self, row: Row, key: Key, *, counting: bool = False) -> Row:
        """The row that follows one more event, which may be only listed."""
        ways = row.counting if counting else row
        following = ways.get(key)
        if following is None:
            room = len(self._rows) < self.most
            following = self._following(row, key, counting=counting)
            if room:
                ways[key] = following
        return following

    def _following(self, row: Row, key: Key, *, counting: bool) -> Row:
        parts = list(row.parts)
        for slot in self.slots[key]:
            parts[slot] = parts[slot].count(key) if counting else parts[slot][key]
        return self._interned(tuple(parts))

    def _beyond(self, row: Row, keys: Iterable[Key], shapes: tuple[Key, ...]) -> Row:
        """Where a record ends that goes on beyond the rows: rows are built for what comes again."""
        if len(self._rows) < self.most and self._comes_again(shapes):
            for key in keys:
                row = self.after(row, key)
            return row
        parts, slots = list(row.parts), self.slots
        for key in keys:
            for slot in slots[key]:
                parts[slot] = parts[slot][key]
        return Row(tuple(parts))

    def _comes_again(self, shapes: tuple[Key, ...]) -> bool:
        if len(self._seen) >= MOST_SEEN:
            self._seen.clear()
        known, before = hash(shapes), len(self._seen)
        self._seen.add(known)
        return len(self._seen) == before

    def _interned(self, parts: Parts) -> Row:
        row = self._rows.get(parts)
        if row is None:
            row = Row(parts)
            if len(self._rows) < self.most:
                row = self._rows.setdefault(parts, row)
        return row

    @property
    def seen(self) -> int:
        """How many records are remembered as seen."""
        return len(self._seen)

    def __len__(self) -> int:
        return len(self._rows)


def _group(plan: Plan, places: Iterable[int]) -> Group:
    indexes = tuple(plan.orders[place] for place in places)
    return Group(indexes, tuple(plan.machines[index] for index in indexes))


def _turn(place: int, made: Machine, case: Case) -> Turn | None:
    """What an event of a case does to a rule, None where it does nothing to any of its states."""
    letter = letter_of(made, case)
    following = tuple(row[letter] for row in made.rows)
    if following == tuple(range(len(following))):
        return None
    opens = made.bracket is not None and case.event is made.bracket.opened
    return Turn(place, following, tuple(verdict.satisfied for verdict in made.verdicts), opens)


def _counts(made: Machine, event: type) -> bool:
    """Whether a rule hears of an event that is only listed."""
    return made.commutes and event not in made.edges
