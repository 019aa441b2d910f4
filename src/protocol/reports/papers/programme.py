"""The programme of a visit: day by day, with times, venues and participants, in the edition that is asked for.

The host's edition, for work, shows everything. The guest's leaves out the steps of ceremonies and the remarks; the
press's also leaves out who takes part.
"""

from collections.abc import Iterator
from typing import Final

from protocol.projections import Day, Step, programme
from protocol.reports.brief import Brief, Edition
from protocol.reports.page import Block, Cell, Heading, Page, Paragraph, Table, plain
from protocol.reports.sections.appointments import Diary, versions, with_cancelled
from protocol.reports.sections.blocks import row, without_empty_columns
from protocol.reports.sections.particulars import made_from_a_record, name_of
from protocol.reports.sections.steps import hours, listed_steps
from protocol.reports.sections.untranslated import listing_untranslated
from protocol.reports.words.language import message
from protocol.reports.words.times import heading_of_day

_EDITIONS: Final = {
    Edition.HOST: message("Edition of the host, for work"),
    Edition.GUEST: message("Edition for the guest"),
    Edition.PRESS: message("Edition for the press"),
}


@listing_untranslated
def programme_page(brief: Brief) -> Page:
    """The programme of a visit by days; for a record of a visit, the programme as it was carried out."""
    language, current = brief.language, programme.of(brief.current)
    days = tuple(Day(day.day, steps_in(day, brief.edition)) for day in current.days)
    blocks = (*_head(brief), *(block for day in days for block in _day(day, brief)))
    title = language.say("Programme: {visit}", visit=name_of(brief.teller))
    steps = [step for day in days for step in day.steps]
    diary = Diary(f"edition {brief.edition}", lambda step: _notes(step, brief))
    page = Page(title, blocks, language.code, appointments=diary.of(current, steps, brief))
    return with_cancelled(page, brief, programme_page)


def _notes(step: Step, brief: Brief) -> Iterator[str | None]:
    people = _people(step, brief)
    yield people and f"{brief.language.say(_WITH)}: {people}"
    yield _remarks(step, brief)


def steps_in(day: Day, edition: Edition) -> tuple[Step, ...]:
    """The steps of a day that an edition shows."""
    return tuple(step for step in listed_steps(day) if edition is Edition.HOST or not step.item.depth)


def _head(brief: Brief) -> Iterator[Block]:
    language, visit = brief.language, brief.visit
    yield Paragraph(plain(language.say(_EDITIONS[brief.edition])))
    yield from made_from_a_record(brief.teller)
    for position, version in versions(visit)[-1:]:
        if version is not None:
            yield Paragraph(plain(language.say("Version {number}", number=str(version)), position))
    if visit.time_zone is not None:
        yield Paragraph(plain(language.say("Times are local: {zone}", zone=visit.time_zone), 0))


def _day(day: Day, brief: Brief) -> Iterator[Block]:
    if not day.steps:
        return
    language = brief.language
    yield Heading(heading_of_day(day.day, language))
    head = tuple(map(language.say, (message("Time"), message("Event"), message("Venue"), _WITH, message("Remarks"))))
    rows = tuple(_row(step, brief) for step in day.steps)
    yield without_empty_columns(Table(head, rows))


_WITH: Final = message("Participants")


def _row(step: Step, brief: Brief) -> tuple[Cell, ...]:
    teller = brief.teller
    what = Cell(plain(teller.item(step.event), *step.entries), step.item.depth)
    others = row((teller.words(step.venue), _people(step, brief), _remarks(step, brief)), *step.entries)
    return (*row([hours(step, brief)], *step.entries), what, *others)


def _people(step: Step, brief: Brief) -> str | None:
    """Who takes part in a step; the press is not told."""
    people = () if brief.edition is Edition.PRESS else step.people
    return "; ".join(map(brief.teller.person, people)) or None


def _remarks(step: Step, brief: Brief) -> str | None:
    """The remarks on a step of a plan, for those who work by it."""
    remarks = step.remarks if brief.visit.planned and brief.edition is Edition.HOST else ()
    return "; ".join(filter(None, map(brief.teller.words, remarks))) or None
