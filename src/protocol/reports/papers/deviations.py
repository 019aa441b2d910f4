"""Departures from the programme: what was early or late, moved, dropped or added."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from protocol.events import Event
from protocol.projections import Compared, Deviation, Difference, Step, deviations
from protocol.projections.differences import where
from protocol.reports.brief import Brief
from protocol.reports.page import Block, Cell, Page, Paragraph, Span, Table, Tone, plain
from protocol.reports.sections.particulars import name_of
from protocol.reports.sections.programme_and_fact import compared_lines
from protocol.reports.sections.tables import without_empty_columns
from protocol.reports.sections.untranslated import listing_what_is_given
from protocol.reports.words.language import message
from protocol.reports.words.teller import Teller
from protocol.reports.words.times import moment_in_words
from protocol.stream import Entry

WORDS: Final[Mapping[Deviation, str]] = MappingProxyType(
    {
        Deviation.AS_PLANNED: message("as planned"),
        Deviation.EARLY: message("{number} min early"),
        Deviation.LATE: message("{number} min late"),
        Deviation.MOVED: message("moved"),
        Deviation.DROPPED: message("not held"),
        Deviation.NOT_REPORTED: message("not reported"),
        Deviation.ADDED: message("added"),
    }
)


@listing_what_is_given
def deviations_page(brief: Brief) -> Page:
    """A programme and what became of it, step by step."""
    say = brief.language.say
    name = name_of(brief.teller)
    missing = Paragraph(plain(say("There is no programme to compare with.")))
    blocks = (missing,) if brief.programme is None else tuple(_blocks(brief))
    return Page(say("Departures from the programme: {visit}", visit=name), blocks, brief.language.code)


def _blocks(brief: Brief) -> Iterator[Block]:
    if brief.plan is None:
        return
    say, compared = brief.language.say, deviations(brief.plan, brief.current)
    unlike = sum(step.deviation is not Deviation.AS_PLANNED for step in compared.steps)
    yield Paragraph(plain(say("Steps compared: {number}.", number=str(len(compared.steps)))))
    yield Paragraph(plain(say("Steps that differ: {number}.", number=str(unlike))))
    yield from compared_lines(compared, brief)
    if compared.steps:
        head = (say("Step"), say("Planned"), say("Actual"), say("Difference"))
        rows = tuple(_row(step, brief.teller, brief.usual) for step in compared.steps)
        yield without_empty_columns(Table(head, rows, say("The programme and what became of it")))


def _row(step: Compared, teller: Teller, usual: str | None) -> tuple[Cell, ...]:
    told = step.actual or step.planned
    assert told is not None  # noqa: S101 - one of the two is always there
    entries = step.entries
    tone = Tone.PLAIN if step.deviation is Deviation.AS_PLANNED else Tone.STRONG
    of_both = ((step.planned, step.due), (step.actual, step.was))
    words = (teller.item(told.event), *("; ".join(_told(*each, step.differences, teller, usual)) for each in of_both))
    difference = Span(difference_in_words(step, teller), entries, tone)
    return (*(Cell(plain(each, *entries)) for each in words), Cell((difference,)))


def difference_in_words(step: Compared, teller: Teller) -> str:
    """How a step stands to the programme; of a moved one also by how much it was late or early; then what changed."""
    return ", ".join(_differences(step, teller.language.say))


def _differences(step: Compared, say: Callable[..., str]) -> Iterator[str]:
    late, number = step.minutes or 0, str(abs(step.minutes or 0))
    if step.deviation is not Deviation.CHANGED:
        yield say(WORDS[step.deviation], number=number)
    if step.deviation is Deviation.MOVED and late:
        yield say(WORDS[Deviation.LATE if late > 0 else Deviation.EARLY], number=number)
    for change in step.differences:
        if change is not Difference.END:
            yield say(_DIFFERENT[change])
        elif step.ended:
            yield say(_ENDED_LATE if step.ended > 0 else _ENDED_EARLY, number=str(abs(step.ended)))


_DIFFERENT: Final = {Difference.PLACE: message("at another place"), Difference.PEOPLE: message("with other people")}
_ENDED_LATE: Final = message("ended {number} min late")
_ENDED_EARLY: Final = message("ended {number} min early")


def _told(
    entry: Entry[Event] | None, step: Step | None, changed: Sequence[Difference], teller: Teller, usual: str | None
) -> Iterator[str]:
    """When a step was or was to be, and of what changed until when, where and with whom."""
    since = None if entry is None or entry.at is None else moment_in_words(entry.at, teller.language, usual=usual)
    if step is not None and step.until is not None and Difference.END in changed:
        end = moment_in_words(step.until, teller.language, shown=step.day, usual=usual)
        since = teller.language.say("[{since} to {end}|to {end}]", since=since, end=end)
    if since is not None:
        yield since
    if step is not None and Difference.PLACE in changed:
        yield teller.said(where(step)) or ""
    if step is not None and Difference.PEOPLE in changed:
        yield "; ".join(map(teller.person, step.people))
