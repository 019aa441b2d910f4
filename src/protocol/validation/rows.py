"""Rows: how a record is read that grows, by one look-up an entry.

A `Row` is a part of every group, with what has occurred of what content rules look for; it knows the step to the row
that follows each event. Rows are built when records first ask for them and shared by all checks of a rulebook; when
there are as many as there may be, further ones are made and not kept.
"""

from collections.abc import Iterator
from operator import itemgetter
from typing import Final

from attrs import define, field

from protocol.events import EVENTS, VisitAgreed
from protocol.events.shapes import SHAPES, numbered
from protocol.fields import frozen
from protocol.rules import Finding, Mark
from protocol.validation.contents import ENDINGS, Content, Contents
from protocol.validation.outlines import JUDGED, LONGEST, OPENED
from protocol.validation.parts import Group, JudgeNeeded, Part
from protocol.validation.plans import FoldStep

MOST_ROWS: Final = 50_000
"""How many rows a rulebook may have, at some 500 bytes each."""
Parts = tuple[Part, ...]
"""A part of every group."""
Known = dict[bytes, tuple[Finding, ...]]
"""What is found, by the shapes of a record's events."""


@frozen(eq=False)
class RowStep:
    """What an event does: the row that follows, the order rules that it breaks, the content rules that it steps.

    `steps` are those where the entry states no time, `keyed` those that it steps unless its key clears the record of
    them, `wakes` those that could find nothing before it. `plain` says that unless the entry states a time there is
    nothing to do but to go on; so it is of no event that says of which kind the visit is.
    """

    row: "Row"
    plain: bool
    broken: tuple[int, ...]
    steps: tuple[FoldStep, ...]
    keyed: tuple[Content, ...]
    wakes: tuple[Content, ...]


class Row(dict[int, RowStep]):
    """Where a record stands: a part of every group, what has occurred, and the steps from there that were asked for.

    `over` says that the visit has ended. `concerned` are the content rules that may find anything in the record,
    `unmet` the order rules not kept so far, nor broken. `ahead` are the rows to which events lead that ask for nothing
    but to go on if they state no time, by their class where that is all that there is to look at.
    """

    __slots__ = ("_rows", "ahead", "concerned", "over", "parts", "present", "unmet")

    def __init__(self, rows: "Rows", parts: Parts, present: frozenset[Mark], *, over: bool = False) -> None:
        super().__init__()
        self._rows, self.parts, self.present, self.over = rows, parts, present, over
        self.unmet = tuple(sorted(index for part in parts for index in part.unmet))
        self.concerned = frozenset(each for each in rows.contents.untimed if each.concerns(present))
        self.ahead: dict[type, Row] = {}

    def __missing__(self, shape: int) -> RowStep:
        if self.over or shape in JUDGED or (shape in OPENED and self is not self._rows.start):
            raise JudgeNeeded
        return self._rows.step(self, shape)


@define(eq=False)
class Rows:
    """The rows of some groups and content rules, none of them built but the first."""

    groups: tuple[Group, ...]
    contents: Contents
    most: int = MOST_ROWS
    start: Row = field(init=False)
    end: Row = field(init=False)
    uniform: frozenset[type] = field(init=False)
    breakages: Known = field(factory=dict, init=False, repr=False)
    debts: Known = field(factory=dict, init=False, repr=False)
    """What is found on records of which nothing is inferred, by the shapes of their events: by the last, at the end."""
    _rows: dict[tuple[Parts, frozenset[Mark], bool], Row] = field(factory=dict, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        parts = tuple(group.start for group in self.groups)
        self.uniform = frozenset(self._uniform())
        self.start, self.end = (Row(self, parts, frozenset(), over=over) for over in (False, True))

    def step(self, row: Row, shape: int) -> RowStep:
        """The step from a row by an event of a shape."""
        room, event = len(self._rows) < self.most, SHAPES[shape].event
        parts = tuple(_after(group, part, shape) for group, part in zip(self.groups, row.parts, strict=True))
        following = self._row(parts, row.present | self.contents.marks(shape), over=event in ENDINGS)
        step = self._made(row, following, event)
        if room:
            row[shape] = step
            if step.plain and event in self.uniform:
                row.ahead[event] = following
        return step

    def _uniform(self) -> Iterator[type]:
        """The events of which nothing matters but their class; of those on partial records their placing does, too."""
        if not self.contents.plan.partial:
            for event in EVENTS:
                if len(set(map(self._seen_as, numbered(event)))) == 1:
                    yield event

    def _seen_as(self, shape: int) -> tuple[object, ...]:
        """All that is told of a shape."""
        heard = (group.table[shape] if group.alphabet.marks[shape] else None for group in self.groups)
        return self.contents.marks(shape), *heard

    def _made(self, row: Row, following: Row, event: type) -> RowStep:
        concerned = [each for each in following.concerned if event in each.events]
        stepped = [each.step for each in concerned if each.fold.clear is None]
        steps = tuple(sorted([*stepped, *self.contents.woken_by(event)], key=itemgetter(0)))
        keyed = tuple(each for each in concerned if each.fold.clear is not None)
        # One that waits for nothing was not stepped before because none of its events had occurred.
        wakes = tuple(each for each in following.concerned - row.concerned if each.waits)
        broken = _newly_broken(row, following)
        plain = not (broken or steps or keyed or wakes or event is VisitAgreed)
        return RowStep(following, plain, broken, steps, keyed, wakes)

    def _row(self, parts: Parts, present: frozenset[Mark], *, over: bool) -> Row:
        row = self._rows.get((parts, present, over))
        if row is None:
            row = Row(self, parts, present, over=over)
            if len(self._rows) < self.most:
                row = self._rows.setdefault((parts, present, over), row)
        return row

    def remembered(self, known: Known, told: bytes, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """What was found on a record, kept for those that tell the same."""
        if len(told) <= LONGEST:
            if len(known) >= self.most:
                known.clear()
            known[told] = found
        return found

    def __len__(self) -> int:
        return len(self._rows)


def _after(group: Group, part: Part, shape: int) -> Part:
    return part[group.table[shape]] if group.alphabet.marks[shape] else part


def _newly_broken(before: Row, after: Row) -> tuple[int, ...]:
    pairs = zip(before.parts, after.parts, strict=True)
    return tuple(sorted(index for old, new in pairs for index in new.broken if index not in old.broken))
