"""What is wrong with an input, and where: collected, so that all of it is said at once."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import Final

from attrs import define, field

from protocol.errors import UnreadableError
from protocol.fields import frozen

MOST_FAULTS: Final = 50
"""How many faults of one input are shown; the rest is counted, for nobody mends a thousand at once."""

MOST_COMPARED: Final = 1_000
"""With how many words a misspelt one is compared: comparing takes long."""

LONGEST_MESSAGE: Final = 400
"""Beyond this a message says more about the size of the input than about its fault."""


@frozen
class InputFault:
    """One thing wrong with an input, at a line and column, both from 1, where the input has them.

    >>> str(InputFault(3, 7, "a step is missing"))
    '3:7: a step is missing'
    """

    line: int | None
    column: int | None
    message: str

    def __str__(self) -> str:
        return f" {self.message}" if self.line is None else f"{self.line}:{self.column}: {self.message}"


class FaultedError(Exception):
    """Raised once a fault has been written down, to leave the part that cannot be read; it never reaches a caller."""


@define
class FaultLog:
    """The faults of one input, in the order found; those beyond `MOST_FAULTS` are only counted."""

    count: int = 0
    first: list[InputFault] = field(factory=list)

    def add(self, line: int | None, column: int | None, message: str) -> FaultedError:
        """Write a fault down; what is returned may be raised, where reading cannot go on."""
        self.count += 1
        if len(self.first) < MOST_FAULTS:
            self.first.append(InputFault(line, column, _shorten(message)))
        return FaultedError()

    def join(self, other: "FaultLog") -> None:
        """Take over the faults of another log."""
        self.count += other.count
        self.first += other.first[: MOST_FAULTS - len(self.first)]

    def error(self, name: str) -> UnreadableError:
        """All faults as the error that tells them."""
        rest = self.count - len(self.first)
        more = [InputFault(None, None, f"and {rest} more, {self.count} in all")] if rest else []
        return UnreadableError(name, (*sorted(self.first, key=_place), *more))

    @property
    def full(self) -> bool:
        """Whether further faults are only counted, so that nothing need be looked up for their messages."""
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
    """The error that an input cannot be read at all, whatever stands in it."""
    return UnreadableError(name, (InputFault(None, None, message),))


def not_opened(name: str, problem: OSError | ValueError) -> UnreadableError:
    """The error that an input cannot be opened or, once it was, not be read to its end."""
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
    """The end of a message that names the nearest of what would have been right, or nothing.

    >>> suggestion("anthem_plaid", ["anthem_played", "guest_arrived"])
    '; did you mean anthem_played?'
    """
    return _suggestion(given[:80], tuple(islice(among, MOST_COMPARED)))


@lru_cache(maxsize=1_000)
def _suggestion(given: str, among: tuple[str, ...]) -> str:
    """Cached, for looking takes longer than all else about a fault, and one slip is often made many times."""
    from difflib import get_close_matches

    nearest = get_close_matches(given, among, n=1) or get_close_matches(given.lower(), among, n=1)
    return f"; did you mean {nearest[0]}?" if nearest else ""
