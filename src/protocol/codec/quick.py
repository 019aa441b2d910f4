"""A fast cattrs converter, whose hooks read well-formed plain data and give up on all others.

The hook of a class is a function generated for it, field by field. When it gives up, it does not say why: then the
converter of `protocol.codec.converter` reads the data, and it alone words messages. A property-based test shows that
both converters read all that the hooks accept as the same value.

A hook checks values while it reads them, so it sets the fields directly and does not run the checks of the class again.
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
from protocol.codec.converter import is_tuple
from protocol.codec.scalars import LARGEST, date_time, day, duration, moment
from protocol.codec.upcasts import NOW
from protocol.events import BY_TAG, EVENTS, EntryCorrected, Event
from protocol.stream import Entry
from protocol.values import COUNTRIES, UNDETERMINED, Country, Dates, Duration, Moment, Precision, Text, by_part

Hook = Callable[..., Any]
"""Takes plain data and the type that cattrs passes, which it does not need."""


class GaveUp(Exception):  # noqa: N818 - not an error: the other converter reads the data then
    """Raised for data that are faulty or unusual; any other exception of a hook means the same."""


_UNSAID: Final = object()
"""The value of a key that is missing."""
_STATES: Final = {country.code: country for country in COUNTRIES}


def make_quick_converter() -> Converter:
    """The converter, which reads entries that are marked with the current format."""
    converter = Converter()
    for kind, hook in _SCALARS.items():
        converter.register_structure_hook(kind, hook)
    for kind in _ENUMS:  # one by one: a hook for their base class would be that of texts
        converter.register_structure_hook(kind, _member_hook(kind))
    converter.register_structure_hook_factory(is_tuple, lambda kind: _tuple_hook(kind, converter))
    converter.register_structure_hook_factory(attrs.has, lambda kind: _class_hook(kind, converter))
    converter.register_structure_hook(Event, _event_hook(converter))
    return converter


def _words(given: Any, _: object = None) -> str:  # noqa: ANN401 - plain data have no common type, here and below
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
    value = datetime.fromisoformat(given)  # a date-time, since it has a T; 24:00 is left to `moment`, see above
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
    Duration: lambda given, _=None: duration(**given) if given.__class__ is dict else duration(given),
}


_ENUMS: Final = [kind for kind in vars(values).values() if isinstance(kind, type) and issubclass(kind, Enum)]


def _member_hook(kind: type[Enum]) -> Hook:
    members = {member.value: member for member in kind}
    return lambda given, _=None: members[given]


def _tuple_hook(kind: Any, converter: Converter) -> Hook:  # noqa: ANN401 - a type form such as tuple[int, ...]
    read: Hook = converter.get_structure_hook(_plain(get_args(kind)[0]))

    def read_list(given: Any, _: object = None) -> tuple[Any, ...]:  # noqa: ANN401 - as above
        if given.__class__ is not list:
            raise GaveUp
        return tuple([read(each) for each in given])

    return read_list


def _event_hook(converter: Converter) -> Hook:
    class Readers(dict[str, Hook]):
        """The hook for each tag, made when its first event comes, since few files have events of all classes."""

        def __missing__(self, tag: str) -> Hook:
            found = self[tag] = converter.get_structure_hook(BY_TAG[tag])
            return found

    readers = Readers()
    return lambda given, _=None: readers[given["type"]](given)


def _class_hook(cls: type, converter: Converter) -> Hook:
    """Generate the function that reads values of a class: required keys first, then optional ones.

    The function returns as soon as it has read as many keys as there are, since most optional keys are usually missing.
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
        *(["made.__attrs_post_init__()"] if hasattr(cls, "__attrs_post_init__") else []),
        "return made",
    ]
    scope: dict[str, Any] = {"GaveUp": GaveUp, "NOW": NOW, "UNSAID": _UNSAID, "cls": cls, "new": object.__new__}
    scope |= {"by_part": by_part}
    scope |= {f"read_{each.name}": converter.get_structure_hook(_type_of(cls, each)[0]) for each in fields}
    scope |= {f"default_{each.name}": each.default for each in others}
    scope |= {f"set_{name}": slot.__set__ for name, slot in vars(cls).items() if isinstance(slot, MemberDescriptorType)}
    scope |= {"unsaid": cls()} if marks and not needed else {}
    exec("\n    ".join(("def read(given, _=None):", *lines)), scope)  # noqa: S102 - generated from our own classes only
    return scope["read"]  # type: ignore[no-any-return] # a function


def _reading_of(cls: type, each: "attrs.Attribute[Any]") -> str:
    """The statement that reads a field from the plain data of its key."""
    declared, optional = _type_of(cls, each)
    read = f"read_{each.name}(said)"
    if each.name == "present":
        read = f"by_part({read})"
    if declared is str:
        read = f"said if said.__class__ is str and said.isascii() else {read}"
    return f"its_{each.name} = None if said is None else {read}" if optional else f"its_{each.name} = {read}"


def _type_of(cls: type, each: "attrs.Attribute[Any]") -> tuple[Any, bool]:
    """The type of a field without None, and whether the field may be None."""
    members = get_args(each.type) if get_origin(each.type) in {Union, UnionType} else (each.type,)
    optional = NoneType in members
    if each.name == "event" and cls in {
        Entry,
        EntryCorrected,
    }:  # an event of any class, which the annotation cannot say
        return Event, optional
    return _plain(next(member for member in members if member is not NoneType)), optional


def _plain(declared: Any) -> Any:  # noqa: ANN401 - as above
    return get_args(declared)[0] if get_origin(declared) is Annotated else declared
