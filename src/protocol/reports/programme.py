"""The programme of a visit: day by day, with times, venues and participants, in the edition that is asked for.

The host's edition is the working one and shows everything; the guest's leaves out the steps of ceremonies and the
remarks, the press's also who takes part.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from protocol.projections import Day, Step, ceremonies, programme
from protocol.reports.appointments import appointments
from protocol.reports.as_given import listing_what_is_given
from protocol.reports.brief import Brief, Edition
from protocol.reports.language import Language, message
from protocol.reports.page import Block, Cell, Heading, Page, Paragraph, Table, plain
from protocol.reports.particulars import name_of
from protocol.reports.tables import without_empty_columns
from protocol.reports.times import clock_in_words, heading_of_day
from protocol.reports.wording import Teller
from protocol.values import Moment
from protocol.visit.brackets import CLOSINGS

EDITIONS: Final[Mapping[Edition, str]] = MappingProxyType(
    {
        Edition.HOST: message("Edition of the host, for work"),
        Edition.GUEST: message("Edition for the guest"),
        Edition.PRESS: message("Edition for the press"),
    }
)


@listing_what_is_given
def programme_page(brief: Brief) -> Page:
    """The programme of a visit by days, or of a visit that is over, the programme as it was carried out."""
    language, told = brief.language, programme.of(brief.stream)
    ends = ends_of(brief)
    steps = {day: shown(day, brief.edition) for day in told.days}
    blocks = (*_head(brief), *(block for day in told.days for block in _day(day, steps[day], brief, ends)))
    title = language.say("Programme: {visit}", visit=name_of(brief.teller))
    planned = [step for those in steps.values() for step in those]
    return Page(title, blocks, language.code, appointments=appointments(planned, ends, brief))


def ends_of(brief: Brief) -> Mapping[int, Moment]:
    """When each ceremony ended, as far as that is told, by the position of its opening."""
    held = ceremonies.of(brief.stream).held
    return {told.held.opened: told.until for told in held if told.until is not None}


def shown(day: Day, edition: Edition) -> tuple[Step, ...]:
    """The steps of a day that an edition shows; that a ceremony ends is said where it begins."""
    steps = (step for step in day.steps if type(step.event) not in CLOSINGS)
    return tuple(step for step in steps if edition is Edition.HOST or not step.item.depth)


def _head(brief: Brief) -> Iterator[Block]:
    language, visit = brief.language, brief.visit
    yield Paragraph(plain(language.say(EDITIONS[brief.edition])))
    approved = [(fact.position, fact.event.version) for fact in visit.approved]
    revised = [(fact.position, fact.event.version) for fact in visit.revised]
    for position, version in sorted((*approved, *revised))[-1:]:
        if version is not None:
            yield Paragraph(plain(language.say("Version {number}", number=str(version)), position))
    if visit.time_zone is not None:
        yield Paragraph(plain(language.say("Times are local: {zone}", zone=visit.time_zone), 0))


def _day(day: Day, steps: tuple[Step, ...], brief: Brief, ends: Mapping[int, Moment]) -> Iterator[Block]:
    if not steps:
        return
    language = brief.language
    yield Heading(heading_of_day(day.day, language))
    head = tuple(map(language.say, (message("Time"), message("Event"), message("Venue"), _WITH, message("Remarks"))))
    rows = tuple(_row(step, brief, ends) for step in steps)
    yield without_empty_columns(Table(head, rows))


_WITH: Final = message("Participants")


def _row(step: Step, brief: Brief, ends: Mapping[int, Moment]) -> tuple[Cell, ...]:
    teller, edition = brief.teller, brief.edition
    people = None if edition is Edition.PRESS else with_whom(step, teller)
    remarks = brief.visit.planned and edition is Edition.HOST
    words = (
        hours(step, ends, brief.language),
        teller.item(step.event),
        teller.said(step.venue),
        people,
        "; ".join(filter(None, map(teller.said, step.remarks))) if remarks else None,
    )
    return tuple(Cell(plain(each or "", *step.entries), _depth(step, place)) for place, each in enumerate(words))


def _depth(step: Step, column: int) -> int:
    return step.item.depth if column == 1 else 0


def with_whom(step: Step, teller: Teller) -> str | None:
    """Who takes part in a step, by name, those of whom only the office is told by that."""
    return "; ".join(teller.person(person) for person in step.people) or None


def hours(step: Step, ends: Mapping[int, Moment], language: Language) -> str | None:
    """From when until when a step lasts, by the clock; the day stands above."""
    start = step.item.since
    begins = None if start is None else clock_in_words(start, language)
    end = step.item.until or ends.get(step.item.entry.position)
    until = None if end is None or not isinstance(end.value, datetime) else clock_in_words(end, language)
    return f"{begins}–{until}" if begins and until and begins != until else begins
