"""Days and times in words, in the form that papers in each language use."""

from collections import Counter
from datetime import date, datetime, time, timedelta, timezone
from typing import Final

from protocol.reports.words.language import ENGLISH, Language, message
from protocol.stream import Stream
from protocol.values import Dates, Duration, Moment, Precision

MONTHS: Final = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905 - reads better than twelve quoted words
)
WEEKDAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()  # noqa: SIM905 - as above
PRECISIONS: Final = {
    Precision.ABOUT: message("about {time}"),
    Precision.FROM: message("from {time}"),
    Precision.BY: message("by {time}"),
    Precision.AFTER: message("after {time}"),
}


def day_in_words(day: date, language: Language = ENGLISH) -> str:
    """A day as documents write it.

    >>> day_in_words(date(2023, 4, 10))
    '10 April 2023'
    """
    return language.say("{day} {month} {year}", **_parts(day, language))


def weekday_in_words(day: date, language: Language = ENGLISH) -> str:
    """A day with its day of the week, as above the steps of a day in a programme.

    >>> weekday_in_words(date(2023, 4, 10))
    'Monday, 10 April 2023'
    """
    weekday = language.word(WEEKDAYS[day.weekday()], among="weekday")
    return language.say("{weekday}, {date}", weekday=weekday, date=day_in_words(day, language))


def heading_of_day(day: date | None, language: Language = ENGLISH) -> str:
    """The heading of the steps of a day in a programme; the day of the first steps may not be known.

    >>> heading_of_day(None)
    'Day not stated'
    """
    return language.say("Day not stated") if day is None else weekday_in_words(day, language)


def days_in_words(dates: Dates, language: Language = ENGLISH) -> str:
    """The first and the last day, with the month and year that they share said once; or the only day.

    >>> days_in_words(Dates(date(2023, 4, 10), date(2023, 4, 11)))
    '10 to 11 April 2023'
    """
    first, last = dates.first, dates.last
    if last is None or last == first:
        return day_in_words(first, language)
    if (first.year, first.month) == (last.year, last.month):
        return language.say("{first} to {day} {month} {year}", first=str(first.day), **_parts(last, language))
    if first.year == last.year:
        begun = _parts(first, language)
        return language.say(
            "{first} {begun} to {day} {month} {year}",
            first=begun["day"],
            begun=begun["month"],
            **_parts(last, language),
        )
    return language.say("{first} to {last}", first=day_in_words(first, language), last=day_in_words(last, language))


def _parts(day: date, language: Language) -> dict[str, str | None]:
    month = language.word(MONTHS[day.month - 1], among="month in a date")
    return {"day": str(day.day), "month": month, "year": str(day.year), "ordinal": ordinal_suffix(day.year)}


_LAST_DIGIT: Final = {1: "ci", 2: "ci", 3: "cü", 4: "cü", 5: "ci", 6: "cı", 7: "ci", 8: "ci", 9: "cu"}
_LAST_TEN: Final = {1: "cu", 2: "ci", 3: "cu", 4: "cı", 5: "ci", 6: "cı", 7: "ci", 8: "ci", 9: "cı"}


def ordinal_suffix(number: int) -> str:
    """The suffix that makes a number an ordinal in Azerbaijani, after the vowels of its last spoken word.

    >>> [f"{year}-{ordinal_suffix(year)} il" for year in (2023, 2025, 2026, 2030, 2000)]
    ['2023-cü il', '2025-ci il', '2026-cı il', '2030-cu il', '2000-ci il']
    """
    if number % 10:
        return _LAST_DIGIT[number % 10]
    if number % 100:
        return _LAST_TEN[number // 10 % 10]
    return "cü" if number % 1000 else "ci"


def clock(value: time | datetime) -> str:
    """A time of day, to the minute unless seconds are known."""
    return value.strftime("%H:%M:%S" if value.second else "%H:%M")


def offset(value: datetime | time) -> str:
    """The offset from UTC.

    >>> offset(datetime.fromisoformat("2023-04-10T10:30+05:30"))
    'UTC+05:30'
    """
    return timezone(value.utcoffset() or timedelta()).tzname(None)


LOCAL: Final = "local"
"""The usual offset of a document that gives all times by the clocks of one zone."""


def usual_offset(stream: Stream) -> str | None:
    """The offset that most times of a stream have, which a document need not repeat; None if no time has one."""
    moments = (moment.value for entry in stream for moment in (entry.at, entry.until) if moment is not None)
    offsets = Counter(offset(value) for value in moments if isinstance(value, datetime))
    return next((usual for usual, _ in offsets.most_common(1)), None)


def moment_in_words(
    moment: Moment, language: Language = ENGLISH, *, shown: date | None = None, usual: str | None = None
) -> str:
    """A moment as precisely as it is known, without its day if that is already `shown`.

    The offset is left out if it is the `usual` one of the document.
    """
    value = moment.value
    if isinstance(value, date) and not isinstance(value, datetime):
        return _with_precision(
            moment, language.say("same day") if value == shown else day_in_words(value, language), language
        )
    day = day_in_words(value, language) if isinstance(value, datetime) and value.date() != shown else None
    words = _clock(moment, value, usual)
    return _with_precision(moment, words if day is None else f"{day}, {words}", language)


def hours_in_words(
    since: Moment | None,
    until: Moment | None,
    day: date | None,
    language: Language = ENGLISH,
    *,
    usual: str | None = LOCAL,
    lasting: Duration | None = None,
) -> str | None:
    """From when until when by the clock, under the heading of a `day`; a later day is given with its time.

    An end that is the beginning, or only that day, is left out. `lasting` is how long it took, if the end is not known.

    >>> hours_in_words(Moment(time(20)), Moment(time(22, 30)), date(2023, 4, 10))
    '20:00–22:30'
    >>> hours_in_words(Moment(time(20)), Moment(date(2023, 4, 12)), date(2023, 4, 10))
    '20:00 to 12 April 2023'
    """
    begins = None if since is None else clock_in_words(since, language, usual=usual)
    if lasting is not None:
        return for_so_long(begins, lasting, language)
    if until is None or until == since or (day is not None and until == Moment(day)):
        return begins
    plain = until.precision is Precision.EXACT and (until.wording is None or until.ends_day)
    if begins and plain and isinstance(until.value, time | datetime) and until.day in {None, day}:
        return f"{begins}–{clock_in_words(until, language, usual=usual)}"
    end = moment_in_words(until, language, shown=day, usual=usual)
    return from_to(begins, end, language)


def from_to(since: str | None, end: str, language: Language) -> str:
    """From when to when, both in words; the beginning may be unknown."""
    return language.say("[{since} to {end}|to {end}]", since=since, end=end)


def for_so_long(since: str | None, lasting: Duration, language: Language) -> str:
    """When something began, in words, if that is known, and how long it took.

    >>> for_so_long("10:30", Duration(15), ENGLISH)
    '10:30 (15 minutes)'
    """
    words = duration_in_words(lasting, language)
    return language.say("[{time} ({duration})|{duration}]", time=since, duration=words)


def duration_in_words(lasting: Duration, language: Language = ENGLISH) -> str:
    """How long something took; an hour or minutes alone in full words, hours and minutes by their signs.

    >>> duration_in_words(Duration.of("about 1 h")), duration_in_words(Duration.of("1 h 30 min"))
    ('about an hour', '1 h 30 min')
    """
    hours, minutes = lasting.hours
    if hours and minutes:
        words = language.say("{hours} h {minutes} min", hours=str(hours), minutes=str(minutes))
    elif hours == 1:
        words = language.say("an hour")
    elif hours:
        words = language.count("{number} hour", "{number} hours", hours)
    else:
        words = language.count("{number} minute", "{number} minutes", minutes)
    bound = _BOUNDS.get(lasting.precision)
    return words if bound is None else language.say(bound, duration=words)


_BOUNDS: Final = {
    Precision.ABOUT: message("about {duration}"),
    Precision.FROM: message("at least {duration}"),
    Precision.BY: message("up to {duration}"),
    Precision.AFTER: message("more than {duration}"),
}


def clock_in_words(moment: Moment, language: Language = ENGLISH, *, usual: str | None = LOCAL) -> str | None:
    """The time of day of a moment as precisely as it is known, or its wording; None if only the day is known.

    A day by or after which something happened is given with its "by" or "after".

    >>> clock_in_words(Moment(time(10, 30), Precision.ABOUT))
    'about 10:30'
    """
    if not isinstance(moment.value, time | datetime):
        known = moment.precision in PRECISIONS and moment.wording is None
        return _with_precision(moment, day_in_words(moment.value, language), language) if known else moment.wording
    return _with_precision(moment, _clock(moment, moment.value, usual), language)


def _clock(moment: Moment, value: datetime | time, usual: str | None) -> str:
    """The clock, with its offset unless readers expect it; a time of day that has one always shows it.

    In the hour that is repeated when clocks are put back, the second round shows its offset.
    """
    words = moment.wording or clock(value) if moment.ends_day else clock(value)
    expected = value.utcoffset() is None or (isinstance(value, datetime) and usual in {LOCAL, offset(value)})
    expected = expected and not (usual == LOCAL and value.fold)
    return words if expected else f"{words} ({offset(value)})"


def _with_precision(moment: Moment, words: str, language: Language) -> str:
    """Words for a moment, with its precision and the wording of the source."""
    if moment.precision in PRECISIONS:
        words = language.say(PRECISIONS[moment.precision], time=words)
    wording = None if moment.ends_day else moment.wording
    return words if wording is None else language.say('{time} ("{wording}")', time=words, wording=wording)
