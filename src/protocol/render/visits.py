"""On which visits the figures of a page about many visits rest, as notes under what tells the figures."""

from collections.abc import Iterator
from typing import Final

from protocol.fields import frozen
from protocol.render.characters import clean
from protocol.reports import Block, Cell, Paragraph, Span, Table

NAMED: Final = 10
"""How many visits of a figure are named."""


@frozen
class Named:
    """The first visits that some figures rest on, of what these are the figures, and how many visits there are more."""

    figures: str
    visits: tuple[str, ...]
    more: int


def named_in(block: Block) -> tuple[Named, ...]:
    """The visits that the figures of a block rest on, row by row; figures that rest on the same are named together."""
    match block:
        case Paragraph(spans):
            return tuple(_named("", span) for span in spans if span.visits)
        case Table(head, rows):
            return tuple(named for row in rows for named in _named_in_row(head, row))
        case _:
            return ()


def _named_in_row(head: tuple[str, ...], row: tuple[Cell, ...]) -> Iterator[Named]:
    columns: dict[Span, list[str]] = {}
    for number, cell in enumerate(row):
        for span in cell.spans:
            if span.visits:
                same = Span("", visits=span.visits, further=span.further)
                columns.setdefault(same, []).append(clean(head[number]) if number < len(head) else "")
    name = clean("".join(span.text for span in row[0].spans)).strip() if row else ""
    for span, heads in columns.items():
        yield _named(f"{name} ({', '.join(heads)})" if len(columns) > 1 and all(heads) else name, span)


def _named(figures: str, span: Span) -> Named:
    return Named(figures, span.visits[:NAMED], len(span.visits[NAMED:]) + span.further)
