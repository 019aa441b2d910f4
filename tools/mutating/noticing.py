"""Whether the tests notice a change: those closest to the changed module are asked first, then all others."""

import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from mutating.changes import ROOT, SOURCES, Mutant

TESTS = """\
judging content_rules rule_catalogue planted_faults corpus order_semantics order_definitions order_language order_decl
order_diagrams order_repairs order_sampling documents downstream_rules examples downstream_pickles reports_assessment
order_questions order_ways order_gaps fuzz_finds cli_order validation_properties guidance scanning"""
"""The test files that reach the packages, the quick ones first."""

CLOSEST = {
    "order": "order_language order_semantics order_questions",
    "order.language.brackets": "order_language judging rule_catalogue",
    "order.formats.decl": "order_decl",
    "order.formats.diagrams": "order_diagrams",
    "order.language.formulas": "order_language order_semantics order_definitions",
    "order.searching.joint": "order_gaps order_questions judging",
    "order.searching.bounds": "order_questions",
    "order.searching.edits": "order_repairs",
    "order.language.nesting": "order_questions order_repairs order_sampling judging",
    "order.searching.repairs": "order_repairs",
    "order.sampling": "order_sampling",
    "order.language.templates": "order_semantics order_definitions order_language",
    "order.searching.ways": "order_ways guidance",
    "rules": "content_rules rule_catalogue judging planted_faults downstream_rules",
    "validation": "judging validation_properties scanning",
}
"""The test files that are most about a module, or about a package where the module is not named."""

EXAMPLES = "tests/test_documents.py::test_the_examples_in_docstrings_hold[protocol.{}]"
LONGEST = 120
"""Seconds after which tests that have not ended have noticed: they take less than half of this on good code."""
MOST_MEMORY = 4 << 30
"""Bytes: a change may well make something that grows without end."""


def closest(module: str) -> list[str]:
    """The arguments that have pytest run what is closest to a module."""
    package = module.rpartition(".")[0]
    names = CLOSEST.get(module) or CLOSEST.get(package) or CLOSEST[module.partition(".")[0]]
    return [EXAMPLES.format(module), *map(_file, names.split())]


def _file(name: str) -> str:
    return f"tests/test_{name}.py"


def killer(mutant: Mutant | None) -> str | None:
    """The test that fails on changed code, or with None on the code as it is; None where all pass."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "src"
        shutil.copytree(SOURCES, copy, ignore=shutil.ignore_patterns("__pycache__", "data"))
        (copy / "protocol/corpus/data").symlink_to(SOURCES / "protocol/corpus/data")
        if mutant is None:
            return _failing(copy, [_file(name) for name in TESTS.split()])
        (copy / mutant.path.relative_to(SOURCES)).write_text(mutant.source(), encoding="utf-8")
        near = closest(mutant.module)
        return _failing(copy, near) or _failing(
            copy, [file for name in TESTS.split() if (file := _file(name)) not in near]
        )


def _failing(sources: Path, tests: Sequence[str]) -> str | None:
    run = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    surroundings = os.environ | {
        "PYTHONPATH": str(sources),
        "HYPOTHESIS_PROFILE": "quick",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    try:
        ran = subprocess.run(  # noqa: S603 - its own tests
            run, cwd=ROOT, env=surroundings, capture_output=True, timeout=LONGEST, check=False, preexec_fn=_bounded
        )
    except subprocess.TimeoutExpired:
        return "they never end"
    if ran.returncode == 0:
        return None
    said = ran.stdout.decode() + ran.stderr.decode()
    found = re.search(r"^(?:FAILED|ERROR) (?:tests/)?(\S+)", said, re.MULTILINE)
    return found[1] if found else said


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
