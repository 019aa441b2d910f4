"""The command line in surroundings of all sorts: terminals, pipes, installs that lack something."""

import os
import pty
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

pytestmark = pytest.mark.uncovered

ASTANA = Path(__file__).parent.parent / "examples" / "astana_2023.yaml"
PROTOCOL = (sys.executable, "-X", "utf8", "-m", "protocol")
WITHOUT = """
import sys
from importlib.machinery import PathFinder

class Without:
    def find_spec(self, name, path=None, target=None):
        return None if name.partition(".")[0] in {missing} else PathFinder.find_spec(name, path, target)

    find_distributions = staticmethod(PathFinder.find_distributions)

sys.meta_path[sys.meta_path.index(PathFinder)] = Without()
sys.argv = ["protocol", *{arguments}]
from protocol.cli import main
sys.exit(main())
"""


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A script with a breach."""
    path = tmp_path / "faulty.yaml"
    path.write_text("format: visit/1\nvisit: faulty\nsteps: [talks, guest_arrived]\n", encoding="utf-8")
    return path


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own."""
    return subprocess.run(  # noqa: S603 - our own command
        list(map(str, arguments)), capture_output=True, encoding="utf-8", timeout=600, check=False
    )


def test_the_command_and_the_module_are_the_same() -> None:
    """`protocol` and `python -m protocol` print the same."""
    script = Path(sys.executable).parent / "protocol"

    assert run(script, "check", ASTANA).stdout == run(*PROTOCOL, "check", ASTANA).stdout != ""


@pytest.mark.parametrize(("edition", "read"), [("2020a", "+05:00"), ("9999a", "+06:00"), (None, "+05:00")])
def test_the_newer_tables_of_zones_are_read(tmp_path: Path, edition: str | None, read: str) -> None:
    """In 2024 Almaty left UTC+6; tables that do not know it are read only if they say that they are the newer ones.

    The library by itself goes by what Python has found.
    """
    (tmp_path / "Asia").mkdir()
    (tmp_path / "Asia" / "Almaty").write_bytes((files("tzdata.zoneinfo") / "Etc" / "GMT-6").read_bytes())
    if edition is not None:
        (tmp_path / "tzdata.zi").write_text(f"# version {edition}\n", encoding="ascii")
    script = tmp_path / "visit.yaml"
    steps = "steps: [guest_arrived: {at: 2031-05-14T09:00}]\n"
    script.write_text(f"format: visit/1\nvisit: demo\ntime_zone: Asia/Almaty\n{steps}", encoding="utf-8")
    told = {**os.environ, "PYTHONTZPATH": str(tmp_path)}
    by_library = f"from protocol.script import read_script; print(read_script({str(script)!r})[1].at)"

    assert f"09:00:00{read}" in _in(told, *PROTOCOL, "convert", "--to", "jsonl", script)
    assert "09:00:00+06:00" in _in(told, sys.executable, "-c", by_library)


def _in(surroundings: dict[str, str], *arguments: str | Path) -> str:
    return subprocess.run(  # noqa: S603 - our own command
        list(map(str, arguments)), capture_output=True, encoding="utf-8", timeout=60, check=True, env=surroundings
    ).stdout


def test_no_colour_where_there_is_no_terminal(faulty: Path) -> None:
    """What is piped into a file has no codes of colour in it."""
    for arguments in (("check",), ("next",), ("show",), ("report", "assessment"), ("report", "record")):
        assert "\x1b" not in run(*PROTOCOL, *arguments, faulty).stdout
    assert "\x1b" not in run(*PROTOCOL, "rules").stdout


def test_colour_on_a_terminal(faulty: Path) -> None:
    """On a terminal a breach is red."""
    ours, theirs = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | {"TERM": "xterm"}
    done = subprocess.run(  # noqa: S603 - our own command
        [*PROTOCOL, "check", str(faulty)],
        stdout=theirs,
        env=environment,
        timeout=600,
        check=False,
    )
    os.close(theirs)
    printed = os.read(ours, 100_000).decode()
    os.close(ours)

    assert done.returncode == 1
    assert "\x1b[31mbreach" in printed


def run_without(*missing: str, arguments: tuple[str, ...] = ("check",)) -> subprocess.CompletedProcess[str]:
    """Check a visit, or do something else with it, in an interpreter that has not some packages."""
    return run(sys.executable, "-I", "-c", WITHOUT.format(missing=set(missing), arguments=(*arguments, str(ASTANA))))


def test_without_click_it_is_said_what_to_install() -> None:
    """An install without the extra says in one line what is missing."""
    ran = run_without("click", "yaml")

    assert ran.returncode == 2
    assert ran.stdout == ""
    assert ran.stderr == "the protocol command needs an extra: pip install 'state-visit-protocol[cli]'\n"


def test_without_yaml_it_is_said_what_to_install() -> None:
    """A script in YAML cannot be read without the extra, and the message is one line."""
    ran = run_without("yaml")

    assert ran.returncode == 2
    assert ran.stderr == "reading YAML needs an extra: pip install 'state-visit-protocol[cli]'\n"


@pytest.mark.parametrize(
    ("missing", "arguments", "said"),
    [
        ("rich", ("show",), "drawing a visit needs an extra: pip install 'state-visit-protocol[cli]'\n"),
        ("jinja2", ("report", "record", "--format", "html"), "HTML needs an extra: {reports}"),
        ("markupsafe", ("report", "record", "--format", "html"), "HTML needs an extra: {reports}"),
        ("docx", ("report", "record", "--format", "docx"), "a Word document needs an extra: {reports}"),
    ],
)
def test_a_format_says_what_to_install(missing: str, arguments: tuple[str, ...], said: str) -> None:
    """A format whose extra is not there is told in one line, with how to get it."""
    ran = run_without(missing, arguments=arguments)

    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == said.format(reports="pip install 'state-visit-protocol[reports]'\n")


def test_text_needs_no_extra_of_reports() -> None:
    """Text, Markdown, JSON and CSV are written by what is always there."""
    extras = ("rich", "jinja2", "markupsafe", "docx", "lxml", "icalendar")
    for form in ("text", "md", "json", "csv"):
        ran = run_without(*extras, arguments=("report", "record", "--format", form))
        assert (ran.returncode, ran.stderr) == (0, "")
        assert ran.stdout


def test_calendars_say_what_to_install() -> None:
    """In Python it is an exception that is an ImportError too."""
    written = "from protocol.render import render; from protocol.reports import Page; render(Page('a', ()), to='ics')"
    blocked = f"import sys; sys.modules['icalendar'] = None; {written}"

    assert (
        run(sys.executable, "-c", blocked)
        .stderr.splitlines()[-1]
        .endswith("MissingExtraError: a calendar needs an extra: pip install 'state-visit-protocol[reports]'")
    )


def test_a_reader_that_goes_away_gets_no_traceback() -> None:
    """`protocol rules | head` ends quietly."""
    piped = f"{' '.join(PROTOCOL)} rules --format json | head -c 10"
    ran = run("/bin/sh", "-c", piped)

    assert len(ran.stdout) == 10
    assert ran.stderr == ""
