"""Pages as a browser shows and prints them: nothing is fetched, nothing is cut, everybody can read them."""

import re
import shutil
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from pages import ASTANA, DAY, PAGES

from protocol.render import render

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ViewportSize
    from playwright.sync_api import Page as Tab

CHROMIUM = shutil.which("chromium")
PHONE: "ViewportSize" = {"width": 360, "height": 740}
DESK: "ViewportSize" = {"width": 1200, "height": 900}
SHEET: "ViewportSize" = {"width": 643, "height": 950}
"""The room for text on a sheet of A4, in pixels: 170 mm."""

GROUND = "getComputedStyle(document.documentElement).backgroundColor"
NEAREST, FARTHEST = "!", "\u0530"
"""Latin, Greek and Cyrillic letters stand between them."""

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")

pytestmark = [
    pytest.mark.uncovered,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]
every_page = pytest.mark.parametrize("name", PAGES)


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """One browser for all tests; without a sandbox, for as root it has none."""
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the pages are written that the browser opens."""
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="session")
def window(browser: "Browser") -> "Iterator[BrowserContext]":
    """A window as people have it."""
    with browser.new_context(viewport=DESK) as context:
        yield context


@pytest.fixture(scope="session")
def laboratory(browser: "Browser") -> "Iterator[BrowserContext]":
    """A window in which a script may be put into a page to examine it, which the policy of our pages forbids."""
    with browser.new_context(viewport=DESK, bypass_csp=True) as context:
        yield context


@pytest.fixture
def tab(window: "BrowserContext") -> "Iterator[Tab]":
    """A tab of its own for a test."""
    with window.new_page() as tab:
        yield tab


@cache
def written(name: str, folder: Path) -> str:
    """A page as a file, by its address."""
    file = folder / f"{name}.html"
    file.write_text(render(PAGES[name](), to="html"), encoding="utf-8")
    return file.as_uri()


def squeezed(text: str) -> str:
    """A text without its spaces, which are not the same on paper, and without letters that few machines have."""
    return "".join(letter for letter in text if NEAREST <= letter < FARTHEST and not letter.isspace())


@every_page
def test_nothing_is_fetched_and_nothing_goes_wrong(tab: "Tab", folder: Path, name: str) -> None:
    """The page is the one thing that is asked for, no script of a source runs, and the console stays empty."""
    asked: list[str] = []
    said: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("dialog", lambda dialog: said.append(dialog.message))
    tab.goto(written(name, folder), wait_until="load")

    assert asked == [written(name, folder)]
    assert said == []


@every_page
def test_nothing_is_wider_than_a_phone(tab: "Tab", folder: Path, name: str) -> None:
    """At 360 pixels nobody has to move the page sideways; what is wider moves by itself, by keyboard too."""
    tab.set_viewport_size(PHONE)
    tab.goto(written(name, folder))
    cut = tab.evaluate(
        "[...document.querySelectorAll('main *')].filter(part => !part.closest('.scroll, svg')"
        " && part.getBoundingClientRect().right > innerWidth).map(part => part.outerHTML)"
    )

    assert tab.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert cut == []
    assert tab.evaluate("[...document.querySelectorAll('.scroll')].every(part => part.tabIndex === 0)")


@every_page
def test_everybody_can_read_it(laboratory: "BrowserContext", folder: Path, name: str) -> None:
    """No serious fault of access is found; colours, which are the same on all pages, are looked at below."""
    with laboratory.new_page() as tab:
        tab.goto(written(name, folder))
        assert faults(tab, rules={"color-contrast": {"enabled": False}}) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["everything-en", f"record-{ASTANA}-en", f"assessment-{ASTANA}-en"])
def test_letters_stand_out_from_their_ground(
    laboratory: "BrowserContext", folder: Path, name: str, scheme: Literal["light", "dark"]
) -> None:
    """Dark letters on light paper have enough contrast, and so have light letters in the dark, which is one."""
    with laboratory.new_page() as tab:
        tab.emulate_media(color_scheme=scheme)
        tab.goto(written(name, folder))
        (brightness,) = {int(part) > 0x7F for part in re.findall(r"\d+", tab.evaluate(GROUND))}

        assert ("light" if brightness else "dark") == scheme
        assert faults(tab) == []


def faults(tab: "Tab", **options: object) -> list[tuple[str, str]]:
    """The serious faults of a page, each with the first element that has it."""
    found = axe.Axe().run(tab, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [(fault["id"], fault["nodes"][0]["html"]) for fault in found if fault["impact"] in {"serious", "critical"}]


@every_page
def test_it_prints_on_a4_with_nothing_cut(tab: "Tab", folder: Path, name: str) -> None:
    """No table is wider than the sheet, each row stands on one sheet as a whole, and the last word is there."""
    tab.set_viewport_size(SHEET)
    tab.emulate_media(media="print")
    tab.goto(written(name, folder))
    wide = tab.evaluate("[...document.querySelectorAll('table, svg')].map(it => it.getBoundingClientRect().right)")
    rows = tab.evaluate(
        "[...document.querySelectorAll('tr, li')].filter(row => row.checkVisibility()).map(row => row.innerText)"
    )
    sheets = list(pypdf.PdfReader(BytesIO(tab.pdf(prefer_css_page_size=True))).pages)
    texts = [squeezed(sheet.extract_text()) for sheet in sheets]

    assert all(right <= SHEET["width"] for right in wide)
    assert {(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in sheets} == {(595, 842)}
    assert [row for row in rows if not any(squeezed(row) in text for text in texts)] == []


def test_heads_of_tables_stand_on_every_sheet(tab: "Tab", folder: Path) -> None:
    """A table of sixty rows goes over several sheets, and each of them says what its columns are."""
    tab.goto(written("everything-en", folder))
    texts = [
        squeezed(sheet.extract_text()) for sheet in pypdf.PdfReader(BytesIO(tab.pdf(prefer_css_page_size=True))).pages
    ]
    with_rows = [text for text in texts if "AstepAstep" in text]

    assert len(with_rows) > 1
    assert all("No.Step" in text for text in with_rows)
    assert all(f"Page{number}/{len(texts)}" in text for number, text in enumerate(texts, 1))


def test_a_drawing_is_a_picture_with_a_name(tab: "Tab", folder: Path) -> None:
    """Who cannot see it is told what it is, and finds the same in words."""
    tab.goto(written("everything-en", folder))

    assert tab.get_by_role("img", name=DAY.caption).count() == 1
    tab.get_by_text("The drawing in words").click()
    assert tab.get_by_text("Talks in restricted format (breach)").last.is_visible()


def test_links_to_entries_lead_to_them(tab: "Tab", folder: Path) -> None:
    """A small figure brings the reader to what it stands for, which is then set off."""
    tab.goto(written(f"record-{ASTANA}-en", folder))
    tab.get_by_role("link", name="Entry 7").click()

    assert tab.evaluate("document.querySelector(':target').innerText").startswith("7")
