"""The command line on much input, on terminals, and when it is interrupted or left by its reader."""

import math
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from select import select
from typing import BinaryIO

import pytest

from protocol.cli.screen import Screen

pytestmark = pytest.mark.uncovered

PROTOCOL = (sys.executable, "-X", "utf8", "-m", "protocol")
VISIT = "format: visit/1\nvisit: {}\nsteps: [guest_arrived]\n"
ENTRIES = (
    b'{"format": "entry/1", "position": 0, "event": {"type": "record_opened", "visit": "second"}}\n'
    b'{"format": "entry/1", "position": 1, "event": {"type": "guest_arrived"}}\n'
)
HEARS = """
import signal, sys
from protocol.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)  # shells start what is in the background deaf to it
sys.exit(main())
"""
PEAK = """
import sys, tracemalloc
tracemalloc.start()
from protocol.cli import main
sys.argv = ["protocol", *sys.argv[1:]]
code = main()
print(tracemalloc.get_traced_memory()[1], file=sys.stderr)
sys.exit(code)
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """A visit."""
    path = tmp_path / "first.yaml"
    path.write_text(VISIT.format("first"), encoding="utf-8")
    return path


@contextmanager
def started(
    *arguments: str | Path,
    stdout: int | BinaryIO = subprocess.PIPE,
    stderr: int = subprocess.PIPE,
    command: Sequence[str] = PROTOCOL,
) -> Iterator[subprocess.Popen[bytes]]:
    """The command in a process of its own, under way."""
    with subprocess.Popen(  # noqa: S603 - our own command
        [*command, *map(str, arguments)], stdin=subprocess.PIPE, stdout=stdout, stderr=stderr
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def pipe(end: object) -> BinaryIO:
    """An end of a pipe, which the type checker cannot know to be there."""
    assert end is not None
    return end  # type: ignore[return-value] # it is what subprocess makes


def test_interrupted(script: Path) -> None:
    """Ctrl-C ends the run with one line and the exit code that shells give; what was answered stays."""
    with started("check", script, "-", command=(sys.executable, "-c", HEARS)) as process:
        assert pipe(process.stdout).readline().startswith(b"first (")
        process.send_signal(signal.SIGINT)
        assert process.wait(600) == 130
        assert pipe(process.stderr).read() == b"interrupted\n"


@pytest.mark.parametrize("arguments", [["check"], ["check", "--format", "json"], ["convert"], ["report", "record"]])
def test_a_reader_that_has_gone(script: Path, arguments: list[str]) -> None:
    """A closed pipe ends the run quietly, in the way that shells know."""
    with started(*arguments, script, "-") as process:
        assert pipe(process.stdout).read(1)
        pipe(process.stdout).close()
        pipe(process.stdin).write(VISIT.format("second").encode())
        pipe(process.stdin).close()
        assert process.wait(600) == 141
        assert pipe(process.stderr).read() == b""


def test_a_disk_that_is_full(script: Path) -> None:
    """What cannot be written is told in one line."""
    call = f"{' '.join(PROTOCOL)} check '{script}' > /dev/full"
    run = subprocess.run(["/bin/sh", "-c", call], capture_output=True, text=True, timeout=600, check=False)  # noqa: S603 - our own command

    assert run.returncode == 2
    assert run.stderr == "the answer cannot be written: No space left on device\n"


def on_terminal(tmp_path: Path, *arguments: str) -> tuple[str, str]:
    """What a run writes to standard error, a terminal, and to standard output: it gets visits until it tells of them.

    So nobody waits longer than it takes, and no machine is too slow.
    """
    ours, theirs = pty.openpty()
    with (
        (tmp_path / "out").open("wb") as out,
        started(*arguments, "-", stdout=out, stderr=theirs) as process,
    ):
        os.close(theirs)
        while not select([ours], [], [], 0)[0]:
            pipe(process.stdin).write(ENTRIES)
        pipe(process.stdin).close()
        told = _drained(ours)
        assert process.wait(600) == 0
    os.close(ours)
    return told, (tmp_path / "out").read_text(encoding="utf-8")


def _drained(terminal: int) -> str:
    told = b""
    try:
        while chunk := os.read(terminal, 10_000):
            told += chunk
    except OSError:  # how Linux says that the other end is closed
        pass
    return told.decode()


def test_progress_on_a_terminal(tmp_path: Path) -> None:
    """A run that takes long tells how far it has come, on standard error, and takes that away in the end."""
    told, out = on_terminal(tmp_path, "check")

    assert re.fullmatch(r"(\r\x1b\[K[0-9,]+ visits read, now in -(\r\x1b\[K)?)+", told)
    assert told.endswith("\r\x1b[K")
    assert "visits read" not in out
    assert out.startswith("second (")


def test_statistics_tell_how_far_they_have_come(tmp_path: Path) -> None:
    """They print nothing before all visits are read, so whoever waits is told that they are at work."""
    told, out = on_terminal(tmp_path, "report", "statistics")

    assert "visits read" in told
    assert "Visits: " in out


def test_no_progress_where_nobody_looks(capfd: pytest.CaptureFixture[str]) -> None:
    """Where standard error is no terminal nothing is told, however long it takes."""
    Screen(due=-math.inf).advance("visit.yaml")

    assert capfd.readouterr() == ("", "")


def test_no_progress_on_a_short_run(capfd: pytest.CaptureFixture[str]) -> None:
    """What is done before anybody loses patience needs no telling; what takes longer is told."""
    Screen(watched=True, due=math.inf).advance("visit.yaml")
    assert capfd.readouterr().err == ""

    Screen(watched=True, due=-math.inf).advance("visit.yaml")
    assert "1 visits read, now in visit.yaml" in capfd.readouterr().err


def peak(arguments: Sequence[str | Path]) -> int:
    """The most memory that the command had at once, in bytes."""
    run = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", PEAK, *map(str, arguments)], capture_output=True, text=True, timeout=600, check=True
    )
    return int(run.stderr)


def test_memory_stays_flat_over_an_archive(tmp_path: Path) -> None:
    """Ten times as many visits need no more memory, for none is kept."""
    archive = tmp_path / "archive.jsonl"
    needed = []
    for count in (100, 1_000):
        opened = '{{"format": "entry/1", "position": 0, "event": {{"type": "record_opened", "visit": "visit-{}"}}}}\n'
        rest = '{"format": "entry/1", "position": 1, "event": {"type": "other_happened", "title": "x"}}\n'
        archive.write_text("".join(opened.format(number) + rest for number in range(count)), encoding="utf-8")
        needed.append(peak(["check", archive]))

    assert needed[1] < needed[0] * 1.1


def test_ten_thousand_files_in_one_call(tmp_path: Path) -> None:
    """Every one is answered, in the order in which they are named."""
    path = tmp_path / "visit.yaml"
    path.write_text(VISIT.format("many"), encoding="utf-8")
    run = subprocess.run(  # noqa: S603 - our own command
        [*PROTOCOL, "check", "--format", "json", *[path.name] * 10_000],
        cwd=tmp_path,
        capture_output=True,
        timeout=600,
        check=True,
    )

    assert run.stdout.count(b'{"visit": "many"') == 10_000
    assert run.stderr == b""


@pytest.mark.parametrize("command", ["check", "next", "report", "convert", "rules"])
def test_help_loads_no_command(command: str) -> None:
    """The help of the whole comes quickly, for it loads neither YAML nor cattrs nor any command."""
    code = "import sys; from protocol.cli import main; sys.argv = ['protocol', '--help']; main(); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=600, check=True)  # noqa: S603 - our own code
    loaded = set(run.stdout.rpartition("\n")[0].split("\n")[-1].split())

    assert "protocol.cli.app" in loaded
    assert not {"yaml", "cattrs", f"protocol.cli.{command}", "protocol.cli.next_"} & loaded


def test_an_encoding_that_lacks_letters(tmp_path: Path) -> None:
    """Text is written as far as the terminal can show it, and what is for programs stays UTF-8."""
    path = tmp_path / "visit.json"
    path.write_text('{"format": "visit/1", "visit": "Ақорда"}', encoding="utf-8")
    environment = os.environ | {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    text, answer = (
        subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "protocol", "check", f"--format={form}", str(path)],
            env=environment,
            capture_output=True,
            timeout=600,
            check=True,
        ).stdout
        for form in ("text", "json")
    )

    assert text.startswith(b"\\u0410\\u049b\\u043e\\u0440\\u0434\\u0430 (")
    assert answer.startswith('{"visit": "Ақорда"'.encode())
