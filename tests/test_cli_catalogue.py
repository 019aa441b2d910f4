"""The list of commands is complete, and each has its place in the reference."""

import re
from pathlib import Path

from protocol.cli.app import COMMANDS

ROOT = Path(__file__).parent.parent


def test_every_command_is_listed() -> None:
    """What is defined as a command can be called."""
    sources = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "src/protocol/cli").glob("*.py")}
    defined = {(f"protocol.cli.{stem}", name) for stem, text in sources.items() for name in _commands_of(text)}

    assert defined == {tuple(place.split(":")) for place, _ in COMMANDS.values()}


def test_every_command_has_a_section_in_the_reference() -> None:
    """With a heading that is its name."""
    page = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")

    assert {name for name in COMMANDS if f"\n## {name}\n" not in page} == set()


def _commands_of(text: str) -> list[str]:
    return re.findall(r"^def (\w+_command)\(", text, re.MULTILINE)
