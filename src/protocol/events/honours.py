"""Decorations and gifts."""

from attrs import converters, field

from protocol.fields import frozen
from protocol.values import Side, Text, as_text


@frozen
class DecorationConferred:
    """A decoration or title was conferred on somebody."""

    decoration: Text | None = field(default=None, converter=converters.optional(as_text))
    by: Side | None = None


@frozen
class GiftPresented:
    """A gift was presented."""

    gift: Text | None = field(default=None, converter=converters.optional(as_text))
    by: Side | None = None


Honours = DecorationConferred | GiftPresented
