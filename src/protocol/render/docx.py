"""Pages as Word documents that offices can edit: real styles, A4, table heads repeated on every sheet."""

from io import BytesIO
from typing import Final, assert_never
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from protocol.errors import MissingExtraError
from protocol.render.characters import clean
from protocol.render.layout import column_needs, column_widths
from protocol.render.links import web_address
from protocol.render.sheets import fit_to_sheet
from protocol.reports import Block, Cell, Heading, Listing, Page, Paragraph, Span, Spans, Table, Timeline

try:
    from docx.document import Document as Paper
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Cm, Length
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph as Line

    from protocol.render import docx_styles as styles
except ModuleNotFoundError:
    raise MissingExtraError("a Word document", "reports") from None

_LETTERS: Final = 96
"""How many letters of a table fit in the width of the text."""

_MARGIN: Final = 4
"""How many letters the space between two columns takes, with some to spare for wide ones."""

_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that an archive can hold, used for an unknown one."""


def as_docx(page: Page) -> bytes:
    """A page as a Word document, the same bytes for the same page, because no clock is read.

    It says what the page says. Drawings are left out, because they only show what the tables beside them say.
    """
    paper = styles.new_document(page)
    _set_style(paper.add_paragraph(clean(page.title)), "Title")
    for block in fit_to_sheet(page).blocks:
        _add(paper, block)
    return _pack(paper)


def _add(paper: Paper, block: Block) -> None:
    match block:
        case Heading(text, level):
            _set_style(paper.add_paragraph(clean(text)), styles.HEADINGS[min(max(level, 2), max(styles.HEADINGS))])
        case Paragraph(spans):
            _write(paper.add_paragraph(), spans)
        case Listing(items, numbered):
            _add_list(paper, items, numbered=numbered)
        case Table():
            _add_table(paper, block)
        case Timeline():
            return
        case _:
            assert_never(block)


def _set_style(line: Line, style: str) -> Line:
    """Give a line its style by id: by name, python-docx would search all styles each time."""
    line._p.style = styles.id_of(style)  # noqa: SLF001 - the quick way in
    return line


def _write(line: Line, spans: Spans) -> None:
    for span in spans:
        if (address := web_address(span.link)) is None:
            run, tone = line.add_run(clean(span.text)), styles.TONES.get(span.tone)
            run._r.style = None if tone is None else styles.id_of(tone)  # noqa: SLF001 - the quick way in
        else:
            _link(line, span, address)


def _link(line: Line, span: Span, address: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), line.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(line.add_run(clean(span.text), style=styles.LINK)._r)  # noqa: SLF001 - links have no other way in
    line._p.append(link)  # noqa: SLF001 - as above


def _add_list(paper: Paper, items: tuple[Spans, ...], *, numbered: bool) -> None:
    number = _fresh_numbering(paper) if numbered and items else None
    for spans in items:
        line = _set_style(paper.add_paragraph(), "List Bullet" if number is None else "List Number")
        if number is not None:
            counted = line._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - numbers have no other way in
            counted.get_or_add_ilvl().val, counted.get_or_add_numId().val = 0, number
        _write(line, spans)


def _fresh_numbering(paper: Paper) -> int:
    """A numbering that begins at 1: without one a list would go on from the list before."""
    numberings = paper.part.numbering_part.element
    usual = paper.styles["List Number"].element.pPr.numPr.numId.val
    fresh = numberings.add_num(numberings.num_having_numId(usual).abstractNumId.val)
    fresh.add_lvlOverride(ilvl=0).add_startOverride(1)
    number: int = fresh.numId
    return number


def _add_table(paper: Paper, table: Table) -> None:
    widths = _widths(table)
    if not widths:
        return
    if table.caption is not None:
        _set_style(paper.add_paragraph(clean(table.caption)), "Caption")
    made = paper.add_table(0, len(widths), style=styles.TABLE)
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    if table.head:
        _fill(made.add_row(), tuple(Cell((Span(head),)) for head in table.head), styles.TABLE_HEAD)
    for row in table.rows:
        _fill(made.add_row(), row, styles.TABLE_TEXT)
    _set_style(paper.add_paragraph(), styles.TABLE_TEXT)


def _fill(made: _Row, row: tuple[Cell, ...], style: str) -> None:
    """Fill a row, which is never broken between two sheets; a head is repeated on each sheet."""
    marks = made._tr.get_or_add_trPr()  # noqa: SLF001 - these have no other way in
    marks.append(OxmlElement("w:cantSplit"))
    if style == styles.TABLE_HEAD:
        marks.append(OxmlElement("w:tblHeader"))
    for space, cell in zip(made.cells, row, strict=True):
        _fill_cell(space, cell, style)


def _fill_cell(space: _Cell, cell: Cell, style: str) -> None:
    line = _set_style(space.paragraphs[0], style)
    if cell.depth:
        line.paragraph_format.left_indent = Cm(0.5 * min(cell.depth, 6))
    _write(line, cell.spans)


def _widths(table: Table) -> list[Length]:
    """The width of each column, from its contents; together they are as wide as the text."""
    rows = [*([tuple(Cell((Span(head),)) for head in table.head)] if table.head else []), *table.rows]
    shares = column_widths(column_needs(rows, 3, _MARGIN), _LETTERS)
    return [Length(styles.WIDTH * share // sum(shares)) for share in shares]


def _pack(paper: Paper) -> bytes:
    """The document as an archive whose parts all have the same time."""
    written, packed = BytesIO(), BytesIO()
    paper.save(written)
    with ZipFile(written) as parts, ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for part in parts.infolist():
            archive.writestr(ZipInfo(part.filename, _EARLIEST), parts.read(part), ZIP_DEFLATED)
    return packed.getvalue()
