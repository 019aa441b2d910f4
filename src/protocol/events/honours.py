"""Decorations, gifts and the keys of cities."""

from attrs import converters, field

from protocol.fields import frozen
from protocol.values import Side, Text, as_text


@frozen
class DecorationConferred:
    """A decoration or title was conferred on somebody."""

    decoration: Text | None = field(default=None, converter=converters.optional(as_text))
    by: Side | None = None


@frozen
class DecorationsExchanged:
    """Both sides conferred decorations on each other, as one step; `by_host` is what the host conferred."""

    by_host: Text | None = field(default=None, converter=converters.optional(as_text))
    by_guest: Text | None = field(default=None, converter=converters.optional(as_text))


@frozen
class GiftPresented:
    """A gift was presented."""

    gift: Text | None = field(default=None, converter=converters.optional(as_text))
    by: Side | None = None


@frozen
class CityKeyPresented:
    """The key of a city was presented to the guest."""

    city: Text | None = field(default=None, converter=converters.optional(as_text))


Honours = DecorationConferred | DecorationsExchanged | GiftPresented | CityKeyPresented
