"""`protocol show`: a visit drawn with letters, at any width, with and without colour."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from protocol.cli.app import protocol as command
from protocol.cli.show import NARROWEST
from protocol.codec import dump_lines
from protocol.stream import Stream
from protocol.testing import streams

VISIT = """\
format: visit/1
visit: "dra\\u001b[31mwn"
kind: official
steps:
  - guest_arrived: {at: 2023-04-10T10:30+06:00}
  - welcome_ceremony:
      steps:
        - anthem_played: {of: host}
        - anthem_played: {of: guest, at: 10:50, precision: about}
        - talks: {format: one-on-one}
        - other_happened: {title: "evil \\u202e\\u001b[2J [red]x[/red] :smile: and rather long words that go on and on"}
  - talks: {format: expanded, at: 2023-04-11}
  - guest_departed
  - talks_opened: {format: restricted}
  - press_statement_made: {placing: listed}
"""


@pytest.fixture
def visit(tmp_path: Path) -> Path:
    """A script with nested ceremonies, one that does not end, a lapse, a breach, and a name that means harm."""
    path = tmp_path / "visit.yaml"
    path.write_text(VISIT, encoding="utf-8")
    return path


def shown(*arguments: str | Path, width: int = 80, stdin: str | None = None) -> str:
    """What the command prints in this process, where no terminal is."""
    result = CliRunner(env={"COLUMNS": str(width)}).invoke(command, ["show", *map(str, arguments)], input=stdin)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_ceremonies_are_bars_and_findings_stand_under_their_steps(visit: Path) -> None:
    """Steps are numbered and timed, bars nest, a bar whose end is not known is dotted, findings have sign and word."""
    assert (
        shown(visit)
        == """\
dra\\x1b[31mwn by common, partial record: 1 breach, 2 lapses, no notes
 1   The visit was agreed as an official visit
    2023-04-10
 2   10:30 The guest arrived
 3  ┏━ The welcome ceremony began
 4  ┃  The anthem of the host was played
 5  ┃  about 10:50 The anthem of the guest was played
    ┃  ▲ lapse CER02: anthem played (guest) after anthem played (host) (entries
    ┃  4, 5)
 6  ┃ ┏━ Talks began in one-on-one format
 7  ┃ ┗━ The talks in one-on-one format ended
 8  ┃  Evil \\u202e\\x1b[2J [red]x[/red] :smile: and rather long words that go on
    ┃  and on
 9  ┗━ The welcome ceremony ended
       ▲ lapse NST03: talks opened (one-on-one) during a ceremony that ended
       later (welcome ceremony closed) (entries 6, 9)
    2023-04-11
10  ┏━ Talks began in expanded format
11  ┗━ The talks in expanded format ended
12   The guest departed
13  ┏━ Talks began in restricted format
    ┇  ✖ breach DEP03: talks opened (restricted) after guest departed (entries
    ┇  12, 13)
14  ┇  A statement to the press was made (listed)
"""
    )


def test_what_is_found_at_no_step_stands_at_the_end(visit: Path) -> None:
    """What was never done has no step; rules that clash are told where they began to."""
    visit.write_text(VISIT.replace("  - guest_departed\n", ""), encoding="utf-8")
    printed = shown("--rulebook", "textbook", "--coverage", "complete", "--ended", visit)

    assert printed.splitlines()[-1] == "✖ breach TXT45: not done by the end of the visit"


def test_conflicts_are_told(visit: Path) -> None:
    """Rules that can no longer be kept together are told at the step since when."""
    anthems = "  - welcome_ceremony:\n      steps: [anthem_played: {of: host}, anthem_played: {of: guest}]\n"
    late = f"format: visit/1\nvisit: a\nsteps:\n  - guest_arrived\n  - talks: {{format: expanded}}\n{anthems}"
    visit.write_text(late, encoding="utf-8")
    printed = shown("--rulebook", "textbook", "--coverage", "complete", visit)

    assert "can no longer be kept together since entry" in " ".join(printed.replace("┃", "").split())


@given(streams(), st.integers(NARROWEST, 100))
def test_any_visit_is_drawn_within_its_width(stream: Stream, width: int) -> None:
    """Whatever a stream holds, no line leaves the terminal, nothing steers it, and every entry is there."""
    printed = shown("-", width=width, stdin="".join(f"{line}\n" for line in dump_lines(stream)))

    assert all(cell_len(line) <= width for line in printed.splitlines())
    assert all(line == line.rstrip() for line in printed.splitlines())
    assert "\x1b" not in printed


@pytest.mark.uncovered
def test_a_terminal_of_typewriter_letters_gets_those(visit: Path) -> None:
    """Where the encoding has no bars, there are lines and signs that it has, and words as ever."""
    ran = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "protocol", "show", str(visit)],
        env=os.environ | {"PYTHONIOENCODING": "ascii", "COLUMNS": "80"},
        capture_output=True,
        encoding="ascii",
        timeout=600,
        check=True,
    )

    assert " 6  | +- Talks began in one-on-one format\n" in ran.stdout
    assert "    :  X breach DEP03: " in ran.stdout
    assert "    |  ! lapse CER02: " in ran.stdout


@pytest.mark.uncovered
@pytest.mark.parametrize(("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colour_on_a_terminal_unless_refused(visit: Path, environment: dict[str, str], *, coloured: bool) -> None:
    """A breach is red on a terminal, not where NO_COLOR is set; its sign and its word are there either way."""
    import pty

    ours, theirs = pty.openpty()
    kept = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "FORCE_COLOR", "COLORTERM"}}
    subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-X", "utf8", "-m", "protocol", "show", str(visit)],
        stdout=theirs,
        env=kept | {"TERM": "xterm", "COLUMNS": "80"} | environment,
        timeout=600,
        check=True,
    )
    os.close(theirs)
    printed = os.read(ours, 100_000).decode()
    os.close(ours)

    assert ("\x1b[1;31m" in printed) is coloured
    assert "✖ breach DEP03" in printed
