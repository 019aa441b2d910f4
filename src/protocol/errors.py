"""What can go wrong, as exceptions that say what was wanted and what to do.

A departure from protocol is never an exception: it is a finding, and findings are values.
Exceptions are for misuse, for input that cannot be read, and for the caller who asked for a refusal.
Every class derives from `ProtocolError` and from the builtin that it behaves like, carries its facts
as fields, and survives pickling.
"""

from collections.abc import Sequence

from attrs import define


# No slots in errors: an exception has a `__dict__` anyway, and with slots `__notes__` and pickling need more code.
@define(slots=False, eq=False)
class ProtocolError(Exception):
    """The root of all errors that this library raises."""


@define(slots=False, eq=False)
class InvalidValueError(ProtocolError, ValueError):
    """A value cannot be what it was given as, such as a country code that no country has."""

    what: str
    given: object
    wanted: str

    def __str__(self) -> str:
        return f"{self.what} cannot be {self.given!r}: {self.wanted}"


@define(slots=False, eq=False)
class StreamError(ProtocolError, ValueError):
    """Entries do not make a stream: the record is not opened first, or positions do not increase."""

    position: int | None
    problem: str

    def __str__(self) -> str:
        where = "stream" if self.position is None else f"entry {self.position}"
        return f"{where}: {self.problem}"


@define(slots=False, eq=False)
class PatternError(ProtocolError, TypeError):
    """A pattern asks for a field that an event does not have or that has too many values to tell apart."""

    event: str
    field: str | None
    wanted: str

    def __str__(self) -> str:
        where = self.event if self.field is None else f"{self.event}.{self.field}"
        return f"no pattern over {where}: {self.wanted}"


@define(slots=False, eq=False)
class RulebookError(ProtocolError, ValueError):
    """A rule or rulebook is not well made: a code is used twice, or a rule lacks what every rule has."""

    code: str
    problem: str

    def __str__(self) -> str:
        return f"{self.code}: {self.problem}"


@define(slots=False, eq=False)
class OrderBudgetError(ProtocolError):
    """An order asks for more than can be worked out: its automaton has too many states, or they ask for too much."""

    order: str
    most: int

    def __str__(self) -> str:
        return (
            f"{self.order}: more than {self.most} states would be needed to follow it; "
            "say less in one rule, or count fewer steps ahead"
        )


@define(slots=False, eq=False)
class ImpliedRuleError(ProtocolError):
    """A rule cannot be broken alone: whatever breaks it breaks others too, those of the codes in `implied_by`."""

    code: str
    implied_by: tuple[str, ...]

    def __str__(self) -> str:
        others = ", ".join(self.implied_by) or "others of the rulebook"
        return f"{self.code} cannot be broken alone: whatever breaks it breaks {others} as well"


@define(slots=False, eq=False)
class VersionConflictError(ProtocolError):
    """A batch was not appended to a visit, because the visit is not as whoever sent it had seen it.

    `expected` and `found` are versions of the visit; `foreign` is the first entry that is not of the batch, None where
    the visit does not reach as far as was expected, or holds a part of the batch alone. `reused` says that the foreign
    entry is kept under an id which the batch has for another entry.
    """

    visit: str
    expected: int
    found: int
    foreign: object | None = None
    reused: bool = False

    def __str__(self) -> str:
        if self.reused:
            used = f"{self.visit}: an id of the batch is in use already, for {self.foreign}"
            return f"{used}; what is not that entry needs an id of its own"
        seen = f"{self.visit}: version {self.expected} was expected and {self.found} found"
        if self.foreign is not None:
            return f"{seen}; the first foreign entry is {self.foreign}"
        return seen if self.found < self.expected else f"{seen}; what is there is a part of this batch, not all of it"


@define(slots=False, eq=False)
class UnreadableError(ProtocolError, ValueError):
    """An input could not be read; `faults` says what was wrong and where, all of it at once.

    `faults` are values with a line and a column where the input has them.
    """

    source: str
    faults: Sequence[object]

    def __str__(self) -> str:
        return "\n".join(f"{self.source}:{fault}" for fault in self.faults)


@define(slots=False, eq=False)
class MissingExtraError(ProtocolError, ImportError):
    """Something was asked for that needs an optional dependency which is not installed."""

    what: str
    extra: str

    def __str__(self) -> str:
        return f"{self.what} needs an extra: pip install 'state-visit-protocol[{self.extra}]'"
