"""The faults of an input with their places, collected so that all of them are reported at once."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import Final

from attrs import define, field

from protocol.errors import UnreadableError
from protocol.fields import frozen

MOST_FAULTS: Final = 50
"""How many faults of one input are shown; the others are only counted, since nobody corrects a thousand at once."""

MOST_COMPARED: Final = 1_000
"""How many words a misspelt one is compared with at most, since comparing is slow."""

LONGEST_MESSAGE: Final = 400
"""Longer messages are shortened: a word of a million letters is not repeated in full."""


@frozen
class InputFault:
    """One thing wrong with an input, at a line and column, both from 1; None where the input has no such place.

    >>> str(InputFault(3, 7, "a step is missing"))
    '3:7: a step is missing'
    """

    line: int | None
    column: int | None
    message: str

    def __str__(self) -> str:
        places = "".join(f"{place}:" for place in (self.line, self.column) if place is not None)
        return f"{places} {self.message}"


class FaultedError(Exception):
    """Raised after a fault has been logged, to skip the part that cannot be read; it never reaches a user's code."""


@define
class FaultLog:
    """The faults of one input in the order in which they are found; beyond `MOST_FAULTS` they are only counted."""

    count: int = 0
    first: list[InputFault] = field(factory=list)

    def add(self, line: int | None, column: int | None, message: str) -> FaultedError:
        """Log a fault; the exception that is returned may be raised where reading cannot go on."""
        self.count += 1
        if len(self.first) < MOST_FAULTS:
            self.first.append(InputFault(line, column, _shorten(message)))
        return FaultedError()

    def join(self, other: "FaultLog") -> None:
        """Take over the faults of another log."""
        self.count += other.count
        self.first += other.first[: MOST_FAULTS - len(self.first)]

    def error(self, name: str) -> UnreadableError:
        """All faults as one error, sorted by their places."""
        rest = self.count - len(self.first)
        more = [InputFault(None, None, f"and {rest} more, {self.count} in all")] if rest else []
        return UnreadableError(name, (*sorted(self.first, key=_place), *more))

    @property
    def full(self) -> bool:
        """Whether further faults are only counted, so that their messages need no suggestions."""
        return len(self.first) >= MOST_FAULTS

    def __bool__(self) -> bool:
        return self.count > 0


def _place(fault: InputFault) -> tuple[bool, int, int]:
    return fault.line is None, fault.line or 0, fault.column or 0


def _shorten(message: str) -> str:
    if len(message) <= LONGEST_MESSAGE:
        return message
    half = LONGEST_MESSAGE // 2
    return f"{message[:half]} … {message[-half:]}"


def unreadable(name: str, message: str) -> UnreadableError:
    """The error that an input cannot be read at all."""
    return UnreadableError(name, (InputFault(None, None, message),))


def not_opened(name: str, problem: OSError | ValueError) -> UnreadableError:
    """The error that an input cannot be opened, or not be read to its end."""
    match problem:
        case FileNotFoundError():
            return unreadable(name, "there is no such file")
        case IsADirectoryError():
            return unreadable(name, "this is a directory: name the files in it")
        case OSError():
            return unreadable(name, f"it cannot be opened or read: {problem.strerror}")
        case _:
            return unreadable(name, f"this is no name of a file: {problem}")


def suggestion(given: str, among: Iterable[str]) -> str:
    """The end of a message that names the valid word nearest to a given one, or nothing if none is near.

    >>> suggestion("anthem_plaid", ["anthem_played", "guest_arrived"])
    '; did you mean anthem_played?'
    """
    return _suggestion(given[:80], tuple(islice(among, MOST_COMPARED)))


@lru_cache(maxsize=1_000)
def _suggestion(given: str, among: tuple[str, ...]) -> str:
    """Cached, since this is the slowest part of reporting a fault, and one slip is often repeated."""
    from difflib import get_close_matches

    nearest = get_close_matches(given, among, n=1) or get_close_matches(given.lower(), among, n=1)
    return f"; did you mean {nearest[0]}?" if nearest else ""
