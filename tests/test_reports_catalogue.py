"""The lists of reports are complete."""

from pathlib import Path
from pkgutil import iter_modules

import protocol.reports.papers
from protocol.reports import REPORTS, SURVEYS

GOLDEN = Path(__file__).parent / "golden" / "papers" / "astana" / "en"


def test_every_paper_is_listed() -> None:
    """A file of papers is a report of one visit or of many, by its name; else nobody could ask for it."""
    files = {found.name for found in iter_modules(protocol.reports.papers.__path__)}

    assert files == {name.replace("-", "_") for name in (*REPORTS, *SURVEYS)}


def test_every_report_has_a_paper_that_was_read() -> None:
    """The first example is among the papers that a person reads after each change, in every report."""
    assert {path.stem for path in GOLDEN.iterdir()} == {*REPORTS, *SURVEYS}
