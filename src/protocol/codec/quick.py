"""Readers made for speed: a function for each class, written out field by field, that reads what is as it should be.

They accept plain data or give up, and say nothing of why: what they give up on is read by the converter, which alone
words messages. A property holds that the converter reads whatever they accept as the same value.

What they make was checked while it was read, so it is not checked once more by the class: its fields are set as the
class itself sets them in the end.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin
from unicodedata import normalize

import attrs

from protocol.codec.scalars import LARGEST, date_time, day, moment
from protocol.codec.upcasts import NOW
from protocol.events import BY_TAG, EntryCorrected
from protocol.stream import Entry
from protocol.values import COUNTRIES, UNDETERMINED, Country, Dates, Moment, Text

Reader = Callable[[Any], Any]


class GaveUp(Exception):  # noqa: N818 - not an error: the converter reads it then
    """What is given is not as it should be, or not as it nearly always is."""


_UNSAID: Final = object()
"""Stands for a key that is not there."""
_STATES: Final = {country.code: country for country in COUNTRIES}


def _words(given: Any) -> str:  # noqa: ANN401 - plain data are what they are, here and below
    if given.__class__ is not str:
        raise GaveUp
    return given if given.isascii() else normalize("NFC", given)


def _number(given: Any) -> int:  # noqa: ANN401 - as above
    if given.__class__ is not int or not -LARGEST <= given <= LARGEST:
        raise GaveUp
    return given


def _truth(given: Any) -> bool:  # noqa: ANN401 - as above
    if given.__class__ is not bool:
        raise GaveUp
    return given


def _text(given: Any) -> Text:  # noqa: ANN401 - as above
    if given.__class__ is dict:
        return Text({tag: _words(form) for tag, form in given.items()})
    words = _words(given)
    if not words or words.isspace():
        raise GaveUp
    return _made_text(((UNDETERMINED, words),))


def _zoned(given: Any) -> datetime:  # noqa: ANN401 - as above
    found = date_time(given)
    if found.tzinfo is None:
        raise GaveUp
    return found


def _moment(given: Any) -> Moment:  # noqa: ANN401 - as above
    return moment(**given) if given.__class__ is dict else moment(given)


def _dates(given: Any) -> Dates:  # noqa: ANN401 - as above
    if given.__class__ is not list or not 0 < len(given) <= 2:  # noqa: PLR2004 - the first day and the last
        raise GaveUp
    return Dates(*map(day, given))


def event(given: Any) -> Any:  # noqa: ANN401 - as above; which event it is shows only at run time
    """The event that plain data tell, or `GaveUp`."""
    if given.__class__ is not dict:
        raise GaveUp
    return _of_event(given["type"])(given)


def entry(given: Any) -> Entry[Any]:  # noqa: ANN401 - as above
    """The entry that plain data tell in the present version, its mark among them; or `GaveUp`."""
    return _of_entry()(given)  # type: ignore[no-any-return] # what the written function makes


_SCALARS: Final[Mapping[type, Reader]] = {
    str: _words,
    int: _number,
    bool: _truth,
    date: day,
    datetime: _zoned,
    Text: _text,
    Country: _STATES.__getitem__,
    Moment: _moment,
    Dates: _dates,
}


@cache
def _of_entry() -> Reader:
    return _written(Entry, {"format": NOW}, event=event)


@cache
def _of_event(name: str) -> Reader:
    """What reads an event of a tag; written when the first comes, for few files have all of them."""
    cls = BY_TAG[name]
    return _written(cls, {"type": name}, **({"event": event} if cls is EntryCorrected else {}))


@cache
def _reader(declared: Any) -> Reader:  # noqa: ANN401 - a type, or what stands for several
    """What reads a value of a type, None aside."""
    if get_origin(declared) is Annotated:
        declared = get_args(declared)[0]
    if get_origin(declared) is tuple:
        return _several(_reader(get_args(declared)[0]))
    if declared in _SCALARS:
        return _SCALARS[declared]
    if issubclass(declared, Enum):
        return {member.value: member for member in declared}.__getitem__
    return _written(declared)


def _several(read: Reader) -> Reader:
    def read_list(given: Any) -> tuple[Any, ...]:  # noqa: ANN401 - as above
        if given.__class__ is not list:
            raise GaveUp
        return tuple([read(each) for each in given])

    return read_list


def _setter(cls: type) -> tuple[str, dict[str, Any]]:
    """The lines that make a value of a class from variables of the names of its fields, and what they need."""
    names = [each.name for each in attrs.fields(cls)]
    slots = {f"set_{name}": vars(cls)[name].__set__ for name in names}
    lines = ["made = new(cls)", *(f"set_{name}(made, {name})" for name in names)]
    if "_attrs_cached_hash" in vars(cls):
        slots["set_hash"] = vars(cls)["_attrs_cached_hash"].__set__
        lines.append("set_hash(made, None)")
    return "\n    ".join((*lines, "return made")), {"cls": cls, "new": object.__new__, **slots}


def _written(cls: type, known: Mapping[str, str] = {}, **special: Reader) -> Reader:
    """The function that reads values of a class, written out: a look at each key that there may be, then the count.

    `known` are keys that are no fields, with the value that each has to have.
    """
    making, needed = _setter(cls)
    lines = ["if given.__class__ is not dict: raise GaveUp", f"count, get = {len(known)}, given.get"]
    lines += [f"if get({key!r}) != {value!r}: raise GaveUp" for key, value in known.items()]
    if known and all(each.default is not attrs.NOTHING for each in attrs.fields(cls)):
        needed["unsaid"] = cls()
        lines.append("if count == len(given): return unsaid")
    for each in attrs.fields(cls):
        optional, declared = _declared(each.type)
        needed[f"read_{each.name}"] = special.get(each.name) or _reader(declared)
        needed[f"default_{each.name}"] = each.default
        missing = "raise GaveUp" if each.default is attrs.NOTHING else f"{each.name} = default_{each.name}"
        said = f"read_{each.name}(said)"
        lines += [
            f"said = get({each.name!r}, UNSAID)",
            f"if said is UNSAID: {missing}",
            f"else: count += 1; {each.name} = {f'None if said is None else {said}' if optional else said}",
        ]
    lines.append("if count != len(given): raise GaveUp")
    scope: dict[str, Any] = {"GaveUp": GaveUp, "UNSAID": _UNSAID, **needed}
    exec("\n    ".join(("def read(given):", *lines, making)), scope)  # noqa: S102 - written from our own classes alone
    return scope["read"]  # type: ignore[no-any-return] # a function


def _declared(of: Any) -> tuple[bool, Any]:  # noqa: ANN401 - as above
    """Whether a field may be None, and what else it may be."""
    members = get_args(of) if get_origin(of) in {Union, UnionType} else (of,)
    present = [member for member in members if member is not NoneType]
    return len(present) < len(members), present[0]


def _made_text(forms: tuple[tuple[str, str], ...]) -> Text:
    made = object.__new__(Text)
    _SET_FORMS(made, forms)
    _SET_HASH(made, None)
    return made


_SET_FORMS: Final = vars(Text)["forms"].__set__
_SET_HASH: Final = vars(Text)["_attrs_cached_hash"].__set__
