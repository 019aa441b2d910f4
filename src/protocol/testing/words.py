"""Strategies for words and moments: short, with many of the cases on which readers and writers fail."""

from datetime import date, datetime, time, timedelta, timezone
from typing import Final

from hypothesis import strategies as st

from protocol.values import UNDETERMINED, Country, Dates, Duration, Moment, Period, Precision, Text
from protocol.values.durations import BOUNDS

TRICKY: Final = (
    "NO",
    "no",
    "true",
    "null",
    "~",
    "10:30",
    "2023-04-10",
    "0o17",
    "1e3",
    "- a",
    "a: b",
    "a #b",
    "&a",
    "*a",
    "!!a",
    "<<",
    "'",
    '"',
    "{a}",
    "[a]",
    "| a",
    " a ",
    "a\nb",
    "a\r\nb",
    "a\tb",
    "a\u2028b",
    "a\x85b",
    "\\",
    "Әлиев",
    "🕊",
    "‎a",
    "<img onerror=alert(1)>",
)
"""Words that YAML, CSV or a report may misread."""

ZONES: Final = ("Asia/Almaty", "Europe/Oslo", "Asia/Kolkata", "UTC")
LANGUAGES: Final = (UNDETERMINED, "en", "ru", "kk", "az", "no")

_LETTERS = "aZ9 é\n:-#'\"{}[],&*!|>%@`\\/ӘҒ"


def words() -> st.SearchStrategy[str]:
    """Short texts that hold at least one word."""
    return st.sampled_from(TRICKY) | st.text(_LETTERS, min_size=1, max_size=6).filter(str.strip)


def texts() -> st.SearchStrategy[Text]:
    """Texts in a language that is not stated, or in several languages."""
    several = st.dictionaries(st.sampled_from(LANGUAGES), words(), min_size=1, max_size=3)
    return words().map(Text.of) | several.map(Text.of)


def countries() -> st.SearchStrategy[Country]:
    """Countries, among them Norway, whose code NO some readers take for False."""
    return st.sampled_from(("NO", "KZ", "AZ", "NA", "YE", "GB")).map(Country)


def days() -> st.SearchStrategy[date]:
    """Days within some decades."""
    return st.dates(date(1990, 1, 1), date(2060, 12, 31))


def date_times() -> st.SearchStrategy[datetime]:
    """Date-times with a fixed offset, half hours included."""
    offsets = st.sampled_from((0, 60, 210, 300, 330, 345, 360, -570)).map(
        lambda minutes: timezone(timedelta(minutes=minutes))
    )
    return st.datetimes(datetime(1990, 1, 1), datetime(2060, 12, 31), timezones=offsets)  # noqa: DTZ001 - the bounds have no zone, the values have


def dates() -> st.SearchStrategy[Dates]:
    """The days of a visit."""
    return days().flatmap(lambda first: st.builds(Dates, st.just(first), st.none() | _days_from(first)))


def _days_from(first: date) -> st.SearchStrategy[date]:
    return st.integers(0, 5).map(lambda more: first + timedelta(more))


def periods() -> st.SearchStrategy[Period]:
    """Periods that begin before they end, many of them open on one side or both."""
    closed = days().flatmap(lambda since: st.builds(Period, st.just(since), _days_from(since + timedelta(1))))
    return st.builds(Period, st.none() | days()) | st.builds(Period, until=days()) | closed


def durations() -> st.SearchStrategy[Duration]:
    """Durations of some minutes or some hours, of any precision that a duration can have."""
    return st.builds(Duration, st.integers(1, 300), st.sampled_from(list(BOUNDS)))


def moments() -> st.SearchStrategy[Moment]:
    """Date-times, dates and times of day, of any precision."""
    value = date_times() | days() | st.times(time(0), time(23, 59))
    return st.builds(Moment, value) | st.builds(Moment, value, st.sampled_from(Precision), st.none() | words())
