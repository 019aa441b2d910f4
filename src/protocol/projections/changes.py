"""What a step and its plan say differently: where, by whom, until when; only what both say can differ."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import Final

from protocol.projections.programme import Step
from protocol.values import Person, Side, Sides, Text, Venue


class Change(StrEnum):
    """In what a step differs from its plan, beside when it began."""

    PLACE = "place"
    PEOPLE = "people"
    END = "end"


_ACTORS: Final = ("by", "to", "whose")


def changes(planned: Step, actual: Step, *, complete: bool) -> tuple[Change, ...]:
    """In what a step differs from its plan.

    Of people a record that is not complete may name fewer than took part, and a plan fewer than are expected: then
    only those who are named in place of others differ.
    """
    return tuple(_changes(planned, actual, complete=complete))


def _changes(planned: Step, actual: Step, *, complete: bool) -> Iterator[Change]:
    if _differ(where(planned), where(actual)):
        yield Change.PLACE
    if _by_others(planned, actual, complete=complete):
        yield Change.PEOPLE
    if later(planned.ends, actual.ends):
        yield Change.END


def later(planned: object, actual: object) -> int | None:
    """How much later something was than planned, to the minute; only moments that are exact can be compared."""
    if not isinstance(planned, datetime) or not isinstance(actual, datetime):
        return None
    if (planned.tzinfo is None) != (actual.tzinfo is None):
        return None
    return round((actual - planned).total_seconds() / 60)


def where(step: Step) -> Venue | Text | None:
    """Where a step takes place, or in which city, as far as its event says."""
    named = (getattr(step.event, name, None) for name in ("place", "city"))
    return step.venue or next((text for text in named if isinstance(text, Text)), None)


def _differ(one: object, other: object) -> bool:
    """Whether two places are told to be different; that one is told less of is none."""
    match one, other:
        case Text(), Text():
            return not one.alike(other)
        case Venue(), Venue():
            kinds = one.name is None or other.name is None
            told = (one.name, other.name), (one.city, other.city), (one.indoors, other.indoors)
            return any(_differ(*pair) for pair in told) or (kinds and _differ(one.kind, other.kind))
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
    told = getattr(step.event, name, None)
    return told if isinstance(told, Side | Sides) else None


def _missing(people: Iterable[Person], among: Iterable[Person]) -> bool:
    return any(not any(person.name.alike(each.name) for each in among) for person in people)
