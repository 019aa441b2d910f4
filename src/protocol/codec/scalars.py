"""Reading single values, such as a number or a date, for JSON Lines and for scripts, with messages about faults."""

import re
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from typing import Final, TypeVar

from protocol.codec.faults import suggestion
from protocol.errors import InvalidValueError
from protocol.values import Duration, Moment, Precision, parse_iso
from protocol.values.moments import ANY_MOMENT

LARGEST: Final = 10**15
"""No number in a visit is larger; a larger one is a slip, or was made to do harm."""

_A_DAY: Final = "a day such as 2023-04-10"

M = TypeVar("M", bound=StrEnum)


def phrase(kind: type) -> str:
    """The name of a class as words with an article, for messages.

    >>> phrase(InvalidValueError)
    'an invalid value error'
    """
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", kind.__name__).lower()
    return f"an {words}" if words[0] in "aeio" else f"a {words}"


def member(kind: type[M], given: object) -> M:
    """The member of an enumeration with a value, such as `Side.HOST` for `"host"`."""
    values: dict[str, M] = _values(kind)
    if isinstance(given, str) and given in values:
        return values[given]
    wanted = f"one of {', '.join(values)} is wanted{suggestion(str(given), values)}"
    raise InvalidValueError(phrase(kind), given, wanted)


@cache
def _values(kind: type[M]) -> dict[str, M]:
    return {one.value: one for one in kind}


def whole_number(given: object, _: object = None) -> int:
    """An integer; neither true or false nor a text of digits is one."""
    if type(given) is int and abs(given) <= LARGEST:
        return given
    raise InvalidValueError("a number", given, f"a whole number up to {LARGEST:,} is wanted, without quotes")


def truth(given: object, _: object = None) -> bool:
    """True or false; `"yes"` and 1 are neither."""
    if isinstance(given, bool):
        return given
    raise InvalidValueError("a yes or no", given, "true or false is wanted, without quotes")


def words(given: object, _: object = None) -> str:
    """A text."""
    if isinstance(given, str):
        return given
    raise InvalidValueError("a text", given, "words are wanted, in quotes")


def day(given: object, _: object = None) -> date:
    """A date without a time of day."""
    try:
        value = _iso(given, "2023-04-10")
    except InvalidValueError as error:
        raise InvalidValueError("a date", given, error.wanted.replace(ANY_MOMENT, _A_DAY)) from None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise InvalidValueError("a date", given, f"{_A_DAY} is wanted")


def date_time(given: object, _: object = None) -> datetime:
    """A date with a time of day."""
    value = _iso(given, "2023-04-10T10:30+06:00")
    if isinstance(value, datetime):
        return value
    raise InvalidValueError("a date-time", given, "a day and a time are wanted, such as 2023-04-10T10:30+06:00")


def _iso(given: object, example: str) -> date | time:
    if isinstance(given, str):
        return parse_iso(given)
    raise InvalidValueError("a moment", given, f"a text is wanted, such as {example}")


def duration(value: object, precision: object = Precision.EXACT) -> Duration:
    """A duration from its value in ISO 8601, such as `"PT15M"`, and its precision."""
    if not isinstance(value, str) or not value.startswith("P"):
        raise InvalidValueError("a duration", value, "a text is wanted, such as PT15M or PT1H30M")
    return Duration(Duration.of(value).minutes, member(Precision, precision))


def moment(value: object, precision: object = Precision.EXACT, wording: object = None) -> Moment:
    """A moment from its value, such as `"2023-04-10T10:30+06:00"`, its precision and its wording."""
    written = None if wording is None else words(wording)
    if not isinstance(value, str):
        raise InvalidValueError("a moment", value, "a text is wanted, such as 2023-04-10T10:30+06:00")
    return Moment.parse(value, member(Precision, precision), written)
