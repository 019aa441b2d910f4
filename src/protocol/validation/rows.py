"""Rows: how a record is read that grows, by one look-up an entry.

A `Row` is a part of every group, and knows the step to the row that follows each event. Rows are built when records
first ask for them and shared by all checks of a rulebook; when there are as many as there may be, further ones are
made and not kept.
"""

from itertools import repeat
from typing import Final, NamedTuple

from attrs import define, field

from protocol.events.shapes import SHAPES
from protocol.validation.contents import Contents
from protocol.validation.outlines import CORRECTING
from protocol.validation.parts import Group, JudgeNeeded, Part

MOST_ROWS: Final = 50_000
"""How many rows a rulebook may have, at some 500 bytes each."""

Parts = tuple[Part, ...]
"""A part of every group."""


class RowStep(NamedTuple):
    """What an event does: the row that follows, and the order rules that it breaks.

    `plain` says that it breaks none, and unless the entry states a time has no meaning beside its place in the order.
    """

    row: "Row"
    plain: bool
    broken: tuple[int, ...]


class Row(dict[int, RowStep]):
    """Where a record stands: a part of every group, and the steps from there, where they were asked for."""

    __slots__ = ("_rows", "parts")

    def __init__(self, rows: "Rows", parts: Parts) -> None:
        super().__init__()
        self._rows, self.parts = rows, parts

    def __missing__(self, shape: int) -> RowStep:
        return self._rows.step(self, shape)

    @property
    def unmet(self) -> tuple[int, ...]:
        """The rules that are not kept so far, nor broken."""
        return tuple(sorted(index for part in self.parts for index in part.unmet))


@define(eq=False)
class Rows:
    """The rows of some groups and content rules, none of them built but the first."""

    groups: tuple[Group, ...]
    contents: Contents
    most: int = MOST_ROWS
    start: Row = field(init=False)
    _rows: dict[Parts, Row] = field(factory=dict, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self.start = Row(self, tuple(group.start for group in self.groups))

    def step(self, row: Row, shape: int) -> RowStep:
        """The step from a row by an event of a shape."""
        if shape in CORRECTING:
            raise JudgeNeeded
        room = len(self._rows) < self.most
        following = self._row(tuple(map(_after, self.groups, row.parts, repeat(shape))))
        broken = _newly_broken(row, following)
        step = RowStep(following, not broken and SHAPES[shape].event not in self.contents.minded, broken)
        if room:
            row[shape] = step
        return step

    def _row(self, parts: Parts) -> Row:
        row = self._rows.get(parts)
        if row is None:
            row = Row(self, parts)
            if len(self._rows) < self.most:
                row = self._rows.setdefault(parts, row)
        return row

    def __len__(self) -> int:
        return len(self._rows)


def _after(group: Group, part: Part, shape: int) -> Part:
    return part[group.alphabet.table[shape]] if group.alphabet.marks[shape] else part


def _newly_broken(before: Row, after: Row) -> tuple[int, ...]:
    pairs = zip(before.parts, after.parts, strict=True)
    return tuple(sorted(index for old, new in pairs for index in new.broken if index not in old.broken))
