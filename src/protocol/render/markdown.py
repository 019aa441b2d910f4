"""Pages as Markdown (CommonMark with tables); nothing from input can become markup."""

import re
from collections.abc import Iterator
from typing import Final, assert_never

from protocol.render.characters import clean
from protocol.render.links import web_address
from protocol.reports import Block, Heading, Listing, Page, Paragraph, Span, Spans, Table, Timeline, Tone

_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|~&$])")
_MARK_AT_START: Final = re.compile(r"^( *)([#+\-=])")
_NUMBER_AT_START: Final = re.compile(r"^( *)(\d+)(?=[.)])")
_NESTED: Final = "&emsp;"


def as_markdown(page: Page) -> str:
    """A page as Markdown."""
    blocks = ("\n".join(_block(block)) for block in (Heading(page.title, 1), *page.blocks))
    return "\n\n".join(block for block in blocks if block) + "\n"


def escape(text: str) -> str:
    r"""Words that Markdown shows as they are.

    >>> print(escape("<b>*Joint* [Statement](x)"))
    \<b\>\*Joint\* \[Statement\](x)
    """
    return _MARKUP.sub(r"\\\1", clean(text))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"{'#' * level} {escape(text)}"
        case Paragraph(spans):
            yield _escape_start(_inline(spans))
        case Listing(items, numbered):
            for number, spans in enumerate(items, 1):
                yield f"{f'{number}.' if numbered else '-'} {_escape_start(_inline(spans))}"
        case Table():
            yield from _table(block)
        case Timeline():
            return
        case _:
            assert_never(block)


def _table(table: Table) -> Iterator[str]:
    """A table with its head, which is left empty if there is none, because Markdown wants one."""
    size = max((len(row) for row in table.rows), default=len(table.head))
    if not size:
        return
    yield _row([escape(head) for head in table.head] or [""] * size)
    yield _row(["---"] * size)
    for row in table.rows:
        yield _row([_NESTED * cell.depth + _inline(cell.spans) for cell in row])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _inline(spans: Spans) -> str:
    return "".join(map(_span, spans)).strip()


def _span(span: Span) -> str:
    words = escape(span.text)
    if (address := web_address(span.link)) is not None:
        words = f"[{words}](<{address}>)"
    return words if span.tone is Tone.PLAIN or not words.strip() else _bold(words)


def _bold(words: str) -> str:
    core = words.strip()
    before, after = words.split(core, 1)
    return f"{before}**{core}**{after}"


def _escape_start(line: str) -> str:
    """A line that cannot become a heading or a list by its first characters."""
    return _NUMBER_AT_START.sub(r"\1\2\\", _MARK_AT_START.sub(r"\1\\\2", line))
