"""Pages as HTML: one file, safe whatever a source wrote, whose links to entries lead somewhere."""

import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from html.parser import HTMLParser
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles import examples
from protocol import COMMON, check
from protocol.events import RecordOpened
from protocol.languages import LANGUAGES, language
from protocol.projections import Statistics
from protocol.render import render
from protocol.render.drawing import WIDTH, clip, lay_out
from protocol.render.words import words_of
from protocol.reports import (
    SURVEYS,
    Bar,
    Block,
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
    Told,
    Tone,
    plain,
    record_page,
    strong,
)
from protocol.stream import Stream
from protocol.testing import streams

HOSTILE = "<img src=x onerror=alert(1)>\" onclick='x' </style><script>y</script> {{ 7 * 7 }} \u202e\x1b[31m"
ANYTHING = st.text(max_size=40)


class Seen(HTMLParser):
    """The elements of a document with their attributes, and its text; void elements apart, all have to be closed."""

    def __init__(self, page: Page) -> None:
        """Read a page as HTML."""
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.source = render(page, to="html")
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that closes itself, as those of a drawing do."""
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element, which has to be this one."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note what is read, the style apart."""
        if self.open[-1:] != ["style"]:
            self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of all elements of a tag."""
        return [attributes for found, attributes in self.elements if found == tag]

    @property
    def ids(self) -> Counter[str]:
        """The ids, with how often each is there."""
        return Counter(found for _, attributes in self.elements if (found := attributes.get("id")) is not None)

    @property
    def links(self) -> list[str]:
        """Where the links lead."""
        return [link["href"] or "" for link in self.all("a")]


def seen(*blocks: Block, told: tuple[Told, ...] = (), title: str = "Title", language: str = "en") -> Seen:
    """A page of these blocks, as HTML."""
    return Seen(Page(title, blocks, language, told))


def row(*cells: tuple[str, tuple[int, ...]]) -> tuple[Cell, ...]:
    """A row of cells that rest on entries."""
    return tuple(Cell(plain(text, *entries)) for text, entries in cells)


def timeline(*bars: Bar, marks: tuple[tuple[float, str], ...] = ()) -> Timeline:
    """A drawing of one lane."""
    return Timeline("Drawn", (Lane("Lane", bars),), marks)


def test_a_page_is_one_document_with_landmarks_and_one_first_heading() -> None:
    """The document says its language and its title, and what is what in it."""
    found = seen(Paragraph(plain("a")), title="A visit", language="kk")

    assert found.source.startswith('<!doctype html>\n<html lang="kk">')
    assert found.source.endswith("</html>\n")
    assert [len(found.all(tag)) for tag in ("header", "main", "h1", "title")] == [1, 1, 1, 1]
    assert found.open == []


def test_the_policy_allows_the_one_style_and_nothing_else() -> None:
    """The digest in the policy is that of the style, so nothing that is put in could be shown or run."""
    found = seen(Paragraph(plain("a")))
    (style,) = re.findall(r"<style>(.*)</style>", found.source, re.DOTALL)
    (policy,) = (meta["content"] for meta in found.all("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    digest = b64encode(sha256(style.encode()).digest()).decode()

    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not any("style" in attributes for _, attributes in found.elements)


def test_what_a_source_wrote_is_shown_and_never_markup() -> None:
    """In every place that takes words, words stay words; what could turn the reading direction is gone."""
    found = seen(
        Heading(HOSTILE),
        Paragraph((Span(HOSTILE, tone=Tone.BREACH), Span(HOSTILE, link=f"https://example.org/{HOSTILE}"))),
        Listing((plain(HOSTILE, 1),)),
        Table((HOSTILE,), (row((HOSTILE, (2,))),), HOSTILE),
        Timeline(HOSTILE, (Lane(HOSTILE, (Bar(HOSTILE, 0, 1),)),), ((0, HOSTILE),)),
        told=(Told(9, HOSTILE),),
        title=HOSTILE,
        language='"><b>',
    )

    assert {tag for tag, _ in found.elements}.isdisjoint({"img", "script", "b"})
    assert all(not name.startswith("on") for _, attributes in found.elements for name in attributes)
    assert not set("\u202e\x1b") & set(found.source)
    assert "49" not in found.text
    assert found.text.count("<img src=x onerror=alert(1)>") >= 10


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("https://example.org/?a=1&b=<2>", ["https://example.org/?a=1&b=%3C2%3E"]),
        ("HTTP://example.org/", ["HTTP://example.org/"]),
        ("javascript:alert(1)", []),
        ("data:text/html,x", []),
        ("//example.org", []),
    ],
)
def test_links_lead_to_the_web_alone(link: str, shown: list[str]) -> None:
    """What is no address of the web is printed and not linked."""
    found = seen(Paragraph((Span("x", link=link),)))

    assert found.links == shown
    assert "x" in found.text


def test_tones_are_classes_and_what_stands_out_is_strong() -> None:
    """Each tone but the plain one is marked up, the words as they are."""
    found = seen(Paragraph(tuple(Span(str(tone), tone=tone) for tone in Tone)))

    assert [span.get("class") for span in found.all("span")] == ["tone good", "tone note", "tone lapse", "tone breach"]
    assert len(found.all("strong")) == 1
    assert "plainstronggoodnotelapsebreach" in found.text


def test_entries_are_linked_to_the_rows_and_items_that_tell_them() -> None:
    """A row whose words all rest on the same entries tells them, and links to an entry lead there."""
    found = seen(
        Paragraph((*plain("two breaches", 2, 3, 4), *plain(" and more", 8))),
        Table(("No.", "What"), (row(("2", (2,)), ("arrival", (2,))), row(("3-4", (3, 4)), ("talks", (3, 4))))),
        Listing((plain("the anthem", 8), plain("said of both", 2, 8))),
    )

    assert {"entry-2", "entry-3", "entry-4", "entry-8"} <= set(found.ids)
    assert found.links == ["#entry-2", "#entry-8", "#entry-2", "#entry-8"]
    assert [link["aria-label"] for link in found.all("a")] == ["Entry 2–4", "Entry 8", "Entry 2", "Entry 8"]


def test_entries_that_the_page_does_not_tell_are_told_at_its_end() -> None:
    """What a report lists for those who follow a figure is its last section, under a heading in its language."""
    found = seen(Paragraph(plain("жиырма", 5)), told=(Told(5, "the guest arrived"),), language="kk")

    assert found.links == ["#entry-5"]
    assert found.ids["entry-5"] == 1
    assert "Жазбалар" in found.text


def test_no_link_dangles() -> None:
    """Where a page tells no entries there are no figures, and no word on them."""
    found = seen(Paragraph(plain("three", 1, 2, 3)), Table((), ((Cell(strong("Kind")), Cell(plain("state", 1))),)))

    assert found.links == []
    assert found.all("footer") == []


def test_the_opening_of_a_record_has_no_figure() -> None:
    """A small 0 after a name is read as a degree; where there is no other figure, none is explained."""
    zone = Table((), ((Cell(strong("Time zone")), Cell(plain("Asia/Almaty", 0))),))
    found = seen(zone, Paragraph(plain("partial", 0)), Listing((plain("no. 0", 0),)))

    assert found.links == []
    assert found.all("footer") == []


def test_no_figures_are_explained_where_there_are_none() -> None:
    """Rows that tell their own entries are anchors, without figures."""
    found = seen(Table(("No.", "What"), (row(("1", (1,)), ("The guest arrived", (1,))),)))

    assert found.links == []
    assert found.all("footer") == []


def test_tables_have_heads_with_scope_and_names() -> None:
    """Columns and, where there are none, the first cells of rows are heads; each table has a name and a region."""
    headed, bare = Table(("A", "B"), (row(("a", ()), ("b", ())),), "Caption"), Table((), (row(("c", ()), ("d", ())),))
    found = seen(Heading("Section"), headed, bare)

    assert [head.get("scope") for head in found.all("th")] == ["col", "col", "row"]
    regions = [region for region in found.all("div") if region.get("role") == "group"]
    assert all(region["tabindex"] == "0" and found.ids[str(region["aria-labelledby"])] for region in regions)
    assert len(regions) == 2
    assert seen(Table((), ())).all("table") == []


def test_a_table_is_not_called_what_the_heading_above_has_said() -> None:
    """A caption in the very words of the heading is left out, and the heading is the name of the table."""
    table = Table(("A",), (row(("a", ())),), "Orders")
    found = seen(Heading("Orders"), table, table, Heading("Others"), table)

    assert found.text.count("Orders") == 3
    assert [each.get("aria-labelledby") for each in found.all("table")] == ["section-0", None, None]


def test_a_table_too_wide_for_a_sheet_stands_in_parts() -> None:
    """Each part begins with the first column, no cell is lost, and rows that are shorter stay so."""
    head = tuple(f"Head {number}" for number in range(40))
    cells = row(*((f"cell {number}", ()) for number in range(40)))
    found = seen(Table(head, (cells, cells[:20]), "Wide"))
    heads = re.findall(r"Head \d+", found.text)

    assert len(found.all("table")) == 4
    assert heads.count("Head 0") == 4
    assert sorted({*heads}) == sorted(head)
    assert len(found.all("td")) == 4 + 39 + 4 + 19
    assert len(found.all("caption")) == 1


def test_what_marks_a_tone_stands_with_its_words() -> None:
    """A space before words with a tone stands before their mark too, so that no mark touches what comes before."""
    found = seen(Paragraph((Span("In order."), Span(" No findings. ", tone=Tone.GOOD), Span("More."))))

    assert '<p>In order. <span class="tone good">No findings.</span> More.</p>' in found.source


def test_hours_and_codes_are_not_broken() -> None:
    """From when until when something is stands on one line where there is room, and what is short always."""
    found = seen(Table(("A",) * 3, (row(("10:30–11:00", ()), ("kz-2024", ()), ("Kazakhstan", ())),)))

    assert [cell.get("class") for cell in found.all("td")] == ["hours", "short", None]


def test_headings_keep_their_levels_below_the_title() -> None:
    """A heading of a page is never the title of the document, however it is given."""
    found = seen(Heading("a", 1), Heading("b", 2), Heading("c", 3), Heading("d", 9))

    assert [tag for tag, _ in found.elements if re.fullmatch(r"h\d", tag)] == ["h1", "h2", "h2", "h3", "h6"]


def test_a_long_page_lists_its_sections() -> None:
    """More sections than are seen at a glance are listed at the head, and each can be gone to."""
    sections = [Heading(f"Part {number}") for number in range(4)]
    found = seen(*sections)

    assert len(found.all("nav")) == 1
    assert all(found.ids[link.removeprefix("#")] for link in found.links)
    assert seen(*sections[1:]).all("nav") == []


def test_drawings_have_a_title_and_say_the_same_in_words() -> None:
    """A drawing is a picture with a name, and a list beside it says what is planned, and what was found."""
    bars = Bar("Talks", 1, 2, planned=True), Bar("Talks", 1, 3, tone=Tone.BREACH), Bar("Toast", 2, 2)
    found = seen(timeline(*bars, marks=((1, "10:00"), (3, "12:00"))))
    (svg,) = found.all("svg")

    assert svg["role"] == "img"
    assert all(found.ids[name] for name in str(svg["aria-labelledby"]).split())
    assert "Talks (planned)" in found.text
    assert "Talks (breach)" in found.text
    assert "10:00" in found.text
    assert [group.get("class") for group in found.all("g")] == ["plain planned", "breach", "plain"]


def test_no_label_of_a_drawing_stands_over_another() -> None:
    """Bars at the same time stand under each other, and what is planned stands above what happened."""
    drawing = lay_out(
        timeline(
            *(Bar(f"A step with a name {number}", 5, 5 + number % 2) for number in range(8)),
            Bar("x", 5, 6, planned=True),
        )
    )
    (stripe,) = drawing.stripes

    assert len({shape.y for shape in stripe.shapes}) == 9
    assert min(stripe.shapes, key=lambda shape: shape.y).bar.planned
    assert all(stripe.y < shape.y < stripe.y + stripe.height for shape in stripe.shapes)


@given(
    st.lists(
        st.tuples(ANYTHING, st.floats(0, 100), st.floats(0, 100), st.sampled_from(Tone), st.booleans()), max_size=8
    )
)
def test_drawings_keep_to_their_width(bars: list[tuple[str, float, float, Tone, bool]]) -> None:
    """Whatever is drawn stays inside the drawing, no label over another, and the document is well formed."""
    block = timeline(*(Bar(text, start, end, (), tone, planned) for text, start, end, tone, planned in bars))

    for stripe in lay_out(block).stripes:
        for shape in stripe.shapes:
            assert 0 <= shape.x <= shape.x + shape.width <= WIDTH
            assert shape.label.reach[0] >= 0
            assert shape.label.reach[1] <= WIDTH
        for left, right in combinations(stripe.shapes, 2):
            assert left.y != right.y or min(left.label.reach[1], right.label.reach[1]) <= max(
                left.label.reach[0], right.label.reach[0]
            )
    assert seen(block).open == []


def test_a_badge_stands_beside_its_mark() -> None:
    """Where a label stands before its mark for want of room, its badge is between the two."""
    (stripe,) = lay_out(timeline(Bar("First", 0, 0), Bar("A step with a name " * 2, 9, 9, (), Tone.NOTE))).stripes
    shape = stripe.shapes[-1]

    assert shape.badge is not None
    assert shape.label.reach[1] < shape.badge < shape.x


def test_a_drawing_of_nothing_is_no_mistake() -> None:
    """Lanes without bars, and no lanes at all, are drawn as such."""
    assert seen(timeline(), Timeline("Nothing", ())).open == []
    assert clip("long", 3) == ""


def test_figures_name_the_first_visits_that_they_rest_on() -> None:
    """Under a table stand the first ten visits of each figure and how many there are more, once for equal figures."""
    ids = tuple(f"visit-{number}" for number in range(12))
    total, kept = Span("10012", visits=ids, further=10_000), Span("2", visits=ids[:2])
    found = seen(
        Paragraph((Span("Visits: 2.", visits=ids[:2]),)),
        Table(
            ("Host", "Visits", "Without a breach", "Without a finding"),
            (
                (Cell(plain("Chile")), Cell((total,)), Cell((total,)), Cell((kept,))),
                (Cell(plain("Peru")), Cell((kept,)), Cell((kept,)), Cell(plain("0"))),
            ),
        ),
    )
    notes = [note.strip() for note in found.text.split("Visits\n")[1:] for note in note.splitlines() if note.strip()]

    assert len(found.all("details")) == len(found.all("summary")) == 2
    assert "visit-0, visit-1" in notes
    assert f"Chile (Visits, Without a breach): {', '.join(ids[:10])} and 10002 more" in notes
    assert "Chile (Without a finding): visit-0, visit-1" in notes
    assert "Peru: visit-0, visit-1" in notes
    assert "visit-10" not in found.text


def test_a_figure_of_ten_thousand_visits_takes_one_line() -> None:
    """However many visits there are, the page of their statistics names ten of each figure."""
    counted = Statistics()
    for number in range(100):
        stream = Stream.of(RecordOpened(f"visit-{number:03}"))
        counted.add(stream, check(stream, COMMON))

    found = Seen(SURVEYS["statistics"].build(counted, language("en")))

    assert "visit-009 and 90 more" in found.text
    assert "visit-010" not in found.text


def test_the_words_of_every_language_are_complete() -> None:
    """Each language has words of its own; a language that is not known speaks English."""
    assert len({words_of(code).figures for code in LANGUAGES}) == len(LANGUAGES)
    assert words_of("ru-KZ").entries == "Записи"
    assert words_of("tlh") == words_of("en")


@examples(25, at_night=500)
@given(streams())
def test_every_record_is_a_document_whose_links_lead_somewhere(stream: Stream) -> None:
    """Whatever a stream holds: elements are closed, ids differ, links inside the page have a target."""
    found = Seen(record_page(Brief(stream)))

    assert found.open == []
    assert max(found.ids.values()) == 1
    assert all(found.ids[link[1:]] for link in found.links if link.startswith("#"))
