"""A converter of cattrs made for speed: its hooks accept plain data that are as they should be, or give up.

The hook of a class is a function written out for it, field by field. It says nothing of why it gives up: then the
converter of `protocol.codec.converter` reads, which alone words messages. A property holds that this converter reads
whatever these hooks accept as the same value.

What a hook accepts was checked while it was read, so it is not checked once more by the class: its fields are set as
the class itself sets them in the end.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from types import MemberDescriptorType, NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin
from unicodedata import normalize

import attrs
from cattrs import Converter

from protocol import values
from protocol.codec.scalars import LARGEST, date_time, day, moment
from protocol.codec.upcasts import NOW
from protocol.events import BY_TAG, EVENTS, EntryCorrected, Event
from protocol.stream import Entry
from protocol.values import COUNTRIES, UNDETERMINED, Country, Dates, Moment, Precision, Text

Hook = Callable[..., Any]
"""Takes plain data and, as cattrs has it, a type that it does not need."""


class GaveUp(Exception):  # noqa: N818 - not an error: the other converter reads it then
    """What is given is not as it should be, or not as it nearly always is; any other exception says the same."""


_UNSAID: Final = object()
"""Stands for a key that is not there."""
_STATES: Final = {country.code: country for country in COUNTRIES}


def make_quick_converter() -> Converter:
    """The converter, which reads entries in the present format, with its mark."""
    converter = Converter()
    for kind, hook in _SCALARS.items():
        converter.register_structure_hook(kind, hook)
    for kind in _ENUMS:  # each by itself: their common class is a text, whose hook any text satisfies
        converter.register_structure_hook(kind, _member_hook(kind))
    converter.register_structure_hook_factory(_is_tuple, lambda kind: _tuple_hook(kind, converter))
    converter.register_structure_hook_factory(attrs.has, lambda kind: _class_hook(kind, converter))
    converter.register_structure_hook(Event, _event_hook(converter))
    return converter


def _words(given: Any, _: object = None) -> str:  # noqa: ANN401 - plain data are what they are, here and below
    if given.__class__ is not str:
        raise GaveUp
    return given if given.isascii() else normalize("NFC", given)


def _number(given: Any, _: object = None) -> int:  # noqa: ANN401 - as above
    if given.__class__ is not int or not -LARGEST <= given <= LARGEST:
        raise GaveUp
    return given


def _truth(given: Any, _: object = None) -> bool:  # noqa: ANN401 - as above
    if given.__class__ is not bool:
        raise GaveUp
    return given


def _text(given: Any, _: object = None) -> Text:  # noqa: ANN401 - as above
    if given.__class__ is not str:
        return Text({tag: _words(form) for tag, form in given.items()})
    if not given or given.isspace():
        raise GaveUp
    made = object.__new__(Text)
    _SET_FORMS(made, ((UNDETERMINED, given if given.isascii() else normalize("NFC", given)),))
    _SET_HASH(made, None)
    return made


_SET_FORMS, _SET_HASH = (vars(Text)[name].__set__ for name in ("forms", "_attrs_cached_hash"))
_SET_VALUE, _SET_PRECISION, _SET_WORDING = (vars(Moment)[each.name].__set__ for each in attrs.fields(Moment))


def _zoned_time(given: Any, _: object = None) -> datetime:  # noqa: ANN401 - as above
    found = date_time(given)
    if found.tzinfo is None:
        raise GaveUp
    return found


def _moment(given: Any, _: object = None) -> Moment:  # noqa: ANN401 - as above
    if given.__class__ is dict:
        return moment(**given)
    if given[10:11] != "T" or given[11:13] == "24":
        return moment(given)
    value = datetime.fromisoformat(
        given
    )  # what has a T there is a date-time, and 24:00 alone is another than is written
    if value.tzinfo is None:
        raise GaveUp
    made = object.__new__(Moment)
    _SET_VALUE(made, value)
    _SET_PRECISION(made, Precision.EXACT)
    _SET_WORDING(made, None)
    return made


def _dates(given: Any, _: object = None) -> Dates:  # noqa: ANN401 - as above
    if given.__class__ is not list or not 0 < len(given) <= 2:  # noqa: PLR2004 - the first day and the last
        raise GaveUp
    return Dates(*map(day, given))


_SCALARS: Final[Mapping[Any, Hook]] = {
    str: _words,
    int: _number,
    bool: _truth,
    date: day,
    datetime: _zoned_time,
    Text: _text,
    Country: lambda given, _=None: _STATES[given],
    Moment: _moment,
    Dates: _dates,
}


_ENUMS: Final = [kind for kind in vars(values).values() if isinstance(kind, type) and issubclass(kind, Enum)]


def _member_hook(kind: type[Enum]) -> Hook:
    members = {member.value: member for member in kind}
    return lambda given, _=None: members[given]


def _is_tuple(kind: Any) -> bool:  # noqa: ANN401 - a type, or what stands for several
    return get_origin(kind) is tuple


def _tuple_hook(kind: Any, converter: Converter) -> Hook:  # noqa: ANN401 - as above
    read: Hook = converter.get_structure_hook(_plain(get_args(kind)[0]))

    def read_list(given: Any, _: object = None) -> tuple[Any, ...]:  # noqa: ANN401 - as above
        if given.__class__ is not list:
            raise GaveUp
        return tuple([read(each) for each in given])

    return read_list


def _event_hook(converter: Converter) -> Hook:
    class Readers(dict[str, Hook]):
        """By tag, what reads events of a class; written when the first comes, since few files have all of them."""

        def __missing__(self, tag: str) -> Hook:
            found = self[tag] = converter.get_structure_hook(BY_TAG[tag])
            return found

    readers = Readers()
    return lambda given, _=None: readers[given["type"]](given)


def _class_hook(cls: type, converter: Converter) -> Hook:
    """The function that reads values of a class: the keys that it needs, then those that there may be.

    It ends as soon as all keys that are given have been read, since most fields are seldom given.
    """
    fields = attrs.fields(cls)
    needed = [each for each in fields if each.default is attrs.NOTHING]
    others = [each for each in fields if each.default is not attrs.NOTHING]
    marks = 1 if cls is Entry or cls in EVENTS else 0  # the keys `format` and `type`, which are no fields
    lines = [
        "if given.__class__ is not dict: raise GaveUp",
        f"left = len(given) - {marks + len(needed)}",
        *(["if given['format'] != NOW: raise GaveUp"] if cls is Entry else []),
        *(["if not left: return unsaid"] if marks and not needed else []),
        *(f"said = given[{each.name!r}]; {_reading_of(cls, each)}" for each in needed),
        *(f"its_{each.name} = default_{each.name}" for each in others),
        "get = given.get",
        "while left:",
        *(
            f"    if (said := get({each.name!r}, UNSAID)) is not UNSAID:\n"
            f"            {_reading_of(cls, each)}; left -= 1\n"
            "            if not left: break"
            for each in others
        ),
        "    raise GaveUp",
        "made = new(cls)",
        *(f"set_{each.name}(made, its_{each.name})" for each in fields),
        *(["set__attrs_cached_hash(made, None)"] if "_attrs_cached_hash" in vars(cls) else []),
        "return made",
    ]
    scope: dict[str, Any] = {"GaveUp": GaveUp, "NOW": NOW, "UNSAID": _UNSAID, "cls": cls, "new": object.__new__}
    scope |= {f"read_{each.name}": converter.get_structure_hook(_type_of(cls, each)[0]) for each in fields}
    scope |= {f"default_{each.name}": each.default for each in others}
    scope |= {f"set_{name}": slot.__set__ for name, slot in vars(cls).items() if isinstance(slot, MemberDescriptorType)}
    scope |= {"unsaid": cls()} if marks and not needed else {}
    exec("\n    ".join(("def read(given, _=None):", *lines)), scope)  # noqa: S102 - written from our own classes alone
    return scope["read"]  # type: ignore[no-any-return] # a function


def _reading_of(cls: type, each: "attrs.Attribute[Any]") -> str:
    """The statement that reads a field from what was said of it."""
    declared, optional = _type_of(cls, each)
    read = f"read_{each.name}(said)"
    if declared is str:
        read = f"said if said.__class__ is str and said.isascii() else {read}"
    return f"its_{each.name} = None if said is None else {read}" if optional else f"its_{each.name} = {read}"


def _type_of(cls: type, each: "attrs.Attribute[Any]") -> tuple[Any, bool]:
    """What a field may be, None aside, and whether it may be None."""
    members = get_args(each.type) if get_origin(each.type) in {Union, UnionType} else (each.type,)
    optional = NoneType in members
    if each.name == "event" and cls in {Entry, EntryCorrected}:  # of whichever class: the annotation cannot say it
        return Event, optional
    return _plain(next(member for member in members if member is not NoneType)), optional


def _plain(declared: Any) -> Any:  # noqa: ANN401 - as above
    return get_args(declared)[0] if get_origin(declared) is Annotated else declared
