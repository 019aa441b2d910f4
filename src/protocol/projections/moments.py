"""Times that may not be told."""

from datetime import date, datetime

from protocol.values import Moment


def exact(moment: Moment | None) -> datetime | None:
    """The date-time of a moment that is told in full and exactly: the only ones that can be compared."""
    return None if moment is None else moment.full


def day_of(moment: Moment | None) -> date | None:
    """The day of a moment, where it is told."""
    return None if moment is None else moment.day
