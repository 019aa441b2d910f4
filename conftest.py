"""The documents are tests: what they show is run, and what they say is printed has to be printed.

Python blocks run in the order of their document, YAML and JSON blocks are read as the scripts, or the parts of
scripts, that they are, and console blocks run in the shell; `...` in what they print stands for anything. All this
in a folder of the document's own, in which `examples` stands, and every block so far that begins with `# name.py`
or `# name.yaml` as a file; a block of text that does so is a file that is not read here, for it has mistakes.
"""

import json
import os
import re
import subprocess
import sysconfig
from collections.abc import Sequence
from doctest import ELLIPSIS, OutputChecker
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser
from sybil.sybil import SybilCollection

from protocol.script import load_script

settings.load_profile("ci")
ROOT = Path(__file__).parent
PROMPT = "$ "
FILES = re.compile(r"^```(?:python|yaml|text)\n# (\S+\.(?:py|yaml|jsonl))\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ON_SERVER = "docs/how-to/run-on-postgresql.md"
"""The document that is shown with a server, whose dsn is in the environment as `VISITS_DSN`."""
A_RECORD = "format: visit/1\nvisit: demo\n"


def read_yaml(example: Example) -> str | None:
    """Read a block of YAML as a script; a part of one is given the rest that it needs."""
    _write_files(example.document.text[: example.end])
    load_script(_whole(str(example.parsed)))
    return None


def _whole(text: str) -> str:
    if "format: visit/1" in text:
        return text
    return f"{A_RECORD}steps:\n{text}" if text.lstrip().startswith("- ") else f"{A_RECORD}{text}"


def read_json(example: Example) -> str | None:
    """Read a block of JSON, as a script where it says that it is one."""
    text = str(example.parsed)
    found = json.loads(text)
    if found.get("format") == "visit/1":
        load_script(text)
    return None


def run_console(example: Example) -> str | None:
    """Run the commands of a console block and compare what they print."""
    _write_files(example.document.text[: example.start])
    for command, wanted in _commands(str(example.parsed)):
        printed = _printed(command)
        if not OutputChecker().check_output(wanted, printed, ELLIPSIS):
            return f"$ {command}\nshould print\n{wanted}\nbut prints\n{printed}"
    return None


def _write_files(before: str) -> None:
    for name, content in FILES.findall(before):
        Path(name).write_text(content, encoding="utf-8")


def _commands(text: str) -> list[tuple[str, str]]:
    commands: list[tuple[str, str]] = []
    for line in text.splitlines(keepends=True):
        if line.startswith(PROMPT):
            commands.append((line.removeprefix(PROMPT).strip(), ""))
        else:
            command, wanted = commands.pop()
            commands.append((command, wanted + line))
    return commands


def _printed(command: str) -> str:
    path = os.pathsep.join((sysconfig.get_path("scripts"), os.environ["PATH"]))
    run = subprocess.run(  # noqa: S603 - the commands are those of our own documents
        ["/bin/sh", "-c", command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        # In a run that calls itself CI, Hypothesis does not take a busy machine for a fault.
        env=os.environ | {"PATH": path, "PYTHONUTF8": "1", "CI": "yes"},
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    return run.stdout


def enter(namespace: dict[str, Any]) -> None:
    """Give a document a folder of its own, with the examples in it."""
    folder = TemporaryDirectory()
    namespace["_left"], namespace["_folder"] = Path.cwd(), folder
    (Path(folder.name) / "examples").symlink_to(ROOT / "examples")
    os.chdir(folder.name)


def leave(namespace: dict[str, Any]) -> None:
    """Take the folder away again."""
    os.chdir(namespace["_left"])
    namespace["_folder"].cleanup()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what the documents show: it starts many processes, and says again what tests say."""
    for item in items:
        if item.path.suffix == ".md":
            item.add_marker("uncovered")


def documents(*patterns: str, excludes: Sequence[str] = (), fixtures: Sequence[str] = ()) -> Sybil:
    """The documents of some names, with what they need."""
    return Sybil(
        parsers=[
            PythonCodeBlockParser(doctest_optionflags=ELLIPSIS),
            CodeBlockParser(language="yaml", evaluator=read_yaml),
            CodeBlockParser(language="json", evaluator=read_json),
            CodeBlockParser(language="console", evaluator=run_console),
        ],
        patterns=patterns,
        excludes=excludes,
        fixtures=fixtures,
        setup=enter,
        teardown=leave,
    )


pytest_plugins = ["servers"]  # a module of the tests
pytest_collect_file = SybilCollection(
    [
        documents("README.md", "docs/*.md", "docs/*/*.md", excludes=[ON_SERVER]),
        documents(ON_SERVER, fixtures=["served"]),
    ]
).pytest()
