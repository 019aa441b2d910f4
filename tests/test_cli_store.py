"""`protocol store` and `protocol record`: what they keep, print and refuse, and commands that read stores."""

import json
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from protocol.script import read_script
from protocol.store import stream_of
from protocol.store.sqlite import SqliteStore
from servers import PostgresServer
from test_cli import ASTANA, Ran, run

HEADER = """\
format: visit/1
visit: astana-day
kind: official
coverage: complete
dates: [2023-04-10]
time_zone: Asia/Almaty
host: {state: KZ, principals: [{name: {en: A. Host, ru: Хозяин}, rank: head-of-state}]}
guest: {state: AZ, principals: [{name: B. Guest, rank: head-of-state}]}
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with the record of a visit that was just opened."""
    (tmp_path / "header.yaml").write_text(HEADER, encoding="utf-8")
    path = tmp_path / "visits.db"
    assert run("record", path, "day", "--open", tmp_path / "header.yaml", "--by", "Aigul") == Ran(0, "", "")
    return path


def lines(path: Path, *more: str) -> list[dict[str, object]]:
    """The log of a store."""
    return run("store", "log", path, "--json", *more).objects


def test_steps_are_kept_with_who_told_them_and_what_is_due(store: Path) -> None:
    """From arguments, each with its number in the visit."""
    told = run("record", store, "day", "guest_arrived: {at: 2023-04-10T09:48}", "leaders_greeted", "--by", "Marat")

    assert told.code == 0
    assert told.out.split()[:2] == ["2", "guest_arrived"]
    assert "      due next: " in told.out
    assert [(each["version"], each["type"], each["by"]) for each in lines(store)] == [
        (0, "record_opened", "Aigul"),
        (1, "visit_agreed", "Aigul"),
        (2, "guest_arrived", "Marat"),
        (3, "leaders_greeted", "Marat"),
    ]


def test_steps_are_read_from_standard_input_one_a_line(store: Path) -> None:
    """A line that cannot be read is told with its place and does not stop the next."""
    told = run(
        "record", store, "day", "--format", "json", stdin="guest_arrived\n\n# a note\nleaders_greted\nleaders_greeted\n"
    )

    assert told.code == 2
    assert [[kept["type"] for kept in each["kept"]] for each in told.objects] == [
        ["guest_arrived"],
        ["leaders_greeted"],
    ]
    assert told.err == "step 2:1:1: leaders_greted is no step; did you mean leaders_greeted?\n"


def test_findings_are_told_as_they_arise_and_refused_where_that_is_asked_for(store: Path) -> None:
    """A breach is kept and told, or told and not kept."""
    refused = run(
        "record", store, "day", "--rulebook", "common", "--refuse", "breach", "guest_arrived", "guest_arrived"
    )
    kept = run("record", store, "day", "--rulebook", "common", "guest_arrived")

    assert (refused.code, len(refused.out.splitlines())) == (1, 2)
    assert refused.err.startswith("step 2: not admitted: breach ARR01")
    assert kept.code == 0
    assert "  breach ARR01 a second arrival in the country (entries 2, 3)\n" in kept.out


def test_a_step_that_another_desk_has_told_is_kept_once(store: Path) -> None:
    """The second desk reads its lines after the first has appended: it is told so, and that the rules hold."""
    first = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "protocol", "record", store, "day", "--by", "Marat"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert first.stdin is not None
    assert first.stdout is not None
    first.stdin.write("guest_arrived\n")
    first.stdin.flush()
    assert first.stdout.readline().split() == ["2", "guest_arrived"]
    assert run("record", store, "day", "leaders_greeted", "--by", "Aigul").code == 0
    told = first.communicate("leaders_greeted: {place: Airport}\nguest_greeted\n")[0]

    assert "leaders_greeted was already recorded by Aigul, as entry 3\n" in told
    assert "1 entry came from elsewhere before; the rules still hold\n" in told
    assert [each["type"] for each in lines(store)[2:]] == [
        "guest_arrived",
        "leaders_greeted",
        "entry_corrected",
        "guest_greeted",
    ]


def test_a_visit_has_to_be_opened_and_is_opened_once(store: Path, tmp_path: Path) -> None:
    """To open it again with the same script changes nothing; another script is refused."""
    other = tmp_path / "other.yaml"
    other.write_text(HEADER.replace("official", "state"), encoding="utf-8")

    assert "has none of this name; --open SCRIPT begins one" in run("record", store, "night", "guest_arrived").err
    assert "there is no such file" in run("record", tmp_path / "typo.db", "day", "guest_arrived").err
    assert run("record", store, "day", "--open", other).code == 2
    assert len(lines(store)) == 2
    assert not (tmp_path / "typo.db").exists()


def test_commands_that_read_files_read_stores(store: Path) -> None:
    """All visits of one, or one of them by its name."""
    assert run("store", "import", store, ASTANA).out == "astana-2023-04-aliyev: 20 entries appended\n"
    assert [each["visit"] for each in run("check", "--format", "json", store).objects] == [
        "astana-day",
        "astana-2023-04-aliyev",
    ]
    (one,) = run("check", "--format", "json", f"{store}#astana-2023-04-aliyev").objects
    assert one["visit"] == "astana-2023-04-aliyev"
    assert run("check", f"{store}#nobody").err == f"{store}: it has no visit nobody, only day, astana-2023-04-aliyev\n"
    assert run("next", f"{store}#day").code == 0


def test_a_script_is_made_of_one_visit(store: Path) -> None:
    """Of a store with several the first is written, and the others are told to be left out."""
    run("store", "import", store, ASTANA)
    ran = run("convert", "--to", "yaml", store)

    assert (ran.code, ran.out.count("format: visit/1")) == (2, 1)
    assert "a script holds one, and has astana-day; name it, as in visits.db#VISIT" in ran.err
    assert run("convert", "--to", "yaml", f"{store}#astana-2023-04-aliyev").code == 0


def test_a_paper_names_the_head_of_the_store_that_it_was_made_from(store: Path) -> None:
    """So that whoever has the paper has an anchor."""
    head = run("store", "head", store).out.strip()
    paper = run("report", "programme", "--format", "md", store).out

    assert head in paper
    assert run("store", "verify", store, "--anchor", head).code == 0


def test_a_record_is_told_as_it_was_known_at_a_moment(tmp_path: Path) -> None:
    """Of entries that do not say when they were recorded the store knows when it took them."""
    path = tmp_path / "visits.db"
    stream = read_script(ASTANA)
    times = iter([datetime(2023, 4, 10, 11, tzinfo=UTC), datetime(2023, 4, 10, 12, tzinfo=UTC)])
    with SqliteStore(path, lambda: next(times)) as kept:
        kept.append("astana", stream[:6], expected=-1)
        kept.append("astana", stream[6:], expected=5)
    early = run("convert", "--to", "csv", path).out.count("\n")
    then = run("report", "record", "--format", "csv", "--as-of", "2023-04-10T11:30+00:00", path).out.count("\n")
    now = run("report", "record", "--format", "csv", path).out.count("\n")
    assert then < now <= early


def test_a_forged_store_is_found_out_by_last_nights_head(store: Path, tmp_path: Path) -> None:
    """An older copy in its place has lost what was kept since."""
    assert run("store", "backup", store, tmp_path / "old.db").code == 0
    run("record", store, "day", "guest_arrived")
    anchor = run("store", "head", store).out.strip()

    found = run("store", "verify", tmp_path / "old.db", "--anchor", anchor)
    assert found.code == 1
    assert found.out.startswith("entry 3: an anchor names it, and it is not there")
    assert "Without an anchor" in run("store", "verify", tmp_path / "old.db").out
    assert "64 hexadecimal digits" in run("store", "verify", store, "--anchor", "3:beef").err


def test_an_export_is_imported_as_it_was(store: Path, tmp_path: Path) -> None:
    """The lines are those that were kept; imported again they change nothing, and another record is refused."""
    run("store", "import", store, ASTANA)
    archive = tmp_path / "archive.jsonl"
    assert run("store", "export", store, "-o", archive).code == 0
    assert run("store", "import", tmp_path / "copy.db", archive).code == 0
    assert run("store", "import", tmp_path / "copy.db", archive).out.count(" 0 entries appended") == 2
    assert run("store", "export", tmp_path / "copy.db").out == archive.read_text(encoding="utf-8")
    other = tmp_path / "other.yaml"
    other.write_text(HEADER.replace("2023-04-10", "2023-04-11"), encoding="utf-8")
    refused = run("store", "import", tmp_path / "copy.db", other)
    assert refused.code == 2
    assert "the first foreign entry is VisitAgreed" in refused.err


def test_what_is_left_of_a_damaged_store_is_exported(tmp_path: Path) -> None:
    """With the parts that are left out told, and an exit code that is good, since that was asked for."""
    path = tmp_path / "visits.db"
    run("store", "import", path, *[ASTANA])
    with SqliteStore(path, lambda: None) as kept:  # type: ignore[arg-type,return-value] # nothing is appended
        assert stream_of(kept, "astana-2023-04-aliyev") is not None
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert run("store", "verify", path).code in {1, 2}
    saved = run("store", "export", path, "--lenient")
    assert "Traceback" not in saved.err
    assert saved.err.startswith((f"{path}: ", "left out: "))


def test_a_person_is_taken_out_into_a_new_store(store: Path, tmp_path: Path) -> None:
    """In all languages; what still has the name in other words is listed, the copy is whole, and says what it is."""
    run("record", store, "day", "leaders_greeted: {acting: [A. Host], remark: Хозяин was late.}", "--by", "B. Guest")
    masked = tmp_path / "masked.db"
    told = run("store", "export", store, "--mask", "a. host", "-o", masked)

    assert told.code == 0
    assert told.err == "entry 3 still has the name in its line\n"
    assert run("store", "verify", masked).code == 0
    kept = "".join(json.dumps(each) for each in lines(masked)) + run("store", "export", masked).out
    assert "A. Host" not in kept
    assert "N. N." in kept
    assert [each["meta"] for each in lines(masked)][1:] == [
        {"by": "Aigul", "masked": "a name was taken out"},
        {"by": "B. Guest", "masked": "a name was taken out"},
    ]
    assert "nobody in" in run("store", "export", store, "--mask", "Nobody", "-o", tmp_path / "more.db").err
    assert "such a file already" in run("store", "export", store, "--mask", "A. Host", "-o", masked).err
    assert "--mask writes a new store" in run("store", "export", store, "--mask", "A. Host").err


def test_the_same_commands_work_on_a_server(postgres: PostgresServer, tmp_path: Path) -> None:
    """And a password in the address is told by none of them."""
    dsn = postgres.new_schema().replace("postgres@", "postgres:secret@")
    (tmp_path / "header.yaml").write_text(HEADER, encoding="utf-8")
    calls = [
        ("record", dsn, "day", "--open", tmp_path / "header.yaml", "guest_arrived"),
        *(("store", name, dsn) for name in ("log", "head", "verify", "export")),
        ("check", dsn),
        ("report", "record", f"{dsn}#day"),
    ]
    wrong = [
        ("record", dsn, "night", "guest_arrived"),
        ("check", f"{dsn}#night"),
        ("check", dsn.replace(":secret@", ":se@cret@")),
    ]
    ran = [run(*call) for call in (*calls, *wrong)]

    assert [each.code for each in ran] == [0] * len(calls) + [2] * len(wrong)
    assert "guest_arrived" in ran[1].out
    assert ran[2].out.strip() in ran[-4].out.replace("\n", " ")
    assert [each for each in ran if "cret" in each.out + each.err] == []


def test_who_follows_a_store_sees_what_comes_until_interrupted(store: Path) -> None:
    """Across processes, one line an entry."""
    command = [sys.executable, "-m", "protocol", "store", "log", str(store), "--follow", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as follower:  # noqa: S603 - our own command
        assert follower.stdout is not None
        seen = [json.loads(follower.stdout.readline())["type"] for _ in range(2)]
        run("record", store, "day", "guest_arrived")
        seen.append(json.loads(follower.stdout.readline())["type"])
        follower.send_signal(signal.SIGINT)
        told = follower.communicate()[1]

    assert seen == ["record_opened", "visit_agreed", "guest_arrived"]
    assert follower.returncode == 130
    assert "Traceback" not in told


@pytest.mark.parametrize(
    "arguments",
    [("log",), ("head",), ("verify",), ("export",), ("backup", "copy.db")],
    ids=lambda arguments: arguments[0],
)
def test_what_is_no_store_is_told(arguments: tuple[str, ...], tmp_path: Path) -> None:
    """A file that is not there, a script, a database of another program: one line, exit code 2, nothing made."""
    name, *more = arguments
    for path in (tmp_path / "nothing.db", ASTANA):
        ran = run("store", name, path, *more)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"{path}: ")
    assert list(tmp_path.iterdir()) == []
