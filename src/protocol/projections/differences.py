"""How a step differs from its plan: where, by whom, until when. Only what both of them say can differ."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Final

from protocol.projections.days import Step
from protocol.values import Person, Side, Sides, Text, Venue


class Aspect(StrEnum):
    """An aspect in which a step may differ from its plan, apart from when it began."""

    PLACE = "place"
    PEOPLE = "people"
    END = "end"


_ACTORS: Final = ("by", "to", "whose")


def differences(planned: Step, actual: Step, *, complete: bool) -> tuple[Aspect, ...]:
    """What differs between a step and its plan.

    A partial record may name fewer people than took part, and a plan fewer than are expected: then people differ only
    where some are named in place of others.
    """
    found = {
        Aspect.PLACE: _differ(where(planned), where(actual)),
        Aspect.PEOPLE: _by_others(planned, actual, complete=complete),
        Aspect.END: bool(later(planned.ends, actual.ends)),
    }
    return tuple(difference for difference, holds in found.items() if holds)


def later(planned: object, actual: object) -> int | None:
    """How much later something was than planned, to the minute; only moments that are exact can be compared."""
    if not isinstance(planned, datetime) or not isinstance(actual, datetime):
        return None
    if (planned.tzinfo is None) != (actual.tzinfo is None):
        return None
    return round((actual - planned).total_seconds() / 60)


def where(step: Step) -> Venue | Text | None:
    """The place of a step, or else its city, if its event gives them."""
    named = (getattr(step.event, name, None) for name in ("place", "city"))
    return step.venue or next((text for text in named if isinstance(text, Text)), None)


def _differ(one: object, other: object) -> bool:
    """Whether two places are different; that less is known of one of them is no difference."""
    match one, other:
        case Text(), Text():
            return not one.alike(other)
        case Venue(), Venue():
            kinds = one.name is None or other.name is None
            pairs = (one.name, other.name), (one.city, other.city), (one.indoors, other.indoors)
            return any(_differ(*pair) for pair in pairs) or (kinds and _differ(one.kind, other.kind))
        case _:
            return None not in {one, other} and type(one) is type(other) and one != other


def _by_others(planned: Step, actual: Step, *, complete: bool) -> bool:
    if any(_differ(_side(planned, name), _side(actual, name)) for name in _ACTORS):
        return True
    if not planned.people or not actual.people:
        return False
    missing, further = _missing(planned.people, actual.people), _missing(actual.people, planned.people)
    return missing and (further or complete)


def _side(step: Step, name: str) -> Side | Sides | None:
    side = getattr(step.event, name, None)
    return side if isinstance(side, Side | Sides) else None


def _missing(people: Iterable[Person], among: Iterable[Person]) -> bool:
    return any(not any(person.may_be(each) for each in among) for person in people)
