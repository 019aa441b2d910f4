"""What was wrong, as a template and its values: the sentence is made later, in the language of the reader."""

from collections.abc import Iterator, Mapping
from enum import Enum

from attrs import asdict, fields

from protocol.events import EVENTS, Event, tag
from protocol.events.shapes import Shape
from protocol.fields import frozen


# No slots here, in Finding and in Assessment: with them making one takes twice as long (bench/whole.py measures it).
@frozen(slots=False)
class Fault:
    """One thing that was wrong: a message template, the values that belong in it, the entries it concerns."""

    template: str
    values: tuple[tuple[str, object], ...] = ()
    entries: tuple[int, ...] = ()

    def __str__(self) -> str:
        return self.template.format(**{name: in_words(value) for name, value in self.values})


def fault(template: str, *entries: int, **values: object) -> Fault:
    """Make a fault; the names in braces of the template are the values.

    >>> from protocol.values import Text
    >>> str(fault("{title} was signed before", 3, title=Text.of("Joint Statement")))
    'Joint Statement was signed before'
    """
    return Fault(template, tuple(sorted(values.items())), tuple(sorted(entries)))


def in_words(value: object) -> str:
    """A value as a message prints it; an event or its shape as its tag with spaces, and its finite values."""
    if isinstance(value, EVENTS):
        return _happening_in_words(type(value), asdict(value, recurse=False))
    if isinstance(value, Shape):
        return _happening_in_words(value.event, dict(value.fields))
    return str(value)


def _happening_in_words(event: type[Event], values: Mapping[str, object]) -> str:
    words = tag(event).replace("_", " ")
    said = ", ".join(map(str, _finite(event, values)))
    return f"{words} ({said})" if said else words


def _finite(event: type[Event], values: Mapping[str, object]) -> Iterator[Enum]:
    """The values of finite fields, without those that mean that nothing is stated."""
    for attribute in fields(event):
        value = values.get(attribute.name)
        if isinstance(value, Enum) and value != attribute.default:
            yield value
