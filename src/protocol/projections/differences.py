"""How a step differs from its plan: where, by whom, how long. Only what both of them say can differ."""

from collections.abc import Collection, Iterable
from datetime import datetime
from enum import StrEnum
from typing import Final

from protocol.projections.days import Step
from protocol.values import Person, Precision, Side, Sides, Text, Venue


class Aspect(StrEnum):
    """An aspect in which a step may differ from its plan, apart from when it began."""

    PLACE = "place"
    ACTORS = "actors"
    PEOPLE = "people"
    LENGTH = "length"
    END = "end"


_ACTORS: Final = ("by", "to", "whose")


def differences(planned: Step, actual: Step, *, complete: bool, tolerance: int = 0) -> tuple[Aspect, ...]:
    """What differs between a step and its plan.

    A partial record may name fewer people than took part, and a plan fewer than are expected: then people differ only
    where some are named in place of others. The end of a step differs only where its length is not known.
    """
    more = longer(planned, actual)
    found = {
        Aspect.PLACE: unlike(where(planned), where(actual)),
        Aspect.ACTORS: _by_others(planned, actual, complete=complete),
        Aspect.PEOPLE: _with_others(planned, actual, complete=complete),
        Aspect.LENGTH: abs(more or 0) > tolerance,
        Aspect.END: more is None and abs(later(planned.ends, actual.ends) or 0) > tolerance,
    }
    return tuple(difference for difference, holds in found.items() if holds)


def later(planned: object, actual: object) -> int | None:
    """How much later something was than planned, to the minute; only moments that are exact can be compared."""
    if not isinstance(planned, datetime) or not isinstance(actual, datetime):
        return None
    if (planned.tzinfo is None) != (actual.tzinfo is None):
        return None
    return round((actual - planned).total_seconds() / 60)


def longer(planned: Step, actual: Step) -> int | None:
    """How many minutes longer a step took than planned, negative if shorter; only exact lengths can be compared."""
    due, was = _length(planned), _length(actual)
    return None if due is None or was is None else was - due


def _length(step: Step) -> int | None:
    lasting = step.item.entry.lasting
    if step.until is None and lasting is not None and lasting.precision is Precision.EXACT:
        return lasting.minutes
    return later(step.begins, step.ends)


def where(step: Step) -> Venue | Text | None:
    """The place of a step, or else its city, if its event gives them."""
    named = (getattr(step.event, name, None) for name in ("place", "city"))
    return step.venue or next((text for text in named if isinstance(text, Text)), None)


def unlike(one: object, other: object) -> bool:
    """Whether two places, cities or texts are different; that less is known of one of them is no difference."""
    match one, other:
        case Text(), Text():
            return not one.alike(other)
        case Venue(), Venue():
            kinds = one.name is None or other.name is None
            pairs = (one.name, other.name), (one.city, other.city), (one.indoors, other.indoors)
            return any(unlike(*pair) for pair in pairs) or (kinds and unlike(one.kind, other.kind))
        case _:
            return None not in {one, other} and type(one) is type(other) and one != other


def _by_others(planned: Step, actual: Step, *, complete: bool) -> bool:
    """Whether others act: another side, or other people where both name who acts."""
    if any(unlike(_side(planned, name), _side(actual, name)) for name in _ACTORS):
        return True
    return _is_replaced(planned.item.entry.acting, actual.item.entry.acting, complete=complete)


def _with_others(planned: Step, actual: Step, *, complete: bool) -> bool:
    return _is_replaced(_others_at(planned), _others_at(actual), complete=complete)


def _is_replaced(due: Collection[Person], was: Collection[Person], *, complete: bool) -> bool:
    """Whether somebody is missing: others are named instead, or the record is complete; no names say nothing."""
    return bool(due and was) and _missing(due, was) and (complete or _missing(was, due))


def _others_at(step: Step) -> tuple[Person, ...]:
    """The people at a step who do not act in it."""
    acting = {person.known_as for person in step.item.entry.acting}
    return tuple(person for person in step.people if person.known_as not in acting)


def _side(step: Step, name: str) -> Side | Sides | None:
    side = getattr(step.event, name, None)
    return side if isinstance(side, Side | Sides) else None


def _missing(people: Iterable[Person], among: Iterable[Person]) -> bool:
    return any(not any(person.may_be(each) for each in among) for person in people)
