"""Words that a record does not have in the language of a page: they are printed as given, and listed at its end.

Names, offices and titles are data. None is transliterated or translated; who prints a page sees what to ask for.
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
    """A builder of pages that lists, at the end of a page, the words that have no form in its language."""

    @wraps(build)
    def built(brief: Brief) -> Page:
        page = build(brief)
        return evolve(page, blocks=(*page.blocks, *_listed(page, brief)))

    return built


def _listed(page: Page, brief: Brief) -> Iterator[Block]:
    said = "\n".join(span.text for span in page.spans()) + page.title
    items = {form: position for form, position in without_form(brief.current, brief.language) if form in said}
    if items:
        yield Heading(brief.language.say("Printed as given: there is no form in this language"))
        yield Listing(tuple(plain(form, position) for form, position in sorted(items.items())))


def without_form(stream: Stream, language: Language) -> Iterator[tuple[str, int]]:
    """Each name, office or title of a record that has no form in a language, as given, with its entry."""
    for entry in stream:
        for text in _texts(entry.event):
            if not language.has(text):
                yield str(text), entry.position


def _texts(value: object) -> Iterator[Text]:
    """All texts in a value, but for the titles of sources, which are quoted in their own language."""
    match value:
        case Text():
            yield value
        case Source():
            return
        case tuple():
            yield from (text for item in value for text in _texts(item))
        case _:
            yield from (text for part in _parts(value, type(value)) for text in _texts(part))


def _parts(value: object, kind: type) -> Iterator[object]:
    return (getattr(value, field.name) for field in fields(kind)) if has(kind) else iter(())
