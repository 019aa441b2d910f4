"""Attendance: a table of steps and people, as far as the record names people."""

from collections.abc import Iterator, Sequence

from protocol.events import Event
from protocol.projections import Attended, attendance
from protocol.reports.brief import Brief
from protocol.reports.page import Block, Cell, Page, Paragraph, Table, plain
from protocol.reports.sections.blocks import section, without_empty_columns
from protocol.reports.sections.particulars import IN_A_LIST, ROLES, name_of, with_office
from protocol.reports.sections.untranslated import listing_untranslated
from protocol.reports.words.language import message
from protocol.reports.words.teller import with_note
from protocol.reports.words.terms import term
from protocol.stream import Entry


@listing_untranslated
def attendance_page(brief: Brief) -> Page:
    """Who took which part in which step, or is to take it by a programme; a list below says who the people are."""
    told, say = attendance.of(brief.current), brief.language.say
    named_by = (
        message("Only people whom the programme names are listed.")
        if brief.visit.planned
        else message("Only people whom the record names are listed.")
    )
    people = (plain(_who(person, brief)) for person in told.people)
    blocks = (
        Paragraph(plain(name_of(brief.teller), *(fact.position for fact in brief.visit.agreed))),
        Paragraph(plain(say(named_by))),
        *_matrix(told.people, told.steps, brief),
        *section(say("People"), people),
    )
    return Page(say("List of participants"), blocks, brief.language.code)


def _matrix(people: Sequence[Attended], steps: Sequence[Entry[Event]], brief: Brief) -> Iterator[Block]:
    if people and steps:
        say = brief.language.say
        head = (say("Event"), *(brief.language.text(each.person.known_as) for each in people))
        rows = tuple(_row(step, people, brief) for step in steps)
        caption = say("Who takes part in which step" if brief.visit.planned else "Who took part in which step")
        yield without_empty_columns(Table(head, rows, caption))


def _row(step: Entry[Event], people: Sequence[Attended], brief: Brief) -> tuple[Cell, ...]:
    parts = ((_part(each, step, brief), each) for each in people)
    cells = (plain(words, step.position) if step.position in each.entries else plain("") for words, each in parts)
    return (Cell(plain(brief.teller.item(step), step.position)), *map(Cell, cells))


def _part(told: Attended, step: Entry[Event], brief: Brief) -> str:
    """The part of a person in a step in a word, so that it can be read aloud; unspecific if the record gives none."""
    taken = (each.part for each in step.present if each.person.known_as == told.person.known_as)
    return (term(part, brief.language) if (part := next(taken, None)) else None) or brief.language.say("takes part")


def _who(told: Attended, brief: Brief) -> str:
    side = None if told.side is None else brief.language.say(ROLES[told.side])
    return with_note(with_office(told.person, brief.teller, IN_A_LIST), side)
