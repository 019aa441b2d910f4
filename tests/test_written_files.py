"""Files that commands write from the code: each is what its command would write now."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
WRITERS = re.findall(r"^WRITERS := (.*)$", MAKEFILE, re.MULTILINE)[0].split()
"""The commands that `make written` runs."""


@pytest.mark.uncovered
@pytest.mark.parametrize("tool", WRITERS)
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
