"""`protocol order`: traces held to models, and rulebooks written for other tools."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen
from click.testing import CliRunner

from protocol.cli.app import protocol as command
from protocol.cli.inputs import LONGEST_LINE
from protocol.cli.order import MOST_STRANGERS
from protocol.hosts import RULEBOOKS
from protocol.order.formats.decl import read_decl

HEARS = """
import signal, sys
from protocol.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)  # shells start what is in the background deaf to it
sys.exit(main())
"""
MODEL = """\
activity a
activity b
Precedence[a, b] | | |
Response[a, b] | | |
"""


@frozen
class Ran:
    """What a run of the command left."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The JSON objects that were printed."""
        return [json.loads(line) for line in self.out.splitlines()]


def called(*arguments: str | Path, stdin: str | bytes | None = None) -> Ran:
    """Run `protocol order` in this process; what it returns is its exit code."""
    given = ["order", *map(str, arguments)]
    result = CliRunner().invoke(command, given, input=stdin, standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return Ran(int(result.return_value or 0), result.stdout, result.stderr)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A model of two constraints."""
    path = tmp_path / "model.decl"
    path.write_text(MODEL, encoding="utf-8")
    return path


def judged(model: Path, traces: str | bytes) -> Ran:
    """Judge traces that are given as text or bytes."""
    path = model.with_name("traces.jsonl")
    path.write_bytes(traces if isinstance(traces, bytes) else traces.encode())
    return called("check", model, path)


def test_good_traces(model: Path) -> None:
    """Each trace is one object with its line, and the exit code is 1 where one violates."""
    ran = judged(model, '["a", "b"]\n\n["b", "a", "b"]\n')

    assert (ran.code, ran.err) == (1, "")
    assert ran.objects == [
        {
            "trace": line,
            "ok": line == 1,
            "verdicts": {
                "Precedence[a, b] | | |": "satisfied" if line == 1 else "violated",
                "Response[a, b] | | |": "satisfied",
            },
            "first_violation": None if line == 1 else 0,
        }
        for line in (1, 3)
    ]


def test_what_nothing_activated_is_told(model: Path) -> None:
    """A constraint that holds because a trace has nothing to do with it says so; unknown names are told once."""
    ran = judged(model, '[]\n["A", "x"]\n["a", "b", "x"]\n')

    assert ran.code == 0
    idle, asked = "satisfied (never activated)", "satisfied"
    assert [list(found["verdicts"].values()) for found in ran.objects] == [[idle] * 2, [idle] * 2, [asked] * 2]
    assert ran.err.splitlines() == [
        f"{model}: no activity is called 'A', as in trace 2; did you mean a?",
        f"{model}: no activity is called 'x', as in trace 2",
    ]


def test_very_many_unknown_names(model: Path) -> None:
    """The first are told, and that there are more."""
    ran = judged(model, json.dumps([f"name {number}" for number in range(1_000)]))

    assert len(ran.err.splitlines()) == MOST_STRANGERS + 1
    assert ran.err.endswith("there are more names in the traces that it does not know\n")


def test_an_undeclared_activity_in_a_model(model: Path) -> None:
    """It is a fault of the model, with the nearest declared name, and nothing is judged."""
    model.write_text("activity arrive\nactivity talk\nPrecedence[tlak, arrive] | | |\n", encoding="utf-8")
    ran = judged(model, '["talk"]')

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"{model}:3: tlak is no activity that the model declares; did you mean talk?\n"


def test_a_trace_that_violates(model: Path) -> None:
    """The exit code is 1, and the first name after which nothing can be mended is told."""
    ran = judged(model, '["x", "b"]\n["a"]\n["a", "b"]')

    assert ran.code == 1
    assert [(found["ok"], found["first_violation"]) for found in ran.objects] == [
        (False, 1),
        (False, None),
        (True, None),
    ]
    assert ran.objects[1]["verdicts"]["Response[a, b] | | |"] == "violated"
    assert list(ran.objects[0]) == ["trace", "ok", "verdicts", "first_violation"]


def test_traces_from_standard_input(model: Path) -> None:
    """A dash stands for standard input."""
    ran = called("check", model, "-", stdin='["b"]\n')

    assert (ran.code, ran.objects[0]["ok"]) == (1, False)
    assert called("check", model, "-", stdin="5\n").err.startswith("<stdin>:1: ")


def test_the_same_constraint_twice_is_one_key(model: Path) -> None:
    """What is written the same is kept the same, so one verdict says both."""
    model.write_text("Init[a]\nInit[a]\n", encoding="utf-8")

    assert judged(model, '["b"]').objects[0]["verdicts"] == {"Init[a]": "violated"}


def test_all_that_is_wrong_with_a_model_is_told_at_once(model: Path) -> None:
    """Each fault has its line; nothing is judged, and the exit code is 2."""
    model.write_text(f"{MODEL}Respons[a, b]\nInit[a, b]\n", encoding="utf-8")
    ran = judged(model, '["a"]')

    assert (ran.code, ran.out) == (2, "")
    first, second = ran.err.splitlines()
    assert first.startswith(f"{model}:5: Respons is no template; did you mean Response")
    assert second.startswith(f"{model}:6: Init is about 1 activity")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b"[1, 2", "no JSON"),
        (b'{"a": 1}', "this is an object"),
        (b'"a"', "this is a text"),
        (b"3", "this is a number"),
        (b'["a", null]', "the item at index 1 is null"),
        (b"[true]", "the item at index 0 is a truth value"),
        (b'[["a"]]', "the item at index 0 is an array"),
        (b'["a\xff"]', "byte 0xFF is not UTF-8"),
        (b"[" * 100_000, "something else"),
        (b"[" + b"9" * 10_000 + b"]", "something else"),
    ],
    ids=["cut", "object", "text", "number", "null", "truth", "nested", "bytes", "deep", "digits"],
)
def test_a_line_that_is_no_trace_does_not_stop_the_others(model: Path, line: bytes, problem: str) -> None:
    """It is told with its line, the others are judged, and the exit code is 2 even where one violates."""
    ran = judged(model, b'["a", "b"]\n' + line + b'\n["b"]\n')

    assert ran.code == 2
    assert ran.err.startswith(f"{model.with_name('traces.jsonl')}:2: ")
    assert problem in ran.err
    assert ran.err.count("\n") == 1
    assert [(found["trace"], found["ok"]) for found in ran.objects] == [(1, True), (3, False)]


def test_a_line_without_end_is_refused(model: Path) -> None:
    """A line that would fill the memory ends the reading."""
    ran = judged(model, b'["a", "b"]\n' + b" " * LONGEST_LINE)

    assert ran.code == 2
    assert ":2: the line is longer than" in ran.err
    assert len(ran.objects) == 1


def test_names_of_every_kind_are_judged(model: Path) -> None:
    """Names that a model does not name may hold anything, halves of characters too."""
    ran = judged(model, r'["\ud800", "\u0000", "", "__class__", "b"]')

    assert (ran.code, ran.objects[0]["first_violation"]) == (1, 4)


def test_marks_and_line_ends_of_other_systems(model: Path) -> None:
    """A byte order mark and carriage returns are no part of a constraint or of a trace."""
    model.write_bytes(b"\xef\xbb\xbfInit[a]\r\n")
    ran = judged(model, b'\xef\xbb\xbf["a"]\r\n["b"]\r\n')

    assert [found["ok"] for found in ran.objects] == [True, False]
    assert ran.objects[0]["verdicts"] == {"Init[a]": "satisfied"}


def test_files_that_cannot_be_read(model: Path, tmp_path: Path) -> None:
    """They are named, with what is wrong, and the exit code is 2."""
    missing = tmp_path / "none.decl"
    assert called("check", missing, missing) == Ran(2, "", f"{missing}: there is no such file\n")
    assert called("check", model, missing) == Ran(2, "", f"{missing}: there is no such file\n")
    assert "this is a directory" in called("check", tmp_path, missing).err
    assert "this is a directory" in called("check", model, tmp_path).err


def test_a_model_in_another_encoding(model: Path) -> None:
    """The line of the first byte that is not UTF-8 is told."""
    model.write_bytes(b"Init[a]\nInit[\xe9]\n")

    assert called("check", model, "-", stdin="").err == f"{model}:2: byte 0xE9 is not UTF-8: save it as UTF-8\n"


def test_a_model_that_asks_for_nothing(model: Path) -> None:
    """Every trace is right by it, and that is said."""
    model.write_text("activity a\n", encoding="utf-8")
    ran = judged(model, '["b"]')

    assert (ran.code, ran.objects[0]["ok"], ran.objects[0]["verdicts"]) == (0, True, {})
    assert "there is no constraint in it" in ran.err


def test_standard_input_that_is_closed(model: Path) -> None:
    """A process without standard input is told so."""
    call = f"'{sys.executable}' -m protocol order check '{model}' - <&-"
    run = subprocess.run(["/bin/sh", "-c", call], capture_output=True, text=True, timeout=600, check=False)  # noqa: S603 - our own command

    assert (run.returncode, run.stdout, run.stderr) == (2, "", "<stdin>: standard input is closed\n")


def test_interrupted(model: Path) -> None:
    """Ctrl-C ends the run with one line and the exit code that shells give; what was answered stays."""
    with subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-c", HEARS, "order", "check", str(model), "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(b'["a", "b"]\n')
        process.stdin.flush()
        assert b'"ok": true' in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(600) == 130
        assert process.stderr.read() == b"interrupted\n"


@pytest.mark.parametrize("rulebook", RULEBOOKS)
def test_a_rulebook_written_as_a_model_is_read(rulebook: str) -> None:
    """What export writes, check reads."""
    ran = called("export", "--rulebook", rulebook, "--to", "decl")

    assert (ran.code, ran.err) == (0, "")
    assert len(read_decl(ran.out)) > 0


def test_a_rulebook_written_in_other_forms() -> None:
    """LTLf has one line a rule; the diagram is DOT with the title of the rulebook; common and decl are meant else."""
    assert "TLK01: " in called("export", "--to", "ltlf").out
    assert called("export", "--to", "dot").out.startswith('digraph {\n  label="What holds for every host')
    assert called("export").out == called("export", "--rulebook", "common", "--to", "decl").out


@pytest.mark.parametrize("name", ["check", "export"])
def test_help_has_examples(name: str) -> None:
    """The help of both shows how they are called."""
    assert f"\n  protocol order {name} " in called("--help").out
    assert f"protocol order {name}" in called(name, "--help").out
