"""The pages that are looked at in a browser: one of everything, and those of real visits."""

from collections.abc import Callable
from functools import cache, partial
from itertools import cycle, product
from pathlib import Path

from protocol.corpus import names, visit
from protocol.hosts import rulebook_of
from protocol.languages import LANGUAGES, language
from protocol.projections import Statistics, statistics
from protocol.reports import (
    REPORTS,
    SURVEYS,
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
    Told,
    Tone,
    plain,
    strong,
)
from protocol.script import read_script
from protocol.stream import Stream
from protocol.validation import check

HOSTILE = "<img src=x onerror=alert(1)> \u202e\x1b[31m \"'&"
ASTANA = "astana-2023-04-aliyev"
IMAGINED = "imagined"
MANY = 9
"""So many visits of the corpus are looked at, from all over it."""

EXAMPLES = Path(__file__).parents[2] / "examples"

DAY = Timeline(
    "10 April 2023, as planned and as it was",
    (
        Lane(
            "Welcome ceremony at Akorda, the residence of the President",
            (
                Bar("Welcome ceremony", 10, 10.5, planned=True),
                Bar("Welcome ceremony", 10.1, 10.8, (3,)),
                Bar("Anthem of the guest, played in full", 10.3, 10.3, (4,), Tone.LAPSE),
                Bar("Anthem of the host", 10.35, 10.35, (5,)),
            ),
        ),
        Lane(
            "Talks",
            (
                Bar("Talks in restricted format", 11, 12, planned=True),
                Bar("Talks in restricted format", 11.5, 12.1, (6,), Tone.BREACH),
                Bar("Talks in expanded format", 12, 13, planned=True),
                Bar("Talks in expanded format", 11, 11.4, (7,), Tone.NOTE),
            ),
        ),
        Lane(
            "Signing", (Bar(f"Joint statement {HOSTILE}", 13.2, 13.2, (8,), Tone.GOOD), Bar("Signed", 13.4, 13.9, (9,)))
        ),
        Lane("Nothing", ()),
    ),
    ((10, "10:00"), (11, "11:00"), (12, "12:00"), (13, "13:00"), (13.02, "13:01"), (14, "14:00")),
)


def everything(language: str = "en") -> Page:
    """A page with every kind of block, every tone, links, a drawing, entries, and names that mean harm."""
    tones = tuple(Span(f"{tone} ", (3, 4), tone) for tone in Tone)
    cells = tuple(Cell(plain(f"{number} word-that-is-rather-long", number)) for number in range(8))
    rows = tuple(
        (Cell(plain(str(number), number)), Cell(plain("A step " * 9, number), number % 4)) for number in range(60)
    )
    return Page(
        f"Everything of one visit {HOSTILE}",
        (
            Paragraph(
                (
                    *tones,
                    Span("a source", link="https://example.org/?a=1&b=<2>"),
                    Span(" and no link", link="javascript:alert(1)"),
                )
            ),
            Table(
                (),
                ((Cell(strong("Host")), Cell(plain("Kazakhstan", 0))), (Cell(strong("Guest")), Cell(plain(HOSTILE)))),
                "Particulars",
            ),
            Heading("Order"),
            DAY,
            Timeline("A long day", tuple(Lane(f"Lane {n}", (Bar(f"Step {n}", n, n + 1),)) for n in range(60))),
            Table(("No.", "Step"), rows, "Sixty steps"),
            Heading("Detail", 3),
            Listing((plain("One", 1), plain("Two", 2, 3, 4, 9))),
            Heading("Numbers"),
            Listing(tuple(plain(f"Item {number}", 100) for number in range(12)), numbered=True),
            Table(tuple(f"Column {number}" for number in range(8)), (cells, cells)),
            Heading("A long word"),
            Paragraph(plain("https://example.org/" + "x" * 200)),
        ),
        language,
        tuple(Told(position, f"What entry {position} reports {HOSTILE}") for position in (0, 3, 9)),
    )


@cache
def _brief(name: str, code: str) -> Brief:
    stream, programme = _told(name)
    return Brief(stream, language(code), check(stream, rulebook_of(stream)), programme)


@cache
def _told(name: str) -> tuple[Stream, Stream | None]:
    """A visit and its programme: the examples, one with names in all languages, one with all times; else the corpus."""
    if name == IMAGINED:
        folder = EXAMPLES / "imagined_visit"
        return read_script(folder / "record.yaml"), read_script(folder / "programme.yaml")
    return (read_script(EXAMPLES / "astana_2023.yaml") if name == ASTANA else visit(name)), None


def _report(report: str, name: str, code: str) -> Page:
    return REPORTS[report].build(_brief(name, code))


@cache
def _counted() -> Statistics:
    streams = (_told(name)[0] for name in _CORPUS)
    return statistics((stream, check(stream, rulebook_of(stream))) for stream in streams)


def _survey(survey: str, code: str) -> Page:
    return SURVEYS[survey].build(_counted(), language(code))


def _of_one(report: str, name: str, code: str) -> str:
    return f"{report}-{name}-{code}"


_CORPUS = (ASTANA, *names()[:: len(names()) // MANY][:MANY])
_VISITS = (IMAGINED, *_CORPUS)

PAGES: dict[str, Callable[[], Page]] = {
    **{f"everything-{code}": partial(everything, code) for code in LANGUAGES},
    **{_of_one(*each): partial(_report, *each) for each in product(REPORTS, _VISITS, LANGUAGES)},
    **{f"{survey}-{code}": partial(_survey, survey, code) for survey, code in product(SURVEYS, LANGUAGES)},
}
"""All pages by name, made when they are asked for."""

SAME = {_of_one(*each) for each in product(REPORTS, _VISITS, LANGUAGES)} - {
    _of_one(*pair, code) for pair, code in zip(product(REPORTS, _VISITS), cycle(LANGUAGES), strict=False)
}
"""Pages that are built as another is but for their words: each report of each visit in all languages but one."""
