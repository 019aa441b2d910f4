"""Single words of a script as values, by what is wanted where they stand.

A word is typed by its place alone: `NO` is Norway where a state is wanted, `10:30` a time of day, `yes` never true.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from protocol.codec.scalars import LARGEST, date_time, day, member
from protocol.codec.tree import Mapping as Tree
from protocol.codec.tree import Node, Scalar, Style
from protocol.errors import InvalidValueError
from protocol.script.desk import Desk
from protocol.values import Country, Dates, Moment, Precision, Text

_WHOLE = re.compile(r"[-+]?[0-9]{1,20}")


def text_of(desk: Desk, node: Node, what: str = "a text") -> str:
    """The words of a scalar, whatever they look like."""
    if not isinstance(node, Scalar) or node.style is Style.LITERAL:
        raise desk.fault(node, f"{what} is wanted here, in quotes if need be")
    if node.null:
        raise desk.fault(node, f"{what} is wanted here, and nothing is written")
    return node.text


def _number(desk: Desk, node: Node) -> int:
    plain = isinstance(node, Scalar) and node.style is not Style.TEXT and _WHOLE.fullmatch(node.text)
    if not plain or abs(number := int(plain[0])) > LARGEST:
        raise desk.fault(node, "a whole number is wanted here, without quotes, such as 21")
    return number


def _truth(desk: Desk, node: Node) -> bool:
    if not isinstance(node, Scalar) or node.style is Style.TEXT or node.text not in {"true", "false"}:
        raise desk.fault(node, "true or false is wanted here, without quotes")
    return node.text == "true"


def _words(desk: Desk, node: Node) -> Text:
    """Words in a language not stated, or a mapping from languages to words."""
    if not isinstance(node, Tree):
        if not (words := text_of(desk, node)).strip():
            raise desk.fault(node, "words are wanted here, and there are none")
        return Text.of(words)
    return Text({language: text_of(desk, form) for language, form in desk.mapping(node, "a text").items()})


def _country(desk: Desk, node: Node) -> Country:
    return Country(text_of(desk, node, "a country, such as KZ"))


def _day(desk: Desk, node: Node) -> date:
    return day(text_of(desk, node, "a day, such as 2023-04-10"))


def _date_time(desk: Desk, node: Node) -> datetime:
    value = date_time(text_of(desk, node, "a date-time, such as 2023-04-10T10:30"))
    return value if value.tzinfo else desk.instant(node, value)


def read_dates(desk: Desk, node: Node) -> Dates:
    """The first day of a visit, or the first and the last."""
    days = [read_scalar(desk, item, date) for item in desk.items(node)]
    match days:
        case [first]:
            return Dates(first)
        case [first, last]:
            return Dates(first, last)
        case _:
            raise desk.fault(node, "the first day is wanted here, or the first and the last: [2023-04-10, 2023-04-12]")


def read_moment(desk: Desk, node: Node, precision: str | None = None) -> Moment:
    """A moment written as ISO 8601, or as a mapping of value, precision and wording."""
    try:
        return _read_moment(desk, node, precision)
    except InvalidValueError as error:
        raise desk.refused(node, error) from None


def _read_moment(desk: Desk, node: Node, precision: str | None) -> Moment:
    if not isinstance(node, Tree):
        return _moment(desk, node, *_precision(precision))
    parts = desk.mapping(node, "a moment", ("value", "precision", "wording"))
    if "value" not in parts:
        raise desk.fault(node, "a moment needs a value, such as 2023-04-10T10:30")
    stated = member(Precision, text_of(desk, parts["precision"])) if "precision" in parts else Precision.EXACT
    wording = parts.get("wording")
    return _moment(desk, parts["value"], stated, None if wording is None else text_of(desk, wording))


def _precision(stated: str | None) -> tuple[Precision, str | None]:
    """One of the known precisions, or whatever else the source says."""
    if stated is None:
        return Precision.EXACT, None
    return (Precision(stated), None) if stated in list(Precision) else (Precision.AS_STATED, stated)


def _moment(desk: Desk, node: Node, precision: Precision, wording: str | None) -> Moment:
    given = text_of(desk, node, "a date-time, a date or a time of day")
    return Moment.parse(given, precision, wording, local=lambda naive: desk.instant(node, naive))


_READERS: Final[Mapping[type, Callable[[Desk, Node], Any]]] = {
    str: text_of,
    int: _number,
    bool: _truth,
    date: _day,
    datetime: _date_time,
    Text: _words,
    Country: _country,
    Dates: read_dates,
    Moment: read_moment,
}

SCALARS: Final = frozenset(_READERS)
"""The types that a single word can be read as, beside the enumerations."""


def read_scalar(desk: Desk, node: Node, kind: type) -> Any:  # noqa: ANN401 - the kind says what it is
    """A value of a kind; what the value itself refuses is a fault at its place."""
    try:
        if issubclass(kind, StrEnum):
            return member(kind, text_of(desk, node, f"one of {', '.join(kind)}"))
        return _READERS[kind](desk, node)
    except InvalidValueError as error:
        raise desk.refused(node, error) from None
