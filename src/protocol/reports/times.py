"""Days and times as people write them."""

from datetime import date, datetime, time, timedelta, timezone
from typing import Final, assert_never

from protocol.reports.terms import term
from protocol.values import Dates, Moment

_MONTHS: Final = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905 - reads better than twelve quoted words
)


def when_in_words(when: Moment | Dates | date) -> str:
    """A moment, a period or a day."""
    match when:
        case Moment():
            return moment_in_words(when)
        case Dates():
            return days_in_words(when)
        case date():
            return day_in_words(when)
        case _:
            assert_never(when)


def day_in_words(day: date) -> str:
    """A day as it stands in a document.

    >>> day_in_words(date(2023, 4, 10))
    '10 April 2023'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def days_in_words(dates: Dates) -> str:
    """The first and the last day, with what they share said once.

    >>> days_in_words(Dates(date(2023, 4, 10), date(2023, 4, 11)))
    '10 to 11 April 2023'
    """
    first, last = dates.first, dates.last
    if last is None:
        return f"from {day_in_words(first)}"
    if first == last:
        return day_in_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day_in_words(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} to {day_in_words(last)}"
    return f"{day_in_words(first)} to {day_in_words(last)}"


def clock(value: time | datetime) -> str:
    """A time of day, to the minute unless seconds are known."""
    return value.strftime("%H:%M:%S" if value.second else "%H:%M")


def offset(value: datetime) -> str:
    """The offset from UTC.

    >>> offset(datetime.fromisoformat("2023-04-10T10:30+05:30"))
    'UTC+05:30'
    """
    return timezone(value.utcoffset() or timedelta()).tzname(None)


def moment_in_words(moment: Moment, *, shown: date | None = None, usual: str | None = None) -> str:
    """A moment as precisely as it is known; the day is left out where it is already `shown`.

    The offset is left out where it is the `usual` one of the document.
    """
    words = " ".join(filter(None, [term(moment.precision), _value(moment.value, shown, usual)]))
    return words if moment.wording is None else f'{words} ("{moment.wording}")'


def _value(value: datetime | date | time, shown: date | None, usual: str | None) -> str:
    if isinstance(value, time):
        return clock(value)
    if not isinstance(value, datetime):
        return "same day" if value == shown else day_in_words(value)
    day = None if value.date() == shown else day_in_words(value)
    zone = None if offset(value) == usual else f"({offset(value)})"
    return " ".join(filter(None, [f"{day}," if day else None, clock(value), zone]))
