"""A line of time as a drawing: the places of its lanes, bars, labels and marks."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, count
from typing import Final, Literal

from protocol.fields import frozen
from protocol.render.characters import clean, columns
from protocol.render.layout import wrap
from protocol.reports import Bar, Lane, Span, Timeline, Tone

WIDTH: Final = 960
"""How wide a drawing is, in its own units; it is scaled to the width of the page."""

GUTTER: Final = 164
ROW: Final = 28
_TOP: Final = 34
_PAD: Final = 8
_LINE: Final = 15
_LETTER: Final = 6.7
"""The width that a letter is taken to have: in the usual fonts few are wider."""

_BOLD: Final = 7.9
"""The same for the letters in the name of a lane, which are bold."""

_BADGE: Final = 16
_DIAMOND: Final = 7
_GAP: Final = 6
_LONGEST: Final = 52
_LABEL_LINES: Final = 3
_BADGED: Final = frozenset({Tone.GOOD, Tone.NOTE, Tone.LAPSE, Tone.BREACH})


@frozen
class Label:
    """A run of letters at a place, which `anchor` says is its start, its middle or its end."""

    text: str
    x: float
    y: float
    anchor: Literal["start", "middle", "end"] = "start"

    @property
    def reach(self) -> tuple[float, float]:
        """From where to where the letters are taken to reach."""
        wide = columns(self.text) * _LETTER
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return left, left + wide


@frozen
class DrawnBar:
    """A bar as drawn: its place and width, its label, and a badge for some tones; without width it is a diamond."""

    bar: Bar
    x: float
    y: float
    width: float
    label: Label
    badge: float | None = None


@frozen
class Stripe:
    """A lane as drawn: its name on several lines, its upper edge, its height, and its bars."""

    lane: Lane
    name: tuple[Label, ...]
    y: float
    height: float
    shapes: tuple[DrawnBar, ...]


@frozen
class DrawnTimeline:
    """A line of time as drawn; `marks` are the lines of the scale, `names` those of their names that find room."""

    height: float
    marks: tuple[float, ...]
    names: tuple[Label, ...]
    stripes: tuple[Stripe, ...]


def lay_out(timeline: Timeline) -> DrawnTimeline:
    """A line of time laid out: planned bars above those of what happened, and no label over another."""
    scale = _scale(timeline)
    stripes: list[Stripe] = []
    top: float = _TOP
    for lane in timeline.lanes:
        stripes.append(_stripe(lane, top, scale))
        top += stripes[-1].height
    marks = sorted((scale(at), clean(name)) for at, name in timeline.marks)
    return DrawnTimeline(top + _PAD, tuple(x for x, _ in marks), tuple(_names(marks)), tuple(stripes))


def clip(text: str, room: float) -> str:
    """As much of a text as has room, with an ellipsis where something is left out.

    >>> clip("Signing of the joint statement", 100)
    'Signing of th…'
    """
    letters = int(room // _LETTER)
    if columns(text) <= letters:
        return text
    kept = sum(1 for reach in accumulate(map(columns, text)) if reach < letters)
    return f"{text[:kept]}…" if kept else ""


def _scale(timeline: Timeline) -> Callable[[float], float]:
    bars = [bar for lane in timeline.lanes for bar in lane.bars]
    places = [*(bar.start for bar in bars), *(bar.end for bar in bars), *(at for at, _ in timeline.marks)]
    first, last = min(places, default=0.0), max(places, default=0.0)
    left, room = GUTTER + _DIAMOND + _GAP, WIDTH - GUTTER - 2 * (_DIAMOND + _GAP)
    return lambda place: left + room * (place - first) / ((last - first) or 1.0)


def _stripe(lane: Lane, top: float, scale: Callable[[float], float]) -> Stripe:
    planned, actual = ([bar for bar in lane.bars if bar.planned is kind] for kind in (True, False))
    rows = [*_rows(planned, scale), *_rows(actual, scale)]
    lines = _lines(clean(lane.label))
    height = max(len(rows) * ROW, len(lines) * _LINE) + 2 * _PAD
    name = tuple(Label(line, _GAP, top + _PAD + _LINE * number) for number, line in enumerate(lines, 1))
    shapes = (_shape(bar, top + _PAD + ROW * (row + 0.5), scale) for row, bars in enumerate(rows) for bar in bars)
    return Stripe(lane, name, top, height, tuple(shapes))


def _lines(label: str) -> list[str]:
    width = int((GUTTER - 2 * _GAP) // _BOLD)
    lines = ["".join(piece.text for piece in line) for line in wrap((Span(label),), width)]
    return lines if len(lines) <= _LABEL_LINES else [*lines[: _LABEL_LINES - 1], f"{lines[_LABEL_LINES - 1][:-1]}…"]


def _rows(bars: Iterable[Bar], scale: Callable[[float], float]) -> list[list[Bar]]:
    """Bars on as few rows as give each of them room for itself and its label."""
    rows: list[list[Bar]] = []
    taken: list[float] = []
    for bar in sorted(bars, key=lambda bar: (bar.start, -bar.end)):
        left, right = _extent(_shape(bar, 0, scale))
        row = next(number for number in count() if number == len(rows) or taken[number] + _GAP <= left)
        if row == len(rows):
            rows.append([])
            taken.append(right)
        rows[row].append(bar)
        taken[row] = right
    return rows


def _extent(shape: DrawnBar) -> tuple[float, float]:
    """From where to where a bar reaches, with its label and its badge."""
    edges = [*shape.label.reach, shape.x - _DIAMOND, shape.x + max(shape.width, _DIAMOND)]
    if shape.badge is not None:
        edges += (shape.badge - _BADGE / 2, shape.badge + _BADGE / 2)
    return min(edges), max(edges)


def _shape(bar: Bar, y: float, scale: Callable[[float], float]) -> DrawnBar:
    """A bar with its label inside it where it fits, else after it, else before it."""
    x, end = scale(min(bar.start, bar.end)), scale(max(bar.start, bar.end))
    badge = _BADGE if bar.tone in _BADGED else 0
    text = clip(clean(bar.label), _LONGEST * _LETTER)
    wide = columns(text) * _LETTER + badge
    if wide + 2 * _GAP <= end - x:
        return _with_label(bar, y, (x, end), text, x + _GAP)
    after = max(end, x + _DIAMOND) + _GAP
    if after + wide <= WIDTH or WIDTH - after >= x - _DIAMOND - GUTTER:
        return _with_label(bar, y, (x, end), clip(text, WIDTH - after - badge), after)
    edge = x - _DIAMOND - _GAP
    label = Label(clip(text, edge - GUTTER - badge), edge - badge, y + 4, "end")
    return DrawnBar(bar, x, y, end - x, label, edge - badge / 2 + 2 if badge else None)


def _with_label(bar: Bar, y: float, span: tuple[float, float], text: str, at: float) -> DrawnBar:
    badge = at + _BADGE / 2 - 2 if bar.tone in _BADGED else None
    label = Label(text, at if badge is None else at + _BADGE, y + 4)
    return DrawnBar(bar, span[0], y, span[1] - span[0], label, badge)


def _names(marks: Sequence[tuple[float, str]]) -> Iterator[Label]:
    """The names of the marks from left to right, without those that would overlap another."""
    free: float = 0
    for x, name in marks:
        text = clip(name, _LONGEST * _LETTER)
        half = columns(text) * _LETTER / 2
        words = Label(text, min(max(x, half), WIDTH - half), _TOP - 14, "middle")
        left, right = words.reach
        if left >= free:
            yield words
            free = right + _GAP
