"""Renderers: nothing leaves its column, nothing from input becomes markup, nothing loses its entries."""

import json
import re
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles import examples
from protocol.projections import statistics
from protocol.render import TextFormat, render
from protocol.render.characters import clean, columns
from protocol.render.markdown import escape
from protocol.reports import (
    ENGLISH,
    SURVEYS,
    Appointment,
    Bar,
    Brief,
    Cell,
    Heading,
    Lane,
    Listing,
    Page,
    Paragraph,
    Span,
    Table,
    Timeline,
    Tone,
    record_page,
)
from protocol.reports.page import plain, strong
from protocol.rules import COMMON
from protocol.stream import Stream
from protocol.testing import streams, visits
from protocol.validation import check

ANYTHING = st.text(max_size=40)


def paragraph(text: str, **more: object) -> Page:
    """A page with one paragraph of one span."""
    return Page("Title", (Paragraph((Span(text, **more),)),))  # type: ignore[arg-type] # fields of Span by name


def table(*rows: tuple[str, ...], head: tuple[str, ...] = (), depth: int = 0) -> Page:
    """A page with one table, whose last column is nested."""
    cells = (
        tuple(Cell(plain(text), depth * (index == len(row) - 1)) for index, text in enumerate(row)) for row in rows
    )
    return Page("Title", (Table(head, tuple(cells)),))


def body(page: Page, *, width: int = 100, colour: bool = False) -> list[str]:
    """The lines of a page as plain text, without its title."""
    return render(page, width=width, colour=colour).splitlines()[3:]


def test_title_and_headings_are_underlined_to_their_width() -> None:
    """The title, a heading and a lower heading are told apart without colour, wide characters included."""
    page = Page("北京 visit", (Heading("Order"), Heading("Detail", 3)))
    assert render(page) == "北京 visit\n==========\n\nOrder\n-----\n\nDetail\n"


def test_paragraphs_are_wrapped_at_words() -> None:
    """A line is as long as fits, breaks between words, and neither begins nor ends with a space."""
    assert body(paragraph("aaaa " * 12), width=40) == ["aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa", "aaaa aaaa aaaa aaaa"]


def test_words_wider_than_a_line_are_cut() -> None:
    """A word without a place to break is cut, so that no line is longer than asked for."""
    assert body(paragraph("x" * 100), width=40) == ["x" * 40, "x" * 40, "x" * 20]


def test_links_are_left_whole_where_nothing_stands_beside_them() -> None:
    """An address can be followed from a paragraph or a list; in a table it keeps to its column."""
    link = "https://example.org/" + "x" * 60
    span = Span(link, link=link)
    assert body(Page("T", (Listing(((Span("see "), span),)),)), width=40) == ["- see", f"  {link}"]
    assert max(map(len, body(Page("T", (Table((), ((Cell((span,)),),)),)), width=40))) == 40


def test_wide_characters_take_two_columns_when_wrapping() -> None:
    """Twenty wide characters fill forty columns; combining marks take none."""
    assert body(paragraph("北" * 25), width=40) == ["北" * 20, "北" * 5]
    assert body(paragraph("q\u0301" * 40), width=40) == ["q\u0301" * 40]


def test_page_is_never_narrower_than_can_be_read() -> None:
    """A width of nothing is taken as the narrowest."""
    assert render(paragraph("a b"), width=0) == render(paragraph("a b"), width=40)


def test_columns_of_tables_are_aligned() -> None:
    """Each column begins at one place, also after wide characters, and lines have no spaces at their ends."""
    page = table(("北京", "a"), ("x", "b"), head=("City", "Letter"))
    assert body(page) == ["City  Letter", "----  ------", "北京  a", "x     b"]


def test_table_without_head_has_no_rule() -> None:
    """Where the rows speak for themselves nothing stands above them."""
    assert body(table(("Kind", "state"), ("Host", ""))) == ["Kind  state", "Host"]


def test_widest_column_gives_way() -> None:
    """When a table is too wide the widest column is wrapped, and a short one stays as it is."""
    page = table(("4", "a long sentence about a ceremony that does not fit", "1, 2"))
    assert body(page, width=40) == [
        "4  a long sentence about a          1, 2",
        "   ceremony that does not fit",
    ]


def test_table_of_wide_columns_fits_its_width() -> None:
    """When all columns are too wide they share the room, and nothing is lost."""
    page = table(tuple("x" * 30 for _ in range(10)))
    lines = body(page, width=40)
    assert max(map(len, lines)) <= 40
    assert sum(line.count("x") for line in lines) == 300


def test_empty_table_is_left_out() -> None:
    """A table without rows and head prints nothing in any format, not even a blank line."""
    assert render(Page("T", (Table((), ()),))) == "T\n=\n"
    assert render(Page("T", (Table((), ()),)), to="md") == "# T\n"


def test_nested_cells_are_indented_where_they_wrap_too() -> None:
    """What is nested stands in by two columns a level, on all its lines."""
    page = table(("1", "word " * 12), depth=2)
    assert body(page, width=40) == [
        "1      word word word word word word",
        "       word word word word word word",
    ]


def test_listings_hang() -> None:
    """Items are marked or numbered, and their further lines stand under their first word."""
    items = tuple(plain("word " * 9) for _ in range(10))
    assert body(Page("T", (Listing(items[:1]),)), width=40) == ["- word word word word word word word", "  word word"]
    numbered = body(Page("T", (Listing(items, numbered=True),)), width=40)
    assert numbered[:2] == [" 1. word word word word word word word", "    word word"]
    assert numbered[-2].startswith("10. ")


def test_colour_is_used_only_when_asked_for() -> None:
    """Without colour there is no escape sequence; with it what stands out does, and plain words stay plain."""
    page = Page("T", (Paragraph((*strong("a"), Span(" b "), Span("c", tone=Tone.BREACH))),))
    assert "\x1b" not in render(page)
    assert body(page, colour=True) == ["\x1b[1ma\x1b[0m b \x1b[1;31mc\x1b[0m"]


def test_colour_changes_no_column() -> None:
    """Without its escape sequences a coloured page is the plain one."""
    page = table(("Kind", "a long sentence " * 9), head=("What", "Words"))
    assert re.sub(r"\x1b\[[0-9;]*m", "", render(page, colour=True)) == render(page)


@pytest.mark.parametrize(
    ("given_", "shown"),
    [
        ("a\x1b[2Jb", "a\ufffd[2Jb"),
        ("a\nb\r\nc\td", "a b c d"),
        ("a\u202eb", "a\ufffdb"),
        ("a\u2028b", "a b"),
        ("a\x00b\ud800", "a\ufffdb\ufffd"),
    ],
)
def test_input_cannot_steer_the_terminal(given_: str, shown: str) -> None:
    """Control characters, line breaks and changes of reading direction are made harmless."""
    assert clean(given_) == shown
    assert body(paragraph(given_)) == [shown]
    assert render(paragraph(given_), to="md").splitlines()[2] == escape(shown)


@pytest.mark.parametrize(
    ("given_", "shown"),
    [
        ("<img onerror=x>", "\\<img onerror=x\\>"),
        ("[a](javascript:b)", "\\[a\\](javascript:b)"),
        ("*a* _b_ `c` ~d~", "\\*a\\* \\_b\\_ \\`c\\` \\~d\\~"),
        ("a | b", "a \\| b"),
        ("&lt; \\", "\\&lt; \\\\"),
        ("# a", "\\# a"),
        ("- a", "\\- a"),
        ("+ a", "\\+ a"),
        ("=== a", "\\=== a"),
        ("1. a", "1\\. a"),
        ("12) a", "12\\) a"),
        ("1 a", "1 a"),
    ],
)
def test_markdown_shows_input_as_it_is(given_: str, shown: str) -> None:
    """Nothing that a source wrote becomes markup, neither inside a line nor at its start."""
    assert render(paragraph(given_), to="md") == f"# Title\n\n{shown}\n"


def test_markdown_tables_have_a_head_and_show_depth() -> None:
    """A table without a head gets an empty one, since Markdown knows no other; nesting is shown by spaces."""
    assert render(table(("a|b", "c"), depth=1), to="md") == "# Title\n\n|  |  |\n| --- | --- |\n| a\\|b | &emsp;c |\n"
    assert "| A | B |\n| --- | --- |\n" in render(table(("a", "b"), head=("A", "B")), to="md")


def test_markdown_lists_are_marked_or_numbered() -> None:
    """Items begin with their mark, and an item that looks like one is still one item."""
    items = (plain("- a"), plain("b"))
    assert render(Page("T", (Listing(items),)), to="md") == "# T\n\n- \\- a\n- b\n"
    assert render(Page("T", (Listing(items, numbered=True),)), to="md") == "# T\n\n1. \\- a\n2. b\n"


def test_markdown_sets_off_what_stands_out() -> None:
    """Tones other than plain are bold, and the spaces around them stay outside."""
    page = Page("T", (Paragraph((Span(" a ", tone=Tone.LAPSE), Span("b"), Span(" ", tone=Tone.NOTE))), Heading("H")))
    assert render(page, to="md") == "# T\n\n**a** b\n\n## H\n"


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("https://example.org/a b>c", "[x](<https://example.org/a%20b%3Ec>)"),
        ("http://example.org/?q=1&r=(2)", "[x](<http://example.org/?q=1&r=(2)>)"),
        ("javascript:alert(1)", "x"),
        ("data:text/html,x", "x"),
    ],
)
def test_markdown_links_lead_to_the_web_alone(link: str, shown: str) -> None:
    """An address is quoted so that it ends where it ends; what is no address of the web is not linked."""
    assert render(paragraph("x", link=link), to="md") == f"# Title\n\n{shown}\n"


def test_json_keeps_blocks_spans_and_entries() -> None:
    """A page as JSON has its title and its blocks by type, and every span has its words and its entries."""
    page = Page(
        "T",
        (
            Heading("H", 3),
            Paragraph((Span("a", (1, 2), Tone.NOTE, "https://example.org"),)),
            Table(("x",), ((Cell(plain("b", 3), 1),),)),
            Listing((plain("c\ud800"),), numbered=True),
        ),
    )
    assert json.loads(render(page, to="json")) == {
        "title": "T",
        "blocks": [
            {"type": "heading", "text": "H", "level": 3},
            {
                "type": "paragraph",
                "spans": [{"text": "a", "entries": [1, 2], "tone": "note", "link": "https://example.org"}],
            },
            {"type": "table", "head": ["x"], "rows": [[{"spans": [{"text": "b", "entries": [3]}], "depth": 1}]]},
            {"type": "listing", "items": [[{"text": "c?", "entries": []}]], "numbered": True},
        ],
        "language": "en",
    }


def test_what_cannot_be_drawn_is_left_out() -> None:
    """A drawing shows what stands beside it, so text and Markdown go without, and JSON keeps it whole."""
    page = Page(
        "T", (Timeline("Drawn", (Lane("Lane", (Bar("Step", 0, 1, (2,)),)),), ((0, "10:00"),)), Paragraph(plain("a")))
    )
    (drawing, _) = json.loads(render(page, to="json"))["blocks"]

    assert (render(page), render(page, to="md")) == ("T\n=\n\na\n", "# T\n\na\n")
    assert drawing["type"] == "timeline"
    assert drawing["marks"] == [[0, "10:00"]]
    assert drawing["lanes"][0]["bars"][0]["entries"] == [2]


def test_json_tells_days_and_times_as_iso_8601_has_them() -> None:
    """What a calendar takes from a page is in its JSON, a day as a day and a time with its offset."""
    start = datetime(2023, 4, 10, 10, 30, tzinfo=timezone(timedelta(hours=6)))
    page = Page("T", (), "en", (), (Appointment("a", "Talks", start), Appointment("b", "Visit", start.date())))

    assert [found["start"] for found in json.loads(render(page, to="json"))["appointments"]] == [
        "2023-04-10T10:30:00+06:00",
        "2023-04-10",
    ]


@given(ANYTHING, st.integers(40, 120))
def test_no_line_is_wider_than_asked_for(text: str, width: int) -> None:
    """Whatever the words, plain text keeps to its width, in paragraphs, lists and tables."""
    page = Page("T", (Paragraph(plain(text)), Listing((plain(text),)), Table((), ((Cell(plain(text)),) * 3,))))
    assert all(columns(line) <= width for line in render(page, width=width).splitlines())


@given(streams())
def test_every_record_is_rendered_in_every_format(stream: Stream) -> None:
    """Whatever a stream holds, its record can be printed and encoded, and its JSON names only entries of the stream."""
    page = record_page(Brief(stream))
    texts: tuple[TextFormat, ...] = ("text", "md", "json")
    assert all(render(page, to=to).encode() for to in texts)
    known = {entry.position for entry in stream}
    named = {position for span in page.spans() for position in span.entries}
    corrected = {getattr(entry.event, "position", 0) for entry in stream}
    assert named <= known | corrected


@examples(25, 200)
@given(st.lists(visits(), min_size=1, max_size=4))
def test_json_of_statistics_names_the_visits(made: list[Stream]) -> None:
    """A figure about many visits says which they are."""
    told = statistics((stream, check(stream, COMMON)) for stream in made)
    page = json.loads(render(SURVEYS["statistics"].build(told, ENGLISH), to="json"))

    assert page["blocks"][0]["spans"][0]["visits"] == [str(stream.visit) for stream in made]
