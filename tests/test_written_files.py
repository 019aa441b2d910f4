"""Files that commands write from the code: each is what its command would write now."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOOLS = ("catalogues", "golden_papers", "pictures", "write_corpus_page", "write_reference")


@pytest.mark.uncovered
@pytest.mark.parametrize("tool", TOOLS)
def test_what_a_command_writes_is_current(tool: str) -> None:
    """Catalogues, papers that were read, pictures and pages of reference; else the command says which are not."""
    run = subprocess.run(  # noqa: S603 - our own tool
        [sys.executable, ROOT / "tools" / f"{tool}.py", "--check"],
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )

    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
