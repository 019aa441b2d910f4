"""Write `tests/golden/papers/`: reports of the example visits in every language and every format that is text.

Of the visit to Astana all of them, of the imagined one those that tell times.
`python tools/golden_papers.py` writes the papers, for a person to read; with `--check` it says which are not current.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from attrs import evolve

from protocol import Stream, check
from protocol.hosts import rulebook_of
from protocol.languages import LANGUAGES, language
from protocol.projections import statistics
from protocol.render import TextFormat, render
from protocol.reports import REPORTS, SURVEYS, Brief, Page, Report, Survey
from protocol.script import read_script

ROOT: Final = Path(__file__).parent.parent
FOLDER: Final = ROOT / "tests" / "golden" / "papers"
EXAMPLES: Final = ROOT / "examples"
TIMED: Final = ("programme", "day-sheet", "order-of-ceremony", "deviations", "communique")
FORMATS: Final[Mapping[TextFormat, str]] = {"text": "txt", "md": "md", "csv": "csv", "ics": "ics"}
"""The formats that can be read as they are, with their endings; JSON says the same with positions."""


def papers() -> Iterator[tuple[Path, str]]:
    """Each paper with the file that holds it."""
    astana = _asked(read_script(EXAMPLES / "astana_2023.yaml"))
    imagined = _asked(read_script(EXAMPLES / "imagined_visit" / "record.yaml"))
    imagined = evolve(imagined, programme=read_script(EXAMPLES / "imagined_visit" / "programme.yaml"))
    for code in LANGUAGES:
        yield from _written("astana", code, _pages(astana, code, REPORTS))
        yield from _written("astana", code, _surveys(astana, code))
        yield from _written("imagined", code, _pages(imagined, code, TIMED))


def _asked(stream: Stream) -> Brief:
    return Brief(stream, assessment=check(stream, rulebook_of(stream)))


def _pages(brief: Brief, code: str, names: Iterable[str]) -> Iterator[tuple[Report | Survey, Page]]:
    for report in map(REPORTS.__getitem__, names):
        yield report, report.build(evolve(brief, language=language(code)))


def _surveys(brief: Brief, code: str) -> Iterator[tuple[Report | Survey, Page]]:
    told = statistics([(brief.stream, check(brief.stream, rulebook_of(brief.stream)))])
    yield from ((survey, survey.build(told, language(code))) for survey in SURVEYS.values())


def _written(visit: str, code: str, pages: Iterable[tuple[Report | Survey, Page]]) -> Iterator[tuple[Path, str]]:
    for report, page in pages:
        for form in (form for form in FORMATS if form in report.formats):
            # Where a long line of a calendar is folded differs by the version of icalendar, so it is kept whole.
            text = render(page, to=form).replace("\r\n ", "")
            yield FOLDER / visit / code / f"{report.name}.{FORMATS[form]}", text


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
