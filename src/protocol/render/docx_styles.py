"""How Word documents look: the sheet, the styles and the properties of a new one, all of which an office can change."""

from typing import Final

from docx import Document
from docx.document import Document as Paper
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from protocol.render.characters import clean
from protocol.render.words import words_of
from protocol.reports import Page, Tone

WIDTH: Final = Cm(17)
"""How wide the text is: A4 less its margins."""

TONES: Final = {
    Tone.STRONG: "Strong",
    Tone.GOOD: "Good",
    Tone.NOTE: "Note",
    Tone.LAPSE: "Lapse",
    Tone.BREACH: "Breach",
}
"""The style of the words of each tone; plain words have none."""

HEADINGS: Final = {level: f"Heading {level - 1}" for level in range(2, 7)}
TABLE, TABLE_HEAD, TABLE_TEXT, LINK = "Ruled Table", "Table Head", "Table Text", "Hyperlink"

_FONT: Final = "Times New Roman"
_COLOURS: Final = {"Good": "1D6433", "Note": "235B8C", "Lapse": "7D4E00", "Breach": "9C1C1C"}
_SIZES: Final = {"Title": 20, "Heading 1": 14, "Heading 2": 12, "Heading 3": 11, "Heading 4": 11, "Heading 5": 11}
_INK: Final = RGBColor(0x1D, 0x1C, 0x1A)
_BORDERS: Final = f"""
<w:tblPr {nsdecls("w")}>
  <w:tblBorders>
    <w:top w:val="single" w:sz="4" w:space="0" w:color="8A857B"/>
    <w:bottom w:val="single" w:sz="4" w:space="0" w:color="8A857B"/>
    <w:insideH w:val="single" w:sz="4" w:space="0" w:color="D9D4C9"/>
  </w:tblBorders>
  <w:tblCellMar>
    <w:top w:w="40" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>
    <w:bottom w:w="40" w:type="dxa"/><w:right w:w="140" w:type="dxa"/>
  </w:tblCellMar>
</w:tblPr>
"""


def id_of(style: str) -> str:
    """The id of a style in a document: the template names its styles so, and new styles get their ids so."""
    return style.replace(" ", "")


def new_document(page: Page) -> Paper:
    """An empty document of A4 with our styles, and the title and the language of a page."""
    paper = Document()
    _describe(paper, page)
    _lay_out(paper, words_of(page.language).page)
    _restyle(paper)
    _add_styles(paper)
    return paper


def _describe(paper: Paper, page: Page) -> None:
    """The properties of the document; it has no date, because none is known and no clock is read."""
    properties = paper.core_properties
    properties.title, properties.language = clean(page.title), page.language
    properties.author = properties.comments = ""
    for name in ("dcterms:created", "dcterms:modified"):
        for element in properties._element.findall(qn(name)):  # noqa: SLF001 - a date can be set there, not taken away
            properties._element.remove(element)  # noqa: SLF001 - as above
    for language in paper.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), page.language)
    rels = paper.part.package.rels
    for key in [key for key, rel in rels.items() if rel.reltype.endswith("/thumbnail")]:
        del rels[key]


def _lay_out(paper: Paper, page: str) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = Cm(2)
    section.bottom_margin = Cm(2.2)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer.add_run(f"{page} ")
    for field, after in (("PAGE", " / "), ("NUMPAGES", "")):
        counted = OxmlElement("w:fldSimple")
        counted.set(qn("w:instr"), field)
        footer._p.append(counted)  # noqa: SLF001 - fields have no other way in
        footer.add_run(after)


def _restyle(paper: Paper) -> None:
    """One serif face throughout, dark instead of blue."""
    for name in ("Normal", "Caption", "Footer", *_SIZES):
        style = paper.styles[name]
        assert isinstance(style, ParagraphStyle)  # noqa: S101 - so says the template
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), _FONT)
        style.font.color.rgb = _INK
        style.font.size = Pt(_SIZES.get(name, 11 if name == "Normal" else 9.5))
    _space(paper)


def _space(paper: Paper) -> None:
    for name, before, after in (("Normal", 0, 6), ("Title", 0, 14), ("Heading 1", 16, 6), ("Caption", 6, 4)):
        style = paper.styles[name]
        assert isinstance(style, ParagraphStyle)  # noqa: S101 - as above
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.1
    caption = paper.styles["Caption"]
    assert isinstance(caption, ParagraphStyle)  # noqa: S101 - as above
    caption.paragraph_format.keep_with_next = True
    caption.font.bold, caption.font.italic = False, True
    for line in paper.styles["Title"].element.iter(qn("w:bottom")):
        line.attrib.update({qn("w:color"): "1D1C1A", qn("w:sz"): "4", qn("w:space"): "10"})
        line.attrib.pop(qn("w:themeColor"), None)


def _add_styles(paper: Paper) -> None:
    """The styles that the template lacks: for tones, links, tables and the text in tables."""
    styles = paper.styles
    for name, colour in (*_COLOURS.items(), (LINK, "1C4A73")):
        style = styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        assert isinstance(style, CharacterStyle)  # noqa: S101 - so it was asked for
        style.font.color.rgb = RGBColor.from_string(colour)
        style.font.bold, style.font.underline = (None, True) if name == LINK else (True, None)
    for name in (TABLE_TEXT, TABLE_HEAD):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)  # noqa: S101 - as above
        style.base_style = styles["Normal"]
        style.font.size, style.paragraph_format.space_after = Pt(9.5), Pt(0)
        style.font.bold = style.paragraph_format.keep_with_next = name == TABLE_HEAD
    styles.add_style(TABLE, WD_STYLE_TYPE.TABLE).element.append(parse_xml(_BORDERS))
