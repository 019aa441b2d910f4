"""Python that leaves docstrings and assertions out: `python -OO`, as programs that have to be small are run."""

import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import protocol
from protocol.hosts import RULEBOOKS
from protocol.projections import PROJECTIONS
from protocol.reports import REPORTS

pytestmark = pytest.mark.uncovered

ASTANA = Path(__file__).parent.parent / "examples" / "astana_2023.yaml"
MODULES = [each.name for each in pkgutil.walk_packages(protocol.__path__, "protocol.") if "__main__" not in each.name]

SENTENCES = """
import json, protocol
from protocol.hosts import RULEBOOKS
from protocol.projections import PROJECTIONS
from protocol.reports import REPORTS
assert False
print(json.dumps([
    [rule.sentence for book in RULEBOOKS.values() for rule in book],
    [each.sentence for each in PROJECTIONS.values()],
    [each.sentence for each in REPORTS.values()],
]))
"""


def optimised(*arguments: str | Path) -> str:
    """What Python prints without docstrings."""
    called = [sys.executable, "-OO", *map(str, arguments)]
    run = subprocess.run(called, capture_output=True, encoding="utf-8", timeout=600, check=False)  # noqa: S603 - our own code
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout


def test_every_sentence_is_there() -> None:
    """Rules, projections and reports say the same of themselves: no sentence lives in a docstring."""
    assert json.loads(optimised("-c", SENTENCES)) == [
        [rule.sentence for book in RULEBOOKS.values() for rule in book],
        [each.sentence for each in PROJECTIONS.values()],
        [each.sentence for each in REPORTS.values()],
    ]


def test_every_module_is_imported() -> None:
    """None of them needs a docstring or an assertion to be loaded."""
    assert optimised("-c", f"import {', '.join(MODULES)}; print('all')") == "all\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--rulebook", "textbook", "--fail-on", "never"),
        ("report", "assessment"),
        ("report", "record", "--format", "html"),
        ("convert", "--to", "yaml"),
        ("next",),
        ("show",),
    ],
    ids=" ".join,
)
def test_the_command_says_the_same(arguments: tuple[str, ...]) -> None:
    """What is found and what is written does not depend on how Python was started."""
    called = [sys.executable, "-m", "protocol", *arguments, str(ASTANA)]
    usual = subprocess.run(called, capture_output=True, encoding="utf-8", timeout=600, check=True)  # noqa: S603 - our own command

    assert optimised("-m", "protocol", *arguments, ASTANA) == usual.stdout != ""
