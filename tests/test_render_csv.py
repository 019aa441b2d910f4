"""Pages as CSV: their tables, as spreadsheets read them."""

import csv
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from protocol.render import render
from protocol.reports import Cell, Heading, Page, Paragraph, Table, plain, strong


def rows(*blocks: Heading | Paragraph | Table) -> list[list[str]]:
    """The rows that a reader of CSV finds of a page."""
    return list(csv.reader(StringIO(render(Page("Title", blocks), to="csv"), newline=""), strict=True))


def table(head: tuple[str, ...], *texts: tuple[str, ...], caption: str | None = None) -> Table:
    """A table of words."""
    return Table(head, tuple(tuple(Cell(plain(text)) for text in row) for row in texts), caption)


def test_one_table_is_written_as_it_is() -> None:
    """The only table with heads is what the page is about, and the particulars above it are left out."""
    particulars = Table((), ((Cell(strong("Kind")), Cell(plain("state"))),))

    assert rows(particulars, Paragraph(plain("Words")), table(("No.", "What"), ("1", "arrival"))) == [
        ["No.", "What"],
        ["1", "arrival"],
    ]


def test_several_tables_become_one_long_table() -> None:
    """Each cell is a row that says of which table it is, by its caption or the heading that it stands under."""
    first, second = table(("A", "B"), ("a", "b"), caption="First"), table(("C",), ("c",), ("d",))

    assert rows(first, Heading("Second"), second, second) == [
        ["table", "row", "column", "value"],
        ["First", "1", "A", "a"],
        ["First", "1", "B", "b"],
        ["Second", "1", "C", "c"],
        ["Second", "2", "C", "d"],
        ["Second (2)", "1", "C", "c"],
        ["Second (2)", "2", "C", "d"],
    ]


def test_tables_without_heads_are_taken_where_there_are_no_others() -> None:
    """Particulars alone are a table too; of two such tables columns are called by their numbers."""
    bare = table((), ("Kind", "state"))

    assert rows(bare) == [["Kind", "state"]]
    assert rows(bare, bare)[1:3] == [["Title", "1", "1", "Kind"], ["Title", "1", "2", "state"]]
    assert rows(Paragraph(plain("Words"))) == [["table", "row", "column", "value"]]


def test_nothing_is_taken_for_a_formula() -> None:
    """A cell that a spreadsheet would run gets an apostrophe before it, in heads and captions too."""
    assert rows(table(("=1+1",), ("@SUM(A1)",), ("\t=1",))) == [["'=1+1"], ["'@SUM(A1)"], ["'=1"]]
    assert rows(*[table(("A",), ("a",), caption="+1")] * 2)[1][0] == "'+1"


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_any_words_are_read_again_as_one_row(texts: list[str]) -> None:
    """Whatever stands in cells, a row stays one row of as many cells, ends as RFC 4180 has it, and can be encoded."""
    head = tuple(f"Column {number}" for number in range(len(texts)))
    found = rows(table(head, tuple(texts)))

    assert [len(row) for row in found] == [len(texts)] * 2
    assert render(Page("T", (table(head, tuple(texts)),)), to="csv").encode().endswith(b"\r\n")
