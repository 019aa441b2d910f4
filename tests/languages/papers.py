"""The papers that are read here: every report of real visits in every language, and the words that are not its own."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from attrs import fields, has

from protocol.corpus import names
from protocol.corpus import visit as visit_of_corpus
from protocol.hosts import rulebook_of
from protocol.languages import language
from protocol.projections import statistics
from protocol.reports import REPORTS, SURVEYS, Brief, Heading, Listing, Page, Table, Timeline
from protocol.rules import COMMON
from protocol.script import read_script
from protocol.stream import Stream
from protocol.validation import check
from protocol.values import Source, Text

ASTANA = Path(__file__).parents[2] / "examples" / "astana_2023.yaml"
VISITS = ("astana_2023", *names()[:: len(names()) // 10][:10])
"""The example, whose names are in all languages, and visits from all over the corpus."""

QUOTING = frozenset({"record", "assessment"})
"""Reports that quote: sources in their own words, rules in English where they are not translated."""


@cache
def visit(name: str) -> Stream:
    """A visit by its name."""
    return read_script(ASTANA) if name == ASTANA.stem else visit_of_corpus(name)


@cache
def brief(name: str, code: str) -> Brief:
    """What is asked for: a paper on a visit, checked by its host's rules."""
    stream = visit(name)
    return Brief(stream, language(code), check(stream, rulebook_of(stream)), programme=stream)


@cache
def page(report: str, name: str, code: str) -> Page:
    """A paper on a visit, or one on many of which it is the first."""
    if report in SURVEYS:
        rest = VISITS[VISITS.index(name) :]
        streams = [brief(each, "en").stream for each in rest]
        return SURVEYS[report].build(statistics((each, check(each, COMMON)) for each in streams), language(code))
    return REPORTS[report].build(brief(name, code))


def words_of(page: Page) -> str:
    """Everything that a page says, a line for each run of words."""
    return "\n".join([page.title, *(span.text for span in page.spans()), *_labels(page)])


def _labels(page: Page) -> Iterator[str]:
    """What is not in spans: headings, heads of tables, and drawings."""
    for block in page.blocks:
        match block:
            case Heading(text=text):
                yield text
            case Table(head=head, caption=caption):
                yield from (*head, caption or "")
            case Timeline(lanes=lanes, marks=marks, caption=caption):
                yield caption
                yield from (label for _, label in marks)
                yield from (bar.label for lane in lanes for bar in lane.bars)
            case Listing() | _:
                pass
    yield from (told.words for told in page.told)


def own_words(page: Page, stream: Stream) -> str:
    """What a page says of its own: without names, titles and remarks, which are data, and without zones and numbers."""
    said = words_of(page)
    for form in sorted(forms_of(stream), key=len, reverse=True):
        said = said.replace(form, "").replace(form[0].upper() + form[1:], "")
    return re.sub(r"https?://\S+", "", said)


@cache
def forms_of(stream: Stream) -> frozenset[str]:
    """Every form of every text of a record, its id, and the name of its zone."""
    told = {form for text in _texts(stream.entries) for _, form in text.forms}
    zones = {str(getattr(entry.event, "time_zone", "") or "") for entry in stream}
    return frozenset(filter(None, {*told, *zones, str(stream.visit)}))


def _texts(value: object) -> Iterator[Text]:
    match value:
        case Text():
            yield value
        case Source(title=title):
            yield from _texts(title)
        case tuple():
            for item in value:
                yield from _texts(item)
        case _ if has(kind := type(value)):
            for field in fields(kind):
                yield from _texts(getattr(value, field.name))
        case _:
            return
