"""Receptions and toasts."""

from protocol.fields import frozen
from protocol.values import Formality, Meal, Side


@frozen
class ReceptionOpened:
    """A reception began: a state banquet, a working luncheon, an informal dinner."""

    meal: Meal = Meal.UNSTATED
    formality: Formality | None = None


@frozen
class ReceptionClosed:
    """The reception ended."""


@frozen
class ToastProposed:
    """A toast was proposed."""

    by: Side | None = None


Hospitality = ReceptionOpened | ReceptionClosed | ToastProposed
