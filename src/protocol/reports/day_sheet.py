"""The day sheet of one person: where to be, when, with whom."""

from collections.abc import Iterator, Mapping

from protocol.errors import InvalidValueError
from protocol.projections import Day, Step, attendance, programme
from protocol.reports.appointments import appointments
from protocol.reports.as_given import listing_what_is_given
from protocol.reports.brief import Brief
from protocol.reports.page import Block, Cell, Heading, Page, Paragraph, Table, plain
from protocol.reports.particulars import name_of, named
from protocol.reports.programme import ends_of, hours
from protocol.reports.tables import without_empty_columns
from protocol.reports.times import heading_of_day
from protocol.values import Moment, Person
from protocol.visit.brackets import CLOSINGS


@listing_what_is_given
def day_sheet_page(brief: Brief) -> Page:
    """The steps of one person, by days: for who leads a side all of them, for others those that name them.

    Without a person it is that of the guest. An `InvalidValueError` says whom the record names.
    """
    person, ends = sought(brief), ends_of(brief)
    if person is None:
        nobody = Paragraph(plain(brief.language.say("The record names nobody.")))
        return Page(brief.language.say("Day sheet"), (nobody,), brief.language.code)
    days = tuple(_days(brief, person))
    blocks = (
        Paragraph(plain(name_of(brief.teller))),
        *(block for day in days for block in _day(day, brief, person, ends)),
    )
    title = brief.language.say("Day sheet: {person}", person=named(person, brief.teller))
    steps = [step for day in days for step in day.steps]
    return Page(title, blocks, brief.language.code, appointments=appointments(steps, ends, brief))


def sought(brief: Brief) -> Person | None:
    """Whose day sheet is asked for: a person by a part of the name, in any language, or else the guest.

    None where nobody is asked for and nobody is named.
    """
    people = [told.person for told in attendance.of(brief.stream).people]
    wanted = (brief.person or "").casefold()
    guests = [leader for party in reversed(brief.visit.parties) for leader in party.principals]
    found = [each for each in people if any(wanted in form.casefold() for _, form in each.name.forms)]
    if wanted and not found:
        names = ", ".join(str(each.name) for each in people) or "nobody"
        raise InvalidValueError("a person", brief.person, f"the record names {names}")
    return next(iter(found if wanted else [*guests, *people]), None)


def _days(brief: Brief, person: Person) -> Iterator[Day]:
    leads = any(person.name == each.name for party in brief.visit.parties for each in party.principals)
    for day in programme.of(brief.stream).days:
        steps = tuple(step for step in day.steps if type(step.event) not in CLOSINGS and _is_for(step, person, leads))
        if steps:
            yield Day(day.day, steps)


def _is_for(step: Step, person: Person, leads: bool) -> bool:  # noqa: FBT001 - whether the person leads a side
    return (leads and not step.item.depth) or any(person.name == each.name for each in step.people)


def _day(day: Day, brief: Brief, person: Person, ends: Mapping[int, Moment]) -> Iterator[Block]:
    language = brief.language
    yield Heading(heading_of_day(day.day, language))
    head = (language.say("Time"), language.say("Event"), language.say("Venue"), language.say("With"))
    rows = tuple(_row(step, brief, person, ends) for step in day.steps)
    yield without_empty_columns(Table(head, rows))


def _row(step: Step, brief: Brief, person: Person, ends: Mapping[int, Moment]) -> tuple[Cell, ...]:
    others = [brief.teller.person(each) for each in step.people if each.name != person.name]
    words = (
        hours(step, ends, brief.language),
        brief.teller.item(step.event),
        brief.teller.said(step.venue),
        "; ".join(others),
    )
    return tuple(Cell(plain(each or "", *step.entries)) for each in words)
