"""The imagined visit of the examples: a programme and its record that show every way in which the two can differ."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from protocol import Severity, check
from protocol.cli.app import protocol as command
from protocol.events import DocumentSigned
from protocol.hosts import rulebook_of
from protocol.languages import LANGUAGES
from protocol.projections import Deviation, deviations
from protocol.script import read_script
from protocol.values import Basis
from protocol.visit import replay

FOLDER = Path(__file__).parent.parent / "examples" / "imagined_visit"
PROGRAMME, RECORD = FOLDER / "programme.yaml", FOLDER / "record.yaml"
SCRIPTS = pytest.mark.parametrize("script", [PROGRAMME, RECORD], ids=lambda script: script.stem)


@SCRIPTS
def test_it_says_that_it_is_imagined(script: Path) -> None:
    """Whoever opens the file reads it at once, and whoever prints the record finds it among its remarks."""
    opened = read_script(script)[0]

    assert [language for remark in opened.remarks for language, words in remark.forms if words] == sorted(LANGUAGES)
    assert "THIS VISIT IS IMAGINED" in script.read_text(encoding="utf-8").partition("format:")[0]
    assert all("imagined" in remark.in_("en") for remark in opened.remarks)


def test_one_is_a_programme_and_one_a_record() -> None:
    """What was announced and what was reported are told apart by what they say of themselves."""
    assert replay(read_script(PROGRAMME)).basis is Basis.ANNOUNCED
    assert replay(read_script(RECORD)).basis is Basis.REPORTED


@SCRIPTS
def test_every_step_has_its_time(script: Path) -> None:
    """All that happens, or is to happen, is told to the minute, in the zone of the visit."""
    for entry in read_script(script)[2:]:
        assert entry.at is not None
        assert entry.at.full is not None


def test_the_programme_keeps_the_rules_and_the_record_has_findings_to_show() -> None:
    """Nothing that was planned departs from protocol; what happened departs from it in small ways, and in no large."""
    planned, happened = (check(stream, rulebook_of(stream)) for stream in map(read_script, (PROGRAMME, RECORD)))

    assert planned.findings == ()
    assert {finding.severity for finding in happened.findings} == {Severity.LAPSE, Severity.NOTE}


@SCRIPTS
def test_it_is_checked_without_a_word_of_complaint(script: Path) -> None:
    """The command finds no breach, and says nothing of how the file is written."""
    checked = CliRunner().invoke(command, ["check", str(script)])

    assert (checked.exit_code, checked.stderr) == (0, "")


def test_documents_are_called_by_their_names_in_every_language() -> None:
    """Each party reads in its own language what it signed."""
    signed = [entry.event for entry in read_script(RECORD) if isinstance(entry.event, DocumentSigned)]

    assert len(signed) == 3
    assert all(set(dict(event.document.title.forms)) == set(LANGUAGES) for event in signed)


def test_every_way_to_differ_is_in_it() -> None:
    """Steps are early, late, moved, dropped and added, and some are as planned; of a full record none is unreported."""
    compared = deviations(read_script(PROGRAMME), read_script(RECORD))

    assert {step.deviation for step in compared.steps} == {*Deviation} - {Deviation.NOT_REPORTED}


def test_the_command_tells_them() -> None:
    """The report on deviations says of each sort what it is."""
    told = CliRunner().invoke(command, ["report", "deviations", "--against", str(PROGRAMME), str(RECORD)])

    assert (told.exit_code, told.stderr) == (0, "")
    for words in ("as planned", "min early", "min late", "moved", "not held", "added"):
        assert words in told.stdout
