"""Exceptions, with messages that say what was wanted and what to do.

A departure from protocol is never an exception: it is a finding, and findings are values.
Exceptions are for misuse, for input that cannot be read, and for callers who ask for a refusal.
Every class derives from `ProtocolError` and, if there is a similar one, from a built-in exception; it has its facts as
fields, and it can be pickled.
"""

from collections.abc import Sequence

from attrs import define


# No slots in errors: an exception has a `__dict__` anyway, and with slots `__notes__` and pickling need more code.
@define(slots=False, eq=False)
class ProtocolError(Exception):
    """The root of all errors that this library raises."""


@define(slots=False, eq=False)
class InvalidValueError(ProtocolError, ValueError):
    """A value is not one that is allowed, such as a country code that no country has."""

    what: str
    given: object
    wanted: str

    def __str__(self) -> str:
        return f"{self.what} cannot be {self.given!r}: {self.wanted}"


@define(slots=False, eq=False)
class StreamError(ProtocolError, ValueError):
    """Entries do not make a stream, for instance because positions do not increase."""

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
    """A rule or rulebook is not well made: for instance, a code is used twice, or a rule has no source."""

    code: str
    problem: str

    def __str__(self) -> str:
        return f"{self.code}: {self.problem}"


@define(slots=False, eq=False)
class OrderBudgetError(ProtocolError):
    """An order is too complex to follow: its automaton would need too many states."""

    order: str
    most: int

    def __str__(self) -> str:
        return (
            f"{self.order}: more than {self.most} states would be needed to follow it; "
            "say less in one rule, or count fewer steps ahead"
        )


@define(slots=False, eq=False)
class ImpliedRuleError(ProtocolError):
    """A rule cannot be broken alone: what breaks it also breaks the rules whose codes are in `implied_by`."""

    code: str
    implied_by: tuple[str, ...]

    def __str__(self) -> str:
        others = ", ".join(self.implied_by) or "others of the rulebook"
        return f"{self.code} cannot be broken alone: whatever breaks it breaks {others} as well"


@define(slots=False, eq=False)
class VersionConflictError(ProtocolError):
    """A batch was not appended, because the visit in the store has changed since the sender read it.

    `expected` and `found` are versions of the visit. `foreign` is the first entry in the store that is not of the
    batch; it is None if the visit is shorter than expected, or has only a part of the batch. `reused` says that the
    foreign entry has an id that the batch uses for another entry.
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
class StoreError(ProtocolError):
    """A store cannot be opened, read or written, for instance because a file is no store or the disk is full."""

    store: str
    problem: str

    def __str__(self) -> str:
        return f"{self.store}: {self.problem}"


@define(slots=False, eq=False)
class UnreadableError(ProtocolError, ValueError):
    """An input could not be read; `faults` are all its faults, with line and column where the input has them."""

    source: str
    faults: Sequence[object]

    def __str__(self) -> str:
        return "\n".join(f"{self.source}:{fault}" for fault in self.faults)


@define(slots=False, eq=False)
class UnreadableEntryError(UnreadableError):
    """An entry that a store keeps cannot be read; those after its position can, so read on from there."""

    position: int
    visit_id: str
    id: str
    type: str


@define(slots=False, eq=False)
class ApplyError(ProtocolError):
    """A read model was brought up to date only as far as an entry that could not be applied to it.

    `event` is the class of the entry's event, or its tag if the entry cannot even be read.
    """

    position: int
    visit_id: str
    event: str
    problem: str

    def __str__(self) -> str:
        return (
            f"position {self.position}, {self.event} of {self.visit_id}, could not be applied: {self.problem}; "
            'every entry before it was applied; fix the cause and run again, or skip such entries with on_error="skip"'
        )


@define(slots=False, eq=False)
class MissingExtraError(ProtocolError, ImportError):
    """An optional dependency is needed that is not installed."""

    what: str
    extra: str

    def __str__(self) -> str:
        return f"{self.what} needs an extra: pip install 'state-visit-protocol[{self.extra}]'"
