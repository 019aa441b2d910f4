"""Pages as Word documents: they say what the page says, in styles that an office can change."""

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from attrs import evolve
from docx import Document
from docx.document import Document as Paper
from docx.oxml.ns import qn
from docx.table import Table as MadeTable
from docx.text.paragraph import Paragraph as Line
from hypothesis import given

from profiles import SKIPPING, examples
from protocol.corpus import visit
from protocol.hosts import rulebook_of
from protocol.languages import LANGUAGES, language
from protocol.render import render
from protocol.render.characters import clean
from protocol.render.sheets import fit_to_sheet
from protocol.reports import (
    REPORTS,
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
    Tone,
    plain,
    record_page,
)
from protocol.script import read_script
from protocol.stream import Stream
from protocol.testing import streams
from protocol.validation import check

ASTANA = visit("astana-2023-04-aliyev")
PAPERS = tuple(name for name, report in REPORTS.items() if "docx" in report.formats)
"""The reports that are Word documents."""

IMAGINED = read_script(Path(__file__).parent.parent / "examples" / "imagined_visit" / "record.yaml")
SOFFICE = shutil.which("soffice")


def paper(*blocks: Block, title: str = "Title", language: str = "en") -> Paper:
    """A page of these blocks as a document."""
    return opened(Page(title, blocks, language))


def opened(page: Page) -> Paper:
    """A page as a document."""
    return Document(BytesIO(render(page, to="docx")))


def lines(found: Paper) -> Iterator[Line]:
    """All paragraphs of a document in order, those of cells too."""
    for part in found.iter_inner_content():
        if isinstance(part, MadeTable):
            yield from (line for row in part.rows for cell in row.cells for line in cell.paragraphs)
        else:
            yield part


def words_of(found: Paper) -> list[str]:
    """The words of a document in order."""
    return " ".join(line.text for line in lines(found)).split()


def words_in(page: Page) -> list[str]:
    """The words of a page in order, its title first; what follows without a break is one word."""
    said = [[page.title], *([span.text for span in spans] for block in page.blocks for spans in texts(block))]
    return " ".join("".join(map(clean, one)) for one in said).split()


def texts(block: Block) -> Iterator[tuple[Span, ...]]:
    """What a block says, one line after the other; of a drawing nothing."""
    match block:
        case Heading(text):
            yield plain(text)
        case Paragraph(spans):
            yield spans
        case Listing(items):
            yield from items
        case Table(head, rows, caption):
            yield from map(plain, (caption or "", *head))
            yield from (cell.spans for row in rows for cell in row)
        case Timeline():
            return


def paper_on(name: str, code: str) -> Page:
    """A report on the imagined visit in a language."""
    return REPORTS[name].build(Brief(IMAGINED, language(code), check(IMAGINED, rulebook_of(IMAGINED))))


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", PAPERS)
def test_it_says_what_the_page_says(name: str, code: str) -> None:
    """The words of the document, in order, are the title and the spans of the page, drawings apart."""
    page = fit_to_sheet(paper_on(name, code))
    written = evolve(page, blocks=tuple(block for block in page.blocks if not isinstance(block, Timeline)))

    assert words_of(opened(page)) == words_in(page)
    assert "".join(words_in(page)) == "".join(f"{page.title}{''.join(span.text for span in written.spans())}".split())


@pytest.mark.parametrize("name", [name for name in PAPERS if "text" in REPORTS[name].formats])
def test_it_says_what_the_text_says(name: str) -> None:
    """Neither leaves out what the other has, but for lines under headings, and the signs of lists, which Word makes."""
    page = paper_on(name, "en")
    text = Counter("".join(render(page, to="text").split()))
    document = Counter("".join(words_of(opened(page))))

    assert document - text == Counter()
    assert set(text - document) <= set("-=.0123456789")


def test_titles_headings_and_lists_have_their_styles() -> None:
    """Word's own outline and its own lists are used, so that an office can go on with them."""
    found = paper(
        Heading("a"), Heading("b", 3), Heading("c", 9), Listing((plain("d"),)), Listing((plain("e"),), numbered=True)
    )

    assert [line.style.name for line in found.paragraphs if line.style is not None] == [
        *("Title", "Heading 1", "Heading 2", "Heading 5", "List Bullet", "List Number"),
    ]


def test_every_numbered_list_begins_at_one() -> None:
    """Lists have numberings of their own, each starting over."""
    found = paper(*[Listing((plain("a"), plain("b")), numbered=True)] * 2)
    numbers = [number.get(qn("w:val")) for line in found.paragraphs for number in line._p.iter(qn("w:numId"))]

    assert len(numbers) == 4
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    assert len(list(found.part.numbering_part.element.iter(qn("w:startOverride")))) == 2


def test_tones_are_styles_of_their_own() -> None:
    """A tone is a style, not a colour here and there; plain words have none."""
    found = paper(Paragraph(tuple(Span(str(tone), tone=tone) for tone in Tone)))
    named = {run.text: run.style.name for run in found.paragraphs[1].runs}

    assert named == {
        "plain": "Default Paragraph Font",
        "strong": "Strong",
        "good": "Good",
        "note": "Note",
        "lapse": "Lapse",
        "breach": "Breach",
    }


def test_links_lead_to_the_web_alone() -> None:
    """An address of the web can be followed, and anything else is words."""
    found = paper(Paragraph((Span("a", link="https://example.org/a b"), Span("b", link="javascript:alert(1)"))))

    assert [link.address for link in found.paragraphs[1].hyperlinks] == ["https://example.org/a%20b"]
    assert found.paragraphs[1].text == "ab"


def test_tables_fit_the_sheet_and_repeat_their_heads() -> None:
    """A table is as wide as the text of an A4 sheet, its rows are not broken, its head stands on every sheet."""
    row = (Cell(plain("1")), Cell(plain("word " * 60), 2), Cell(plain("a")))
    found = paper(Table(("No.", "What", "By"), (row,) * 2, "Caption"), Table((), ()))
    (made,), section = found.tables, found.sections[0]
    marks = [{mark.tag for mark in made_row._tr.trPr} for made_row in made.rows]

    assert section.page_width is not None
    assert section.page_width.cm == pytest.approx(21, abs=0.01)
    assert sum(column.width or 0 for column in made.columns) == pytest.approx(17 * 360_000, rel=0.001)
    assert marks == [{qn("w:cantSplit"), qn("w:tblHeader")}, {qn("w:cantSplit")}, {qn("w:cantSplit")}]
    assert made.rows[1].cells[1].paragraphs[0].paragraph_format.left_indent is not None
    assert "Caption" in [line.style.name for line in found.paragraphs if line.style is not None]


def test_it_knows_its_title_and_its_language_and_no_date() -> None:
    """The properties are those of the page; the language is that of all words; nothing says who made it or when."""
    found = paper(Paragraph(plain("сөз")), title="Ресми сапар", language="kk")
    properties = found.core_properties

    assert (properties.title, properties.language, properties.author) == ("Ресми сапар", "kk", "")
    assert (properties.created, properties.modified) == (None, None)
    assert {language.get(qn("w:val")) for language in found.styles.element.iter(qn("w:lang"))} == {"kk"}


def test_a_page_has_one_document() -> None:
    """No clock is read and nothing is drawn by lot: the same page is the same bytes."""
    page = record_page(Brief(ASTANA))

    assert render(page, to="docx") == render(page, to="docx")


def test_drawings_are_left_out() -> None:
    """What cannot be drawn is not there, and what stands around it is."""
    found = paper(Timeline("Drawn", (Lane("Lane", ()),)), Paragraph(plain("a")))

    assert words_of(found) == ["Title", "a"]


@examples(25, at_night=500)
@given(streams())
def test_every_record_is_a_document(stream: Stream) -> None:
    """Whatever a source wrote, characters that no document may hold included, it says what the page says."""
    page = record_page(Brief(stream))

    assert words_of(opened(page)) == words_in(page)


@pytest.mark.uncovered
@pytest.mark.skipif(SOFFICE is None and SKIPPING, reason="LibreOffice is not installed")
def test_libreoffice_reads_them(tmp_path: Path) -> None:
    """Another program than the one that wrote them turns all reports into PDF on A4, and no letter is lost.

    Letters that one font lacks and another has are read in another order, so they are counted.
    """
    pypdf = pytest.importorskip("pypdf")
    pages = {name: paper_on(name, "kk") for name in PAPERS}
    for name, page in pages.items():
        (tmp_path / f"{name}.docx").write_bytes(render(page, to="docx"))
    convert = ("--headless", "--convert-to", "pdf", *(f"{name}.docx" for name in pages))
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run([str(SOFFICE), home, *convert], cwd=tmp_path, check=True, capture_output=True, timeout=600)  # noqa: S603 - LibreOffice, where it is

    for name, page in pages.items():
        sheets = pypdf.PdfReader(tmp_path / f"{name}.pdf").pages
        said = letters("".join(sheet.extract_text() for sheet in sheets))
        assert float(sheets[0].mediabox.width) == pytest.approx(595.3, abs=1), name
        assert letters("".join(words_in(fit_to_sheet(page)))) - said == Counter(), name


def letters(text: str) -> Counter[str]:
    """How often each letter comes, but for those of scripts for which few machines have a font."""
    return Counter(letter for letter in normalize("NFKC", text) if letter < "\u0530")
