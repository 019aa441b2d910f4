"""The day sheet of one person: where to be, when, with whom."""

from collections.abc import Iterator

from attrs import evolve

from protocol.errors import InvalidValueError
from protocol.projections import Day, Programme, Step, attendance, not_stated, programme, steps_for
from protocol.reports.brief import Brief
from protocol.reports.page import Page, Paragraph, Spans, plain
from protocol.reports.sections.appointments import Diary, with_cancelled
from protocol.reports.sections.blocks import section
from protocol.reports.sections.particulars import IN_A_LIST, made_from_a_record, name_of, with_office
from protocol.reports.sections.steps import by_days, listed_steps
from protocol.reports.sections.untranslated import listing_untranslated
from protocol.reports.words.teller import with_note
from protocol.reports.words.times import hours_in_words
from protocol.values import Person, fold_case


@listing_untranslated
def day_sheet_page(brief: Brief) -> Page:
    """The steps of one person, by days, as `steps_for` finds them; if nobody is asked for, those of the guest.

    If the record does not name the person, an `InvalidValueError` says whom it names.
    """
    person, say = find_person(brief), brief.language.say
    if person is None:
        nobody = say("The programme names nobody." if brief.visit.planned else "The record names nobody.")
        return Page(say("Day sheet"), (Paragraph(plain(nobody)),), brief.language.code)
    current = programme.of(brief.current)
    days = tuple(_days(current, person))
    blocks = (
        Paragraph(plain(name_of(brief.teller))),
        *made_from_a_record(brief.teller),
        *by_days(days, brief, [say("With")], lambda step: [_others(step, brief, person)]),
        *section(say("Attendance not stated"), _others_steps(current, person, brief)),
    )
    title = say("Day sheet: {person}", person=with_office(person, brief.teller, IN_A_LIST))
    steps = [step for day in days for step in day.steps]
    diary = Diary(f"person {person.known_as}", lambda step: _notes(step, brief, person))
    page = Page(title, blocks, brief.language.code, appointments=diary.of(current, steps, brief))
    return with_cancelled(page, evolve(brief, person=str(person.known_as)), _earlier)


def _earlier(brief: Brief) -> Page:
    """The sheet by an earlier programme, empty if that did not name the person."""
    try:
        return day_sheet_page(brief)
    except InvalidValueError:
        return Page("", ())


def _notes(step: Step, brief: Brief, person: Person) -> Iterator[str | None]:
    others = _others(step, brief, person)
    yield others and f"{brief.language.say('With')}: {others}"


def find_person(brief: Brief) -> Person | None:
    """The person whose day sheet is asked for, by a part of the name in any language, or else the guest.

    None if nobody is asked for and nobody is named.
    """
    records = filter(None, (brief.current, brief.plan))
    people = list(dict.fromkeys(told.person for record in records for told in attendance.of(record).people))
    wanted = fold_case(brief.person or "")
    guests = [leader for party in reversed(brief.visit.parties) for leader in party.principals]
    found = [each for each in people if each.known_as.mentions(wanted)]
    if wanted and not found:
        names = ", ".join(str(each.known_as) for each in people) or "nobody"
        raise InvalidValueError("a person", brief.person, f"the record names {names}")
    return next(iter(found if wanted else [*guests, *people]), None)


def _days(current: Programme, person: Person) -> Iterator[Day]:
    theirs = frozenset(step.item.entry.position for step in steps_for(current, person))
    for day in current.days:
        if kept := tuple(step for step in listed_steps(day) if step.item.entry.position in theirs):
            yield Day(day.day, kept)


def _others_steps(current: Programme, person: Person, brief: Brief) -> Iterator[Spans]:
    """The steps of which the record does not say who is there, for those who lead or accompany a side."""
    if any(person.known_as == each.known_as for party in current.visit.parties for each in party.people):
        for step in listed_steps(Day(None, not_stated(current))):
            hours = hours_in_words(step.item.since, step.until, None, brief.language, usual=brief.usual)
            words = ", ".join(filter(None, (hours, brief.teller.words(step.place))))
            yield plain(with_note(brief.teller.item(step.item.entry), words or None), *step.entries)


def _others(step: Step, brief: Brief, person: Person) -> str:
    return "; ".join(brief.teller.person(each) for each in step.people if each.known_as != person.known_as)
