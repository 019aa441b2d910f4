"""Attendance: a table of people and steps, as far as the record names people."""

from collections.abc import Iterator, Sequence

from protocol.events import Event
from protocol.projections import Attended, attendance
from protocol.reports.brief import Brief
from protocol.reports.page import Block, Cell, Page, Paragraph, Table, plain
from protocol.reports.sections.blocks import section, without_empty_columns
from protocol.reports.sections.particulars import IN_A_LIST, ROLES, name_of, with_office
from protocol.reports.sections.untranslated import listing_untranslated
from protocol.reports.words.language import message
from protocol.stream import Entry

TAKES_PART = "×"


@listing_untranslated
def attendance_page(brief: Brief) -> Page:
    """Who took part in which step, or is to take part by a programme; a list below the table names the steps."""
    told, say = attendance.of(brief.current), brief.language.say
    named_by = (
        message("Only people whom the programme names are listed.")
        if brief.visit.planned
        else message("Only people whom the record names are listed.")
    )
    legend = (plain(f"{step.position}: {brief.teller.item(step)}", step.position) for step in told.steps)
    blocks = (
        Paragraph(plain(name_of(brief.teller), *(fact.position for fact in brief.visit.agreed))),
        Paragraph(plain(say(named_by))),
        *_matrix(told.people, told.steps, brief),
        *section(say("Steps"), legend),
    )
    return Page(say("List of participants"), blocks, brief.language.code)


def _matrix(people: Sequence[Attended], steps: Sequence[Entry[Event]], brief: Brief) -> Iterator[Block]:
    if people:
        say = brief.language.say
        head = (say("Name and office"), say("Side"), *(str(step.position) for step in steps))
        rows = tuple(_row(person, steps, brief) for person in people)
        caption = say("Who takes part in which step" if brief.visit.planned else "Who took part in which step")
        yield without_empty_columns(Table(head, rows, caption))


def _row(told: Attended, steps: Sequence[Entry[Event]], brief: Brief) -> tuple[Cell, ...]:
    side = "" if told.side is None else brief.language.say(ROLES[told.side])
    marks = (plain(TAKES_PART, step.position) if step.position in told.entries else plain("") for step in steps)
    name = with_office(told.person, brief.teller, IN_A_LIST)
    return (Cell(plain(name, *told.entries)), Cell(plain(side)), *map(Cell, marks))
