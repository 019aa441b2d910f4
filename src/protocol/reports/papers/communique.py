"""The communiqué: a short statement for the press, of what a record reports and of nothing else.

It never says that something was not reported, late or wrong. What is unknown is left out, and so are steps that no
source reports but the maker of the record inferred. Paragraphs come in the order that press services use, and what is
only announced comes last, in the future tense.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import evolve

from protocol.events import FAMILIES, Event, OtherHappened, RecordOpened, VisitConcluded
from protocol.events.ceremonies import CLOSINGS
from protocol.reports.brief import Brief
from protocol.reports.page import Block, Page, Paragraph, Span, Spans
from protocol.reports.sections.entries import told_of
from protocol.reports.sections.particulars import IN_A_SENTENCE, name_of, with_office
from protocol.reports.sections.untranslated import listing_untranslated
from protocol.reports.words.language import message
from protocol.reports.words.teller import Teller
from protocol.reports.words.times import days_in_words
from protocol.stream import Entry, Stream
from protocol.values import Side, Standing
from protocol.visit import Visit

_PARAGRAPHS: Final = (
    ("arrival",),
    ("ceremony",),
    ("talks",),
    ("signing",),
    ("press",),
    ("hospitality", "honours", "programme"),
    ("departure",),
)
"""The families of events that share a paragraph."""

_UNSAID: Final = frozenset({RecordOpened, VisitConcluded, OtherHappened, *FAMILIES["preparation"], *CLOSINGS})
"""What a communiqué leaves out: how the record and the visit were prepared, and when a ceremony was over."""


@listing_untranslated
def communique_page(brief: Brief) -> Page:
    """The facts of a visit for the press: who came on what visit, and what took place, in paragraphs."""
    teller, language = evolve(brief.teller, press=True), brief.language
    blocks = (*_visit(brief.current, teller), *_facts(brief.current, teller))
    title = language.say("Communiqué: {visit}", visit=name_of(teller))
    return Page(title, blocks, language.code, told_of(blocks, brief.current, teller))


def _visit(stream: Stream, teller: Teller) -> Iterator[Block]:
    """Who came on what visit, to whom, when."""
    visit, language = teller.visit, teller.language
    host, guest = visit.party(Side.HOST), visit.party(Side.GUEST)
    agreed = stream.at(visit.agreed[-1].position) if visit.agreed else None
    if agreed is None or agreed.standing is Standing.INFERRED or host is None or guest is None:
        return
    template = (
        message("{guest:of} will pay [{kind}|a visit] to {host:of}[, {dates}]")
        if visit.planned
        else message("{guest:of} paid [{kind}|a visit] to {host:of}[, {dates}]")
    )
    leaders = language.join([with_office(person, teller, IN_A_SENTENCE) for person in guest.principals])
    words = language.say(
        template,
        kind=teller.kind(visit.kind),
        dates=None if visit.dates is None else days_in_words(visit.dates, language),
        **{"guest": leaders or teller.words(guest), "guest:of": leaders or teller.of(guest)},
        **{"host": teller.words(host), "host:of": teller.of(host)},
    )
    yield Paragraph((Span(f"{language.capital(words)}.", (agreed.position,)),))


def _facts(stream: Stream, teller: Teller) -> Iterator[Block]:
    told = [entry for entry in stream if entry.standing is not Standing.INFERRED and type(entry.event) not in _UNSAID]
    said, announced = ([entry for entry in told if teller.is_ahead(entry) is ahead] for ahead in (False, True))
    occasions = _occasions(stream, teller.visit)
    for families in _PARAGRAPHS:
        events = frozenset(event for family in families for event in FAMILIES[family])
        spans = tuple(_sentences([entry for entry in said if occasions[entry.position] in events], teller))
        if spans:
            yield Paragraph(spans)
    if announced:
        yield Paragraph(_sentences(announced, teller))


def _occasions(stream: Stream, visit: Visit) -> Mapping[int, type[Event]]:
    """The event whose family decides where an entry appears: the opening of its ceremony, or else its own event."""
    sorts: dict[int, type[Event]] = {entry.position: type(entry.event) for entry in stream}
    outermost, inside = [held.opened for held in visit.ceremonies if held.within is None], visit.steps_by_ceremony()
    return sorts | {step: sorts[opened] for opened in outermost for step in inside[opened]}


def _sentences(entries: list[Entry[Event]], teller: Teller) -> Spans:
    sentences = [Span(f"{teller.as_held(entry)}.", (entry.position,)) for entry in entries]
    return tuple(span for each in sentences for span in (each, Span(" ")))[:-1]
