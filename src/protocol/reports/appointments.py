"""The steps of a programme as a calendar keeps them."""

from collections.abc import Iterable, Iterator, Mapping

from protocol.projections import Step
from protocol.reports.brief import Brief
from protocol.reports.page import Appointment
from protocol.values import Moment


def appointments(steps: Iterable[Step], ends: Mapping[int, Moment], brief: Brief) -> tuple[Appointment, ...]:
    """The steps whose day is told: at their time where it is told exactly, else all day.

    What happens inside a ceremony without a time of its own is left out: the ceremony stands for it.
    """
    return tuple(_made(steps, ends, brief))


def _made(steps: Iterable[Step], ends: Mapping[int, Moment], brief: Brief) -> Iterator[Appointment]:
    teller = brief.teller
    for step in steps:
        start, until = step.item.since, step.item.until or ends.get(step.item.entry.position)
        exact = None if start is None else start.full
        begins = exact or (None if step.item.depth else step.day)
        if begins is not None:
            yield Appointment(
                f"{brief.visit.id}-{step.item.entry.position}",
                teller.item(step.event),
                begins,
                end=None if until is None else until.full,
                venue=teller.said(step.venue),
                zone=brief.visit.time_zone,
            )
