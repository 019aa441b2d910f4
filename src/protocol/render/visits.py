"""The visits on which the figures of a page about many visits rest, as notes under the figures."""

from collections.abc import Iterator
from typing import Final

from protocol.fields import frozen
from protocol.render.characters import clean
from protocol.reports import Block, Cell, Paragraph, Span, Table

NAMED: Final = 10
"""How many visits are named for each figure."""


@frozen
class Named:
    """What figures are about, the first visits that they rest on, and how many more there are."""

    figures: str
    visits: tuple[str, ...]
    more: int


def named_in(block: Block) -> tuple[Named, ...]:
    """The visits that the figures of a block rest on, row by row; figures with the same visits share a note."""
    match block:
        case Paragraph(spans):
            return tuple(_name_visits("", span) for span in spans if span.visits)
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
        yield _name_visits(f"{name} ({', '.join(heads)})" if len(columns) > 1 and all(heads) else name, span)


def _name_visits(figures: str, span: Span) -> Named:
    return Named(figures, span.visits[:NAMED], len(span.visits[NAMED:]) + span.further)
