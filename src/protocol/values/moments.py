"""When something happened, exactly as precise as the source says."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from attrs import evolve, field

from protocol.errors import InvalidValueError
from protocol.fields import frozen

ANY_MOMENT: Final = "a time such as 2023-04-10T10:30, 2023-04-10 or 10:30"
END_OF_DAY: Final = "24:00"
"""The wording of midnight at the end of a day; `00:00` is the one at its beginning."""

_MIDNIGHT: Final = re.compile(r"(?P<day>(?:.*[T ])?)24(?P<rest>:?00(?::?00(?:[.,]0+)?)?)(?P<offset>Z|[-+][\d:.]+)?\Z")
_IN_FORM = re.compile(r"(\d{4}-\d\d-\d\d)?([T ]?\d\d:\d\d(:\d\d)?)?([-+]\d\d:\d\d|Z)?\Z")


class Precision(StrEnum):
    """How exact a stated time is; with `as-stated` only the words of the source say so."""

    EXACT = "exact"
    ABOUT = "about"
    FROM = "from"
    BY = "by"
    AFTER = "after"
    AS_STATED = "as-stated"


def _zone_if_full(_: object, __: object, value: date | time) -> None:
    if isinstance(value, datetime) and value.tzinfo is None:
        raise InvalidValueError("a moment", value.isoformat(), "a date-time needs an offset from UTC to be one moment")


def _as_time(given: str | datetime | date | time) -> datetime | date | time:
    if isinstance(given, str):
        return parse_iso(given)
    if isinstance(given, date | time):
        return given
    raise InvalidValueError("a moment", given, f"{ANY_MOMENT} is wanted")


@frozen
class Moment:
    """A date-time with its offset, a date, or a time of day, with its precision.

    Only full date-times are ever compared: a date does not give the order within the day, and a time of day does not
    give the day.

    >>> str(Moment.parse("2023-04-10T10:30:00+06:00"))
    '2023-04-10T10:30:00+06:00'
    >>> Moment.parse("2023-04-10").full is None
    True
    """

    value: datetime | date | time = field(converter=_as_time, validator=_zone_if_full)
    precision: Precision = Precision.EXACT
    wording: str | None = None

    @classmethod
    def of(cls, given: "str | datetime | date | time | Moment") -> "Moment":
        """An exact moment, as ISO 8601 writes it or as Python holds it."""
        if isinstance(given, Moment):
            return given
        return cls.parse(given) if isinstance(given, str) else cls(given)

    @classmethod
    def parse(
        cls,
        given: str,
        precision: Precision = Precision.EXACT,
        wording: str | None = None,
        *,
        local: Callable[[datetime], datetime] | None = None,
    ) -> "Moment":
        """Read ISO 8601: a date-time with offset, a date, or a time of day (with or without a leading T).

        24:00 is 00:00 of the next day; without a day, the wording keeps it 24:00. `local` adds the offset to a
        date-time without one.

        >>> str(Moment.parse("2023-04-10T24:00+06:00"))
        '2023-04-11T00:00:00+06:00'
        """
        value = parse_iso(given)
        if isinstance(value, datetime):
            value = local(value) if local is not None and value.tzinfo is None else value
        elif isinstance(value, time) and _MIDNIGHT.match(given):
            wording = END_OF_DAY if wording in {None, END_OF_DAY} else f"{END_OF_DAY}, {wording}"
        return cls(value, precision, wording)

    @property
    def ends_day(self) -> bool:
        """Whether it is midnight at the end of a day that is not known."""
        midnight = isinstance(self.value, time) and self.value.replace(tzinfo=None) == time()
        return midnight and (self.wording or "").partition(",")[0] == END_OF_DAY

    def in_zone(self, zone: tzinfo) -> "Moment":
        """The same moment in a time zone; a date or a time of day does not change.

        >>> from datetime import timezone
        >>> str(Moment.parse("2023-04-10T23:30+04:00").in_zone(timezone(timedelta(hours=6))))
        '2023-04-11T01:30:00+06:00'
        """
        if not isinstance(self.value, datetime):
            return self
        try:
            return evolve(self, value=self.value.astimezone(UTC).astimezone(zone))
        except OverflowError:  # the first or the last hours that a calendar has
            return self

    @property
    def full(self) -> datetime | None:
        """The date-time if the moment is one and is exact, else None: other moments cannot be compared."""
        comparable = isinstance(self.value, datetime) and self.precision is Precision.EXACT
        return self.value if comparable and isinstance(self.value, datetime) else None

    @property
    def day(self) -> date | None:
        """The calendar day, None if it is not known."""
        if isinstance(self.value, datetime):
            return self.value.date()
        return self.value if isinstance(self.value, date) else None

    def __str__(self) -> str:
        return self.value.isoformat()


def parse_iso(given: str) -> datetime | date | time:
    """Read an ISO 8601 date-time, date or time of day, which differ in their form.

    24:00 of a day is 00:00 of the next.
    """
    try:
        if midnight := _MIDNIGHT.match(given):
            return _next_day(parse_iso(f"{midnight['day']}00{midnight['rest']}{midnight['offset'] or ''}"))
        if given.startswith("T") or given[2:3] == ":":
            return time.fromisoformat(given)
        return datetime.fromisoformat(given) if "T" in given or " " in given else date.fromisoformat(given)
    except (ValueError, OverflowError):
        why = "no calendar or clock shows it; " if _IN_FORM.match(given) else ""
        raise InvalidValueError("a moment", given, f"{why}{ANY_MOMENT} is wanted") from None


def _next_day(midnight: datetime | date | time) -> datetime | date | time:
    return midnight + timedelta(days=1) if isinstance(midnight, datetime) else midnight


def _in_order(dates: "Dates", _: object, last: date | None) -> None:
    if last is not None and last < dates.first:
        raise InvalidValueError("the last day", last.isoformat(), f"it is before the first, {dates.first.isoformat()}")


@frozen
class Dates:
    """The first and the last day of a visit, both inclusive; the last is None if no source gives it."""

    first: date
    last: date | None = field(default=None, validator=_in_order)

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def __str__(self) -> str:
        return str(self.first) if self.last in {None, self.first} else f"{self.first} to {self.last}"
