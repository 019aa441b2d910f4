"""What CONTRIBUTING promises: who leaves out a line of what it says to add is told so by the test that it names."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WRITTEN = "tests/test_written_files.py::test_what_a_command_writes_is_current"

LEFT_OUT = [
    ("a rule", "src/protocol/rules/welcome.py", "    anthems_before_review,\n", "tests/test_rule_catalogue.py"),
    ("a rule", "docs/reference/rules.md", "| CER04 | The anthems are", f"{WRITTEN}[write_reference]"),
    ("an event", "src/protocol/events/talks.py", " | MeetingHeld\n", "tests/test_events.py"),
    ("an event", "src/protocol/events/__init__.py", '    "MeetingHeld",\n', "tests/test_events.py"),
    ("an event", "src/protocol/visit/talks.py", "        case MeetingHeld():\n", "tests/test_visit.py"),
    ("an event", "src/protocol/reports/words/events/talks.py", "    MeetingHeld: ", "tests/test_reports_wording.py"),
    ("an event", "docs/reference/script.md", "| `meeting_held` |", f"{WRITTEN}[write_reference]"),
    ("a report", "src/protocol/reports/catalogue.py", '        "register",\n', "tests/test_reports_catalogue.py"),
    ("a report", "tests/golden/papers/astana/en/register.md", "# ", f"{WRITTEN}[golden_papers]"),
    ("a command", "src/protocol/cli/app.py", '    "show": ', "tests/test_cli_catalogue.py"),
    ("a command", "docs/reference/cli.md", "## show\n", "tests/test_cli_catalogue.py"),
]
"""The row, a file, what its line begins or ends with that is left out, and what has to fail then."""


@pytest.mark.uncovered
@pytest.mark.parametrize(("row", "file", "line", "test"), LEFT_OUT, ids=lambda each: str(each).strip()[:40])
def test_a_line_that_is_left_out_is_noticed(tmp_path: Path, row: str, file: str, line: str, test: str) -> None:
    """In a copy of the tree without that line the named test fails, and the row of the table names the test."""
    for folder in ("src", "tests", "docs", "tools", "examples"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "browser"))
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    changed = tmp_path / file
    text = changed.read_text(encoding="utf-8")
    assert line in text
    changed.write_text(_without(text, line), encoding="utf-8")
    run = subprocess.run(  # noqa: S603 - the tests themselves
        [sys.executable, "-m", "pytest", "-qx", "-p", "no:cacheprovider", test],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )

    assert run.returncode in {1, 2, 4}, run.stdout + run.stderr
    (said,) = [
        each for each in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines() if f"| {row} |" in each
    ]
    assert test.partition("::")[0] in said or (test.startswith(WRITTEN) and "make written" in said)


def _without(text: str, line: str) -> str:
    """The text without what is to be left out: all of its line, or the end of a line that goes on."""
    start = text.index(line)
    if line.startswith(" |"):
        return text.replace(line, "\n", 1)
    return text[:start] + text[text.index("\n", start) + 1 :]
