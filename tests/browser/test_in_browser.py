"""Pages as a browser shows and prints them: nothing is fetched, nothing is cut, everybody can read them."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import checks
import pytest
from pages import ASTANA, DAY, PAGES, SAME

from profiles import SKIPPING

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext
    from playwright.sync_api import Page as Tab

CHROMIUM = shutil.which("chromium")
ALL = os.environ.get("BROWSER") == "all"
GROUND = "getComputedStyle(document.documentElement).backgroundColor"

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python", reason="axe is not installed")
pytest.importorskip("pypdf", reason="pypdf is not installed")

pytestmark = [
    pytest.mark.uncovered,
    pytest.mark.skipif(CHROMIUM is None and SKIPPING, reason="chromium is not installed"),
]


@pytest.fixture(scope="session")
def context() -> "Iterator[BrowserContext]":
    """One browser for all tests; without a sandbox, for as root it has none."""
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with started.new_context(viewport=checks.PHONE) as context:
            yield context
        started.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the pages are written that the browser opens."""
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="session")
def window(context: "BrowserContext", folder: Path) -> checks.Window:
    """The tab in which every page is looked at."""
    return checks.Window(context, folder)


@pytest.fixture
def tab(window: checks.Window) -> "Iterator[Tab]":
    """A tab of its own for a test, beside the one for all."""
    with window.tab.context.new_page() as tab:
        yield tab


def go(tab: "Tab", name: str, folder: Path) -> None:
    """Open a page in a tab."""
    tab.goto(checks.written(name, PAGES[name](), folder))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_in_order(window: checks.Window, name: str) -> None:
    """Nothing is fetched, said or run; a phone shows all of it, a printer cuts nothing, and everybody can read it.

    At 360 pixels nobody has to move the page sideways; what is wider moves by itself, by keyboard too. On A4 no table
    is wider than the sheet, and each row stands on one sheet as a whole. Faults of access are in how a page is built,
    so they are looked for in one of the four languages, in turn, and that one is printed and read; with `BROWSER=all`
    in all of them.
    """
    assert window.faults(name, PAGES[name](), thorough=ALL or name not in SAME) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "name",
    ["everything-en", f"record-{ASTANA}-en", "assessment-imagined-en", "deviations-imagined-en", "statistics-en"],
)
def test_letters_stand_out_from_their_ground(
    tab: "Tab", folder: Path, name: str, scheme: Literal["light", "dark"]
) -> None:
    """Dark letters on light paper have enough contrast, and so have light letters in the dark, which is one."""
    tab.emulate_media(color_scheme=scheme)
    go(tab, name, folder)
    (brightness,) = {int(part) > 0x7F for part in re.findall(r"\d+", tab.evaluate(GROUND))}

    assert ("light" if brightness else "dark") == scheme
    assert checks.serious_faults(tab, colours=True) == []


def test_heads_of_tables_stand_on_every_sheet(tab: "Tab", folder: Path) -> None:
    """A table of sixty rows goes over several sheets, and each of them says what its columns are."""
    go(tab, "everything-en", folder)
    texts = checks.texts_of(checks.printed(tab))
    with_rows = [text for text in texts if "AstepAstep" in text]

    assert len(with_rows) > 1
    assert all("No.Step" in text for text in with_rows)
    assert all(f"Page{number}/{len(texts)}" in text for number, text in enumerate(texts, 1))


def test_a_drawing_is_a_picture_with_a_name(tab: "Tab", folder: Path) -> None:
    """Who cannot see it is told what it is, and finds the same in words."""
    go(tab, "everything-en", folder)

    assert tab.get_by_role("img", name=DAY.caption).count() == 1
    tab.get_by_text("The drawing in words").first.click()
    assert tab.get_by_text("Talks in restricted format (breach)").last.is_visible()


def test_links_to_entries_lead_to_them(tab: "Tab", folder: Path) -> None:
    """A small figure brings the reader to what it stands for, which is then set off."""
    go(tab, f"record-{ASTANA}-en", folder)
    tab.get_by_role("link", name="Entry 7").click()

    assert tab.evaluate("document.querySelector(':target').innerText").startswith("7")
