"""An input in YAML or JSON as a tree of nodes, each with its place in the text.

The parsers of both build the tree by one `TreeBuilder`, which has the same limits for both. It never recurses, so deep
nesting cannot exhaust the stack.
"""

from enum import Enum
from typing import Final, NamedTuple, Protocol

from attrs import define, field

from protocol.codec.faults import FaultedError, FaultLog

DEEPEST: Final = 64
"""No visit is nested deeper; an input that is was made to do harm."""
TOO_DEEP: Final = f"nested deeper than {DEEPEST} levels: no visit is, so this is not read"

MOST_NODES: Final = 2_000_000
"""An input with more nodes is refused, to limit memory."""


class Mark(Protocol):
    """A place in a text, with line and column counted from 0; the marks of libyaml are such, and need no copy."""

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
    """How a scalar was written, which decides how it may be read."""

    PLAIN = "plain"  # YAML without quotes: of whatever type is wanted there
    TEXT = "text"  # in quotes: a text, a word from a fixed list, or a date
    LITERAL = "literal"  # JSON without quotes: a number, true, false or null


# Every part of an input becomes a node, and none is compared, so nodes are not frozen, which makes them cheap.
@define(eq=False)
class Scalar:
    """A single word, number or text, as it was written."""

    text: str
    style: Style
    mark: Mark

    @property
    def null(self) -> bool:
        """Whether it is written as nothing: empty, `~` or `null`."""
        return self.text in {"", "~", "null"} and self.style is not Style.TEXT


@define(eq=False)
class Sequence:
    """A list."""

    items: list["Node"]
    mark: Mark


@define(eq=False)
class Mapping:
    """Keys with their values, in order; no key is there twice."""

    by_key: dict[str, tuple[Scalar, "Node"]]
    mark: Mark

    @property
    def pairs(self) -> "tuple[tuple[Scalar, Node], ...]":
        """Each key with its value."""
        return tuple(self.by_key.values())


Node = Scalar | Sequence | Mapping


@define(eq=False)
class TreeBuilder:
    """Builds a tree from the events of a parser; it logs what it refuses, and raises if reading cannot go on."""

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
        """Log a fault at a place; the exception that is returned may be raised."""
        return self.faults.add(mark.line + 1, mark.column + 1, message)

    def open(self, mark: Mark, *, mapping: bool) -> None:
        """Begin a list or mapping."""
        if self._key is None and self._inside.__class__ is Mapping:
            raise self.fault(mark, "a key has to be a word, not a list or a mapping")
        if len(self._around) >= DEEPEST:
            raise self.fault(mark, TOO_DEEP)
        node = Mapping({}, mark) if mapping else Sequence([], mark)
        self._place(node)
        self._around.append(self._inside)
        self._inside = node

    def close(self) -> None:
        """End the innermost list or mapping."""
        self._inside = self._around.pop()

    def scalar(self, text: str, style: Style, mark: Mark) -> None:
        """Add a scalar: a key if a mapping needs one next, else a value."""
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
        elif inside is None or key is None:  # a mapping always has a key here, by `scalar` and `open`
            self.root = node
        elif key.text not in inside.by_key:
            inside.by_key[key.text] = (key, node)
        else:
            first = inside.by_key[key.text][0].mark.line + 1
            self.fault(key.mark, f"{key.text} is given twice, first in line {first}: leave one of them out")
        self._key = None


def find(node: Node, path: tuple[str | int, ...]) -> Node:
    """The node that a path of keys and indices leads to, or the last one on the way that exists."""
    for part in path:
        match node:
            case Mapping() if str(part) in node.by_key:
                node = node.by_key[str(part)][1]
            case Sequence() if isinstance(part, int) and part < len(node.items):
                node = node.items[part]
            case _:
                break
    return node
