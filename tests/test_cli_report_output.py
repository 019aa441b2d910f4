"""`protocol report`: papers in every format, on standard output, in a file, in a folder."""

import json
import os
import pty
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from click.testing import CliRunner, Result
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from protocol.cli.app import protocol as command
from protocol.cli.output import Folder, form_of, name_for
from protocol.codec import dump_lines
from protocol.render import FORMATS
from protocol.reports import REPORTS
from protocol.script import read_script

ASTANA = Path(__file__).parent.parent / "examples" / "astana_2023.yaml"
VISIT = "astana-2023-04-aliyev"
TITLE = "Official visit of Ilham Aliyev"


def ran(*arguments: str | Path) -> Result:
    """Run `protocol report` in this process."""
    return CliRunner().invoke(command, ["report", *map(str, arguments)])


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with the same visit twice."""
    lines = "".join(f"{line}\n" for line in dump_lines(read_script(ASTANA)))
    path = tmp_path / "archive.jsonl"
    path.write_text(lines * 2, encoding="utf-8")
    return path


@pytest.mark.parametrize("form", REPORTS["record"].formats)
def test_every_format_goes_to_standard_output_and_into_a_file(tmp_path: Path, form: str) -> None:
    """What is written into a file is, byte by byte, what is written into a pipe."""
    file = tmp_path / "paper"
    piped, written = ran("record", ASTANA, "--format", form), ran("record", ASTANA, "--format", form, "-o", file)

    assert (piped.exit_code, written.exit_code, written.output) == (0, 0, "")
    assert file.read_bytes() == piped.stdout_bytes != b""


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.txt", "Record: "),
        ("a.md", "# Record: "),
        ("a.json", "{"),
        ("a.HTM", "<!doctype html>"),
        ("a.csv", "No.,"),
        ("other", "Record: "),
    ],
)
def test_the_name_of_the_file_says_the_format(tmp_path: Path, name: str, start: str) -> None:
    """Without --format the ending counts, and a name without one means text."""
    assert ran("record", ASTANA, "-o", tmp_path / name).exit_code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    assert form_of("paper.docx") == "docx"


def test_a_folder_gets_one_file_a_visit(tmp_path: Path, archive: Path) -> None:
    """It is made where it is not there; two visits of one id do not overwrite each other, nor do two reports."""
    folder = tmp_path / "papers" / "of April"

    assert ran("record", archive, "--format", "html", "-o", f"{folder}/").exit_code == 0
    assert ran("assessment", ASTANA, "--format", "docx", "-o", folder).exit_code == 0
    assert sorted(file.name for file in folder.iterdir()) == [
        f"{VISIT}-assessment.docx",
        f"{VISIT}-record-2.html",
        f"{VISIT}-record.html",
    ]
    assert TITLE in Document(BytesIO((folder / f"{VISIT}-assessment.docx").read_bytes())).paragraphs[0].text


@pytest.mark.parametrize(
    ("visit", "name"),
    [
        ("demo", "demo-record.md"),
        ("../../etc/passwd", "etc-passwd~????????-record.md"),
        ("a/b\\c:d\x1b\n", "a-b-c-d~????????-record.md"),
        ("алматы 2024", "алматы-2024~????????-record.md"),
        ("алматы-2024", "алматы-2024-record.md"),
        ("...", "visit~????????-record.md"),
        ("x" * 500, f"{'x' * 120}~????????-record.md"),
        ("访" * 130, f"{'访' * 40}~????????-record.md"),
        ("\ud800", "visit~????????-record.md"),
    ],
)
def test_files_are_named_so_that_no_folder_refuses(tmp_path: Path, visit: str, name: str) -> None:
    """An id of any kind names a file in the folder and nowhere else."""
    Folder(tmp_path, "md", "record").take(visit, "x")

    (file,) = tmp_path.iterdir()
    assert file.match(name)


@given(st.sets(st.text("aAß/-. \x1bИй\u0306~") | st.text(), min_size=2, max_size=2))
def test_no_two_visits_have_one_name(visits: set[str]) -> None:
    """Also where a file system takes capitals, or composed and decomposed letters, for the same, and in two runs."""
    one, other = (normalize("NFD", name_for(visit)).casefold() for visit in visits)

    assert one != other
    assert all(len(name.encode()) < 200 for name in (one, other))


def test_two_runs_into_one_folder_overwrite_no_other_visit(tmp_path: Path) -> None:
    """`a/b` and `a-b` are two visits, whenever they are written."""
    for number, visit in enumerate(("a/b", "a-b")):
        script = tmp_path / f"{number}.json"
        script.write_text(json.dumps({"format": "visit/1", "visit": visit}), encoding="utf-8")
        assert ran("record", script, "-o", f"{tmp_path}/papers/").exit_code == 0

    assert len(list((tmp_path / "papers").iterdir())) == 2


def test_names_differ_also_where_capitals_do_not_count(tmp_path: Path) -> None:
    """On some systems two names that differ in capitals are one file; of one visit the papers are numbered."""
    folder = Folder(tmp_path, "md", "record")
    for visit in ("Demo", "demo", "DEMO", "demo"):
        folder.take(visit, visit)

    assert len({file.name.casefold() for file in tmp_path.iterdir()}) == 4


def test_text_of_several_visits_goes_into_one_file(tmp_path: Path, archive: Path) -> None:
    """Text and Markdown may follow each other, and what was in the file before is replaced."""
    file = tmp_path / "all.md"
    for _ in range(2):
        assert ran("record", archive, "-o", file).exit_code == 0

    assert file.read_text(encoding="utf-8").count("# Record: ") == 2


@pytest.mark.parametrize("form", ["html", "docx", "csv"])
def test_a_file_of_one_visit_holds_no_second(tmp_path: Path, archive: Path, form: str) -> None:
    """Two such papers one after the other would be none, so a folder is asked for, at once where it is plain."""
    named, found = ran("record", ASTANA, ASTANA, "--format", form), ran("record", archive, "--format", form)
    filed = ran("record", ASTANA, ASTANA, "--format", form, "-o", tmp_path / "paper")

    for result in (named, found, filed):
        assert result.exit_code == 2
        assert f"a file of {form} holds one visit, and there are several" in result.stderr
        assert "give a folder, as in -o papers/" in result.stderr
    assert "several; only the first is written:" in found.stderr
    assert not (tmp_path / "paper").exists()
    assert named.stdout_bytes == b""


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A folder that is not there, or a file in its place, is named, with the reason."""
    (tmp_path / "file").write_text("")
    missing, blocked = (
        ran("record", ASTANA, "-o", tmp_path / "no" / "a.md"),
        ran("record", ASTANA, "-o", f"{tmp_path}/file/x/"),
    )

    assert f"{tmp_path}/no/a.md cannot be written: No such file or directory" in missing.output
    assert f"{tmp_path}/file/x cannot be written: " in blocked.output
    assert 0 not in {missing.exit_code, blocked.exit_code}


def test_reports_are_listed_with_their_formats() -> None:
    """The list names every report, what it says, and the formats, all of which there are."""
    result = ran("--list")

    assert result.exit_code == 0
    for name, report in REPORTS.items():
        assert f"{name} ({', '.join(report.formats)})\n  {report.sentence}\n" in result.output
        assert set(report.formats) <= set(FORMATS)


def test_a_format_that_a_report_has_not_is_refused() -> None:
    """What has no appointments has no calendar, and it is said which formats there are."""
    result = ran("assessment", ASTANA, "--format", "ics")

    assert result.exit_code == 2
    assert "assessment cannot be written as ics; it can be written as text, md, html, docx, json" in result.output


@pytest.mark.uncovered
def test_a_terminal_gets_no_bytes() -> None:
    """A Word document on a terminal would be noise, so it is said where it can go."""
    ours, theirs = pty.openpty()
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "protocol", "report", "record", str(ASTANA), "--format", "docx"],
        stdout=theirs,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    os.close(theirs)
    os.close(ours)

    assert done.returncode == 2
    assert "a terminal cannot show docx: name a file, as in -o paper.docx, or write into a pipe" in done.stderr
