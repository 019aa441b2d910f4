"""A program that others might write: the tests of ours that is installed by itself find what is wrong with it.

That the program is as it should be is seen to by `make downstream`, in an environment of its own.
"""

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from profiles import NIGHTLY

pytestmark = pytest.mark.uncovered

PROGRAM = Path(__file__).parent.parent / "examples" / "downstream"
BUGS = {
    "breaches are noted": (
        "service.py",
        "refuse=Severity.BREACH)",
        "refuse=Severity.BREACH) if seen < 2 else self.record(visit, until=seen).then(step)",
        {"test_no_breach_is_ever_noted"},
    ),
    "who notes is taken to have seen all": (
        "service.py",
        "[noted[-1]], expected=seen,",
        "[noted[-1]], expected=self.record(visit)[-1].position,",
        {"test_of_two_officers_one_is_told"},
    ),
    "a step is noted without its time": (
        "service.py",
        "[noted[-1]], expected",
        "[noted[-1].event], expected",
        {"test_a_good_visit_is_noted_whole"},
    ),
    "corrections are not on the page": (
        "page.py",
        "in effective(stream) if",
        "in stream if",
        {"test_every_step_with_a_day_is_on_one_page"},
    ),
}


OPTIONS = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-profile=first")


def failed(program: Path, tests: str) -> set[str]:
    """The tests that fail in a copy of the program."""
    path = os.pathsep.join(filter(None, (str(program / "src"), os.environ.get("PYTHONPATH"))))
    run = subprocess.run(  # noqa: S603 - our own example
        [sys.executable, "-m", "pytest", *OPTIONS, f"tests/{tests}"],
        cwd=program,
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    summary = [line.split()[1] for line in run.stdout.splitlines() if line.startswith("FAILED ")]
    assert run.returncode == bool(summary), run.stdout + run.stderr
    return {name.partition("::")[2] for name in summary}


@pytest.mark.parametrize("bug", BUGS if NIGHTLY else [*BUGS][1:3])
def test_a_bug_planted_in_the_program_is_found(bug: str, tmp_path: Path) -> None:
    """Each of these is found by the properties that are about it; two in every run, all at night."""
    file, right, wrong, found_by = BUGS[bug]
    program = tmp_path / "downstream"
    copytree(PROGRAM, program, ignore=ignore_patterns(".*", "__pycache__", "dist"))
    source = program / "src" / "timetable" / file
    code = source.read_text(encoding="utf-8")
    assert code.count(right) == 1
    source.write_text(code.replace(right, wrong), encoding="utf-8")

    assert found_by <= failed(program, f"test_{file}")
