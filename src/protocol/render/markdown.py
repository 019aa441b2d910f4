"""Pages as Markdown (CommonMark with tables); nothing from input can become markup."""

import re
from collections.abc import Iterator
from typing import Final, assert_never

from protocol.render.characters import clean
from protocol.render.links import web_address
from protocol.reports import Block, Cell, Heading, Listing, Page, Paragraph, Span, Spans, Table, Timeline, Tone

_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|~&$])")
_AT_START: Final = re.compile(r"^( *)([#+\-=]|\d+(?=[.)]))")
_NESTED: Final = "&emsp;"


def as_markdown(page: Page) -> str:
    """A page as Markdown."""
    blocks = ("\n".join(_block(block)) for block in (Heading(page.title, 1), *page.blocks))
    return "\n\n".join(block for block in blocks if block) + "\n"


def escaped(text: str) -> str:
    r"""Words that Markdown shows as they are.

    >>> print(escaped("<b>*Joint* [Statement](x)"))
    \<b\>\*Joint\* \[Statement\](x)
    """
    return _MARKUP.sub(r"\\\1", clean(text))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"{'#' * level} {escaped(text)}"
        case Paragraph(spans):
            yield _started(_inline(spans))
        case Listing(items, numbered):
            for number, spans in enumerate(items, 1):
                yield f"{f'{number}.' if numbered else '-'} {_started(_inline(spans))}"
        case Table():
            yield from _table(block)
        case Timeline():
            return
        case _:
            assert_never(block)


def _table(table: Table) -> Iterator[str]:
    """A Markdown table needs a head; where there is none it is empty."""
    size = max((len(row) for row in table.rows), default=len(table.head))
    if not size:
        return
    yield _row([escaped(head) for head in table.head] or [""] * size)
    yield _row(["---"] * size)
    for row in table.rows:
        yield _row([_cell(cell) for cell in row])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    return _NESTED * cell.depth + _inline(cell.spans)


def _inline(spans: Spans) -> str:
    return "".join(map(_span, spans)).strip()


def _span(span: Span) -> str:
    words = escaped(span.text)
    if (address := web_address(span.link)) is not None:
        words = f"[{words}](<{address}>)"
    return words if span.tone is Tone.PLAIN or not words.strip() else _bold(words)


def _bold(words: str) -> str:
    core = words.strip()
    before, after = words.split(core, 1)
    return f"{before}**{core}**{after}"


def _started(line: str) -> str:
    """A line whose first characters would make it a heading or a list, shown as they are."""
    return _AT_START.sub(_shown, line)


def _shown(match: re.Match[str]) -> str:
    indent, mark = match.groups()
    return f"{indent}{mark}\\" if mark.isdigit() else f"{indent}\\{mark}"
