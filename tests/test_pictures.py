"""The pictures of papers in the documents: used, said in words, and small."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "pictures"
PICTURES = {path.name: path for path in FOLDER.glob("*.png")}
SHOWN = re.compile(r"!\[([^\]]*)\]\(([^)]*\.png)\)")


def shown() -> list[tuple[str, Path]]:
    """Each picture that a document shows: what it is called there, and its file."""
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    found = [(page, words, file) for page in pages for words, file in SHOWN.findall(page.read_text(encoding="utf-8"))]
    return [(words, (page.parent / file).resolve()) for page, words, file in found]


def test_every_picture_is_listed() -> None:
    """What lies in the folder is what the tool made, and nothing else."""
    listed = json.loads((FOLDER / "pictures.json").read_text(encoding="utf-8"))

    assert set(listed) == set(PICTURES)


def test_every_picture_is_used_and_says_what_it_shows() -> None:
    """A document shows each picture, with words for those who do not see it; none is shown that is not there."""
    assert {file for _, file in shown()} == {path.resolve() for path in PICTURES.values()}
    assert all(len(words) > 10 for words, _ in shown())


def test_pictures_are_small() -> None:
    """They are for reading beside words, and do not weigh on those who fetch the project."""
    assert PICTURES
    assert max(path.stat().st_size for path in PICTURES.values()) < 150_000
