"""Pages as plain text for a terminal: wrapped, with aligned tables, coloured if asked for."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final, assert_never

from protocol.render.layout import Line, Piece, column_needs, column_widths, line_width, trim, wrap
from protocol.reports import Block, Cell, Heading, Listing, Page, Paragraph, Span, Spans, Table, Timeline, Tone

NARROWEST: Final = 40
"""A page is never narrower: a table of four columns would be a column of letters."""

_GAP: Final = "  "
_INDENT: Final = 2
_RESET: Final = "\x1b[0m"
_CODES: Final = {
    Tone.STRONG: "\x1b[1m",
    Tone.GOOD: "\x1b[32m",
    Tone.NOTE: "\x1b[36m",
    Tone.LAPSE: "\x1b[33m",
    Tone.BREACH: "\x1b[1;31m",
}


def as_text(page: Page, *, width: int = 100, colour: bool = False) -> str:
    """A page as plain text."""
    width = max(width, NARROWEST)
    blocks = [_heading(page.title, 1, width), *(_block(block, width) for block in page.blocks)]
    paragraphs = (_print(lines, colour=colour) for lines in blocks if lines)
    return "\n\n".join(paragraphs) + "\n"


def _print(lines: list[Line], *, colour: bool) -> str:
    return "\n".join("".join(_coloured_text(piece) if colour else piece.text for piece in line) for line in lines)


def _coloured_text(piece: Piece) -> str:
    code = _CODES.get(piece.tone)
    return piece.text if code is None or not piece.text.strip() else f"{code}{piece.text}{_RESET}"


def _block(block: Block, width: int) -> list[Line]:
    match block:
        case Heading(text, level):
            return _heading(text, level, width)
        case Paragraph(spans):
            return wrap(spans, width, whole_links=True)
        case Listing(items, numbered):
            return list(_listing(items, width, numbered=numbered))
        case Table():
            return list(_table(block, width))
        case Timeline():
            return []
        case _:
            assert_never(block)


def _heading(text: str, level: int, width: int) -> list[Line]:
    lines = wrap((Span(text, tone=Tone.STRONG),), width)
    longest = max(map(line_width, lines), default=0)
    underline = {1: "=", 2: "-"}.get(level)
    return lines if underline is None else [*lines, (Piece(underline * longest, Tone.STRONG),)]


def _listing(items: tuple[Spans, ...], width: int, *, numbered: bool) -> Iterator[Line]:
    markers = [f"{number}. " if numbered else "- " for number in range(1, len(items) + 1)]
    indent = max(map(len, markers), default=0)
    for marker, spans in zip(markers, items, strict=True):
        for number, line in enumerate(wrap(spans, width - indent, whole_links=True)):
            yield (Piece(" " * indent if number else marker.rjust(indent)), *line)


def _table(table: Table, width: int) -> Iterator[Line]:
    head = tuple(Cell((Span(head, tone=Tone.STRONG),)) for head in table.head)
    rows = [head, *table.rows] if head else table.rows
    widths = _widths(rows, width)
    for number, row in enumerate(rows):
        yield from _row(row, widths)
        if table.head and not number:
            yield (Piece(_GAP.join("-" * size for size in widths), Tone.STRONG),)


def _row(row: tuple[Cell, ...], widths: list[int]) -> Iterator[Line]:
    cells = [list(_cell_lines(cell, size)) for cell, size in zip(row, widths, strict=True)]
    for lines in zip_longest(*cells, fillvalue=()):
        yield _join(lines, widths)


def _cell_lines(cell: Cell, width: int) -> Iterator[Line]:
    indent = min(cell.depth * _INDENT, width // 2)
    for line in wrap(cell.spans, width - indent):
        yield (Piece(" " * indent), *line) if indent else line


def _join(lines: Iterable[Line], widths: list[int]) -> Line:
    pieces: list[Piece] = []
    for line, size in zip(lines, widths, strict=True):
        pieces += [*line, Piece(" " * (size - line_width(line)) + _GAP)]
    return trim(pieces)


def _widths(rows: Sequence[tuple[Cell, ...]], width: int) -> list[int]:
    needs = column_needs(rows, _INDENT)
    return column_widths(needs, width - len(_GAP) * (len(needs) - 1))
