"""Every command with its output closed, before it starts or while it writes, and with words that steer terminals."""

import json
import os
import pty
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click import Group

from protocol.cli.app import COMMANDS, Commands
from protocol.cli.order import order_command
from protocol.script import load_script
from protocol.store import SqliteStore
from protocol.store.copying import append_stream

pytestmark = pytest.mark.uncovered

EVIL = "a\x1b]0;b\x07\x9b31m\u202e\x7f\u2066"
SCRIPT = {
    "format": "visit/1",
    "visit": "evil",
    "rulebook": "common",
    "sources": [{"title": EVIL, "id": EVIL}],
    "host": {"state": "KZ", "principals": [{"name": EVIL}]},
    "steps": [
        {"other_happened": {"title": EVIL, "remark": EVIL, "recorded_by": EVIL}},
        {"guest_arrived": {"at": "2031-05-14T09:00+05:00", "place": EVIL}},
    ],
}
CALLS = {
    "check": ("check visit.json", "check --format json visit.json"),
    "next": ("next visit.json", "next --format json visit.json"),
    "show": ("show visit.json",),
    "report": (
        *("report record visit.json", "report record --format md visit.json", "report record --format json visit.json"),
        *("report record --format csv visit.json", "report record --format html visit.json", "report --list"),
        *("report programme --format ics visit.json", "report statistics visit.json", "report register visit.json"),
    ),
    "convert": tuple(f"convert --to {form} visit.json" for form in ("yaml", "json", "jsonl", "csv", "findings-csv")),
    "record": ("record visits.db evil guest_departed", "record --format json visits.db evil guest_departed"),
    "store": ("store log visits.db", "store log --json visits.db", "store verify visits.db", "store export visits.db"),
    "store head": ("store head visits.db", "report record visits.db"),
    "store import": ("store import more.db visit.json",),
    "rules": ("rules KZ", "rules --format json", "rules --explain TLK01", "rules --coverage visit.json"),
    "compare": ("compare kz-2006 kz-2013",),
    "evidence": ("evidence TLK01", "evidence --candidates --host KZ"),
    "generate": ("generate", "generate --to yaml"),
    "order check": ("order check model.decl traces.jsonl",),
    "order export": ("order export",),
}
ALL = [*(call for calls in CALLS.values() for call in calls), "--help", "--version", "report --help"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a visit, a model and traces in which every word is bad."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "visit.json").write_text(json.dumps(SCRIPT), encoding="utf-8")
    with SqliteStore("visits.db", lambda: datetime.now(UTC)) as store:
        append_stream(store, load_script(json.dumps(SCRIPT)))
    (tmp_path / "model.decl").write_text("Init[a]\n", encoding="utf-8")
    (tmp_path / "traces.jsonl").write_text(json.dumps(["a", EVIL]), encoding="utf-8")
    return tmp_path


def in_shell(line: str) -> tuple[int, str, str]:
    """Run a line of a shell, in which `protocol` is our command: its exit code and what it printed."""
    ours = f"protocol() {{ '{sys.executable}' -X utf8 -m protocol \"$@\"; }}\n"
    called = ["/bin/sh", "-c", ours + line]
    done = subprocess.run(called, capture_output=True, encoding="utf-8", timeout=600, check=False)  # noqa: S603 - our own command
    return done.returncode, done.stdout, done.stderr


def test_every_command_is_tried() -> None:
    """A new command needs its line here."""
    assert isinstance(order_command, Group)
    assert {name.split()[0] for name in CALLS} == set(Commands().list_commands(None)) == set(COMMANDS)  # type: ignore[arg-type] # it asks for no context
    assert {f"order {name}" for name in order_command.commands} <= set(CALLS)


@pytest.mark.parametrize("call", ALL)
def test_closed_outputs(call: str) -> None:
    """Closed before the start the output is not missed; closed by its reader it ends the run as shells know it."""
    usual, _, said = in_shell(f"protocol {call} > /dev/null")

    assert in_shell(f"protocol {call} >&-") == (usual, "", said)
    assert in_shell(f"protocol {call} >&- 2>&-") == (usual, "", "")
    assert in_shell(f"{{ protocol {call}; echo $? > code; }} | true") == (0, "", "")
    assert Path("code").read_text(encoding="ascii") == "141\n"


@pytest.mark.parametrize("call", ALL)
def test_nothing_steers_a_terminal(call: str) -> None:
    """Whatever a record says, no control character and no change of direction of its reaches a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-X", "utf8", "-m", "protocol", *call.split()],
        stdout=theirs,
        stderr=theirs,
        env=os.environ | {"NO_COLOR": "1", "TERM": "dumb"},
    ) as process:
        os.close(theirs)
        told = _drained(ours).decode()
        process.wait(600)
    os.close(ours)

    assert not STEERING & {*OURS.sub("", told.replace("\r\n", "\n"))}


OURS = re.compile(r"\x1b\[[0-9;]*m|\r\x1b\[K")
"""What the command itself steers by: colours, and the start of the line that says how far it has come."""
STEERING = {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), *"\u061c\u200e\u200f\u2028\u2029\u202e\u2066"} - {
    "\n"
}


def _drained(terminal: int) -> bytes:
    told = b""
    try:
        while chunk := os.read(terminal, 10_000):
            told += chunk
    except OSError:  # how Linux says that the other end is closed
        pass
    return told


@pytest.mark.parametrize(
    "arguments",
    [
        (EVIL,),
        (f"--{EVIL}",),
        ("check", f"{EVIL}.yaml"),
        ("check", "--rulebook", EVIL, "visit.json"),
        ("check", "--coverage", EVIL, "visit.json"),
        ("report", EVIL, "visit.json"),
        ("report", "record", "-o", f"{EVIL}.pdf", "visit.json"),
        ("report", "record", "-o", f"{EVIL}/{EVIL}.txt", "visit.json"),
        ("report", "deviations", "--against", EVIL, "visit.json"),
        ("report", "day-sheet", "--person", f"{EVIL}x", "visit.json"),
        ("rules", EVIL),
        ("rules", "--explain", EVIL),
        ("rules", "--on", EVIL),
        ("compare", EVIL, "KZ"),
        ("evidence", EVIL),
        ("evidence", "TLK01", "--host", EVIL),
        ("generate", "--breaking", EVIL),
        ("generate", "--count", EVIL),
        ("order", EVIL),
        ("order", "check", EVIL, EVIL),
        ("order", "export", "--to", EVIL),
    ],
    ids=lambda arguments: " ".join(arguments).replace(EVIL, "EVIL"),
)
def test_no_mistake_steers_a_terminal(arguments: tuple[str, ...]) -> None:
    """What was typed, or what a file is called, comes back in a complaint with its control characters written out."""
    run = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-X", "utf8", "-m", "protocol", *arguments],
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )

    assert run.returncode == 2
    assert run.stderr
    assert not STEERING & {*run.stdout, *run.stderr}
