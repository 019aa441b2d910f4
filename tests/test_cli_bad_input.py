"""Whatever the command line is given: a message with its place, exit code 2, no traceback, and the rest is read."""

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from protocol.cli.app import protocol as command
from protocol.cli.screen import printable

GOOD = "format: visit/1\nvisit: good\nsteps: [guest_arrived]\n"
STEPS = "format: visit/1\nvisit: demo\nsteps:\n"
OPENED = '{"format": "entry/1", "position": 0, "event": {"type": "record_opened", "visit": "demo"}}\n'
ENTRY = '{{"format": "entry/1", "position": {}, "event": {{"type": "{}"}}}}\n'
ARRIVED = ENTRY.format(1, "guest_arrived")
GARBAGE = random.Random(2023).randbytes(10_000_000)

SCRIPTS: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "1:1: there is nothing here"),
    "blank": (b" \n\n", "1:1: there is nothing here"),
    "binary": (bytes(range(256)), "2:118: byte 0x80 is not UTF-8"),
    "garbage": (GARBAGE, "is not UTF-8"),
    "garbage that is text": (b"a: b: c\n" * 1_000_000, "1:5: "),
    "garbage like JSON": (b"{" * 1_000_000, "1:2: a key in double quotes is wanted, not {"),
    "UTF-16": (GOOD.encode("utf-16"), "1:1: this is UTF-16: save it as UTF-8"),
    "UTF-32": (GOOD.encode("utf-32"), "1:1: this is UTF-32: save it as UTF-8"),
    "NUL bytes": (b"format: visit/1\nvi\0sit: a\n", "2:3: the character U+0000 has no place in a text"),
    "nested lists": (b"[" * 100_000, "nested deeper than 64 levels"),
    "nested objects": (b'{"a":' * 100_000, "nested deeper than 64 levels"),
    "a huge number": (f"{STEPS}  - gun_salute_fired: {{rounds: {'9' * 6_000}}}".encode(), "4:32: a whole number"),
    "a huge number in JSON": (b'{"format": ' + b"9" * 6_000 + b"}", "1:12: a number of 6000 characters is not read"),
    "aliases that explode": (b"a: &a [x]\nb: [*a, *a]\n", "1:4: anchors and aliases are not read"),
    "a tag that would run code": (b"a: !!python/object/apply:os.abort []\n", "1:4: tags are not read"),
    "a newer format": (b"format: visit/2\nvisit: demo\n", "1:9: visit/2 is newer than this library reads"),
    "a step that does not exist": (f"{STEPS}  - anthem_plaid\n".encode(), "did you mean anthem_played?"),
}

ARCHIVES: dict[str, tuple[str | bytes, str]] = {
    "empty": (b"", " there is nothing here: an archive has one entry a line"),
    "garbage": (GARBAGE, "is not UTF-8: the line is not read"),
    "UTF-16": (OPENED.encode("utf-16"), "1:1: this is UTF-16: save it as UTF-8"),
    "NUL bytes": (OPENED.replace("demo", "de\0mo"), "1:"),
    "nested": ('{"a":' * 100_000 + "\n", "1:321: nested deeper than 64 levels"),
    "a huge number": (OPENED.replace("0", "9" * 6_000, 1), "1:"),
    "a line without an end": (b"x" * 16_000_001, "1:1: the line is longer than 16,000,000 bytes"),
    "cut in a line": (OPENED + ARRIVED[:60], "2:56: a text opens here and is not closed"),
    "out of order": (OPENED + ARRIVED + ARRIVED, "3:1: entry 1 stands after entry 1"),
    "an unknown tag": (OPENED + ENTRY.format(1, "anthem_plaid"), "2:47: the type of an event"),
    "a newer format": (OPENED.replace("entry/1", "entry/9"), "1:1: the format of a line cannot be 'entry/9'"),
    "no opening": (ARRIVED, "1:1: the first entry of a stream has to be record_opened"),
}


def write(path: Path, content: str | bytes) -> Path:
    """Write a file."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def called(*arguments: str | Path) -> tuple[int, str, str]:
    """Run the command in this process: its exit code, and what it wrote where."""
    result = CliRunner().invoke(command, [*map(str, arguments)], standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return int(result.return_value), result.stdout, result.stderr


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A script in order."""
    return write(tmp_path / "good.yaml", GOOD)


@pytest.mark.parametrize(("content", "message"), SCRIPTS.values(), ids=SCRIPTS)
def test_a_bad_script_among_good_ones(tmp_path: Path, good: Path, content: bytes, message: str) -> None:
    """What is wrong with it is told on standard error, the exit code is 2, and the good one is judged."""
    bad = write(tmp_path / "bad.yaml", content)
    code, out, err = called("check", bad, good)

    assert code == 2
    assert out.startswith("good (")
    assert f"{bad}:" in err
    assert message in err


@pytest.mark.parametrize(("content", "message"), ARCHIVES.values(), ids=ARCHIVES)
def test_a_bad_archive_among_good_scripts(tmp_path: Path, good: Path, content: str | bytes, message: str) -> None:
    """As with scripts; a visit that cannot be read whole is not judged."""
    bad = write(tmp_path / "bad.jsonl", content)
    code, out, err = called("check", bad, good)

    assert code == 2
    assert out.startswith("good (")
    assert f"{bad}:" in err
    assert message in err


@pytest.mark.parametrize("name", ["missing.yaml", "missing.jsonl", "folder", "folder.jsonl"])
@pytest.mark.parametrize(
    "arguments", [["check"], ["next"], ["report", "record"], ["convert"]], ids=lambda each: each[0]
)
def test_what_is_no_file(tmp_path: Path, good: Path, name: str, arguments: list[str]) -> None:
    """A missing file and a folder are called what they are, by every command."""
    path = tmp_path / name
    if name.startswith("folder"):
        path.mkdir()
    code, out, err = called(*arguments, path, good)

    assert code == 2
    assert "good" in out or "Record" in out
    told = "this is a directory: name the files in it" if path.is_dir() else "there is no such file"
    assert err == f"{path}: {told}\n"


@pytest.mark.parametrize(
    ("suffix", "lines"),
    [
        ("yaml", [STEPS, *(f"  - guest_arived_{number}\n" for number in range(100_000))]),
        ("jsonl", [OPENED, *(ENTRY.format(number, "guest_arived") for number in range(1, 20_001))]),
    ],
    ids=["script", "archive"],
)
def test_more_faults_than_anybody_mends(tmp_path: Path, suffix: str, lines: list[str]) -> None:
    """The first fifty are told and the rest is counted."""
    code, _, err = called("check", write(tmp_path / f"bad.{suffix}", "".join(lines)))

    told = err.splitlines()
    assert code == 2
    assert len(told) == 51
    assert "did you mean guest_arrived?" in told[0]
    assert told[-1].endswith(f"and {len(lines) - 51} more, {len(lines) - 1} in all")


@pytest.mark.uncovered
def test_a_hundred_thousand_steps(tmp_path: Path) -> None:
    """A very long visit is read and judged like any other."""
    long = write(tmp_path / "long.yaml", STEPS + "  - anthem_played: {of: guest}\n" * 100_000)
    code, out, err = called("check", long)

    assert (code, err) == (0, "")
    assert out.startswith("demo (")


def test_a_record_that_no_script_can_say(tmp_path: Path, good: Path) -> None:
    """The complaint names the file, the visit and the entry, and the archive's other visits are converted."""
    gap = write(tmp_path / "gap.jsonl", OPENED + ENTRY.format(5, "guest_arrived"))
    code, out, err = called("convert", "--to", "yaml", gap)

    assert (code, out) == (2, "")
    assert err == f"{gap}: visit demo: entry 5: a script numbers its entries without gaps, and this is number 1\n"
    assert called("convert", "--to", "jsonl", gap, good)[0] == 0


def test_a_rulebook_that_is_not_known_stops_nothing(tmp_path: Path, good: Path) -> None:
    """A script that asks for one is complained of, and the next is judged."""
    bad = write(tmp_path / "bad.yaml", f"{GOOD}rulebook: atlantis\n")
    code, out, err = called("check", bad, good)

    assert code == 2
    assert out.startswith("good (")
    assert err.startswith(f"{bad}: visit good: its rulebook cannot be 'atlantis'")


DAMAGED: dict[str, str] = {
    "cut": OPENED + ARRIVED + ENTRY.format(2, "guest_departed")[:-20],
    "unknown tag": OPENED + ARRIVED + ENTRY.format(2, "guest_lost"),
    "out of order": OPENED + ARRIVED + ENTRY.format(1, "guest_departed"),
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
@pytest.mark.parametrize(
    "arguments", [["check"], ["next"], ["report", "record"], ["convert"]], ids=lambda each: each[0]
)
def test_lenient_reading_of_a_damaged_archive(tmp_path: Path, arguments: list[str], content: str) -> None:
    """With --lenient what can be read is answered; the rest is told, with its place, and is no error."""
    damaged = write(tmp_path / "damaged.jsonl", content)
    strict, lenient = called(*arguments, damaged), called(*arguments, "--lenient", damaged)

    assert (strict[0], strict[1]) == (2, "")
    assert lenient[0] == 0
    assert "demo" in lenient[1] or "Record" in lenient[1]
    assert lenient[2] == strict[2] != ""
    assert f"{damaged}:3:" in lenient[2]


def test_lenient_reading_still_judges(tmp_path: Path) -> None:
    """The exit code is that of the findings on what could be read."""
    twice = OPENED + ARRIVED + ENTRY.format(2, "guest_arrived") + "cut"

    assert called("check", "--lenient", write(tmp_path / "twice.jsonl", twice))[0] == 1


@pytest.mark.parametrize("content", [b"", "cut", ARRIVED, OPENED[:50]], ids=["empty", "noise", "headless", "cut"])
def test_lenient_reading_of_nothing(tmp_path: Path, content: str | bytes) -> None:
    """Where no visit at all could be read, lenient reading fails too."""
    code, out, err = called("check", "--lenient", write(tmp_path / "nothing.jsonl", content))

    assert (code, out) == (2, "")
    assert "nothing.jsonl: " in err


def test_a_script_is_never_read_leniently(tmp_path: Path) -> None:
    """A script was written by somebody who can mend it."""
    assert called("check", "--lenient", write(tmp_path / "bad.yaml", f"{STEPS}  - guest_arived\n"))[0] == 2


def test_what_is_printed_cannot_steer_a_terminal(tmp_path: Path) -> None:
    """Control characters of a visit's id, of a step and of a file's name are written out."""
    evil = '{"format": "visit/1", "visit": "a\\u001b[31mb\\nc", "rulebook": "x\\u001b[0m", "steps": []}'
    path = write(tmp_path / "e\x1b[2Jvil.json", evil)
    good = write(tmp_path / "go\x1b[2Jod.json", evil.replace('"rulebook": "x\\u001b[0m", ', ""))
    step = write(
        tmp_path / "step.json", '{"format": "visit/1", "visit": "a", "steps": ["b\\u001b[1m\\nfake.yaml:1:1: c"]}'
    )
    code, out, err = called("check", path, good, step)

    assert code == 2
    assert "\x1b" not in out + err
    assert out.startswith("a\\x1b[31mb\\nc (")
    assert len(err.splitlines()) == 2
    assert "b\\x1b[1m\\nfake.yaml:1:1: c is no step" in err


def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    """The bytes of a name that is not UTF-8 are written out."""
    path = os.fsencode(tmp_path) + b"/caf\xe9.yaml"
    run = subprocess.run(  # noqa: S603 - our own command
        [sys.executable.encode(), b"-m", b"protocol", b"check", path], capture_output=True, timeout=600, check=False
    )

    assert run.returncode == 2
    assert run.stdout == b""
    assert run.stderr.endswith(b"caf\\xe9.yaml: there is no such file\n")


@pytest.mark.parametrize("name", ["large.yaml", "-"])
def test_a_script_too_large_to_be_one(tmp_path: Path, good: Path, name: str) -> None:
    """It is not taken into memory, from a file as little as from a pipe."""
    large = tmp_path / "large.yaml"
    with large.open("wb") as sparse:
        sparse.truncate(64_000_000)
    with large.open("rb") as piped:
        run = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "protocol", "check", name, good],
            cwd=tmp_path,
            stdin=piped,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )

    assert run.returncode == 2
    assert run.stdout.startswith("good (")
    assert "has more than 64,000,000 bytes: split it into several" in run.stderr


@pytest.mark.skipif(
    not Path("/proc/self/mem").exists(), reason="a file that opens and cannot be read is hard to come by"
)
@pytest.mark.parametrize("name", ["unreadable.yaml", "unreadable.jsonl"])
def test_a_file_that_fails_while_it_is_read(tmp_path: Path, good: Path, name: str) -> None:
    """What a disk or a network does not give is told as what the system calls it."""
    (tmp_path / name).symlink_to("/proc/self/mem")
    code, out, err = called("check", tmp_path / name, good)

    assert code == 2
    assert out.startswith("good (")
    assert err == f"{tmp_path / name}: it cannot be opened or read: Input/output error\n"


def test_printable_text_stays_as_it_is() -> None:
    """Only what could do harm is written out: names in any script stay."""
    assert printable("Қасым-Жомарт Тоқаев, 北京, \N{PARTY POPPER}") == "Қасым-Жомарт Тоқаев, 北京, \N{PARTY POPPER}"
    assert printable("\u202etxt\x9b") == "\\u202etxt\\x9b"


def without_standard_input(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command with its standard input closed."""
    call = f"'{sys.executable}' -m protocol {' '.join(arguments)} <&-"
    return subprocess.run(["/bin/sh", "-c", call], capture_output=True, text=True, timeout=600, check=False)  # noqa: S603 - our own command


def from_what_cannot_be_read(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command with a standard input that is open for writing alone."""
    call = f"'{sys.executable}' -m protocol {' '.join(arguments)} 0> /dev/null"
    return subprocess.run(["/bin/sh", "-c", call], capture_output=True, text=True, timeout=600, check=False)  # noqa: S603 - our own command


@pytest.mark.parametrize("run", [without_standard_input, from_what_cannot_be_read])
def test_a_standard_input_that_is_none(run: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    """Closed, or not to be read from: one line says so."""
    ran = run("check", "-")

    assert ran.returncode == 2
    assert ran.stderr.startswith("<stdin>: ")
    assert len(ran.stderr.splitlines()) == 1


def _through_standard_input(content: bytes) -> tuple[int, str]:
    result = CliRunner().invoke(command, ["check", "-"], input=content, standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return int(result.return_value), result.stderr


def _archives() -> Iterator[tuple[bytes, str]]:
    yield (OPENED + ARRIVED + ARRIVED).encode(), "<stdin>:3:1: entry 1 stands after entry 1"
    yield OPENED.encode() + b"x" * 16_000_001, "<stdin>:2:1: the line is longer than"


@pytest.mark.parametrize(("content", "message"), [*SCRIPTS.values(), *_archives()])
def test_bad_standard_input(content: bytes, message: str) -> None:
    """What comes from a pipe is treated like a file."""
    code, err = _through_standard_input(content)

    assert code == 2
    assert err.startswith("<stdin>:")
    assert message in err
