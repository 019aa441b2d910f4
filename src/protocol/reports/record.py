"""The record: what happened on a visit, in order; of a planned stream, its programme."""

from collections.abc import Iterator

from protocol.events import EntryCorrected, EntryRetracted
from protocol.reports.page import Block, Heading, Listing, Page, Span, Spans, plain
from protocol.reports.particulars import particulars, title_of
from protocol.reports.sequence import order_of_events
from protocol.reports.wording import describe, said
from protocol.stream import Stream, effective
from protocol.values import Source, Text
from protocol.visit import Visit, replay


def record_page(stream: Stream) -> Page:
    """The record of a visit: who, when, what in which order, from which sources.

    It shows the stream as corrected, and lists the corrections. Of a planned stream it is the programme, and speaks
    of the visit in the future.
    """
    visit, current = replay(stream), effective(stream)
    blocks = (
        *particulars(visit),
        *order_of_events(current, visit),
        *_section("Remarks", tuple(_remarks(current))),
        *_section("Corrections", tuple(_corrections(stream, visit))),
        *_section("Sources", tuple(_source(source) for source in visit.sources), numbered=True),
    )
    return Page(title_of(visit), blocks)


def _section(heading: str, items: tuple[Spans, ...], *, numbered: bool = False) -> Iterator[Block]:
    if items:
        yield Heading(heading)
        yield Listing(items, numbered=numbered)


def _remarks(stream: Stream) -> Iterator[Spans]:
    for entry in stream:
        for remark in entry.remarks:
            yield plain(f"No. {entry.position}: {remark}", entry.position)


def _source(source: Source) -> Spans:
    language = "" if source.language is None else f" ({source.language})"
    words = Span(str(source) + language)
    return (words,) if source.url is None else (words, Span(", "), Span(source.url, link=source.url))


def _corrections(stream: Stream, visit: Visit) -> Iterator[Spans]:
    for entry in stream:
        match entry.event:
            case EntryCorrected(position=target, reason=reason) as correction:
                change = ", ".join(_changes(correction, visit)) or "nothing changes"
                sentence = f"corrects {_named(stream, target, visit)}: {change}{_why(reason)}"
            case EntryRetracted(position=target, reason=reason):
                sentence = f"withdraws {_named(stream, target, visit)}{_why(reason)}"
            case _:
                continue
        yield plain(f"No. {entry.position} {sentence}", target, entry.position)


def _named(stream: Stream, target: int, visit: Visit) -> str:
    was = stream.at(target)
    return f"no. {target}, which is not there" if was is None else f'no. {target}, "{describe(was, visit)}"'


def _why(reason: Text | None) -> str:
    return "" if reason is None else f"; reason: {reason}"


def _changes(correction: EntryCorrected, visit: Visit) -> Iterator[str]:
    if correction.event is not None:
        yield f"it reads {said(correction.event, visit)}"
    for words, moment in (("when", correction.at), ("until when", correction.until)):
        if moment is not None:
            yield f"{words}: {said(moment)}"
