"""Rows: how a record is read that grows, by one look-up an entry.

A `Row` is a part of every group, with what has occurred of what content rules look for; it knows the step to the row
that follows each event. Rows are built when records first ask for them and shared by all checks of a rulebook; when
there are as many as there may be, further ones are made and not kept.
"""

from operator import itemgetter
from typing import Final, NamedTuple

from attrs import define, field

from protocol.events import RecordOpened, VisitAgreed
from protocol.events.shapes import SHAPES
from protocol.rules import Mark
from protocol.validation.contents import ENDINGS, Content, Contents
from protocol.validation.outlines import CORRECTING
from protocol.validation.parts import Group, JudgeNeeded, Part
from protocol.validation.plans import FoldStep

MOST_ROWS: Final = 50_000
"""How many rows a rulebook may have, at some 500 bytes each."""
ABOUT_THE_RECORD: Final = frozenset({RecordOpened, VisitAgreed, *ENDINGS})
"""Events that say something of the whole record, whatever their place in the order."""

Parts = tuple[Part, ...]
"""A part of every group."""


class RowStep(NamedTuple):
    """What an event does: the row that follows, the order rules that it breaks, the content rules that it steps.

    `steps` are those where the entry states no time, `wakes` content rules that could find nothing before it. `plain`
    says that unless the entry states a time there is nothing to do but to go on.
    """

    row: "Row"
    plain: bool
    broken: tuple[int, ...]
    steps: tuple[FoldStep, ...]
    wakes: tuple[Content, ...]


class Row(dict[int, RowStep]):
    """Where a record stands: a part of every group, what has occurred, and the steps from there that were asked for.

    `concerned` are the content rules that may find anything in it, `unmet` the order rules not kept so far, nor broken.
    """

    __slots__ = ("_rows", "concerned", "parts", "present", "unmet")

    def __init__(self, rows: "Rows", parts: Parts, present: frozenset[Mark]) -> None:
        super().__init__()
        self._rows, self.parts, self.present = rows, parts, present
        self.unmet = tuple(sorted(index for part in parts for index in part.unmet))
        self.concerned = frozenset(each for each in rows.contents.untimed if each.concerns(present))

    def __missing__(self, shape: int) -> RowStep:
        return self._rows.step(self, shape)


@define(eq=False)
class Rows:
    """The rows of some groups and content rules, none of them built but the first."""

    groups: tuple[Group, ...]
    contents: Contents
    most: int = MOST_ROWS
    start: Row = field(init=False)
    _rows: dict[tuple[Parts, frozenset[Mark]], Row] = field(factory=dict, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self.start = Row(self, tuple(group.start for group in self.groups), frozenset())

    def step(self, row: Row, shape: int) -> RowStep:
        """The step from a row by an event of a shape."""
        if shape in CORRECTING:
            raise JudgeNeeded
        room, event = len(self._rows) < self.most, SHAPES[shape].event
        parts = tuple(_after(group, part, shape) for group, part in zip(self.groups, row.parts, strict=True))
        following = self._row(parts, row.present | self.contents.marks(shape))
        broken = _newly_broken(row, following)
        heard = [each.step for each in following.concerned if event in each.events]
        steps = tuple(sorted([*heard, *self.contents.woken_by(event)], key=itemgetter(0)))
        wakes = tuple(following.concerned - row.concerned)
        step = RowStep(following, not (broken or steps or wakes or event in ABOUT_THE_RECORD), broken, steps, wakes)
        if room:
            row[shape] = step
        return step

    def _row(self, parts: Parts, present: frozenset[Mark]) -> Row:
        row = self._rows.get((parts, present))
        if row is None:
            row = Row(self, parts, present)
            if len(self._rows) < self.most:
                row = self._rows.setdefault((parts, present), row)
        return row

    def __len__(self) -> int:
        return len(self._rows)


def _after(group: Group, part: Part, shape: int) -> Part:
    return part[group.table[shape]] if group.alphabet.marks[shape] else part


def _newly_broken(before: Row, after: Row) -> tuple[int, ...]:
    pairs = zip(before.parts, after.parts, strict=True)
    return tuple(sorted(index for old, new in pairs for index in new.broken if index not in old.broken))
