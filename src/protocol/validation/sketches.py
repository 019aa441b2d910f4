"""What a record is in outline, beside the order of its events: of which kind, whether over, what occurs in it at all.

It is told by the same look-ups as the order, one part among the others, so it costs a check nothing more.
"""

from typing import Any, Final, TypeVar

from attrs import define, field

from protocol.events import EntryCorrected, EntryRetracted, VisitAgreed
from protocol.events.shapes import Shape
from protocol.validation.contents import ENDINGS, Content, Contents, Mark
from protocol.validation.explaining import Key
from protocol.values import VisitKind

SPECIAL: Final = ENDINGS | {EntryCorrected, EntryRetracted, VisitAgreed}
"""Events that end the visit, correct the record, or name the kind of the visit."""


class JudgeNeeded(Exception):  # noqa: N818 - not an error: the record is then read by the judge
    """A ceremony is opened again while it still owes something, or the record is corrected or goes on after its end."""


S = TypeVar("S")


class Node(dict[Key, S]):
    """A state that knows those that follow it; it is itself and no other, whatever it knows."""

    # A dict cannot be hashed, and two that know the same are equal: neither would do for states.
    __slots__ = ()
    __hash__ = object.__hash__  # type: ignore[assignment]
    __eq__ = object.__eq__


class Sketch(Node["Sketch"]):
    """A record in outline: the kind of the visit, whether it has ended, what occurs of what content rules look for.

    `concerned` are the content rules that may find anything in it. Like a part, but no rule of order is broken in it.
    """

    __slots__ = ("concerned", "ended", "group", "kind", "present")
    broken: tuple[int, ...] = ()
    unmet: tuple[int, ...] = ()
    dirty = False

    def __init__(self, group: "Sketches", kind: VisitKind, present: frozenset[Mark], *, ended: bool) -> None:
        super().__init__()
        self.group, self.kind, self.present, self.ended = group, kind, present, ended
        self.concerned: tuple[Content, ...] = group.contents.concerned(present)

    def __missing__(self, key: Key) -> "Sketch":
        sketch = self[key] = self.group.after(self, key)
        return sketch

    def count(self, key: Key) -> "Sketch":
        """The sketch after an event that is only listed, which is the same: order is nothing to it."""
        return self[key]


@define(eq=False)
class Sketches:
    """All sketches of records that are checked by a rulebook."""

    contents: Contents
    start: Sketch = field(init=False)
    _known: dict[tuple[Any, ...], Sketch] = field(factory=dict, repr=False)

    def __attrs_post_init__(self) -> None:
        self.start = self._sketch(VisitKind.UNKNOWN, frozenset(), ended=False)

    def hears(self, key: Key) -> bool:
        """Whether an event changes the sketch of any record."""
        return _class_of(key) in SPECIAL or bool(self.contents.marks(key))

    def after(self, sketch: Sketch, key: Key) -> Sketch:
        """The sketch after one more event."""
        cls, kind = _class_of(key), sketch.kind
        if cls is VisitAgreed and isinstance(key, Shape):
            kind = dict[str, Any](key.fields)["kind"]
        elif cls in SPECIAL and (sketch.ended or cls not in ENDINGS):
            raise JudgeNeeded
        return self._sketch(kind, sketch.present | self.contents.marks(key), ended=sketch.ended or cls in ENDINGS)

    def _sketch(self, kind: VisitKind, present: frozenset[Mark], *, ended: bool) -> Sketch:
        known = self._known.get((kind, present, ended))
        if known is None:
            made = Sketch(self, kind, present, ended=ended)
            known = self._known.setdefault((kind, present, ended), made)
        return known


def _class_of(key: Key) -> type:
    return key.event if isinstance(key, Shape) else key
