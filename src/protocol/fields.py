"""Fields that convert what they are given to their declared type, or refuse it.

Without this, the word `"host"` in a field declared as `Side` would compare equal to `Side.HOST` and still escape every
rule that looks at the field, and a list would stay one that the caller may change later.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from enum import Enum
from functools import cache, partial
from inspect import Parameter, Signature
from types import FunctionType, NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Final,
    NoReturn,
    Self,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    is_typeddict,
)
from unicodedata import normalize

import attrs
from attrs import Attribute

from protocol.errors import InvalidValueError

C = TypeVar("C", bound=type)
K = TypeVar("K")
V = TypeVar("V")
Converter = Callable[[Any], Any]
"""Converts a given value to a declared type, or raises `InvalidValueError`."""

_WANTED: Final = {
    bool: "True or False",
    int: "a whole number",
    float: "a number",
    date: "a day such as 2023-04-10",
    datetime: "a date-time such as 2023-04-10T10:30+06:00",
}
_READ: Final = {date: date.fromisoformat, datetime: datetime.fromisoformat}
"""How a text is read if a day or a date-time is wanted."""
_TAKES_ONE: Final = Signature([Parameter("given", Parameter.POSITIONAL_ONLY)])
_NOT_MEANT: Final = (bool, datetime)
"""Types that are subclasses of a declared one and not meant by it: True is an `int`, a date-time is a `date`."""


class FrozenDict(dict[K, V]):
    """A mapping that cannot be changed, so it can be shared, hashed and pickled like any value.

    >>> kept = FrozenDict({"by": "duty officer"})
    >>> kept["by"] = "somebody else"
    Traceback (most recent call last):
    ...
    TypeError: a FrozenDict cannot be changed
    """

    __slots__ = ()

    @classmethod
    def of(cls, given: Mapping[K, V]) -> "FrozenDict[K, V]":
        """A copy of a mapping, or the mapping itself if it is a `FrozenDict` already."""
        return given if isinstance(given, cls) else cls(given)

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        message = "a FrozenDict cannot be changed"
        raise TypeError(message)

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override] # it cannot be changed, so it has a hash
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[Self], tuple[dict[K, V]]]:
        return type(self), (dict(self),)


def as_declared(cls: type, fields: "list[Attribute[Any]]") -> "list[Attribute[Any]]":
    """Give every field that has no converter one to its declared type; this is a `field_transformer` of attrs.

    For an enum, a word such as `"host"` becomes a member; a class with a method `of` calls it; a list becomes a tuple.

    >>> from protocol.events import AnthemPlayed
    >>> AnthemPlayed(of="guest")
    AnthemPlayed(of=<Side.GUEST: 'guest'>, state=None)
    >>> AnthemPlayed(of="gest")
    Traceback (most recent call last):
    ...
    protocol.errors.InvalidValueError: AnthemPlayed.of cannot be 'gest': host, guest or other is wanted; ...
    """
    return [_converting(each, f"{cls.__name__}.{each.name}") for each in fields]


def _converting(each: "Attribute[Any]", name: str) -> "Attribute[Any]":
    if each.converter or not each.init or (convert := _to(each.type, name)) is None:
        return each
    if isinstance(convert, FunctionType):
        # attrs asks every converter for its signature, and working that out takes longer than making the converter.
        # Setting it here saves most of that time, as `bench/starting.py` measures.
        convert.__signature__ = _TAKES_ONE  # type: ignore[attr-defined] # read by `inspect.signature`
    return each.evolve(converter=convert)


if TYPE_CHECKING:
    from attrs import frozen as frozen  # noqa: PLC0414 - so that type checkers treat it as attrs' own, and as exported
else:
    frozen = partial(attrs.frozen, field_transformer=as_declared)
    """`attrs.frozen` with fields that convert what they are given to their declared types."""


def sparing(cls: C) -> C:
    """Give a frozen class an `__init__` that converts and validates only what differs from the default.

    That of attrs calls every converter. For a class with many fields, of which most instances give two or three, these
    calls take most of the time: an entry is made in two thirds of it without them.
    """
    fields = attrs.fields(cls)
    given = [each.name if each.default is attrs.NOTHING else f"{each.name}=default_{each.name}" for each in fields]
    checks = [
        f"if {each.name} is not default_{each.name}: check_{each.name}(self, of_{each.name}, self.{each.name})"
        for each in fields
        if each.validator
    ]
    lines = (*(f"set_{each.name}(self, {_sparingly(each)})" for each in fields), *checks)
    scope: dict[str, Any] = {}
    for each in fields:
        scope |= {f"default_{each.name}": each.default, f"convert_{each.name}": each.converter}
        scope |= {f"kind_{each.name}": _kept_as_is(each), f"set_{each.name}": vars(cls)[each.name].__set__}
        scope |= {f"check_{each.name}": each.validator, f"of_{each.name}": each}
    exec("\n    ".join((f"def __init__(self, {', '.join(given)}):", *lines)), scope)  # noqa: S102 - generated from our own classes only
    made, kind = scope["__init__"], cast("Any", cls)
    made.__annotations__, made.__qualname__ = kind.__init__.__annotations__, f"{cls.__qualname__}.__init__"
    kind.__init__ = made
    return cls


def _sparingly(each: "Attribute[Any]") -> str:
    """The expression for the value of a field: as given if it is the default or an instance, else converted."""
    if each.converter is None:
        return each.name
    unlike = "" if each.default is attrs.NOTHING else f"{each.name} is default_{each.name}"
    instance = "" if _kept_as_is(each) is None else f"{each.name}.__class__ is kind_{each.name}"
    return f"{each.name} if {' or '.join(filter(None, (unlike, instance)))} else convert_{each.name}({each.name})"


def _kept_as_is(each: "Attribute[Any]") -> type | None:
    """The class whose instances the converter of a field keeps, if it is one of ours and does."""
    ours = getattr(each.converter, "__signature__", None) is _TAKES_ONE
    kinds = [kind for kind in get_args(each.type) or (each.type,) if isinstance(kind, type) and kind is not NoneType]
    return kinds[0] if ours and len(kinds) == 1 and kinds[0] is not str and get_origin(each.type) is not tuple else None


def _to(declared: Any, name: str) -> Converter | None:  # noqa: ANN401 - a type or a type form such as tuple[int, ...]
    """The converter to a type; None if any value is allowed."""
    members = get_args(declared) if get_origin(declared) in {Union, UnionType} else (declared,)
    members = tuple(get_args(each)[0] if get_origin(each) is Annotated else each for each in members)
    present = tuple(member for member in members if member is not NoneType)
    if len(present) > 1:
        return _to_any(present, name, optional=NoneType in members)
    made = get_origin(*present) or present[0]
    if made in {tuple, frozenset}:
        return _to_collection(made, get_args(*present), name, optional=NoneType in members)
    if made is Mapping:
        return FrozenDict.of
    return _to_one(present[0], name, optional=NoneType in members)


def _to_any(members: tuple[Any, ...], name: str, *, optional: bool) -> Converter | None:
    if not all(isinstance(member, type) for member in members):
        return None
    wanted = " or ".join(f"a {member.__name__}" for member in members)

    def check(given: object) -> object:
        if isinstance(given, members) or (given is None and optional):
            return given
        raise InvalidValueError(name, given, f"{wanted} is wanted")

    return check


def _to_collection(made: type, items: tuple[Any, ...], name: str, *, optional: bool) -> Converter:
    """The converter to a tuple or a frozen set; a single item, such as one person, becomes a collection of one."""
    item = items[0]
    convert = None if item in {int, float, bool} or items[1:] not in {(), (...,)} else _to(item, name)
    alone = (str, item) if isinstance(item, type) else str

    def collect(given: Any) -> object:  # noqa: ANN401 - any value
        if (given is None and optional) or (given.__class__ is made and (not given or convert is None)):
            return given
        several = (given,) if isinstance(given, alone) else given
        if not isinstance(several, Iterable) or isinstance(several, Mapping):
            raise InvalidValueError(name, given, "several are wanted, such as a list of them")
        return made(several if convert is None else map(convert, several))

    return collect


def _to_one(declared: Any, name: str, *, optional: bool) -> Converter | None:  # noqa: ANN401 - as above
    """The converter to a class: an instance, or None if optional, is kept, and anything else is converted."""
    # A `Protocol` or `TypedDict` cannot be recognised by the class of a value.
    by_class = isinstance(declared, type) and not (is_typeddict(declared) or getattr(declared, "_is_protocol", False))
    if not by_class or declared in {object, Any}:
        return None
    if declared is str:
        return _to_words(name, optional=optional)
    make = _converter_to(declared)

    def convert(given: object) -> object:
        if given.__class__ is declared or (given is None and optional):
            return given
        try:
            return make(given)
        except InvalidValueError as error:
            raise InvalidValueError(name, given, error.wanted) from None

    return convert


def _to_words(name: str, *, optional: bool) -> Converter:
    """The converter to a text in the Unicode form NFC, so that equal words are equal texts."""

    def convert(given: object) -> object:
        if isinstance(given, str):
            return given if given.isascii() else normalize("NFC", given)
        if given is None and optional:
            return None
        raise InvalidValueError(name, given, "a text is wanted")

    return convert


def _converter_to(declared: Any) -> Converter:  # noqa: ANN401 - a class
    """The function that makes an instance of a class from another value."""
    if issubclass(declared, Enum):
        return _chooser(declared)
    return declared.of if hasattr(declared, "of") else _reader_of(declared)


@cache
def _chooser(declared: type[Enum]) -> Converter:
    words = {(each.value if isinstance(each.value, str) else each.name.lower()): each for each in declared}

    def choose(given: object) -> Enum:
        if isinstance(given, str) and given in words:
            return words[given]
        from difflib import get_close_matches  # slow to load, and seldom needed

        *first, last = words
        near = get_close_matches(str(given).strip().lower().replace("_", "-").replace(" ", "-"), words, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise InvalidValueError(declared.__name__, given, f"{', '.join(first)} or {last} is wanted{hint}")

    return choose


def _reader_of(declared: Any) -> Converter:  # noqa: ANN401 - as above
    wanted, read = _WANTED.get(declared, f"a {declared.__name__}"), _READ.get(declared)
    accepted = (int, float) if declared is float else declared

    def check(given: Any) -> object:  # noqa: ANN401 - any value
        if isinstance(given, accepted) and not isinstance(given, _NOT_MEANT):
            return given
        if read is not None and isinstance(given, str):
            with suppress(ValueError):
                return read(given)
        raise InvalidValueError(declared.__name__, given, f"{wanted} is wanted")

    return check
