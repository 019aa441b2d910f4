"""Periods: the days on which something is in force."""

from datetime import date
from typing import Final

from attrs import field

from protocol.errors import InvalidValueError
from protocol.fields import frozen


def _begins_before_it_ends(period: "Period", _: object, until: date | None) -> None:
    if until is not None and period.since is not None and until <= period.since:
        raise InvalidValueError("a period", str(period), "it has to begin before it ends")


@frozen
class Period:
    """The days from `since` to the day before `until`: half-open, so that one edition ends when the next begins.

    None means that a side is open or unknown.

    >>> from datetime import date
    >>> edition = Period(date(2013, 4, 18), date(2024, 2, 13))
    >>> date(2023, 4, 10) in edition, date(2024, 2, 13) in edition
    (True, False)
    """

    since: date | None = None
    until: date | None = field(default=None, validator=_begins_before_it_ends)

    def __contains__(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    def __str__(self) -> str:
        bounds = [f"{word} {day.isoformat()}" for word, day in (("from", self.since), ("until", self.until)) if day]
        return " ".join(bounds) or "always"


ALWAYS: Final = Period()
"""All days."""
