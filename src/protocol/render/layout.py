"""Lines of a given width from spans, keeping the tone of each piece."""

from collections.abc import Iterable, Iterator

from attrs import frozen

from protocol.render.characters import clean, columns
from protocol.reports import Span, Tone


@frozen
class Piece:
    """Words in one tone, without line breaks."""

    text: str
    tone: Tone = Tone.PLAIN


Line = tuple[Piece, ...]


def wrapped(spans: Iterable[Span], width: int, *, whole_links: bool = False) -> list[Line]:
    """The lines that spans fill; a word that is wider than a line is cut, for nothing may leave its column.

    Where nothing stands to the right, links may be left whole, so that they can be followed.
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
    return [_trimmed(line) for line in lines]


def line_width(line: Line) -> int:
    """How many columns a line takes."""
    return sum(columns(piece.text) for piece in line)


def column_widths(needs: Iterable[int], room: int) -> list[int]:
    """The width of each column: what it needs, and where all need too much, the widest give way to one another.

    >>> column_widths([4, 60, 30], 60)
    [4, 28, 28]
    """
    widths = list(needs)
    while sum(widths) > room and max(widths) > 1:
        widest = max(widths)
        second = max((width for width in widths if width < widest), default=1)
        share = -(-(sum(widths) - room) // widths.count(widest))
        widths = [max(widest - share, second, 1) if width == widest else width for width in widths]
    return widths


def _pieces(spans: Iterable[Span], width: int, *, whole_links: bool) -> Iterator[Piece]:
    """Words and the single spaces between them.

    A word that runs over from one span to the next may be broken there.
    """
    for span in spans:
        for number, word in enumerate(clean(span.text).split(" ")):
            if number:
                yield Piece(" ", span.tone)
            parts = (word,) if whole_links and span.link is not None and word else _cut(word, width)
            yield from (Piece(part, span.tone) for part in parts)


def _cut(word: str, width: int) -> Iterator[str]:
    part, used = "", 0
    for character in word:
        size = columns(character)
        if used + size > width and part:
            yield part
            part, used = "", 0
        part, used = part + character, used + size
    if part:
        yield part


def _trimmed(line: list[Piece]) -> Line:
    while line and line[-1].text == " ":
        line.pop()
    return tuple(line)
