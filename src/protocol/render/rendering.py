"""The one door to the renderers."""

from typing import Literal, assert_never

from protocol.render.json_ import as_json
from protocol.render.markdown import as_markdown
from protocol.render.text import as_text
from protocol.reports import Page

Format = Literal["text", "md", "json"]


def render(page: Page, *, to: Format = "text", width: int = 100, colour: bool = False) -> str:
    """A page in a format, ending with a line break; width and colour are for plain text.

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
        case _:
            assert_never(to)
