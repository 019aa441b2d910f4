"""Steps of the table turned into entries: arrivals sorted, ceremonies wrapped, documents placed."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import evolve, frozen

from importing.words import BEFORE_THE_ARRIVAL, HONOURS, TRAVEL, WITHIN_A_WELCOME, Meaning, Step, meaning
from protocol import Entry, Placing
from protocol.errors import InvalidValueError
from protocol.events import (
    AnthemPlayed,
    DocumentsExchanged,
    DocumentSigned,
    Event,
    GuestArrived,
    GuestDeparted,
    SigningOpened,
    TransferMade,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
)
from protocol.values import Country, Document, DocumentKind, Means, Moment, Precision, Side, Standing, Text

Told = Entry[Event]

KINDS = {
    "joint statement": DocumentKind.JOINT_STATEMENT,
    "joint communique": DocumentKind.JOINT_COMMUNIQUE,
    "agreement": DocumentKind.AGREEMENT,
    "treaty": DocumentKind.TREATY,
    "memorandum": DocumentKind.MEMORANDUM,
    "protocol": DocumentKind.PROTOCOL,
    "declaration": DocumentKind.DECLARATION,
    "programme": DocumentKind.PROGRAMME,
    "contract": DocumentKind.CONTRACT,
}


TO_COME = r"\bto be (signed|held|laid|opened|planted)\b|\bwill\b|\bplanned\b|\bexpected\b|announced\b|\(programme\)"
"""Words of a step that say that it was to come."""


IN_A_CITY = r"\b([Pp]alace|Quirinale|Park)\b"
"""Words of a step that say that it began or ended at a place inside a city."""


def to_come(step: Step) -> bool:
    """Whether a step was to come when its source was written; nobody states its place in what happened then."""
    return bool(re.search(TO_COME, step.get("detail", ""), re.IGNORECASE))


@frozen
class Placed:
    """A step with its meaning, its number in the table, and what it encloses."""

    number: int
    step: Step
    meaning: Meaning
    inside: tuple["Placed", ...] = ()
    inferred: bool = False

    @property
    def day(self) -> date | None:
        """The day of the step, where the table gives one."""
        at = moment(self.step)
        return None if at is None else at.day

    @property
    def at_the_airport(self) -> bool:
        """Whether the step says that it was at the airport."""
        return "airport" in self.step.get("detail", "").lower()


def moment(step: Step, key: str = "time") -> Moment | None:
    """The time of a step, as precisely as the table has it."""
    given = step.get(key)
    if given is None:
        return None
    qualifier = step.get("time_qualifier") if key == "time" else None
    if qualifier is None:
        return Moment.parse(given)
    if qualifier in set(Precision):
        return Moment.parse(given, Precision(qualifier))
    return Moment.parse(given, Precision.AS_STATED, qualifier)


def at_position(steps: Sequence[Step]) -> list[Placed]:
    """The steps in order, with ceremonies wrapped around runs of their steps."""
    understood = [Placed(step["order"], step, meaning(step)) for step in steps]
    return list(_wrapped(_with_travel(list(_with_transfers(understood)))))


def _with_transfers(steps: Iterable[Placed]) -> Iterator[Placed]:
    """An arrival at a palace or a departure from a park is a move inside a city, not into the country or out of it."""
    for each in steps:
        detail = each.step.get("detail", "")
        if isinstance(each.meaning.event, (GuestArrived, GuestDeparted)) and re.search(IN_A_CITY, detail):
            means = Means.MOTORCADE if "motorcade" in detail else None
            yield evolve(each, meaning=Meaning(TransferMade(means)))
        else:
            yield each


def _with_travel(steps: Sequence[Placed]) -> Iterator[Placed]:
    """An arrival after the visit has begun, or a departure before it is over, is travel inside the country."""
    present = [not isinstance(placed.meaning.event, BEFORE_THE_ARRIVAL) for placed in steps]
    for index, each in enumerate(steps):
        event = each.meaning.event
        inner = (isinstance(event, GuestArrived) and any(present[:index])) or (
            isinstance(event, GuestDeparted) and any(present[index + 1 :])
        )
        yield evolve(each, meaning=Meaning(TRAVEL[type(event)])) if inner else each


def _wrapped(steps: Iterable[Placed]) -> Iterator[Placed]:
    run: list[Placed] = []
    for each in steps:
        if run and not _continues(run, each):
            yield from _ceremony(run)
            run = []
        if isinstance(each.meaning.event, (*WITHIN_A_WELCOME, WelcomeCeremonyOpened)):
            run.append(each)
        else:
            yield each
    yield from _ceremony(run)


def _continues(run: Sequence[Placed], each: Placed) -> bool:
    """Whether a step goes on with a run: a ceremony step on the same day and at the same place."""
    days = {day for day in (*(placed.day for placed in run), each.day) if day is not None}
    same_place = not each.at_the_airport or any(placed.at_the_airport for placed in run)
    return isinstance(each.meaning.event, WITHIN_A_WELCOME) and len(days) <= 1 and same_place


def _ceremony(run: Sequence[Placed]) -> Iterator[Placed]:
    if not run:
        return
    first, *rest = run
    if isinstance(first.meaning.event, WelcomeCeremonyOpened):
        yield evolve(first, inside=tuple(rest))
    elif any(isinstance(placed.meaning.event, HONOURS) for placed in run):
        opening = Meaning(WelcomeCeremonyOpened(), WelcomeCeremonyClosed())
        yield Placed(0, {}, opening, inside=tuple(run), inferred=True)
    else:
        yield from run


@frozen
class Context:
    """What the entries of one visit need to know of it."""

    states: Mapping[Side, Country]
    documents: tuple[Document, ...]


def entries(steps: Iterable[Placed], context: Context, first: int) -> list[Told]:
    """The entries of the steps, numbered from `first`, with `during` pointing at entries."""
    told = [pair for each in steps for pair in _told(each, context)]
    position = {number: first + index for index, (number, entry) in reversed(list(enumerate(told)))}
    return [_during(entry, position, first + index) for index, (_, entry) in enumerate(told)]


def _during(entry: Told, position: Mapping[int, int], own: int) -> Told:
    beside = None if entry.during is None else position.get(entry.during)
    return evolve(entry, position=own, during=None if beside == own else beside)


def _told(each: Placed, context: Context) -> Iterator[tuple[int, Told]]:
    opening = _entry(each, _named(each.meaning.event, context))
    yield each.number, opening
    for inner in each.inside:
        yield from _told(inner, context)
    if isinstance(each.meaning.event, SigningOpened):
        yield from ((0, entry) for entry in _documents(each, context))
    if each.meaning.closing is not None:
        closed = Entry(0, each.meaning.closing, placing=opening.placing, standing=opening.standing)
        yield 0, evolve(closed, at=moment(each.step, "time_end"))


def _named(event: Event, context: Context) -> Event:
    if isinstance(event, AnthemPlayed) and event.of is not None:
        return evolve(event, state=context.states.get(event.of))
    return event


def _entry(each: Placed, event: Event) -> Told:
    step, detail = each.step, each.step.get("detail")
    stated = step.get("order_certain", True) and not to_come(step)
    return Entry(
        0,
        event,
        at=moment(step),
        until=moment(step, "time_end") if each.meaning.closing is None else None,
        placing=Placing.STATED if stated else Placing.LISTED,
        standing=Standing.INFERRED if each.inferred else Standing.REPORTED,
        during=step.get("during"),
        remarks=(Text.of({"en": detail}),) if detail else (),
    )


def _documents(signing: Placed, context: Context) -> Iterator[Told]:
    """The documents of the visit, which no source places inside their signing."""
    if "exchange" in signing.step["detail"].lower():
        yield Entry(0, DocumentsExchanged(), placing=Placing.LISTED)
    for document in context.documents:
        yield Entry(0, DocumentSigned(document), placing=Placing.LISTED)


def document(given: Mapping[str, Any]) -> Document:
    """A document of the table."""
    return Document(Text.of({"en": given["title"]}), KINDS.get((given.get("kind") or "").lower(), DocumentKind.OTHER))


def country(code: str | None) -> Country | None:
    """A country of the table, None where it has no code."""
    try:
        return None if code is None else Country(code)
    except InvalidValueError:
        return None
