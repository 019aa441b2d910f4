"""What the command line writes into files: whole or not at all, never over what it reads, one visit after the other."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

from protocol.cli.app import protocol as command
from protocol.cli.writing import Replacement, UnwrittenError

VISIT = "format: visit/1\nvisit: {}\nsteps: [guest_arrived]\n"
LINES = (
    '{{"format": "entry/1", "position": 0, "event": {{"type": "record_opened", "visit": "{}"}}}}\n'
    '{{"format": "entry/1", "position": 1, "event": {{"type": "guest_arrived"}}}}\n'
)
SMALL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))
from protocol.cli import main
sys.exit(main())
"""
"""The command on a disk with room for files of 200 bytes."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with two visits."""
    monkeypatch.chdir(tmp_path)
    for name in ("visit", "plan"):
        (tmp_path / f"{name}.json").write_text(f'{{"format": "visit/1", "visit": "{name}"}}', encoding="utf-8")
    return tmp_path


def ran(*arguments: str) -> tuple[int, str]:
    """Run `protocol` in this process: its exit code, and what it complains of."""
    result = CliRunner().invoke(command, [*arguments], standalone_mode=False)
    if result.exception is not None:
        assert not isinstance(result.exception, SystemExit)
        return 2, str(result.exception)
    return int(result.return_value or 0), result.stderr


def in_shell(line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of a shell, in which `protocol` is our command."""
    ours = f"protocol() {{ '{sys.executable}' -m protocol \"$@\"; }}\n"
    return subprocess.run(["/bin/sh", "-c", ours + line], capture_output=True, text=True, timeout=600, check=False)  # noqa: S603 - our own command


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, hidden ones too."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


SPELLINGS: list[tuple[str, Callable[[Path], object]]] = [
    ("visit.json", lambda _: None),
    ("./visit.json", lambda _: None),
    ("../{folder}/visit.json", lambda _: None),
    ("link.json", lambda folder: (folder / "link.json").symlink_to("visit.json")),
    ("hard.json", lambda folder: (folder / "hard.json").hardlink_to(folder / "visit.json")),
    ("sub/visit.json", lambda folder: (folder / "sub").symlink_to(".")),
    ("plan.json", lambda _: None),
    ("link.json", lambda folder: (folder / "link.json").symlink_to("plan.json")),
]


@pytest.mark.parametrize(("name", "prepare"), SPELLINGS, ids=[f"{name}-{at}" for at, (name, _) in enumerate(SPELLINGS)])
def test_an_input_is_never_an_output(folder: Path, name: str, prepare: Callable[[Path], object]) -> None:
    """However it is spelled or linked, and whether it is the visit or what it is compared with."""
    prepare(folder)
    before = contents(folder)
    named = name.format(folder=folder.name)
    code, said = ran("report", "record", "visit.json", "--against", "plan.json", "--format", "json", "-o", named)

    assert code == 2
    assert "is read here" in said
    assert contents(folder) == before


def test_an_input_in_the_folder_that_is_written_to(folder: Path) -> None:
    """A paper of another visit is written all the same, and the exit code tells of the one that was not."""
    (folder / "visit.json").rename(folder / "visit-record.json")
    before = (folder / "visit-record.json").read_bytes()
    code, said = ran("report", "record", "--format", "json", "-o", ".", "visit-record.json", "plan.json")

    assert code == 2
    assert "visit-record.json is read here" in said
    assert (folder / "visit-record.json").read_bytes() == before
    assert (folder / "plan-record.json").exists()


def test_standard_input_is_an_input(folder: Path) -> None:
    """A file that comes in by redirection is not written over."""
    before = contents(folder)
    done = in_shell("protocol report record --format json -o visit.json - < visit.json")

    assert done.returncode == 2
    assert "visit.json is read here, as -, and is not written over" in done.stderr
    assert contents(folder) == before


@pytest.mark.parametrize(
    "call",
    ["convert visits.jsonl", "check visits.jsonl", "convert - < visits.jsonl", "order check model.decl visits.jsonl"],
)
def test_an_answer_is_not_read_again(folder: Path, call: str) -> None:
    """An archive that grows by what is answered about it would have no end."""
    (folder / "visits.jsonl").write_text(LINES.format("demo"), encoding="utf-8")
    (folder / "model.decl").write_text("Init[a]\n", encoding="utf-8")
    done = in_shell(f"protocol {call} >> visits.jsonl")

    assert done.returncode == 2
    assert "is read here and written to as well" in done.stderr
    assert (folder / "visits.jsonl").read_text(encoding="utf-8") == LINES.format("demo")


@pytest.mark.parametrize("given", ["", " "])
def test_no_name_is_no_place(folder: Path, given: str) -> None:
    """An empty name, as an unset variable of a shell gives, is refused, and nothing is written into this folder."""
    before = contents(folder)
    code, said = ran("report", "record", "visit.json", "-o", given)

    assert code == 2
    assert "-o needs the name of a file, or of a folder" in said
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "x.pdf"), "no report is written as .pdf; names of files end in .txt, .md, .json, .html"),
        (("-o", "x.jsonl"), "no report is written as .jsonl"),
        (("--format", "text", "-o", "x.log"), "no report is written as .log"),
        (("--format", "docx", "-o", "x.html"), ".html is the ending of html, and --format asks for docx"),
        (("-o", "x.ics"), "record cannot be written as ics"),
    ],
)
def test_a_name_that_promises_another_format_is_refused(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    """Text in a file called .pdf would open nowhere."""
    before = contents(folder)
    code, told = ran("report", "record", "visit.json", *arguments)

    assert code == 2
    assert said in told
    assert contents(folder) == before


def test_deviations_are_of_a_programme() -> None:
    """Without one there is nothing to compare with, and an empty paper would say that nothing differs."""
    code, said = ran("report", "deviations", "visit.json")

    assert code == 2
    assert "name its file, as in --against" in said


def small(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command where no file can have more than 200 bytes."""
    return subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", SMALL, *arguments], capture_output=True, text=True, timeout=600, check=False
    )


@pytest.mark.uncovered
@pytest.mark.parametrize("to", ["record.html", "papers/"])
def test_a_full_disk_leaves_what_was_there(folder: Path, to: str) -> None:
    """The old paper stays whole, nothing half written lies about, and other visits are still tried."""
    (folder / "papers").mkdir()
    for old in (folder / "record.html", folder / "papers" / "visit-record.html"):
        old.write_text("the old paper", encoding="utf-8")
    before = contents(folder), contents(folder / "papers")
    inputs = ("visit.json",) if to == "record.html" else ("visit.json", "plan.json")
    done = small("report", "record", "--format", "html", "-o", to, *inputs)

    assert done.returncode == 2
    assert done.stderr.count("cannot be written: File too large") == len(inputs)
    assert (contents(folder), contents(folder / "papers")) == before


@pytest.mark.uncovered
def test_a_file_of_several_visits_is_whole_or_not_at_all(folder: Path) -> None:
    """Where the second visit finds no room the first is not left behind as if it were all."""
    done = small("report", "record", "-o", "all.txt", *["visit.json"] * 9)

    assert done.returncode == 2
    assert not (folder / "all.txt").exists()
    assert not list(folder.glob(".protocol*"))


def test_one_visit_that_cannot_be_written_does_not_stop_the_next(folder: Path) -> None:
    """Where a folder has the name of its paper the others are written, and the exit code is 2."""
    (folder / "papers" / "visit-record.txt").mkdir(parents=True)
    code, said = ran("report", "record", "-o", "papers", "visit.json", "plan.json")

    assert code == 2
    assert "visit.json: visit visit: papers/visit-record.txt cannot be written: Is a directory" in said
    assert (folder / "papers" / "plan-record.txt").exists()


def test_papers_of_one_visit_overwrite_no_other(folder: Path) -> None:
    """Another language, edition, person or ceremony makes another paper, and so another file."""
    given: list[tuple[str, ...]] = [(), ("--lang", "ru"), ("--lang", "kk"), ("--edition", "press"), ("--for", "guest")]
    for options in given:
        assert ran("report", "record", "-o", "papers/", "visit.json", *options) == (0, "")

    names = ("", "-ru", "-kk", "-press", "-for-guest")
    assert {file.name for file in (folder / "papers").iterdir()} == {f"visit-record{name}.txt" for name in names}


def test_nothing_read_is_nothing_written(folder: Path) -> None:
    """A paper stays as it was where the visit for its next edition cannot be read."""
    (folder / "record.txt").write_text("the old paper", encoding="utf-8")
    code, _ = ran("report", "record", "-o", "record.txt", "nowhere.yaml")

    assert code == 2
    assert (folder / "record.txt").read_text(encoding="utf-8") == "the old paper"
    assert not list(folder.glob(".protocol*"))


def test_a_file_keeps_its_links_and_its_permissions(folder: Path) -> None:
    """A link still leads to the file, which now has the new content and the old mode; a new one has the usual mode."""
    real, link = folder / "real.txt", folder / "link.txt"
    real.write_text("old", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to("real.txt")
    assert ran("report", "record", "-o", "link.txt", "visit.json") == (0, "")
    assert ran("report", "record", "-o", "new.txt", "visit.json") == (0, "")
    (folder / "usual").touch()

    assert link.is_symlink()
    assert real.read_text(encoding="utf-8").startswith("Record: ")
    assert real.stat().st_mode & 0o777 == 0o640
    assert (folder / "new.txt").stat().st_mode == (folder / "usual").stat().st_mode


@pytest.mark.skipif(os.geteuid() == 0, reason="to root nothing is protected")
def test_a_protected_file_is_not_replaced(folder: Path) -> None:
    """What may not be written to is not exchanged either, though its folder would allow that."""
    paper = folder / "paper.txt"
    paper.write_text("signed", encoding="utf-8")
    paper.chmod(0o440)
    code, said = ran("report", "record", "-o", "paper.txt", "visit.json")

    assert (code, paper.read_text(encoding="utf-8")) == (2, "signed")
    assert "protected" in said


def test_what_is_no_file_is_written_to_as_it_comes(folder: Path) -> None:
    """A device or a pipe is not replaced by a file."""
    done = in_shell(
        "protocol report record -o /dev/stdout visit.json | head -n 1; protocol report record -o /dev/null visit.json"
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Record: ")
    assert not Path("/dev/null").is_file()
    assert sorted(contents(folder)) == ["plan.json", "visit.json"]


def test_an_interruption_leaves_what_was_there(folder: Path) -> None:
    """What was begun is taken away again."""
    paper = folder / "paper.txt"
    paper.write_text("old", encoding="utf-8")
    with suppress(KeyboardInterrupt), Replacement(paper) as file:
        file.write(b"half of it")
        raise KeyboardInterrupt

    assert sorted(contents(folder)) == ["paper.txt", "plan.json", "visit.json"]
    assert paper.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "visit.json/x"])
def test_a_name_that_no_file_can_have(name: str) -> None:
    """It is told as what cannot be written, with the reason."""
    with pytest.raises(UnwrittenError, match="cannot be written: "), Replacement(Path(name)):
        pass


def test_a_programme_that_cannot_be_read_is_told_once(folder: Path) -> None:
    """Before any record is read, a line for each of its faults, and nothing is written."""
    (folder / "plan.yaml").write_text("format: visit/1\nvisit: x\na: 1\nb: 2\n", encoding="utf-8")
    code, said = ran("report", "deviations", "--against", "plan.yaml", "-o", "papers/", "visit.json", "visit.json")

    assert code == 2
    assert [line[:13] for line in said.splitlines()] == ["plan.yaml:3:1", "plan.yaml:4:1"]
    assert not (folder / "papers").exists()
