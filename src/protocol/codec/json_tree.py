"""A strict parser of JSON that keeps the place of every value, so that faults can name their line and column.

The standard parser is faster and reads all that has no faults; it does not say where a value is.
"""

import re
from bisect import bisect_right
from json import JSONDecodeError, JSONDecoder
from typing import Final

from attrs import define, field

from protocol.codec.characters import foreign, name_character
from protocol.codec.faults import FaultedError, FaultLog
from protocol.codec.tree import Mark, Node, Place, Style, TreeBuilder

LONGEST_NUMBER: Final = 300
_SPACE = re.compile(r"[ \t\r\n]*")
_BLANKS: Final = frozenset({"", " ", "\t", "\r", "\n"})
_LITERAL = re.compile(r'[^\s\[\]{},:"]+')
_KNOWN = re.compile(r"true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_BREAK = re.compile("\r\n|\r|\n")
_STRINGS = JSONDecoder()


def parse_json(text: str, faults: FaultLog, *, first_line: int = 1) -> Node | None:
    """Read one JSON value; None if it could not be read to its end, with the reason in the log.

    >>> log = FaultLog()
    >>> parse_json('{"a": [1, 2', log)
    >>> str(log.first[0])
    '1:12: the text ends here, inside a list: it seems to have been cut'
    """
    reader = _JsonReader(text, TreeBuilder(faults), first_line)
    try:
        return reader.document()
    except FaultedError:
        return None


@define
class _JsonReader:
    text: str
    builder: TreeBuilder
    first_line: int
    place: int = 0
    _starts: list[int] = field(init=False)
    _closers: list[str] = field(factory=list)
    _filled: bool = False

    @_starts.default
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in _BREAK.finditer(self.text))]

    def mark(self, place: int) -> Mark:
        line = bisect_right(self._starts, place) - 1
        return Place(self.first_line - 1 + line, place - self._starts[line])

    def fault(self, message: str, place: int | None = None) -> FaultedError:
        return self.builder.fault(self.mark(self.place if place is None else place), message)

    def document(self) -> Node | None:
        self._value(self._next())
        while self._closers:
            self._after_value() if self._filled else self._first()
        self._space()
        if self.place < len(self.text):
            self.fault("something stands after the end of the value: one value is wanted")
        return self.builder.root

    def _space(self) -> None:
        found = _SPACE.match(self.text, self.place)
        self.place = found.end() if found else self.place

    def _next(self) -> str:
        if self.text[self.place : self.place + 1] in _BLANKS:
            self._space()
        if self.place >= len(self.text):
            inside = {"}": ", inside an object", "]": ", inside a list"}.get("".join(self._closers[-1:]), "")
            raise self.fault(f"the text ends here{inside}: it seems to have been cut")
        return self.text[self.place]

    def _first(self) -> None:
        """Read what follows an opening bracket: the closing one, or a first member."""
        self._close() if self._next() == self._closers[-1] else self._member()

    def _after_value(self) -> None:
        match self._next():
            case ",":
                self.place += 1
                self._member()
            case found if found == self._closers[-1]:
                self._close()
            case found:
                raise self.fault(f"a comma or {self._closers[-1]} is wanted, not {name_character(found)}")

    def _member(self) -> None:
        if self.builder.in_mapping:
            self._key()
        self._value(self._next())

    def _key(self) -> None:
        if (found := self._next()) != '"':
            extra = ": a comma too many may stand before it" if found == "}" else ""
            raise self.fault(f"a key in double quotes is wanted, not {name_character(found)}{extra}")
        self._string()
        if (found := self._next()) != ":":
            raise self.fault(f"a colon is wanted after the key, not {name_character(found)}")
        self.place += 1

    def _value(self, found: str) -> None:
        match found:
            case "{" | "[":
                self.builder.open(self.mark(self.place), mapping=found == "{")
                self._closers.append("}" if found == "{" else "]")
                self.place += 1
                self._filled = False
            case '"':
                self._string()
            case _:
                self._literal()

    def _close(self) -> None:
        self.builder.close()
        self._closers.pop()
        self.place += 1
        self._filled = True

    def _string(self) -> None:
        start = self.place
        try:
            text, self.place = _STRINGS.raw_decode(self.text, start)
        except JSONDecodeError as problem:
            raise self.fault(_complaint(problem), problem.pos) from None
        if half := _HALF_PAIR.search(text):
            self.fault(f"U+{ord(half[0]):04X} is half of a character: write the character itself", start)
        self._scalar(text, Style.TEXT, start)

    def _literal(self) -> None:
        start = self.place
        if (found := _LITERAL.match(self.text, start)) is None:
            extra = ": a comma too many may stand before it" if self.text[start] in "]}" else ""
            raise self.fault(f"a value is wanted, not {name_character(self.text[start])}{extra}")
        if not _KNOWN.fullmatch(found[0]):
            wanted = "a number, true, false, null or a text in double quotes is wanted"
            self.fault(f"{found[0]} is no JSON: {wanted}{foreign(found[0])}")
        elif len(found[0]) > LONGEST_NUMBER:
            self.fault(f"a number of {len(found[0])} characters is not read")
        self.place = found.end()
        self._scalar(found[0], Style.LITERAL, start)

    def _scalar(self, text: str, style: Style, start: int) -> None:
        self.builder.scalar(text, style, self.mark(start))
        self._filled = True


def _complaint(problem: JSONDecodeError) -> str:
    if problem.msg.startswith("Unterminated string"):
        return "a text opens here and is not closed: it seems to have been cut"
    if problem.doc[problem.pos : problem.pos + 1] in {"\n", "\r"}:
        return "the line ends inside a text: it seems to have been cut"
    return f"{problem.msg[:1].lower()}{problem.msg[1:]}"
