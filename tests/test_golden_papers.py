"""The papers of the example visit, as they were read and found good."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_papers_are_as_they_were_read() -> None:
    """Every report in every language and every format that is text; who changes one reads what became of it."""
    tool = ROOT / "tools" / "golden_papers.py"
    done = subprocess.run([sys.executable, tool, "--check"], capture_output=True, encoding="utf-8", check=False)  # noqa: S603 - our own command

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
