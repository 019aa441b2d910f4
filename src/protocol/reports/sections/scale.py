"""The hours of a day as the scale of a drawing, in minutes from where it begins."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

from protocol.reports.words.language import Language
from protocol.reports.words.times import clock, day_in_words

_MARKS: Final = 14
"""So many marks find room beside each other."""

_STEPS: Final = (1, 2, 3, 4, 6, 12)
_DAY: Final = 24


def minutes_from(first: datetime) -> Callable[[datetime], float]:
    """How far a moment is from the first."""
    return lambda moment: (moment - first) / timedelta(minutes=1)


def hours(moments: Iterable[datetime], language: Language) -> Iterator[tuple[float, str]]:
    """Marks at full hours around moments, so many that they do not touch; a day begins with its date."""
    told = tuple(moments)
    first, last = min(told), max(told)
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
