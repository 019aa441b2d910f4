"""The programme of a visit: day by day, with times, venues and participants, in the edition that is asked for.

The host's edition, for work, shows everything. The guest's leaves out the steps of ceremonies and the remarks; the
press's also leaves out who takes part.
"""

from collections.abc import Iterator
from typing import Final

from protocol.events import TalksOpened
from protocol.projections import Day, Step, programme
from protocol.reports.brief import Brief, Edition
from protocol.reports.page import Block, Page, Paragraph, plain
from protocol.reports.sections.appointments import Diary, versions, with_cancelled
from protocol.reports.sections.particulars import made_from_a_record, name_of
from protocol.reports.sections.steps import by_days, listed_steps
from protocol.reports.sections.untranslated import listing_untranslated
from protocol.reports.words.language import message
from protocol.reports.words.times import moment_in_words

_EDITIONS: Final = {
    Edition.HOST: message("Edition of the host, for work"),
    Edition.GUEST: message("Edition for the guest"),
    Edition.PRESS: message("Edition for the press"),
}
_WITH: Final = message("Participants")
_MEDIA: Final = message("Media")


@listing_untranslated
def programme_page(brief: Brief) -> Page:
    """The programme of a visit by days; for a record of a visit, the programme as it was carried out."""
    language, current = brief.language, programme.of(brief.current)
    in_full = brief.edition is Edition.HOST
    shown = ((day.day, (step for step in listed_steps(day) if in_full or not step.item.depth)) for day in current.days)
    days = tuple(Day(day, tuple(steps)) for day, steps in shown)
    columns = (language.say(_WITH), language.say(_MEDIA), language.say("Remarks"))
    table = by_days(days, brief, columns, lambda step: _further(step, brief), nested=True)
    title = language.say("Programme: {visit}", visit=name_of(brief.teller))
    steps = [step for day in days for step in day.steps]
    diary = Diary(f"edition {brief.edition}", lambda step: _notes(step, brief))
    page = Page(title, (*_head(brief), *table), language.code, appointments=diary.of(current, steps, brief))
    return with_cancelled(page, brief, programme_page)


def _further(step: Step, brief: Brief) -> tuple[str | None, ...]:
    return _people(step, brief), brief.teller.words(step.item.entry.press), _remarks(step, brief)


def _notes(step: Step, brief: Brief) -> Iterator[str | None]:
    people, media, remarks = _further(step, brief)
    yield people and f"{brief.language.say(_WITH)}: {people}"
    yield media and f"{brief.language.say(_MEDIA)}: {media}"
    yield remarks


def _head(brief: Brief) -> Iterator[Block]:
    language, visit = brief.language, brief.visit
    yield Paragraph(plain(language.say(_EDITIONS[brief.edition])))
    yield from made_from_a_record(brief.teller)
    for position, version in versions(visit)[-1:]:
        if version is not None:
            yield Paragraph(plain(language.say("Version {number}", number=str(version)), position))
    if visit.edition is not None:
        yield Paragraph(plain(language.say("Edition: {edition}", edition=language.text(visit.edition)), 0))
    if visit.as_of is not None:
        moment = visit.as_of if brief.zone is None else visit.as_of.in_zone(brief.zone)
        current = moment_in_words(moment, language, usual=brief.usual)
        yield Paragraph(plain(language.say("As on {moment}", moment=current), 0))
    if visit.time_zone is not None:
        yield Paragraph(plain(language.say("Times are local: {zone}", zone=visit.time_zone), 0))


def _people(step: Step, brief: Brief) -> str | None:
    """Who takes part in a step; the press is not told."""
    if brief.edition is Edition.PRESS:
        return None
    teller, accompanying = brief.teller, step.item.entry.accompanying
    others = [person for person in step.people if person not in accompanying]
    more = teller.words(accompanying)
    named = [*map(teller.person, others), *([] if more is None else [brief.language.say("with {people}", people=more)])]
    unknown = brief.language.say("attendance not stated") if isinstance(step.event, TalksOpened) else None
    return "; ".join(named) or unknown


def _remarks(step: Step, brief: Brief) -> str | None:
    """The remarks on a step of a plan, for those who work by it."""
    remarks = step.remarks if brief.visit.planned and brief.edition is Edition.HOST else ()
    return "; ".join(filter(None, map(brief.teller.words, remarks))) or None
