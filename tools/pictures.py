"""Write `docs/pictures/`: papers as a browser shows them, for the documents.

`python tools/pictures.py` makes the pictures with Chromium; with `--check` it says which are not current. As letters
look different on every machine, a picture is current if it was made from the same HTML, of which the digest is kept.
"""

import json
import shutil
import sys
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, Literal

from attrs import frozen

from protocol.hosts import rulebook_of
from protocol.languages import language
from protocol.render import render
from protocol.reports import REPORTS, Brief
from protocol.script import read_script
from protocol.validation import check

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT: Final = Path(__file__).parent.parent
FOLDER: Final = ROOT / "docs" / "pictures"
DIGESTS: Final = FOLDER / "pictures.json"
ASTANA: Final = "astana_2023.yaml"
IMAGINED: Final = "imagined_visit/record.yaml"
PROGRAMME: Final = "imagined_visit/programme.yaml"
PHONE: Final = 390


@frozen
class Picture:
    """A paper on a screen: which report of which example in which language, and how much of it is seen."""

    report: str
    visit: str
    language: str = "en"
    height: int = 900
    width: int = 900
    scheme: Literal["light", "dark"] = "light"
    against: str | None = None

    @property
    def file(self) -> str:
        """The name of its file."""
        seen = {PHONE: "-phone"}.get(self.width, "") + ("-dark" if self.scheme == "dark" else "")
        whose = "astana" if self.visit == ASTANA else "imagined"
        return f"{self.report}-{whose}-{self.language}{seen}.png"

    def html(self) -> str:
        """The paper that it shows."""
        stream = read_script(ROOT / "examples" / self.visit)
        programme = None if self.against is None else read_script(ROOT / "examples" / self.against)
        brief = Brief(stream, language(self.language), check(stream, rulebook_of(stream)), programme)
        return render(REPORTS[self.report].build(brief), to="html")


PICTURES: Final = (
    Picture("programme", ASTANA, "kk"),
    Picture("record", ASTANA),
    Picture("assessment", ASTANA, "ru"),
    Picture("register", ASTANA, "az", 720),
    Picture("record", IMAGINED, height=1275),
    Picture("deviations", IMAGINED, height=1000, against=PROGRAMME),
    Picture("assessment", IMAGINED, height=1000, scheme="dark"),
    Picture("programme", PROGRAMME, width=PHONE, height=844),
)


def main() -> int:
    """Make the pictures, or say which are not current; 1 where some are not."""
    papers = {picture.file: picture.html() for picture in PICTURES}
    digests = {file: sha256(html.encode()).hexdigest() for file, html in sorted(papers.items())}
    if "--check" in sys.argv[1:]:
        wrong = list(_wrong(digests))
        print("".join(f"{file} is not current; python tools/pictures.py makes it\n" for file in wrong), end="")
        return int(bool(wrong))
    _make(papers)
    DIGESTS.write_text(f"{json.dumps(digests, indent=2)}\n", encoding="utf-8")
    return 0


def _wrong(digests: Mapping[str, str]) -> Iterator[str]:
    """The pictures that are missing, made from other HTML, or no longer made."""
    kept = json.loads(DIGESTS.read_text(encoding="utf-8")) if DIGESTS.exists() else {}
    there = {path.name for path in FOLDER.glob("*.png")}
    for file in sorted({*digests, *kept, *there}):
        if file not in there or kept.get(file) != digests.get(file):
            yield file


def _make(papers: Mapping[str, str]) -> None:
    from playwright.sync_api import sync_playwright

    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for picture in PICTURES:
            page = Path(folder) / f"{picture.file}.html"
            page.write_text(papers[picture.file], encoding="utf-8")
            _take(picture, page, browser)
        browser.close()


def _take(picture: Picture, page: Path, browser: "Browser") -> None:
    size = {"width": picture.width, "height": picture.height}
    with browser.new_page(viewport=size, color_scheme=picture.scheme) as tab:
        tab.goto(page.as_uri())
        tab.screenshot(path=FOLDER / picture.file)


if __name__ == "__main__":
    sys.exit(main())
