"""Departures from the programme: what was early or late, moved, dropped or added."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from protocol.events import Event
from protocol.projections import Aspect, Compared, Deviation, Deviations, Step, deviations
from protocol.projections.differences import where
from protocol.reports.brief import Brief
from protocol.reports.page import Block, Cell, Listing, Page, Paragraph, Span, Spans, Table, Tone, plain
from protocol.reports.sections.blocks import row, without_empty_columns
from protocol.reports.sections.particulars import name_of
from protocol.reports.sections.programme_and_fact import compared_lines
from protocol.reports.sections.untranslated import listing_untranslated
from protocol.reports.words.language import message
from protocol.reports.words.teller import with_note
from protocol.reports.words.times import from_to, moment_in_words
from protocol.stream import Entry

_WORDS: Final = {
    Deviation.AS_PLANNED: message("as planned"),
    Deviation.EARLY: message("{number} min early"),
    Deviation.LATE: message("{number} min late"),
    Deviation.MOVED: message("moved"),
    Deviation.DROPPED: message("not held"),
    Deviation.NOT_REPORTED: message("not reported"),
    Deviation.ADDED: message("added"),
}


@listing_untranslated
def deviations_page(brief: Brief) -> Page:
    """A programme and what became of it, step by step; without one, what the record itself announces."""
    say = brief.language.say
    name = name_of(brief.teller)
    missing = Paragraph(plain(say("There is no programme to compare with.")))
    blocks = (missing,) if brief.plan is None else tuple(_blocks(brief))
    return Page(say("Departures from the programme: {visit}", visit=name), blocks, brief.language.code)


def _blocks(brief: Brief) -> Iterator[Block]:
    if brief.plan is None:
        return
    in_part, minutes = brief.programme is None, brief.tolerance
    say, compared = brief.language.say, deviations(brief.plan, brief.current, in_part=in_part, tolerance=minutes)
    yield Paragraph(plain(say("Steps compared: {number}.", number=str(len(compared.steps)))))
    yield Listing(tuple(_summary(compared, say)))
    if minutes:
        yield Paragraph(plain(say("Differences of up to {number} min are not counted.", number=str(minutes))))
    yield from compared_lines(compared, brief)
    if compared.steps:
        head = (say("Step"), say("Planned"), say("Actual"), say("Difference"))
        rows = tuple(_row(step, brief) for step in compared.steps)
        yield without_empty_columns(Table(head, rows, say("The programme and what became of it")))


def _summary(compared: Deviations, say: Callable[..., str]) -> Iterator[Spans]:
    """How many steps there are of each kind of deviation, and of those that began late or early by how much at most."""
    for deviation, words in _COUNTS.items():
        steps = compared.of(deviation)
        most = max((abs(step.minutes or 0) for step in steps), default=0) if deviation in _TIMED else 0
        if steps:
            counted = say(words, number=str(len(steps)))
            at_most = say("{number} min at most", number=str(most)) if most else None
            yield plain(with_note(counted, at_most), *(at for step in steps for at in step.entries))


_TIMED: Final = frozenset({Deviation.EARLY, Deviation.LATE})
_COUNTS: Final = {
    Deviation.AS_PLANNED: message("As planned: {number}"),
    Deviation.EARLY: message("Early: {number}"),
    Deviation.LATE: message("Late: {number}"),
    Deviation.MOVED: message("Moved: {number}"),
    Deviation.CHANGED: message("Otherwise than planned: {number}"),
    Deviation.DROPPED: message("Not held: {number}"),
    Deviation.NOT_REPORTED: message("Not reported: {number}"),
    Deviation.ADDED: message("Added: {number}"),
}


def _row(step: Compared, brief: Brief) -> tuple[Cell, ...]:
    either = step.actual or step.planned
    assert either is not None  # noqa: S101 - one of the two is always there
    tone = Tone.PLAIN if step.deviation is Deviation.AS_PLANNED else Tone.STRONG
    difference = Span(", ".join(_differences(step, brief.language.say)), step.entries, tone)
    versions = ((step.planned, step.due), (step.actual, step.was))
    both = ("; ".join(_particulars(*version, step.differences, brief)) for version in versions)
    return (*row((brief.teller.item(either), *both), *step.entries), Cell((difference,)))


def _differences(step: Compared, say: Callable[..., str]) -> Iterator[str]:
    """How a step compares with the programme, how much later or earlier a moved one was, and what else differs."""
    late, number = step.minutes or 0, str(abs(step.minutes or 0))
    if step.deviation is not Deviation.CHANGED:
        yield say(_WORDS[step.deviation], number=number)
    if step.deviation is Deviation.MOVED and late:
        yield say(_WORDS[Deviation.LATE if late > 0 else Deviation.EARLY], number=number)
    for aspect in step.differences:
        number = str(abs((step.longer if aspect is Aspect.LENGTH else step.ended) or 0))
        more = ((step.longer if aspect is Aspect.LENGTH else step.ended) or 0) > 0
        yield say(_DIFFERENT[aspect][more], number=number)


_DIFFERENT: Final = {
    Aspect.PLACE: (message("at another place"),) * 2,
    Aspect.ACTORS: (message("by others"),) * 2,
    Aspect.PEOPLE: (message("with other people"),) * 2,
    Aspect.LENGTH: (message("{number} min shorter"), message("{number} min longer")),
    Aspect.END: (message("ended {number} min early"), message("ended {number} min late")),
}
"""What is said of each aspect, where it is less and where it is more than planned."""


def _particulars(
    entry: Entry[Event] | None, step: Step | None, differing: Sequence[Aspect], brief: Brief
) -> Iterator[str]:
    """When a step began and ended, and of what differs between plan and fact also how long, where, by and with whom."""
    teller, language, usual = brief.teller, brief.language, brief.usual
    since = None if entry is None or entry.at is None else moment_in_words(entry.at, language, usual=usual)
    if step is not None and step.until is not None:
        since = from_to(since, moment_in_words(step.until, language, shown=step.day, usual=usual), language)
    if since is not None:
        yield since
    if step is not None and step.until is None and Aspect.LENGTH in differing:
        yield teller.words(step.item.lasting) or ""
    if step is not None and Aspect.PLACE in differing:
        yield teller.words(where(step)) or ""
    if step is not None and {Aspect.ACTORS, Aspect.PEOPLE} & {*differing}:
        yield "; ".join(map(teller.person, step.people))
