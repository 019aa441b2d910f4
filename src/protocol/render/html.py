"""Pages as HTML: one file by itself, to read on a screen of any size, to print and to send."""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Final

from protocol.errors import MissingExtraError
from protocol.render.characters import clean, columns
from protocol.render.drawing import WIDTH, lay_out
from protocol.render.links import web_address
from protocol.render.sheets import fit_to_sheet
from protocol.render.telling import EntryLinks
from protocol.render.visits import named_in
from protocol.render.words import ShellWords, words_of
from protocol.reports import Block, Cell, Heading, Page, Tone

try:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup
except ModuleNotFoundError:
    raise MissingExtraError("HTML", "reports") from None

FEW_SECTIONS: Final = 3
"""How many sections are seen at a glance; more than these are listed at the head of the page."""

_SECTION: Final = 2
SHORT: Final = 8
"""How many letters are not worth a second line."""

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

    Its content security policy forbids all these, so that input could fetch or run nothing even if it became markup.
    """
    page, words = fit_to_sheet(page), words_of(page.language)
    style = _TEMPLATES.get_template("page.css.j2").render(words=words)
    # The policy allows the one style of the document, which it knows by its digest.
    digest = f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}"
    document = _TEMPLATES.get_template("page.html.j2").render(
        page=page,
        words=words,
        telling=EntryLinks.of(page),
        sections=tuple(_sections(page, words)),
        style=Markup(style),  # noqa: S704 - made of our own style and our own words
        digest=digest,
    )
    return f"{document}\n"


def _sections(page: Page, words: ShellWords) -> Iterator[tuple[str, str]]:
    """The sections of a page, by their anchors, if there are enough to list them."""
    headings = [(number, block) for number, block in enumerate(page.blocks) if isinstance(block, Heading)]
    sections = [(f"section-{number}", heading.text) for number, heading in headings if heading.level <= _SECTION]
    if page.told:
        sections.append(("entries", words.entries))
    if len(sections) > FEW_SECTIONS:
        yield from sections


def _clean_input(value: object) -> object:
    """What a template prints: words from input lose what could turn the reading direction or cannot be written."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _kind(block: Block) -> str:
    return type(block).__name__.lower()


def _unbroken(cell: Cell) -> str:
    """The style class of a cell that is not to be broken at its dash: `short` for a code, `hours`, or none."""
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
    finalize=_clean_input,
)
_TEMPLATES.globals.update(kind=_kind, unbroken=_unbroken, lay_out=lay_out, web_address=web_address, named_in=named_in)
_TEMPLATES.globals.update(width=WIDTH, badges=_BADGES)
