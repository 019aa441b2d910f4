"""The command line: what it prints, where, and the exit codes."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen
from click.testing import CliRunner

from protocol.cli import app
from protocol.cli.app import protocol as command
from protocol.codec import dump_lines
from protocol.script import dump_script, read_script

ASTANA = Path(__file__).parent.parent / "examples" / "astana_2023.yaml"
COMMANDS = ("check", "next", "show", "report", "convert", "record", "store", "rules", "compare", "evidence", "generate")

FAULTY = """\
format: visit/1
visit: faulty
kind: official
steps:
  - guest_arrived
  - welcome_ceremony:
      steps:
        - anthem_played: {of: host}
        - anthem_played: {of: guest}
  - talks: {format: expanded}
  - document_signed: {title: Joint Statement}
  - document_signed: {title: Joint Statement}
"""
LAPSED = FAULTY.replace("visit: faulty", "visit: lapsed").partition("  - talks")[0]


@frozen
class Ran:
    """What a run of the command left: its exit code, and what it wrote where."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The JSON objects that were printed, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


def run(*arguments: str | Path, stdin: str | None = None) -> Ran:
    """Run the command in a process of its own."""
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-X", "utf8", "-m", "protocol", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def called(*arguments: str | Path, stdin: str | None = None) -> Ran:
    """Run the command in this process, which is quicker; what it returns is its exit code."""
    result = CliRunner().invoke(command, [*map(str, arguments)], input=stdin, standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return Ran(int(result.return_value or 0), result.stdout, result.stderr)


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A script with one breach and one lapse."""
    path = tmp_path / "faulty.yaml"
    path.write_text(FAULTY, encoding="utf-8")
    return path


@pytest.fixture
def lapsed(tmp_path: Path) -> Path:
    """A script with one lapse."""
    path = tmp_path / "lapsed.yaml"
    path.write_text(LAPSED, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_examples(name: str) -> None:
    """The help of each command shows how it is called."""
    ran = called(name, "--help")

    assert ran.code == 0
    assert ran.out.startswith("Usage:")
    assert f"\n  protocol {name}" in ran.out


def test_a_newcomer_sees_what_there_is() -> None:
    """The help names every command and the exit codes; the version can be asked for."""
    ran = run("--help")

    assert ran.code == 0
    assert all(f"\n  {name} " in ran.out for name in COMMANDS)
    assert "Exit codes: 0" in ran.out
    assert run("--version").out.startswith("protocol, version ")


def test_checking_a_good_visit() -> None:
    """One line says that nothing was found, others what was not reported; the exit code is 0."""
    ran = run("check", ASTANA)
    first, *others = ran.out.splitlines()

    assert (ran.code, ran.err) == (0, "")
    assert first.startswith(f"astana-2023-04-aliyev ({ASTANA}) by kz-2013, partial record: no breaches, no lapses")
    assert others
    assert all(line.startswith("  not reported: ") for line in others)


def test_checking_a_faulty_visit(faulty: Path) -> None:
    """Each finding tells its severity, its rule, its entries, the sentence of the rule and its source."""
    ran = run("check", faulty)

    assert ran.code == 1
    assert "by common, partial record: 1 breach, 1 lapse, no notes" in ran.out
    assert "  breach SIG01 Joint Statement was signed before (entries 9, 10)\n" in ran.out
    assert "    A document is signed once. [logical" in ran.out
    assert "    hint: initialling first and signing later" in ran.out
    assert "  lapse CER02 anthem played (guest) after anthem played (host) (entries 4, 5)\n" in ran.out


@pytest.mark.parametrize(
    ("fail_on", "faulty_code", "lapsed_code"), [("breach", 1, 0), ("lapse", 1, 1), ("note", 1, 1), ("never", 0, 0)]
)
def test_the_exit_code_is_the_callers_choice(
    faulty: Path, lapsed: Path, fail_on: str, faulty_code: int, lapsed_code: int
) -> None:
    """From the chosen severity on the exit code is 1."""
    assert called("check", "--fail-on", fail_on, faulty).code == faulty_code
    assert called("check", "--fail-on", fail_on, lapsed).code == lapsed_code


def test_json_has_the_keys_it_promises(faulty: Path) -> None:
    """Programs that read the answers rely on these keys and their order."""
    (answer,) = run("check", "--format", "json", faulty).objects

    assert list(answer) == [
        *("visit", "rulebook", "kind", "coverage", "ended", "breaches"),
        *("findings", "conflicts", "owed", "not_reported"),
    ]
    assert (answer["visit"], answer["rulebook"], answer["kind"]) == ("faulty", "common", "official")
    assert (answer["coverage"], answer["ended"], answer["breaches"]) == ("partial", False, 1)
    (finding,) = (each for each in answer["findings"] if each["severity"] == "breach")
    assert list(finding) == ["rule", "severity", "evidence", "entries", "ceremony", "message", "source", "hint"]
    assert finding["entries"] == [9, 10]
    assert finding["message"] == "Joint Statement was signed before"


def test_json_tells_what_is_owed(faulty: Path) -> None:
    """On a complete record what is still to be done is owed, on a partial one it is not reported."""
    (partial,) = called("check", "--format", "json", faulty).objects
    (complete,) = called("check", "--format", "json", "--coverage", "complete", faulty).objects
    assert partial["owed"] == complete["not_reported"] == []
    assert "DEP05" in {each["rule"] for each in partial["not_reported"]}
    assert "DEP05" in {each["rule"] for each in complete["owed"]}
    assert list(complete["owed"][0]) == ["rule", "sentence", "ceremony", "since"]


def test_conflicts_are_told(lapsed: Path) -> None:
    """Rules that can no longer be kept together are printed with the entry since when, in both formats."""
    late = LAPSED.replace("  - welcome_ceremony", "  - talks: {format: expanded}\n  - welcome_ceremony")
    lapsed.write_text(late, encoding="utf-8")
    options = ("--rulebook", "textbook", "--coverage", "complete")

    (answer,) = called("check", "--format", "json", *options, lapsed).objects
    assert [sorted(conflict) for conflict in answer["conflicts"]] == [["entry", "rules", "severity"]]
    rules = " and ".join(answer["conflicts"][0]["rules"])
    severity = answer["conflicts"][0]["severity"]
    assert f"\n  {severity} {rules} can no longer be kept together since entry" in called("check", *options, lapsed).out


def test_a_visit_that_is_over_owes_no_more(faulty: Path) -> None:
    """With --ended what a complete record still owed becomes findings."""
    options = ("--format", "json", "--coverage", "complete")
    (over,) = called("check", *options, "--ended", faulty).objects
    (going_on,) = called("check", *options, "--under-way", faulty).objects

    assert over["ended"]
    assert over["owed"] == []
    assert not going_on["ended"]
    assert len(over["findings"]) > len(going_on["findings"])


@pytest.mark.parametrize("rulebook", ["common", "textbook"])
def test_the_rulebook_can_be_chosen(faulty: Path, rulebook: str) -> None:
    """The chosen rulebook is the one that the visit is held to."""
    (answer,) = called("check", "--format", "json", "--rulebook", rulebook, faulty).objects

    assert answer["rulebook"] == rulebook


def test_the_records_own_rulebook_counts_where_none_is_chosen(faulty: Path) -> None:
    """A script may name its rulebook, and the command line overrules it."""
    faulty.write_text(FAULTY + "rulebook: textbook\n", encoding="utf-8")

    assert called("check", "--format", "json", faulty).objects[0]["rulebook"] == "textbook"
    assert called("check", "--format", "json", "--rulebook", "common", faulty).objects[0]["rulebook"] == "common"


@pytest.mark.parametrize("name", ["check", "next"])
def test_a_rulebook_that_is_not_known(faulty: Path, name: str) -> None:
    """A script that asks for an unknown rulebook is told which there are."""
    faulty.write_text(FAULTY + "rulebook: atlantis-2023\n", encoding="utf-8")
    ran = run(name, faulty)

    assert ran.code == 2
    assert "faulty" in ran.err
    assert "atlantis-2023" in ran.err
    assert "common, textbook" in ran.err
    assert "Traceback" not in ran.err


def test_standard_input_is_a_script_or_an_archive() -> None:
    """`-` takes YAML, JSON and JSON Lines alike."""
    stream = read_script(ASTANA)
    lines = "".join(f"{line}\n" for line in dump_lines(stream))

    for text in (ASTANA.read_text(encoding="utf-8"), dump_script(stream, to="json"), lines):
        ran = run("check", "--format", "json", "-", stdin=text)
        assert [answer["visit"] for answer in ran.objects] == ["astana-2023-04-aliyev"]


def test_an_unreadable_standard_input() -> None:
    """What is wrong with it is told with its line and column."""
    ran = run("check", "-", stdin="format: visit/1\nvisit: demo\nsteps: [guest_arived]\n")

    assert ran.code == 2
    assert ran.out == ""
    assert ran.err == "<stdin>:3:9: guest_arived is no step; did you mean guest_arrived?\n"


def test_several_files_at_once(faulty: Path) -> None:
    """Each visit is answered, in the order of the files; the worst decides the exit code."""
    ran = run("check", "--format", "json", ASTANA, faulty)

    assert ran.code == 1
    assert [answer["visit"] for answer in ran.objects] == ["astana-2023-04-aliyev", "faulty"]


@pytest.mark.parametrize(
    "arguments", [["check"], ["next"], ["report", "record"], ["convert"]], ids=lambda each: each[0]
)
def test_a_bad_file_among_good_ones(tmp_path: Path, arguments: list[str]) -> None:
    """It is complained of, the others are read, and the exit code is 2."""
    missing, bad = tmp_path / "missing.yaml", tmp_path / "bad.yaml"
    bad.write_text("format: visit/1\nvisit: [\n", encoding="utf-8")
    ran = run(*arguments, missing, bad, ASTANA)

    assert ran.code == 2
    assert f"{missing}: there is no such file\n" in ran.err
    assert f"{bad}:" in ran.err
    assert "Traceback" not in ran.err
    assert "astana-2023-04-aliyev" in ran.out or "Record: Official visit" in ran.out


def test_a_breach_beside_a_bad_file(tmp_path: Path, faulty: Path) -> None:
    """That an input cannot be read weighs more than what was found in the others, in either order."""
    missing = tmp_path / "missing.yaml"

    assert called("check", missing, faulty).code == 2
    assert called("check", faulty, missing).code == 2


def test_an_archive_of_several_visits(tmp_path: Path) -> None:
    """A file of JSON Lines may hold many visits, and an unreadable one does not stop the rest."""
    lines = list(dump_lines(read_script(ASTANA)))
    broken = ['{"format": "entry/1", "position": 0, "event": {"type": "record_opened", "vist": "x"}}']
    archive = tmp_path / "archive.jsonl"
    archive.write_text("".join(f"{line}\n" for line in (*lines, *broken, *lines)), encoding="utf-8")
    ran = run("check", "--format", "json", archive)

    assert ran.code == 2
    assert [answer["visit"] for answer in ran.objects] == ["astana-2023-04-aliyev"] * 2
    assert f"{archive}:{len(lines) + 1}:" in ran.err


def test_an_archive_that_is_not_there(tmp_path: Path) -> None:
    """A missing archive is told like a missing script."""
    ran = called("check", tmp_path / "missing.jsonl")

    assert ran.code == 2
    assert "missing.jsonl" in ran.err


def test_what_may_come_next(faulty: Path) -> None:
    """Steps that may come, steps that may not and why, and what is owed."""
    ran = run("next", faulty)
    allowed, _, rest = ran.out.partition("  may not:\n")
    forbidden, _, owed = rest.partition("  owed:\n")

    assert ran.code == 0
    assert ran.out.startswith("faulty by common\n  may come next:\n")
    assert "    guest_departed\n" in allowed
    assert "    guest_arrived: ARR01: The guest arrives in the country once" in forbidden
    assert "    reception_closed: ENC07: " in forbidden
    assert "      but may after: reception_opened\n" in forbidden
    assert "    DEP05: A guest who has arrived departs in the end.\n" in owed
    assert owed.endswith("  shortest way to owe nothing: guest_departed\n")


def test_what_may_come_next_as_json(faulty: Path) -> None:
    """Programs that read the answers rely on these keys."""
    (answer,) = run("next", "--format", "json", faulty).objects

    assert list(answer) == ["visit", "rulebook", "exact", "permitted", "forbidden", "owed", "advised"]
    assert answer["exact"] is True
    assert "guest_departed" in answer["permitted"]
    (arrival,) = (each for each in answer["forbidden"] if each["step"] == "guest_arrived")
    assert "ARR01" in arrival["by"]
    assert arrival["first"] is None
    (reception,) = (each for each in answer["forbidden"] if each["step"] == "reception_closed")
    assert reception["first"] == ["reception_opened"]
    assert answer["advised"] == ["guest_departed"]


def test_more_is_forbidden_where_lapses_are_refused(lapsed: Path) -> None:
    """With --refuse lapse a step that would be a lapse is called forbidden."""
    (mild,) = called("next", "--format", "json", lapsed).objects
    (strict,) = called("next", "--format", "json", "--refuse", "lapse", lapsed).objects

    assert set(strict["permitted"]) < set(mild["permitted"])


def test_nothing_is_owed_in_the_end(lapsed: Path) -> None:
    """A visit that owes nothing more is told so."""
    text = "format: visit/1\nvisit: over\nsteps: [guest_arrived, talks: {format: expanded}, guest_departed]\n"
    lapsed.write_text(text, encoding="utf-8")

    assert called("next", lapsed).out.endswith("  nothing is owed\n")


@pytest.mark.parametrize("name", ["record", "assessment"])
def test_reports_in_every_format(name: str) -> None:
    """Both reports are written as text, Markdown and JSON."""
    title = f"{name.capitalize()}: Official visit of Ilham Aliyev (Azerbaijan) to Kazakhstan"

    assert run("report", name, ASTANA).out.startswith(title)
    assert called("report", name, "--format", "md", ASTANA).out.startswith(f"# {title}")
    page = json.loads(called("report", name, "--format", "json", ASTANA).out)
    assert title in json.dumps(page, ensure_ascii=False)


def test_a_report_of_a_faulty_visit_is_no_failure(faulty: Path) -> None:
    """A report says what was found and is written all the same."""
    ran = run("report", "assessment", "--rulebook", "textbook", "--coverage", "complete", "--ended", faulty)

    assert ran.code == 0
    assert "TXT03" in ran.out


@pytest.mark.parametrize("form", ["yaml", "json", "jsonl"])
def test_nothing_is_lost_in_conversion(tmp_path: Path, form: str) -> None:
    """Whatever form a visit is converted to, it is the same record when it is converted back."""
    archive = run("convert", "--to", "jsonl", ASTANA).out
    converted = tmp_path / f"converted.{form}"
    converted.write_text(run("convert", "--to", form, ASTANA).out, encoding="utf-8")

    assert run("convert", converted).out == archive
    assert archive.count("\n") == len(read_script(ASTANA))


def test_a_script_holds_one_visit(faulty: Path) -> None:
    """Several files can become an archive, not a script."""
    ran = run("convert", "--to", "yaml", ASTANA, faulty)

    assert ran.code == 2
    assert "a script holds one visit" in ran.err
    assert len(called("convert", ASTANA, faulty).out.splitlines()) > len(called("convert", ASTANA).out.splitlines())


@pytest.mark.parametrize("rulebook", ["common", "textbook"])
def test_rules_are_listed_with_their_sources(rulebook: str) -> None:
    """Each rule has a code, a sentence, and what it rests on; as JSON too."""
    text = " ".join(run("rules", "--rulebook", rulebook).out.split())
    rules = called("rules", "--rulebook", rulebook, "--format", "json").objects

    assert len(rules) >= 30
    for rule in rules:
        assert f"{rule['rule']} {rule['severity']}: {rule['sentence']} ({rule['evidence']}" in text
        assert rule["sources"]
    assert list(rules[0]) == [
        *("rule", "sentence", "severity", "evidence", "held", "broken", "kinds"),
        *("sources", "order", "breakable_on_partial", "hint"),
    ]


def test_usage_errors() -> None:
    """A wrong option, no file, no command: exit code 2 and a word on it."""
    for arguments in (("check",), ("check", "--rulebook", "nobody", ASTANA), ("report", "menu", ASTANA), ("fly",)):
        ran = run(*arguments)
        assert ran.code == 2
        assert "Usage" in ran.err


def test_the_entry_gives_back_what_the_command_does(monkeypatch: pytest.MonkeyPatch, faulty: Path) -> None:
    """The entry of the installed command exits with the code of the command, and with 2 on wrong usage."""
    for arguments, code in (([str(faulty)], 1), ([str(ASTANA)], 0), ([], 2), (["--help"], 0)):
        monkeypatch.setattr(sys, "argv", ["protocol", "check", *arguments])
        assert app.run() == code
