"""Lines of a given width from spans, keeping the tone of each piece."""

from collections.abc import Iterable, Iterator, Sequence

from protocol.fields import frozen
from protocol.render.characters import clean, columns
from protocol.reports import Cell, Span, Tone


@frozen
class Piece:
    """Words in one tone, without line breaks."""

    text: str
    tone: Tone = Tone.PLAIN


Line = tuple[Piece, ...]


def wrap(spans: Iterable[Span], width: int, *, whole_links: bool = False) -> list[Line]:
    """The lines that spans fill; a word that is wider than a line is cut, so that nothing leaves its column.

    If nothing stands to the right, links may be left whole, so that they can be followed.
    """
    lines: list[list[Piece]] = [[]]
    used = 0
    for piece in _pieces(spans, max(width, 1), whole_links=whole_links):
        size = columns(piece.text)
        if used and used + size > width:
            lines.append([])
            used = 0
        if used or piece.text != " ":
            lines[-1].append(piece)
            used += size
    return [trim(line) for line in lines]


def trim(line: list[Piece]) -> Line:
    """A line without blanks at its end."""
    while line and not line[-1].text.strip():
        line.pop()
    return tuple(line)


def line_width(line: Line) -> int:
    """How many columns a line takes."""
    return sum(columns(piece.text) for piece in line)


def column_widths(needs: Sequence[tuple[int, int]], room: int) -> list[int]:
    """The width of each column, from what its widest cell and its longest word need.

    Where there is too little room the widest columns shrink first, down to their longest words as long as these fit.

    >>> column_widths([(4, 4), (60, 12), (30, 8)], 60)
    [4, 28, 28]
    >>> column_widths([(20, 15), (20, 4)], 24)
    [15, 9]
    """
    least = _shrink((word for _, word in needs), [1] * len(needs), room)
    return _shrink((whole for whole, _ in needs), least, room)


def _shrink(widths: Iterable[int], least: Sequence[int], room: int) -> list[int]:
    made = [max(1, min(width, room)) for width in widths]
    while sum(made) > room and (wide := [place for place, width in enumerate(made) if width > least[place]]):
        made[max(wide, key=made.__getitem__)] -= 1
    return made


def column_needs(rows: Iterable[Sequence[Cell]], indent: int, margin: int = 0) -> list[tuple[int, int]]:
    """What the cells of each column need: the widest of them on one line, and the longest word in any."""
    columns_of_cells = zip(*rows, strict=True)
    needs = ([_cell_needs(cell, indent, margin) for cell in column] for column in columns_of_cells)
    return [(max(whole for whole, _ in cells), max(word for _, word in cells)) for cells in needs]


def _cell_needs(cell: Cell, indent: int, margin: int) -> tuple[int, int]:
    text = clean("".join(span.text for span in cell.spans))
    around = margin + indent * cell.depth
    return around + columns(text), around + max(map(columns, text.split(" ")))


def _pieces(spans: Iterable[Span], width: int, *, whole_links: bool) -> Iterator[Piece]:
    """Words and the single spaces between them.

    A word that runs over from one span to the next may be broken there.
    """
    for span in spans:
        for number, word in enumerate(clean(span.text).split(" ")):
            if number:
                yield Piece(" ", span.tone)
            parts = (word,) if whole_links and span.link is not None and word else _cut_word(word, width)
            yield from (Piece(part, span.tone) for part in parts)


def _cut_word(word: str, width: int) -> Iterator[str]:
    part, used = "", 0
    for character in word:
        size = columns(character)
        if used + size > width and part:
            yield part
            part, used = "", 0
        part, used = part + character, used + size
    if part:
        yield part
