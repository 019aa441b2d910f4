"""Pages in a format: text is text, a Word document is bytes, and a format that is chosen later may be either."""

from typing import assert_type

from protocol.render import FORMATS, Format, TextFormat, render
from protocol.reports import Page


def papers(page: Page, text: TextFormat, any_of_them: Format) -> None:
    """What each call gives."""
    assert_type(render(page), str)
    assert_type(render(page, to="html"), str)
    assert_type(render(page, to=text), str)
    assert_type(render(page, to="docx"), bytes)
    assert_type(render(page, to=any_of_them), str | bytes)
    assert_type(FORMATS, tuple[Format, ...])
