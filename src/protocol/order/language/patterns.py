"""Patterns: the events that a rule names, and the finite alphabet that a set of patterns makes.

A pattern is an event class, and optionally values of fields that have finitely many. Events that rules do not
distinguish share one letter, so that an automaton over infinitely many events stays small.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from itertools import product
from types import NoneType
from typing import Any, Final, get_args

from attrs import Attribute, fields_dict
from attrs.exceptions import NotAnAttrsClassError

from protocol.errors import PatternError
from protocol.fields import frozen

Reader = int | Callable[[Any], int]
"""What gives the letter of an event of one class: a number if it is always the same, else a function of the event."""


@frozen(cache_hash=True)
class Pattern:
    """Events of a class whose named fields have the given values."""

    event: type
    fields: tuple[tuple[str, object], ...] = ()

    def matches(self, event: object) -> bool:
        """Whether an event matches the pattern."""
        return type(event) is self.event and all(getattr(event, name) == value for name, value in self.fields)

    def __str__(self) -> str:
        guards = ", ".join(f"{name}={getattr(value, 'value', value)}" for name, value in self.fields)
        return f"{self.event.__name__}({guards})" if guards else self.event.__name__


def where(event: type, **fields: object) -> Pattern:
    """The pattern of an event class whose fields have these values.

    Only fields with finitely many values can be named, because others would make the alphabet infinite.

    >>> from protocol.events import AnthemPlayed
    >>> from protocol.values import Side
    >>> str(where(AnthemPlayed, of=Side.GUEST))
    'AnthemPlayed(of=guest)'
    """
    known = _fields_of(event)
    for name, value in fields.items():
        if name not in known:
            raise PatternError(event.__name__, name, f"its fields are {', '.join(known) or 'none'}")
        _require_finite(event, known[name], value)
    return Pattern(event, tuple(sorted(fields.items())))


def _fields_of(event: type) -> "dict[str, Attribute[Any]]":
    try:
        return fields_dict(event)
    except NotAnAttrsClassError:
        raise PatternError(event.__name__, None, "an attrs class of events is wanted") from None


def _require_finite(event: type, attribute: "Attribute[Any]", value: object) -> None:
    members = get_args(attribute.type) or (attribute.type,)
    if not all(isinstance(member, type) and issubclass(member, Enum | bool | NoneType) for member in members):
        raise PatternError(event.__name__, attribute.name, "only fields of enums and booleans can be told apart")
    if type(value) not in members:
        raise PatternError(event.__name__, attribute.name, f"{value!r} is none of its values")


class _Another(Enum):
    ANOTHER = "another value"


ANOTHER: Final = _Another.ANOTHER
"""The value of a field in a case if it is none that a pattern names."""


@frozen
class Case:
    """Events that a set of patterns does not distinguish: their class, and values of the fields that patterns name."""

    event: type
    fields: tuple[tuple[str, object], ...] = ()

    def satisfies(self, pattern: Pattern) -> bool:
        """Whether events of this case match a pattern."""
        mine = dict(self.fields)
        return self.event is pattern.event and all(mine.get(name) == value for name, value in pattern.fields)

    @property
    def named(self) -> tuple[tuple[str, object], ...]:
        """The fields whose value is one that a pattern names."""
        return tuple((name, value) for name, value in self.fields if value is not ANOTHER)

    def __str__(self) -> str:
        return str(Pattern(self.event, self.named))


def cases(patterns: Iterable[Pattern]) -> tuple[Case, ...]:
    """All cases that the patterns distinguish: for each class the values that they name, and one for all others."""
    named: dict[type, dict[str, dict[object, None]]] = {}
    for pattern in patterns:
        values = named.setdefault(pattern.event, {})
        for name, value in pattern.fields:
            values.setdefault(name, {})[value] = None
    return tuple(case for event, values in named.items() for case in _cases_of(event, values))


def _cases_of(event: type, values: Mapping[str, Mapping[object, None]]) -> Iterable[Case]:
    for combination in product(*((*options, ANOTHER) for options in values.values())):
        yield Case(event, tuple(zip(values, combination, strict=True)))


@frozen
class Alphabet:
    """The letters that a set of patterns makes.

    A letter is the set of patterns that hold; letter 0 is the empty set, which every other event shares.
    """

    letters: tuple[frozenset[Pattern], ...]
    of_case: Mapping[Case, int]

    @classmethod
    def over(cls, patterns: Iterable[Pattern]) -> "Alphabet":
        """The alphabet of some patterns."""
        patterns = tuple(dict.fromkeys(patterns))
        index: dict[frozenset[Pattern], int] = {frozenset(): 0}
        of_case: dict[Case, int] = {}
        for case in cases(patterns):
            holds = frozenset(pattern for pattern in patterns if case.satisfies(pattern))
            of_case[case] = index.setdefault(holds, len(index))
        return cls(tuple(index), of_case)

    def readers(self) -> dict[type, Reader]:
        """For each event class that the patterns name, the reader of its letters."""
        by_class: dict[type, dict[Case, int]] = {}
        for case, letter in self.of_case.items():
            by_class.setdefault(case.event, {})[case] = letter
        return {event: reader(letters) for event, letters in by_class.items()}


def reader(letters: Mapping[Case, int]) -> Reader:
    """The reader of the letters of one event class, from the letter of each of its cases."""
    if len(set(letters.values())) == 1:
        return next(iter(letters.values()))
    names = tuple(name for name, _ in next(iter(letters)).fields)
    table = {tuple(value for _, value in case.fields): letter for case, letter in letters.items()}
    return _single(names[0], table) if len(names) == 1 else _several(names, table)


def _single(name: str, table: Mapping[tuple[object, ...], int]) -> Reader:
    by_value = {value: letter for (value,), letter in table.items()}
    another = by_value[ANOTHER]
    return lambda event: by_value.get(getattr(event, name), another)


def _several(names: tuple[str, ...], table: Mapping[tuple[object, ...], int]) -> Reader:
    known = tuple({key[place] for key in table} for place in range(len(names)))

    def read(event: object) -> int:
        values = (getattr(event, name) for name in names)
        return table[tuple(value if value in mine else ANOTHER for value, mine in zip(values, known, strict=True))]

    return read
