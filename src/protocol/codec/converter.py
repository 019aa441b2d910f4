"""The cattrs converter that turns events and values into plain data and back, strictly.

It guesses nothing: a number in quotes is not a number, an unknown key is a fault, and a text is not a list of letters.
Fields equal to their default are left out.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from enum import StrEnum
from types import GenericAlias
from typing import Any, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from protocol.codec.characters import foreign
from protocol.codec.faults import suggestion
from protocol.codec.scalars import date_time, day, duration, member, moment, phrase, truth, whole_number, words
from protocol.errors import InvalidValueError
from protocol.events import BY_TAG, EntryCorrected, Event, tag
from protocol.stream import Entry
from protocol.values import UNDETERMINED, Country, Dates, Duration, Moment, Precision, Text

Plain = dict[str, Any]
Structure = Callable[[Any, Any], Any]


def make_converter(*, detailed: bool = True) -> Converter:
    """A converter for entries, events and values, for instance to embed them in documents of your own.

    With `detailed=False` it is faster, stops at the first fault and says less about it.

    >>> from protocol.events import AnthemPlayed
    >>> from protocol.values import Side
    >>> make_converter().unstructure(AnthemPlayed(of=Side.GUEST), Event)
    {'type': 'anthem_played', 'of': 'guest'}
    """
    converter = Converter(omit_if_default=True, forbid_extra_keys=True, detailed_validation=detailed)
    _know_scalars(converter)
    _know_collections(converter)
    _know_values(converter)
    _know_events(converter)
    return converter


def _know_scalars(converter: Converter) -> None:
    for kind, read in ((int, whole_number), (bool, truth), (str, words), (date, day), (datetime, date_time)):
        converter.register_structure_hook(kind, read)
    converter.register_structure_hook(StrEnum, lambda value, kind: member(kind, value))
    converter.register_unstructure_hook(StrEnum, lambda one: one.value)
    for moment_of in (date, datetime, time):
        converter.register_unstructure_hook(moment_of, lambda value: value.isoformat())


def _know_collections(converter: Converter) -> None:
    def read_list(value: object, kind: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a type form such as tuple[int, ...] has no static type
        if not isinstance(value, list):
            raise InvalidValueError("a list", value, "items in square brackets are wanted")
        as_list: Any = GenericAlias(list, get_args(kind)[:1])
        items: list[Any] = converter.structure(value, as_list)
        return tuple(items)

    converter.register_structure_hook_func(is_tuple, read_list)
    converter.register_structure_hook_factory(attrs.has, lambda kind: _object_reader(kind, converter))


def is_tuple(kind: Any) -> bool:  # noqa: ANN401 - as above
    """Whether a type form is a tuple, such as `tuple[int, ...]`."""
    return get_origin(kind) is tuple


def _object_reader(kind: Any, converter: Converter, **overrides: Any) -> Structure:  # noqa: ANN401 - as cattrs has it
    read: Structure = make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True, **overrides)
    wanted = phrase(kind)

    def read_object(value: object, as_kind: object) -> object:
        return read(as_object(value, wanted), as_kind)

    return read_object


def as_object(value: object, what: str) -> Mapping[str, Any]:
    """A value that has to be a mapping; `what` names what it should be, such as "an event", if it is not."""
    if type(value) is dict or isinstance(value, Mapping):  # the first test is the fast one
        return value
    raise InvalidValueError(what, value, "an object with keys is wanted")


def _know_values(converter: Converter) -> None:
    converter.register_unstructure_hook(Text, plain_text)
    converter.register_structure_hook(Text, lambda value, _: _text(value))
    converter.register_unstructure_hook(Country, lambda country: country.code)
    converter.register_structure_hook(Country, lambda value, _: Country(words(value)))
    converter.register_unstructure_hook(Moment, plain_moment)
    converter.register_structure_hook(Moment, lambda value, _: _moment(value))
    converter.register_unstructure_hook(Duration, plain_duration)
    converter.register_structure_hook(Duration, lambda value, _: _duration(value))
    converter.register_unstructure_hook(Dates, plain_dates)
    converter.register_structure_hook(Dates, lambda value, _: _dates(value))


def plain_text(text: Text) -> str | dict[str, str]:
    """A text as plain words if their language is not stated, else as words by language."""
    forms = dict(text.forms)
    return forms[UNDETERMINED] if forms.keys() == {UNDETERMINED} else forms


def _text(value: object) -> Text:
    if isinstance(value, Mapping):
        return Text({tag: words(form) for tag, form in value.items()})
    return Text.of(words(value))


def plain_moment(moment: Moment) -> str | Plain:
    """A moment in ISO 8601, or a mapping with its precision and wording if it is not exact."""
    if moment.precision is Precision.EXACT and moment.wording is None:
        return moment.value.isoformat()
    precision = {} if moment.precision is Precision.EXACT else {"precision": moment.precision.value}
    wording = {} if moment.wording is None else {"wording": moment.wording}
    return {"value": moment.value.isoformat()} | precision | wording


def _moment(value: object) -> Moment:
    if not isinstance(value, Mapping):
        return moment(value)
    if "value" not in value or value.keys() - {"value", "precision", "wording"}:
        raise InvalidValueError("a moment", dict(value), "value, precision and wording are its keys")
    return moment(**value)


def plain_duration(given: Duration) -> str | Plain:
    """A duration in ISO 8601, or a mapping with its precision if it is not exact."""
    if given.precision is Precision.EXACT:
        return given.iso
    return {"value": given.iso, "precision": given.precision.value}


def _duration(value: object) -> Duration:
    if not isinstance(value, Mapping):
        return duration(value)
    if "value" not in value or value.keys() - {"value", "precision"}:
        raise InvalidValueError("a duration", dict(value), "value and precision are its keys")
    return duration(**value)


def plain_dates(dates: Dates) -> list[str]:
    """The first day, and the last one if it is stated."""
    return [day.isoformat() for day in (dates.first, dates.last) if day is not None]


def _dates(value: object) -> Dates:
    match value:
        case [first]:
            return Dates(day(first))
        case [first, last]:
            return Dates(day(first), day(last))
        case _:
            raise InvalidValueError("the dates", value, "a list of the first day, or of the first and the last")


def _know_events(converter: Converter) -> None:
    class Writers(dict[type, tuple[str, Callable[[Any], Plain]]]):
        """The tag of each class of events and the hook that writes it."""

        def __missing__(self, event: type) -> tuple[str, Callable[[Any], Plain]]:
            found = self[event] = tag(event), converter.get_unstructure_hook(event)
            return found

    writers = Writers()

    def dump(event: Event) -> Plain:
        name, write = writers[type(event)]
        return {"type": name, **write(event)}

    def dump_optional(event: Event | None) -> Plain | None:
        return None if event is None else dump(event)

    def load(value: object, _: object = None) -> Any:  # noqa: ANN401 - the class of the event is known only at run time
        given = dict(as_object(value, "an event"))
        event = event_class(given.pop("type", None))
        return converter.get_structure_hook(event)(given, event)

    def load_optional(value: object, _: object = None) -> Any:  # noqa: ANN401 - as above
        return None if value is None else load(value)

    _know_holder(converter, EntryCorrected, override(struct_hook=load_optional, unstruct_hook=dump_optional))
    _know_holder(converter, Entry[Event], override(struct_hook=load, unstruct_hook=dump))
    converter.register_structure_hook(Event, load)
    converter.register_unstructure_hook(Event, dump)


def _know_holder(converter: Converter, kind: Any, event: Any) -> None:  # noqa: ANN401 - a generic class, and a private class of cattrs
    """Register hooks for a class whose field `event` holds an event of any class, which its annotation cannot say."""

    # By predicate: for hooks registered by class cattrs would resolve the annotation, which needs the list of events.
    def is_kind(given: object) -> bool:
        return (get_origin(given) or given) is (get_origin(kind) or kind)

    converter.register_structure_hook_func(is_kind, _object_reader(kind, converter, event=event))
    dump = make_dict_unstructure_fn(kind, converter, _cattrs_omit_if_default=True, event=event)
    converter.register_unstructure_hook_func(is_kind, dump)


def event_class(given: object) -> type[Event]:
    """The class of events that a tag such as `anthem_played` names."""
    if given is None:
        raise InvalidValueError("an event", given, "its type is wanted, such as anthem_played")
    if not isinstance(given, str):
        raise InvalidValueError("the type of an event", given, "no event has this name")
    if given not in BY_TAG:
        wanted = f"no event has this name{suggestion(given, BY_TAG)}{foreign(given)}"
        raise InvalidValueError("the type of an event", given, wanted)
    return BY_TAG[given]
