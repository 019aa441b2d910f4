"""The record: what happened on a visit, in order; for a planned stream, its programme."""

from collections.abc import Iterator

from protocol.events import EntryCorrected, EntryRetracted
from protocol.reports.brief import Brief
from protocol.reports.page import Page, Span, Spans, plain
from protocol.reports.sections.blocks import section
from protocol.reports.sections.line_of_time import line_of_time
from protocol.reports.sections.particulars import name_of, particulars
from protocol.reports.sections.sequence import order_of_events
from protocol.reports.sections.sources import source_in_words
from protocol.reports.sections.untranslated import listing_untranslated
from protocol.reports.words.language import Language, message
from protocol.reports.words.teller import Teller
from protocol.stream import Stream
from protocol.values import Source


@listing_untranslated
def record_page(brief: Brief) -> Page:
    """The record of a visit: who, when, what in which order, from which sources.

    It shows the stream as corrected, and lists the corrections. A planned stream gives the programme, in the future
    tense.
    """
    visit, current, language, teller = brief.visit, brief.current, brief.language, brief.teller
    sources = tuple(_source(source, language) for source in visit.sources)
    blocks = (
        *particulars(teller),
        *line_of_time(brief),
        *order_of_events(current, teller, brief.usual),
        *section(language.say("Remarks"), _remarks(current, teller)),
        *section(language.say("Corrections"), _corrections(brief.stream, teller)),
        *section(language.say("Sources"), sources, numbered=True),
    )
    title = language.say("Programme: {visit}" if visit.planned else "Record: {visit}", visit=name_of(teller))
    return Page(title, blocks, language.code)


def _remarks(stream: Stream, teller: Teller) -> Iterator[Spans]:
    for entry in stream:
        for remark in entry.remarks:
            words = teller.language.say("No. {number}: {words}", number=str(entry.position), words=teller.words(remark))
            yield plain(words, entry.position)


def _source(source: Source, language: Language) -> Spans:
    title, *address = source_in_words(source, language)
    return (title if source.language is None else Span(f"{title.text} ({source.language})"), *address)


def _corrections(stream: Stream, teller: Teller) -> Iterator[Spans]:
    for entry in stream:
        match entry.event:
            case EntryCorrected(position=target, reason=reason) as correction:
                template = message("No. {number} corrects {target}: [{change}|nothing changes][; reason: {reason}]")
                change = ", ".join(_changes(correction, teller)) or None
            case EntryRetracted(position=target, reason=reason):
                template, change = message("No. {number} withdraws {target}[; reason: {reason}]"), None
            case _:
                continue
        number, why, quoted = str(entry.position), teller.words(reason), _quote(stream, target, teller)
        sentence = teller.language.say(template, number=number, target=quoted, change=change, reason=why)
        yield plain(sentence, target, entry.position)


def _quote(stream: Stream, target: int, teller: Teller) -> str:
    was = stream.at(target)
    words = None if was is None else teller.entry(was)
    return teller.language.say('no. {number}[, "{words}"|, which is not there]', number=str(target), words=words)


def _changes(correction: EntryCorrected, teller: Teller) -> Iterator[str]:
    say = teller.language.say
    if correction.event is not None:
        yield say("it reads {words}", words=teller.words(correction.event))
    if correction.at is not None:
        yield say("when: {time}", time=teller.words(correction.at))
    if correction.until is not None:
        yield say("until when: {time}", time=teller.words(correction.until))
    if correction.place is not None:
        yield say("where: {place}", place=teller.words(correction.place))
    if correction.present:
        yield say("who: {people}", people=teller.words(correction.present))
    if correction.standing is not None:
        yield say("now {standing}", standing=teller.words(correction.standing))
    if correction.lasting is not None:
        yield say("how long: {duration}", duration=teller.words(correction.lasting))
    if correction.press is not None:
        yield say("for the media: {access}", access=teller.words(correction.press))
