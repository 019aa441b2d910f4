"""Which keys each event and value has in a script: its fields, but for the few that are written more simply."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, get_type_hints

import attrs

from protocol.codec.scalars import phrase
from protocol.events import BY_TAG, DocumentSigned, Event, tag
from protocol.fields import frozen
from protocol.values import Document, DocumentKind, FullPowers, Person, Side, Signatory, SigningManner, Text

Values = Mapping[str, Any]


@frozen
class Shape:
    """The keys of something with the type of each, which of them it needs, and how it is made of them."""

    what: str
    keys: Mapping[str, Any]
    needed: frozenset[str]
    make: Callable[[dict[str, Any]], Any]


def shape_of(kind: type) -> Shape:
    """The shape of a class of events or values."""
    return _shape(kind)


@cache
def _shape(kind: type) -> Shape:
    hints = get_type_hints(kind, localns={"Event": Event})
    fields = attrs.fields(kind)
    needed = frozenset(each.name for each in fields if each.default is attrs.NOTHING)
    what = tag(kind) if kind in BY_TAG.values() else phrase(kind)
    keys = _WRITTEN_OTHERWISE.get(kind, {each.name: hints[each.name] for each in fields})
    return Shape(what, keys, _NEEDED.get(kind, needed), _MAKERS.get(kind, lambda values: kind(**values)))


def _person(values: Values) -> Person:
    return Person(values["name"], values.get("office"), values.get("rank"), values.get("state"))


def _signatory(values: Values) -> Signatory:
    return Signatory(_person(values), values.get("side"), values.get("powers", FullPowers.UNSTATED))


def _document_signed(values: Values) -> DocumentSigned:
    manner = values.get("manner", SigningManner.SIGNATURE)
    return DocumentSigned(Document(values["title"], values.get("kind")), values.get("by", ()), manner)


_PERSON = {key: kind for key, kind in get_type_hints(Person).items() if key != "country"} | {
    "state": get_type_hints(Person)["country"]
}
_WRITTEN_OTHERWISE: Mapping[type, Mapping[str, Any]] = {
    Person: _PERSON,
    Signatory: {**_PERSON, "side": Side | None, "powers": FullPowers},
    DocumentSigned: {
        "title": Text,
        "kind": DocumentKind | None,
        "by": tuple[Signatory, ...],
        "manner": SigningManner,
    },
}
_NEEDED = {Signatory: frozenset({"name"}), DocumentSigned: frozenset({"title"})}
_MAKERS: Mapping[type, Callable[[dict[str, Any]], Any]] = {
    Person: _person,
    Signatory: _signatory,
    DocumentSigned: _document_signed,
}
