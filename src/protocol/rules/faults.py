"""What was wrong, as a template and its values: the sentence is made where it is read, in the reader's language."""

from collections.abc import Iterator
from enum import Enum

from attrs import fields, frozen

from protocol.events import EVENTS, Event, tag


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
    """A value as it reads in a message; an event as its tag with spaces, and what kind of it."""
    if not isinstance(value, EVENTS):
        return str(value)
    words = tag(type(value)).replace("_", " ")
    told = [str(detail) for detail in _finite(value)]
    return f"{words} ({', '.join(told)})" if told else words


def _finite(event: Event) -> Iterator[Enum]:
    """The values of enums that are told, as apart from those that stand where nothing is said."""
    for attribute in fields(type(event)):
        value = getattr(event, attribute.name)
        if isinstance(value, Enum) and value != attribute.default:
            yield value
