"""The one door to the renderers."""

from typing import Final, Literal, assert_never, get_args, overload

from protocol.render.csv_ import as_csv
from protocol.render.json_ import as_json
from protocol.render.markdown import as_markdown
from protocol.render.text import as_text
from protocol.reports import Format, Page, TextFormat

FORMATS: Final[tuple[Format, ...]] = get_args(Format)
"""All formats, in the order in which they are offered."""


@overload
def render(page: Page, *, to: TextFormat = "text", width: int = 100, colour: bool = False) -> str: ...
@overload
def render(page: Page, *, to: Literal["docx"], width: int = 100, colour: bool = False) -> bytes: ...
@overload
def render(page: Page, *, to: Format, width: int = 100, colour: bool = False) -> str | bytes: ...
def render(page: Page, *, to: Format = "text", width: int = 100, colour: bool = False) -> str | bytes:
    """A page in a format; width and colour are for plain text.

    Text ends with a line break. A format whose extra is not installed raises `MissingExtraError`.

    >>> from protocol.reports import Page, Paragraph, Span
    >>> print(render(Page("Record", (Paragraph((Span("The guest arrived."),)),))), end="")
    Record
    ======
    <BLANKLINE>
    The guest arrived.
    """
    match to:
        case "text":
            return as_text(page, width=width, colour=colour)
        case "md":
            return as_markdown(page)
        case "json":
            return as_json(page)
        case "csv":
            return as_csv(page)
        case _:
            return _with_extra(page, to)


def _with_extra(page: Page, to: Literal["html", "ics", "docx"]) -> str | bytes:
    """Formats whose libraries are loaded when they are asked for, and need not be there otherwise."""
    match to:
        case "html":
            from protocol.render.html import as_html

            return as_html(page)
        case "ics":
            from protocol.render.calendar import as_calendar

            return as_calendar(page)
        case "docx":
            from protocol.render.docx import as_docx

            return as_docx(page)
        case _:
            assert_never(to)
