"""How long something took, where its end is not known."""

import re
from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from attrs import field

from protocol.errors import InvalidValueError
from protocol.fields import frozen
from protocol.values.moments import Moment, Precision

A_DURATION: Final = "a duration such as 15 min, about 1 h or 1 h 30 min"
LONGEST: Final = 60 * 24 * 366
"""Minutes of a duration at most: no step of a visit takes a year."""
BOUNDS: Final[Mapping[Precision, str]] = MappingProxyType(
    {
        Precision.EXACT: "",
        Precision.ABOUT: "about ",
        Precision.FROM: "at least ",
        Precision.BY: "up to ",
        Precision.AFTER: "more than ",
    }
)
"""How a duration says its precision; `as-stated` says nothing of a duration."""

_UNITS: Final[Mapping[str, int]] = MappingProxyType({"d": 1440, "h": 60, "min": 1})
"""The minutes of each unit."""
_IN_WORDS = re.compile(
    r"(?P<bound>about |at least |up to |more than |)(?:(?P<h>\d{1,6}) ?h)?(?: ?(?P<min>\d{1,6}) ?min)?"
)
_ISO = re.compile(r"P(?:(?P<d>\d{1,6})D)?(?:T(?:(?P<h>\d{1,6})H)?(?:(?P<min>\d{1,6})M)?)?")


def _possible(_: object, __: object, minutes: int) -> None:
    if not 0 < minutes <= LONGEST:
        raise InvalidValueError("a duration", minutes, f"1 to {LONGEST:,} minutes are wanted")


def _says_how_long(_: object, __: object, precision: Precision) -> None:
    if precision not in BOUNDS:
        raise InvalidValueError("the precision of a duration", precision.value, "exact, about, from, by or after")


@frozen
class Duration:
    """How long something took, in minutes; `from` means at least so long, `by` at most, `after` longer.

    >>> str(Duration(90, Precision.ABOUT)), Duration.of("15 min").iso
    ('about 1 h 30 min', 'PT15M')
    """

    minutes: int = field(validator=_possible)
    precision: Precision = field(default=Precision.EXACT, validator=_says_how_long)

    @classmethod
    def of(cls, given: "str | timedelta | Duration") -> "Duration":
        """A duration as scripts write it, such as `about 1 h 30 min`, as ISO 8601 or as Python holds it."""
        if isinstance(given, Duration):
            return given
        if isinstance(given, timedelta):
            return cls(round(given.total_seconds() / 60))
        words = str(given).strip()
        found = _ISO.fullmatch(words) or _IN_WORDS.fullmatch(words)
        parts = {} if found is None else found.groupdict()
        if any(parts.get(unit) for unit in _UNITS):
            return cls(sum(int(parts.get(unit) or 0) * size for unit, size in _UNITS.items()), _of_bound(parts))
        raise InvalidValueError("a duration", given, f"{A_DURATION} is wanted")

    @property
    def hours(self) -> tuple[int, int]:
        """The whole hours, and the minutes that are left."""
        return divmod(self.minutes, _UNITS["h"])

    @property
    def iso(self) -> str:
        """The duration as ISO 8601 writes it, without its precision."""
        hours, minutes = self.hours
        return "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")

    @property
    def length(self) -> timedelta:
        """The minutes as Python counts with them."""
        return timedelta(minutes=self.minutes)

    @property
    def known(self) -> bool:
        """Whether it says how long something took, and not only that it was longer or shorter."""
        return self.precision in {Precision.EXACT, Precision.ABOUT}

    def denies(self, since: Moment | None, until: Moment | None) -> bool:
        """Whether it contradicts that something lasted from one moment to another; only exact times can contradict."""
        begins, ends = (None if moment is None else moment.full for moment in (since, until))
        if begins is None or ends is None:
            return False
        minutes = round((ends - begins).total_seconds() / 60)
        match self.precision:
            case Precision.EXACT:
                return minutes != self.minutes
            case Precision.FROM:
                return minutes < self.minutes
            case Precision.BY:
                return minutes > self.minutes
            case Precision.AFTER:
                return minutes <= self.minutes
            case _:
                return False

    def __str__(self) -> str:
        hours, minutes = self.hours
        parts = [f"{number} {unit}" for number, unit in ((hours, "h"), (minutes, "min")) if number]
        return BOUNDS[self.precision] + " ".join(parts)


def _of_bound(parts: Mapping[str, str | None]) -> Precision:
    return next(precision for precision, bound in BOUNDS.items() if bound == (parts.get("bound") or ""))
