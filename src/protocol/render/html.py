"""Pages as HTML: one file by itself, to read on a screen of any size, to print and to send."""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Final

from protocol.errors import MissingExtraError
from protocol.render.captions import without_repeats
from protocol.render.characters import clean, columns
from protocol.render.drawing import WIDTH, drawn
from protocol.render.links import web_address
from protocol.render.narrowing import narrowed
from protocol.render.telling import Telling
from protocol.render.visits import named_in
from protocol.render.words import ShellWords, words_of
from protocol.reports import Block, Cell, Heading, Page, Tone

try:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup
except ModuleNotFoundError:
    raise MissingExtraError("HTML", "reports") from None

FEW_SECTIONS: Final = 3
"""So many sections are seen at a glance; more are listed at the head of the page."""

_SECTION: Final = 2
SHORT: Final = 8
"""So many letters are not worth a second line."""

_HOURS: Final = len("10:30–11:00")

_BADGES: Final[Mapping[Tone, str]] = {
    Tone.GOOD: "M-5 0l3.5 4L5 -4",
    Tone.NOTE: "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z",
    Tone.LAPSE: "M0 -5L5.5 4.5H-5.5z",
    Tone.BREACH: "M-4 -4L4 4M4 -4L-4 4",
}
"""What marks a finding on a drawing besides its colour: a tick, a disc, a triangle, a cross."""


def as_html(page: Page) -> str:
    """A page as an HTML document that needs nothing else: no script, no font, no picture, no request.

    Its policy forbids all that too, so what a source wrote could not fetch or run anything even if it became markup.
    """
    page, words = narrowed(without_repeats(page)), words_of(page.language)
    style = _TEMPLATES.get_template("page.css.j2").render(words=words)
    shown = _TEMPLATES.get_template("page.html.j2").render(
        page=page,
        words=words,
        telling=Telling.of(page),
        sections=tuple(_sections(page, words)),
        style=Markup(style),  # noqa: S704 - made of our own style and our own words
        digest=_digest(style),
    )
    return f"{shown}\n"


def _sections(page: Page, words: ShellWords) -> Iterator[tuple[str, str]]:
    """The sections of a page, where there are more than few."""
    headings = [(number, block) for number, block in enumerate(page.blocks) if isinstance(block, Heading)]
    sections = [(f"section-{number}", heading.text) for number, heading in headings if heading.level <= _SECTION]
    if page.told:
        sections.append(("entries", words.entries))
    if len(sections) > FEW_SECTIONS:
        yield from sections


def _digest(style: str) -> str:
    """The one style that the policy of the document allows, by its digest."""
    return f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}"


def _finalized(value: object) -> object:
    """Everything that comes from input, without what could turn the reading direction or not be written."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _kind(block: Block) -> str:
    return type(block).__name__.lower()


def _unbroken(cell: Cell) -> str:
    """What a cell is that is not broken at its dash: a number or a code, or the hours of something; else nothing."""
    text = "".join(span.text for span in cell.spans)
    if columns(text) <= SHORT:
        return "short"
    return "hours" if columns(text) <= _HOURS and not any(letter.isalpha() for letter in text) else ""


_TEMPLATES: Final = Environment(
    loader=PackageLoader("protocol.render"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
    finalize=_finalized,
)
_TEMPLATES.globals.update(kind=_kind, unbroken=_unbroken, drawn=drawn, web_address=web_address, named_in=named_in)
_TEMPLATES.globals.update(width=WIDTH, badges=_BADGES)
