"""The steps of a paper as appointments, which a calendar recognises in the next edition whatever else changed."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from hashlib import sha256
from typing import Final

from attrs import asdict, evolve

from protocol.events import Event, ProgrammeApproved, ProgrammeRevised, tag
from protocol.fields import frozen
from protocol.projections import Programme, Step
from protocol.reports.brief import Brief
from protocol.reports.page import LONG_AGO, Appointment, Page, Status
from protocol.reports.sections.particulars import name_of
from protocol.reports.words.events import WORDS
from protocol.reports.words.templates import slots
from protocol.reports.words.times import clock_in_words, hours_in_words
from protocol.stream import Entry
from protocol.values import Document
from protocol.visit import Visit

Notes = Callable[[Step], Iterable[str | None]]
"""The lines that are noted for a step beside its name and place; lines that are None are left out."""

_LARGEST: Final = 2**31 - 1
"""The largest number that a calendar can hold."""


@frozen
class Diary:
    """The calendar of an edition of the programme, or of a person, with what is noted for each step."""

    whose: str
    notes: Notes

    def of(self, programme: Programme, steps: Iterable[Step], brief: Brief) -> tuple[Appointment, ...]:
        """The steps at their exact times, or else on their days, or else on the days of the visit.

        Steps of a ceremony that have no time of their own are left out, because the ceremony is there. A visit without
        steps is one appointment.
        """
        names = dict(self._names(programme, brief.visit))
        made = [each for step in steps if (each := self._appointment(step, names, brief)) is not None]
        dates = brief.visit.dates
        if not programme.steps and dates is not None:
            name, words = _name(brief.visit, self.whose, "visit"), name_of(brief.teller)
            made.append(Appointment(name, words, dates.first, dates.last))
        edition = _number_of_edition(brief.visit)
        status, stamp = _status(brief.visit), _stamp(brief, edition)
        return tuple(evolve(each, status=status, sequence=edition, stamp=stamp) for each in made)

    def _names(self, programme: Programme, visit: Visit) -> Iterator[tuple[int, str]]:
        """The name by which each step is recognised: its id, or its class, its values and how many came before."""
        seen = Counter[object]()
        for step in programme.steps:
            own = step.item.entry.id
            key = ("id", own) if own is not None else (tag(type(step.event)), *_telling_apart(step.item.entry))
            seen[key] += 1
            yield step.item.entry.position, _name(visit, self.whose, *key, seen[key])

    def _appointment(self, step: Step, names: Mapping[int, str], brief: Brief) -> Appointment | None:
        begins, ends = _span(step, brief)
        if begins is None or (step.item.depth and not isinstance(begins, datetime)):
            return None
        teller, inexact = brief.teller, _inexactly(step, begins, brief)
        item = teller.item(step.item.entry)
        return Appointment(
            names[step.item.entry.position],
            item if inexact is None else f"{item} ({inexact})",
            begins,
            end=ends,
            venue=teller.words(step.venue),
            remarks="\n".join(filter(None, self.notes(step))) or None,
            zone=brief.visit.time_zone,
        )


def with_cancelled(page: Page, brief: Brief, build: Callable[[Brief], Page]) -> Page:
    """A page whose calendar follows that of an earlier programme: appointments dropped since are cancelled in it."""
    if brief.programme is None:
        return page
    before = build(evolve(brief, stream=brief.programme, programme=None)).appointments
    kept, (edition, stamp) = {each.name for each in page.appointments}, _after(before, page.appointments)
    dropped = (evolve(each, status=Status.CANCELLED) for each in before if each.name not in kept)
    all_of_them = (*page.appointments, *dropped)
    return evolve(page, appointments=tuple(evolve(each, sequence=edition, stamp=stamp) for each in all_of_them))


def _after(before: Iterable[Appointment], now: Iterable[Appointment]) -> tuple[int, datetime]:
    """The number and the stamp of an edition that comes after another."""
    editions = [*(each.sequence + 1 for each in before), *(each.sequence for each in now)]
    stamps = [*(_later(each.stamp, 1) for each in before), *(each.stamp for each in now)]
    return min(max(editions, default=0), _LARGEST), max(stamps, default=LONG_AGO)


def versions(visit: Visit) -> list[tuple[int, int | None]]:
    """The approvals and revisions of the programme by position, each with the version that it states."""
    approved = [(fact.position, fact.event.version) for fact in visit.approved]
    revised = [(fact.position, fact.event.version) for fact in visit.revised]
    return sorted((*approved, *revised))


def _number_of_edition(visit: Visit) -> int:
    """The last version that was stated, plus one for each approval or revision since that states none."""
    number = 0
    for _, version in versions(visit):
        number = number + 1 if version is None else version
    return min(max(number, 0), _LARGEST)


def _stamp(brief: Brief, edition: int) -> datetime:
    """When the programme was last approved, revised or written to, as far as known; later with each edition."""
    editions = [entry.at for entry in brief.current if isinstance(entry.event, ProgrammeApproved | ProgrammeRevised)]
    dated = (moment.value for moment in editions if moment is not None)
    told = [_in_utc(value) for value in dated if isinstance(value, date)]
    written = [entry.recorded_at.astimezone(UTC) for entry in brief.current if entry.recorded_at is not None]
    return _later(max((*told, *written), default=LONG_AGO), edition)


def _in_utc(value: date) -> datetime:
    return value.astimezone(UTC) if isinstance(value, datetime) else datetime.combine(value, time(), UTC)


def _later(moment: datetime, seconds: int) -> datetime:
    try:
        return moment + timedelta(seconds=seconds)
    except OverflowError:  # beyond the last year that a calendar has
        return moment


def _status(visit: Visit) -> Status:
    """The status of all appointments: tentative from a postponement until the visit is agreed again."""
    if visit.cancelled:
        return Status.CANCELLED
    agreed = max((fact.position for fact in visit.agreed), default=0)
    put_off = any(fact.position > agreed for fact in visit.postponed)
    return Status.TENTATIVE if put_off else Status.CONFIRMED


def _span(step: Step, brief: Brief) -> tuple[datetime | date | None, datetime | date | None]:
    """The start and the end of a step; only days if the visit has no zone, because clocks need one."""
    begins, ends, dates = step.begins, step.ends, brief.visit.dates
    if begins is None and dates is not None:
        begins, ends = dates.first, ends or dates.last
    if brief.visit.time_zone is None:
        begins, ends = (
            each.date() if isinstance(each, datetime) and each.tzinfo is None else each for each in (begins, ends)
        )
    return begins, ends


def _inexactly(step: Step, begins: datetime | date, brief: Brief) -> str | None:
    """What is known of the time of a step and would be lost in a calendar, which has only exact times and days."""
    ends, since = step.ends, step.item.since
    if isinstance(begins, datetime):
        told = (step.until is None and step.lasting is None) or isinstance(ends, datetime)
    else:
        clock = None if since is None else clock_in_words(since, brief.language)
        told = clock is None and (step.until is None or (ends is not None and not isinstance(ends, datetime)))
    if told:
        return None
    return hours_in_words(since, step.until, step.day, brief.language, usual=brief.usual, lasting=step.lasting)


def _telling_apart(entry: Entry[Event]) -> tuple[str, ...]:
    """What distinguishes a step from others of its class at any time: values of fixed sets, and what its item shows.

    Fields without a value are left out, so that a new field in the vocabulary does not change the names in use.
    """
    event, shown = entry.event, {slot.partition(":")[0] for slot in slots(WORDS[type(entry.event)].item)}
    said = asdict(event, recurse=False) | dict.fromkeys(shown & {"place", "venue"}, entry.place)
    told = {name: value for name, value in said.items() if not isinstance(value, tuple)}
    apart = {name: value for name, value in told.items() if name in shown or isinstance(value, Enum | Document)}
    return tuple(f"{name}={value}" for name, value in sorted(apart.items()) if value is not None)


def _name(visit: Visit, whose: str, what: str, *apart: object) -> str:
    """A name of fixed length, whatever it is made of."""
    return f"{what}-{sha256(repr((visit.id, whose, what, apart)).encode('utf-8', 'replace')).hexdigest()[:32]}"
