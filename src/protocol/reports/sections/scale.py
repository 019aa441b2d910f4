"""The hours of a day as the scale of a drawing, in minutes from where it begins."""

from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime, timedelta
from typing import Final

from protocol.reports.page import Lane, Timeline
from protocol.reports.words.language import Language
from protocol.reports.words.times import clock, day_in_words

_MARKS: Final = 14
"""How many marks find room beside each other."""

_STEPS: Final = (1, 2, 3, 4, 6, 12)
_DAY: Final = 24


def minutes_from(first: datetime) -> Callable[[datetime], float]:
    """How far a moment is from the first."""
    return lambda moment: (moment - first) / timedelta(minutes=1)


def day_timeline(
    caption: str, day: date | None, lanes: tuple[Lane, ...], moments: Collection[datetime], language: Language
) -> Timeline:
    """A drawing over the hours around some moments; its caption names the day if it is one of several."""
    words = caption if day is None else f"{caption}: {day_in_words(day, language)}"
    return Timeline(words, lanes, tuple(hour_marks(moments, language)))


def hour_marks(moments: Collection[datetime], language: Language) -> Iterator[tuple[float, str]]:
    """Marks at full hours around moments, few enough not to touch; a day begins with its date."""
    first, last = min(moments), max(moments)
    step = _step(last - first)
    begun = first.replace(hour=first.hour - first.hour % min(step, _DAY), minute=0, second=0, microsecond=0)
    for number in range(1 - (begun - last) // timedelta(hours=step)):
        if (mark := _later(begun, timedelta(hours=step * number))) is not None:
            words = clock(mark) if mark.hour else day_in_words(mark.date(), language)
            yield minutes_from(first)(mark), words


def _later(moment: datetime, by: timedelta) -> datetime | None:
    """A later moment, unless the calendar ends before it."""
    try:
        return moment + by
    except OverflowError:
        return None


def _step(span: timedelta) -> int:
    """How many hours are between two marks."""
    wanted = span / timedelta(hours=_MARKS)
    return next((step for step in _STEPS if step >= wanted), _DAY * (1 + int(wanted) // _DAY))
