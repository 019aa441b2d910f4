"""Receptions and toasts."""

from attrs import converters, field

from protocol.fields import frozen
from protocol.values import Formality, Meal, Side, Text, as_text


@frozen
class ReceptionOpened:
    """A reception began: a state banquet, a working luncheon; `dress` is what is worn, such as white tie."""

    meal: Meal = Meal.UNSTATED
    formality: Formality | None = None
    dress: Text | None = field(default=None, converter=converters.optional(as_text))


@frozen
class ReceptionClosed:
    """The reception ended."""


@frozen
class ToastProposed:
    """A toast was proposed."""

    by: Side | None = None


Hospitality = ReceptionOpened | ReceptionClosed | ToastProposed
