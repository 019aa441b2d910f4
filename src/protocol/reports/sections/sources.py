"""The sources of a record and of rules, as papers print them."""

from protocol.reports.page import Span, Spans
from protocol.reports.words.language import Language
from protocol.values import Source


def source_in_words(source: Source, language: Language) -> Spans:
    """A source by its title and place in it, with its address."""
    words = Span(language.text(source.title) + ("" if source.locator is None else f", {source.locator}"))
    return (words,) if source.url is None else (words, Span(", "), Span(source.url, link=source.url))
