"""What the clocks of a zone do in a span of time, for calendars that do not know the zone by its name."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from protocol.fields import frozen

_DAY: Final = timedelta(days=1)
_SECOND: Final = timedelta(seconds=1)


@frozen
class Observance:
    """An offset from UTC that a zone keeps, and since when by the clocks before; `summer` is daylight time."""

    since: datetime
    before: timedelta
    offset: timedelta
    name: str
    summer: bool


def zone_named(name: str | None) -> ZoneInfo | None:
    """A zone by its name in the IANA database, or None where that is not known here."""
    try:
        return None if name is None else ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def observances(zone: tzinfo, first: datetime, last: datetime) -> Iterator[Observance]:
    """The offsets that a zone keeps between two moments: the one at the first of them, and each that follows.

    >>> year = datetime(2024, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC)
    >>> [str(kept.since) for kept in observances(ZoneInfo("Asia/Almaty"), *year)]
    ['2024-01-01 06:00:00', '2024-03-01 00:00:00']
    """
    moment = first.astimezone(UTC).replace(microsecond=0)
    yield _observance(zone, moment, moment)
    while moment < last:
        following = moment + _DAY
        if _offset(zone, following) != _offset(zone, moment):
            yield _observance(zone, *_change(zone, moment, following))
        moment = following


def _change(zone: tzinfo, before: datetime, after: datetime) -> tuple[datetime, datetime]:
    """The last second of one offset and the first of the next: a zone changes at most once a day."""
    while after - before > _SECOND:
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if _offset(zone, middle) == _offset(zone, before):
            before = middle
        else:
            after = middle
    return before, after


def _observance(zone: tzinfo, before: datetime, since: datetime) -> Observance:
    local = since.astimezone(zone)
    earlier = _offset(zone, before)
    by_the_clock = (since + earlier).replace(tzinfo=None)
    return Observance(by_the_clock, earlier, _offset(zone, since), local.tzname() or str(zone), bool(local.dst()))


def _offset(zone: tzinfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
