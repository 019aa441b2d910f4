"""An input as a tree of nodes that know their place, whether it was written in YAML or in JSON.

The parsers of both hand their events to one `TreeBuilder`, so that limits hold for both. It never recurses,
so no nesting can exhaust the stack.
"""

from enum import Enum
from typing import Final, NamedTuple, Protocol

from attrs import define, field

from protocol.codec.faults import FaultedError, FaultLog

DEEPEST: Final = 64
"""No visit is nested deeper; what is, was made to do harm."""
TOO_DEEP: Final = f"nested deeper than {DEEPEST} levels: no visit is, so this is not read"

MOST_NODES: Final = 2_000_000
"""More nodes than this are refused, to keep memory within bounds."""


class Mark(Protocol):
    """A place in a text, its line and column counted from 0: that of libyaml is one, so that it need not be copied."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def column(self) -> int:
        """The column."""


class Place(NamedTuple):
    """A mark of our own."""

    line: int
    column: int


class Style(Enum):
    """How a scalar was written, which decides what it may be."""

    PLAIN = "plain"  # YAML without quotes: whatever is wanted there
    TEXT = "text"  # in quotes: words, or a word of a list, or a date
    LITERAL = "literal"  # JSON without quotes: a number, true, false or null


# Nodes are made for each part of an input and never compared, so they are as cheap to make as can be: not frozen.
@define(eq=False)
class Scalar:
    """A single word, number or text, as it was written."""

    text: str
    style: Style
    mark: Mark

    @property
    def null(self) -> bool:
        """Whether it says that there is nothing."""
        return self.text in {"", "~", "null"} and self.style is not Style.TEXT


@define(eq=False)
class Sequence:
    """A list."""

    items: list["Node"]
    mark: Mark


@define(eq=False)
class Mapping:
    """Keys with what stands under them, in order; no key stands twice."""

    by_key: dict[str, tuple[Scalar, "Node"]]
    mark: Mark

    @property
    def pairs(self) -> "tuple[tuple[Scalar, Node], ...]":
        """Each key with what stands under it."""
        return tuple(self.by_key.values())

    def get(self, key: str) -> "Node | None":
        """What stands under a key, or None."""
        return self.by_key[key][1] if key in self.by_key else None


Node = Scalar | Sequence | Mapping


@define(eq=False)
class TreeBuilder:
    """Builds a tree of what a parser meets; what it refuses is written to the log, and ends the reading if it must."""

    faults: FaultLog
    root: Node | None = None
    _inside: Sequence | Mapping | None = None
    _around: list[Sequence | Mapping | None] = field(factory=list)
    _key: Scalar | None = None
    _nodes: int = 0

    @property
    def in_mapping(self) -> bool:
        """Whether the innermost open node is a mapping."""
        return self._inside.__class__ is Mapping

    def fault(self, mark: Mark, message: str) -> FaultedError:
        """Write down a fault at a place."""
        return self.faults.add(mark.line + 1, mark.column + 1, message)

    def open(self, mark: Mark, *, mapping: bool) -> None:
        """A list or mapping begins."""
        if self._key is None and self._inside.__class__ is Mapping:
            raise self.fault(mark, "a key has to be a word, not a list or a mapping")
        if len(self._around) >= DEEPEST:
            raise self.fault(mark, TOO_DEEP)
        node = Mapping({}, mark) if mapping else Sequence([], mark)
        self._place(node)
        self._around.append(self._inside)
        self._inside = node

    def close(self) -> None:
        """The innermost list or mapping ends."""
        self._inside = self._around.pop()

    def scalar(self, text: str, style: Style, mark: Mark) -> None:
        """A scalar stands here: a key where one is due, else a value."""
        scalar = Scalar(text, style, mark)
        if self._key is None and self._inside.__class__ is Mapping:
            self._key = scalar
        else:
            self._place(scalar)

    def _place(self, node: Node) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise self.fault(node.mark, f"more than {MOST_NODES:,} parts: split the input into several")
        inside, key = self._inside, self._key
        if isinstance(inside, Sequence):
            inside.items.append(node)
        elif inside is None or key is None:  # in a mapping there is a key: `scalar` and `open` see to it
            self.root = node
        elif key.text not in inside.by_key:
            inside.by_key[key.text] = (key, node)
        else:
            first = inside.by_key[key.text][0].mark.line + 1
            self.fault(key.mark, f"{key.text} is given twice, first in line {first}: leave one of them out")
        self._key = None


def find(node: Node, path: tuple[str | int, ...]) -> Node:
    """The node in a tree that a path of keys and indices leads to, or as near to it as the tree goes."""
    for part in path:
        found: Node | None = None
        match node:
            case Mapping():
                found = node.get(str(part))
            case Sequence() if isinstance(part, int) and part < len(node.items):
                found = node.items[part]
            case _:
                pass
        if found is None:
            break
        node = found
    return node
