"""The examples are what they say: the same visit twice, and a script that runs."""

import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from protocol import COMMON, TEXTBOOK, Rulebook, Severity, check
from protocol.script import read_script

EXAMPLES = Path(__file__).parent.parent / "examples"
PYTHON_EXAMPLE = EXAMPLES / "astana_2023.py"


@pytest.fixture(scope="module")
def astana() -> ModuleType:
    """The Python example, as a module."""
    spec = spec_from_file_location("astana_2023", PYTHON_EXAMPLE)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_visit_built_in_python_is_the_one_in_the_script(astana: ModuleType) -> None:
    """Both examples are the same record, entry for entry, down to sources and remarks."""
    built, read = astana.visit(), read_script(EXAMPLES / "astana_2023.yaml")

    for one, other in zip(built, read, strict=True):
        assert one == other


@pytest.mark.parametrize("rulebook", [COMMON, TEXTBOOK], ids=lambda book: book.name)
@pytest.mark.parametrize("fault", ["with_the_hosts_anthem_first", "with_the_arrival_after_the_talks"])
def test_the_faults_of_the_example_are_found(astana: ModuleType, fault: str, rulebook: Rulebook) -> None:
    """What the example breaks on purpose is found, by the textbook as a breach."""
    broken = getattr(astana, fault)(astana.visit())
    found = check(broken, rulebook).findings

    assert found
    assert rulebook is COMMON or {finding.severity for finding in found} == {Severity.BREACH}


def test_the_example_runs() -> None:
    """A newcomer who runs it sees the visit found good, two faults found, and the record printed."""
    run = subprocess.run(  # noqa: S603 - our own example
        [sys.executable, "-X", "utf8", "-W", "error", str(PYTHON_EXAMPLE)],
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=True,
    )

    assert run.stderr == ""
    assert "The visit as it was, by common: 0 found\n" in run.stdout
    assert "The visit as it was, by textbook: 0 found\n" in run.stdout
    assert "lapse CER02: anthem played (guest) after anthem played (host)" in run.stdout
    assert "breach ARR02: guest arrived after talks opened (restricted)" in run.stdout
    assert "Record: Official visit of Ilham Aliyev (Azerbaijan) to Kazakhstan" in run.stdout


def test_every_example_is_in_these_tests() -> None:
    """An example that nobody runs grows wrong."""
    assert {path.name for path in EXAMPLES.iterdir() if path.is_file()} == {"astana_2023.py", "astana_2023.yaml"}
