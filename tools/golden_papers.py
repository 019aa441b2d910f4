"""Write `tests/golden/papers/`: every report of the example visit in every language and every format that is text.

`python tools/golden_papers.py` writes the papers, for a person to read; with `--check` it says which are not current.
"""

import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Final

from protocol import check
from protocol.hosts import rulebook_of
from protocol.languages import LANGUAGES, language
from protocol.projections import Statistics
from protocol.render import render
from protocol.reports import REPORTS, SURVEYS, Brief
from protocol.script import read_script

ROOT: Final = Path(__file__).parent.parent
FOLDER: Final = ROOT / "tests" / "golden" / "papers"
VISIT: Final = ROOT / "examples" / "astana_2023.yaml"
FORMATS: Final = {"text": "txt", "md": "md", "csv": "csv", "ics": "ics"}
"""The formats that can be read as they are, with their endings; JSON says the same with positions."""


def papers() -> Iterator[tuple[Path, str]]:
    """Each paper with the file that holds it."""
    stream = read_script(VISIT)
    assessment = check(stream, rulebook_of(stream))
    told = Statistics()
    told.add(stream, assessment)
    for code, (form, ending) in product(LANGUAGES, FORMATS.items()):
        spoken = language(code)
        pages = {
            name: report.build(Brief(stream, spoken, assessment))
            for name, report in REPORTS.items()
            if form in report.formats
        }
        pages |= {name: survey.build(told, spoken) for name, survey in SURVEYS.items() if form in survey.formats}
        for name, page in pages.items():
            yield FOLDER / code / f"{name}.{ending}", render(page, to=form)


def main() -> int:
    """Write the papers, or say which are not current; 1 where some are not."""
    made = dict(papers())
    if "--check" in sys.argv[1:]:
        there = {path: path.read_bytes().decode("utf-8") for path in FOLDER.rglob("*.*")}
        wrong = sorted(path for path in {*made, *there} if made.get(path) != there.get(path))
        print(
            "".join(
                f"{path.relative_to(ROOT)} is not current; python tools/golden_papers.py writes it\n" for path in wrong
            ),
            end="",
        )
        return int(bool(wrong))
    for path, text in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
