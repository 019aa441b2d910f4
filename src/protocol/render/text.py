"""Pages as plain text for a terminal: wrapped, with aligned tables, coloured if asked for."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Final, assert_never

from protocol.render.layout import Line, Piece, cell_needs, column_widths, line_width, widest, wrapped
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
    return (
        "\n\n".join("\n".join(_printed(line, colour=colour) for line in lines) for lines in map(list, blocks) if lines)
        + "\n"
    )


def _printed(line: Line, *, colour: bool) -> str:
    return "".join(_coloured(piece) if colour else piece.text for piece in line)


def _coloured(piece: Piece) -> str:
    code = _CODES.get(piece.tone)
    return piece.text if code is None or not piece.text.strip() else f"{code}{piece.text}{_RESET}"


def _block(block: Block, width: int) -> list[Line]:
    match block:
        case Heading(text, level):
            return _heading(text, level, width)
        case Paragraph(spans):
            return wrapped(spans, width, whole_links=True)
        case Listing(items, numbered):
            return list(_listing(items, width, numbered=numbered))
        case Table():
            return list(_table(block, width))
        case Timeline():
            return []
        case _:
            assert_never(block)


def _heading(text: str, level: int, width: int) -> list[Line]:
    lines = wrapped((Span(text, tone=Tone.STRONG),), width)
    longest = max(map(line_width, lines), default=0)
    underline = {1: "=", 2: "-"}.get(level)
    return lines if underline is None else [*lines, (Piece(underline * longest, Tone.STRONG),)]


def _listing(items: tuple[Spans, ...], width: int, *, numbered: bool) -> Iterator[Line]:
    markers = [f"{number}. " if numbered else "- " for number in range(1, len(items) + 1)]
    indent = max(map(len, markers), default=0)
    for marker, spans in zip(markers, items, strict=True):
        for first, line in _with_first(wrapped(spans, width - indent, whole_links=True)):
            yield (Piece(marker.rjust(indent) if first else " " * indent), *line)


def _table(table: Table, width: int) -> Iterator[Line]:
    rows = [*([_head_cells(table)] if table.head else []), *table.rows]
    widths = _widths(rows, width)
    for number, row in enumerate(rows):
        yield from _row(row, widths)
        if table.head and not number:
            yield (Piece(_GAP.join("-" * size for size in widths), Tone.STRONG),)


def _head_cells(table: Table) -> tuple[Cell, ...]:
    return tuple(Cell((Span(head, tone=Tone.STRONG),)) for head in table.head)


def _row(row: tuple[Cell, ...], widths: list[int]) -> Iterator[Line]:
    cells = [list(_cell_lines(cell, size)) for cell, size in zip(row, widths, strict=True)]
    for lines in zip_longest(*cells, fillvalue=()):
        yield _joined(lines, widths)


def _cell_lines(cell: Cell, width: int) -> Iterator[Line]:
    indent = min(cell.depth * _INDENT, width // 2)
    for line in wrapped(cell.spans, width - indent):
        yield (Piece(" " * indent), *line) if indent else line


def _joined(lines: Iterable[Line], widths: list[int]) -> Line:
    pieces: list[Piece] = []
    for line, size in zip(lines, widths, strict=True):
        pieces += [*line, Piece(" " * (size - line_width(line)) + _GAP)]
    while pieces and not pieces[-1].text.strip():
        pieces.pop()
    return tuple(pieces)


def _widths(rows: list[tuple[Cell, ...]], width: int) -> list[int]:
    needs = [widest(cell_needs(cell, _INDENT) for cell in column) for column in zip(*rows, strict=True)]
    return column_widths(needs, width - len(_GAP) * (len(needs) - 1))


def _with_first(lines: list[Line]) -> Iterator[tuple[bool, Line]]:
    return ((not number, line) for number, line in enumerate(lines))
