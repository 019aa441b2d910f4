"""Words that have no form in the language of a page: they are printed as given, and listed at its end.

Names, offices and titles are data, so they are never translated or transliterated. The list shows whoever prints the
page which forms to ask for.
"""

from collections.abc import Callable, Iterator
from functools import wraps

from attrs import evolve, fields, has

from protocol.reports.brief import Brief
from protocol.reports.page import Block, Heading, Listing, Page, plain
from protocol.reports.words.language import Language
from protocol.stream import Stream
from protocol.values import Source, Text

Build = Callable[[Brief], Page]


def listing_untranslated(build: Build) -> Build:
    """A builder of pages with a list, at the end, of the words that have no form in the language of the page."""

    @wraps(build)
    def build_with_list(brief: Brief) -> Page:
        page = build(brief)
        return evolve(page, blocks=(*page.blocks, *_listing(page, brief)))

    return build_with_list


def _listing(page: Page, brief: Brief) -> Iterator[Block]:
    said = "\n".join(span.text for span in page.spans()) + page.title
    items = {form: position for form, position in without_form(brief.current, brief.language) if form in said}
    if items:
        yield Heading(brief.language.say("Printed as given: there is no form in this language"))
        yield Listing(tuple(plain(form, position) for form, position in sorted(items.items())))


def without_form(stream: Stream, language: Language) -> Iterator[tuple[str, int]]:
    """The names, offices and titles of a record that have no form in a language, each with its entry."""
    for entry in stream:
        for text in _texts((entry.event, entry.place, entry.present)):
            if not language.has(text):
                yield str(text), entry.position


def _texts(value: object) -> Iterator[Text]:
    """All texts in a value, except the titles of sources, which are quoted in their own language."""
    kind: type = type(value)
    match value:
        case Text():
            yield value
        case Source():
            return
        case tuple():
            yield from (text for item in value for text in _texts(item))
        case _ if has(kind):
            yield from (text for field in fields(kind) for text in _texts(getattr(value, field.name)))
        case _:
            return
