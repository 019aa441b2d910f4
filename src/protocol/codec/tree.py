"""An input as a tree of nodes that know their place, whether it was written in YAML or in JSON.

The parsers of both hand their events to one `TreeBuilder`, so that limits hold for both. It never recurses,
so no nesting can exhaust the stack.
"""

from enum import Enum
from typing import Final, NamedTuple

from attrs import define, field

from protocol.codec.faults import FaultedError, FaultLog
from protocol.fields import frozen

DEEPEST: Final = 64
"""No visit is nested deeper; what is, was made to do harm."""
TOO_DEEP: Final = f"nested deeper than {DEEPEST} levels: no visit is, so this is not read"

MOST_NODES: Final = 2_000_000
"""More nodes than this are refused, to keep memory within bounds."""


class Mark(NamedTuple):
    """A place in a text: its line and column, from 1; one is made for each part of an input, so it has to be cheap."""

    line: int
    column: int


class Style(Enum):
    """How a scalar was written, which decides what it may be."""

    PLAIN = "plain"  # YAML without quotes: whatever is wanted there
    TEXT = "text"  # in quotes: words, or a word of a list, or a date
    LITERAL = "literal"  # JSON without quotes: a number, true, false or null


@frozen
class Scalar:
    """A single word, number or text, as it was written."""

    text: str
    style: Style
    mark: Mark

    @property
    def null(self) -> bool:
        """Whether it says that there is nothing."""
        return self.style is not Style.TEXT and self.text in {"", "~", "null"}


@frozen
class Sequence:
    """A list."""

    items: tuple["Node", ...]
    mark: Mark


@frozen
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


@define
class _Open:
    mark: Mark
    mapping: bool
    key: Scalar | None = None
    pairs: dict[str, tuple[Scalar, Node]] = field(factory=dict)
    items: list[Node] = field(factory=list)

    def closed(self) -> Node:
        if self.mapping:
            return Mapping(self.pairs, self.mark)
        return Sequence(tuple(self.items), self.mark)


@define
class TreeBuilder:
    """Builds a tree of what a parser meets; what it refuses is written to the log, and ends the reading if it must."""

    faults: FaultLog
    root: Node | None = None
    _open: list[_Open] = field(factory=list)
    _nodes: int = 0

    @property
    def depth(self) -> int:
        """How many lists and mappings are open."""
        return len(self._open)

    @property
    def in_mapping(self) -> bool:
        """Whether the innermost open node is a mapping."""
        return bool(self._open) and self._open[-1].mapping

    def fault(self, mark: Mark, message: str) -> FaultedError:
        """Write down a fault at a place."""
        return self.faults.add(mark.line, mark.column, message)

    def open(self, mark: Mark, *, mapping: bool) -> None:
        """A list or mapping begins."""
        if self.in_mapping and self._open[-1].key is None:
            raise self.fault(mark, "a key has to be a word, not a list or a mapping")
        if self.depth >= DEEPEST:
            raise self.fault(mark, TOO_DEEP)
        self._open.append(_Open(mark, mapping))

    def close(self) -> None:
        """The innermost list or mapping ends."""
        self._place(self._open.pop().closed())

    def scalar(self, text: str, style: Style, mark: Mark) -> None:
        """A scalar stands here: a key where one is due, else a value."""
        scalar = Scalar(text, style, mark)
        if self.in_mapping and self._open[-1].key is None:
            self._open[-1].key = scalar
        else:
            self._place(scalar)

    def _place(self, node: Node) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise self.fault(node.mark, f"more than {MOST_NODES:,} parts: split the input into several")
        if not self._open:
            self.root = node
        elif self.in_mapping:
            self._pair(self._open[-1], node)
        else:
            self._open[-1].items.append(node)

    def _pair(self, parent: _Open, node: Node) -> None:
        key, parent.key = parent.key, None
        assert key is not None  # noqa: S101 - `scalar` and `open` have seen to it; this tells the type checker
        if key.text in parent.pairs:
            first = parent.pairs[key.text][0].mark
            self.fault(key.mark, f"{key.text} is given twice, first in line {first.line}: leave one of them out")
        else:
            parent.pairs[key.text] = (key, node)


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
