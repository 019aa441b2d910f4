"""What is asked of every page in a browser: each check tells what is wrong, and nothing where nothing is."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from protocol.render import render
from protocol.reports import Page

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Dialog, ViewportSize
    from playwright.sync_api import Page as Tab
    from pypdf import PageObject

PHONE: Final["ViewportSize"] = {"width": 360, "height": 740}
SHEET: Final["ViewportSize"] = {"width": 643, "height": 950}
"""The room for text on a sheet of A4, in pixels: 170 mm."""

A4: Final = (595, 842)
"""The size of a sheet in points."""

NEAREST, FARTHEST = "!", "\u0530"
"""Latin, Greek and Cyrillic letters stand between them."""

COLOURS: Final = ("color-contrast", "link-in-text-block")
"""The rules about colours, which take longest and find the same on all pages, for all have one style."""

_ON_A_PHONE: Final = """() => {
  const wide = part => !part.closest('.scroll, svg') && part.getBoundingClientRect().right > innerWidth;
  const still = part => part.tabIndex !== 0;
  return [
    ...[document.documentElement.scrollWidth].filter(width => width !== innerWidth),
    ...[...document.querySelectorAll('main *')].filter(wide).map(part => part.outerHTML),
    ...[...document.querySelectorAll('.scroll')].filter(still).map(part => part.outerHTML),
  ].map(String);
}"""
_CUT: Final = """sheet => {
  const wide = part => part.getBoundingClientRect().right > sheet.width;
  const broken = row => getComputedStyle(row).breakInside !== 'avoid' || row.offsetHeight > sheet.height;
  return [
    ...[...document.querySelectorAll('table, svg')].filter(wide),
    ...[...document.querySelectorAll('tr, main li, figure')].filter(row => row.checkVisibility()).filter(broken),
  ].map(part => part.outerHTML);
}"""
_ROWS: Final = """() => [...document.querySelectorAll('tr, li')]
  .filter(row => row.checkVisibility()).map(row => row.innerText)"""
_FAULTS: Final = "options => axe.run(options).then(found => found.violations)"


class Window:
    """A tab in which page after page is looked at, with all that it asks for and all that it says."""

    def __init__(self, context: "BrowserContext", folder: Path) -> None:
        """Open a tab; what it shows is written in a folder."""
        self.tab: Tab = context.new_page()
        self.folder = folder
        self.asked: list[str] = []
        self.said: list[str] = []
        self.tab.on("request", lambda request: self.asked.append(request.url))
        self.tab.on("console", lambda message: self.said.append(message.text))
        self.tab.on("pageerror", lambda error: self.said.append(str(error)))
        self.tab.on("dialog", self._dismiss)

    def faults(self, name: str, page: Page, *, thorough: bool = True) -> Mapping[str, list[str]]:
        """Everything that is wrong with a page, by the check that finds it; some is only found thoroughly."""
        address = written(name, page, self.folder)
        self._go(address)
        found = {
            "wider than a phone, or moved by no key": self.tab.evaluate(_ON_A_PHONE),
            "not for everybody to read": serious_faults(self.tab) if thorough else [],
            "cut on paper": list(_cut_on_paper(self.tab, printing=thorough)),
            "fetched": [each for each in self.asked if each != address],
            "said on the console": self.said,
        }
        return {check: faults for check, faults in found.items() if faults}

    def _dismiss(self, dialog: "Dialog") -> None:
        self.said.append(dialog.message)
        dialog.dismiss()

    def _go(self, address: str) -> None:
        self.asked.clear()
        self.said.clear()
        self.tab.set_viewport_size(PHONE)
        self.tab.emulate_media(media="screen")
        self.tab.goto(address, wait_until="load")


def written(name: str, page: Page, folder: Path) -> str:
    """The address of a page that is written as a file."""
    file = folder / f"{name}.html"
    file.write_text(render(page, to="html"), encoding="utf-8")
    return file.as_uri()


def serious_faults(tab: "Tab", *, colours: bool = False) -> list[str]:
    """The serious faults of access of a page, each with the first element that has it.

    What looks for them is put in from outside, which the policy of a page neither allows nor stops. Without the
    colours nothing is asked of styles either, which it would read apart before it begins.
    """
    from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped] # it has no types

    rules = {} if colours else {rule: {"enabled": False} for rule in COLOURS}
    tab.evaluate(AXE_SCRIPT)
    found = tab.evaluate(_FAULTS, {"resultTypes": ["violations"], "rules": rules, "preload": colours})
    serious = (fault for fault in found if fault["impact"] in {"serious", "critical"})
    return [f"{fault['id']}: {fault['nodes'][0]['html']}" for fault in serious]


def _cut_on_paper(tab: "Tab", *, printing: bool) -> Iterator[str]:
    """What is wider or higher than a sheet of A4, or might be broken; printed, rows that no sheet has whole."""
    tab.emulate_media(media="print")
    tab.set_viewport_size(SHEET)
    yield from tab.evaluate(_CUT, SHEET)
    if printing:
        sheets = printed(tab)
        sizes = {(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in sheets}
        yield from (f"a sheet of {size}" for size in sizes - {A4})
        texts = texts_of(sheets)
        yield from (row for row in tab.evaluate(_ROWS) if not any(squeezed(row) in text for text in texts))


def printed(tab: "Tab") -> "list[PageObject]":
    """The sheets that a page takes when it is printed."""
    from pypdf import PdfReader

    return list(PdfReader(BytesIO(tab.pdf(prefer_css_page_size=True))).pages)


def texts_of(sheets: "list[PageObject]") -> list[str]:
    """What can be read on each sheet."""
    return [squeezed(sheet.extract_text()) for sheet in sheets]


def squeezed(text: str) -> str:
    """A text without its spaces, which are not the same on paper, and without letters that few machines have.

    On paper some letters stand together as one, such as f and i.
    """
    apart = normalize("NFKC", text)
    return "".join(letter for letter in apart if NEAREST <= letter < FARTHEST and not letter.isspace())
