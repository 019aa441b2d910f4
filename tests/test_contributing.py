"""What CONTRIBUTING promises: who leaves out a part of what it says to add is told so by the test that it names."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
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
SELDOM = [
    ("a host or an edition", "src/protocol/hosts/catalogue.py", '    "JP": ', "tests/hosts/test_hosts.py"),
    ("a host or an edition", "tests/hosts/japan_scenarios.py", '    "JPN01": Scenario(\n', "tests/hosts/test_hosts.py"),
    ("a host or an edition", "docs/reference/sources.md", "| Japan's classes", "tests/hosts/test_sources_page.py"),
    ("a format of reports", "src/protocol/render/rendering.py", '        case "docx":\n', "tests/test_render_docx.py"),
    ("a language of papers", "tests/languages/words.py", '    "kk": ', "tests/languages/test_catalogues.py"),
    (
        "a claim about stores or read models",
        "tests/test_check_store.py",
        "    misread.LimitsFirst: ",
        "tests/test_check_store.py",
    ),
    ("a column of a table", "src/protocol/exchange/tables.py", '    *("listed", ', "tests/test_exchange_tables.py"),
    (
        "a layer",
        "docs/explanation/architecture.md",
        "| `fields` |",
        "tests/test_documents.py::test_every_layer_is_explained",
    ),
]
"""The other rows, which `make promises` tests, and `make test-all` by it."""


@pytest.mark.uncovered
@pytest.mark.parametrize(("row", "file", "line", "test"), LEFT_OUT, ids=lambda each: str(each).strip()[:40])
def test_a_line_that_is_left_out_is_noticed(tmp_path: Path, row: str, file: str, line: str, test: str) -> None:
    """In a copy of the tree without that line the named test fails, and the row of the table names the test."""
    changed = copy_of_the_tree(tmp_path) / file
    text = changed.read_text(encoding="utf-8")
    assert line in text
    changed.write_text(_without(text, line), encoding="utf-8")
    run = run_tests(tmp_path, test)

    assert run.returncode in {1, 2, 4}, run.stdout + run.stderr
    (said,) = (each for each in _table() if each.startswith(f"| {row} |"))
    assert test.partition("::")[0] in said or (test.startswith(WRITTEN) and "make written" in said)


@pytest.mark.uncovered
@pytest.mark.skipif("PROMISES" not in os.environ, reason="make promises tests them")
@pytest.mark.parametrize(("row", "file", "line", "test"), SELDOM, ids=lambda each: str(each).strip()[:40])
def test_a_line_that_is_seldom_written_is_noticed(tmp_path: Path, row: str, file: str, line: str, test: str) -> None:
    """The same of what is added less often."""
    test_a_line_that_is_left_out_is_noticed(tmp_path, row, file, line, test)


@pytest.mark.uncovered
@pytest.mark.skipif("PROMISES" not in os.environ, reason="make promises tests them")
@pytest.mark.parametrize("test", sorted({test.partition("[")[0] for *_, test in [*LEFT_OUT, *SELDOM]}))
def test_nothing_that_is_left_out_is_nothing_noticed(tmp_path: Path, test: str) -> None:
    """In a copy of the whole tree the same tests pass."""
    run = run_tests(copy_of_the_tree(tmp_path), test)

    assert run.returncode == 0, run.stdout + run.stderr


def copy_of_the_tree(folder: Path) -> Path:
    """A copy of what the tests read."""
    for name in ("src", "tests", "docs", "tools", "examples"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "browser"))
    for name in ("Makefile", "pyproject.toml", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    return folder


def run_tests(folder: Path, test: str) -> subprocess.CompletedProcess[str]:
    """Some tests of a copy, held to the code of that copy."""
    return subprocess.run(  # noqa: S603 - the tests themselves
        [sys.executable, "-m", "pytest", "-qx", "-p", "no:cacheprovider", test],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )


def _table() -> Iterator[str]:
    yield from (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines()


def _without(text: str, line: str) -> str:
    """The text without all of a line that begins so, or, where a line goes on, without its end."""
    if line.startswith(" |"):
        return text.replace(line, "\n", 1)
    start = text.index(line)
    return text[:start] + text[text.index("\n", start) + 1 :]
