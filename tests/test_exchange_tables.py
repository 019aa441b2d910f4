"""Tables of entries and of findings: their columns, their cells, and that nothing in them is taken for a formula."""

import csv
import json
from datetime import date, time
from io import StringIO

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from protocol.cli.app import protocol as command
from protocol.codec import dump_entry
from protocol.corpus import visits
from protocol.events import (
    AnthemPlayed,
    EntryCorrected,
    EntryRetracted,
    GuestArrived,
    GuestDeparted,
    RecordOpened,
    TalksClosed,
    TalksOpened,
)
from protocol.exchange import ENTRY_COLUMNS, FINDING_COLUMNS, csv_line, entry_rows, finding_rows
from protocol.rules import COMMON, TEXTBOOK, Rulebook
from protocol.script import dump_script
from protocol.stream import Entry, Stream, effective
from protocol.testing import streams
from protocol.validation import check
from protocol.values import Moment, Placing, Precision, Side, Source, Standing, TalksFormat, Text

DAY = date(2023, 4, 10)
FAULTY = Stream.of(
    RecordOpened("demo", sources=(Source(Text.of("A report"), id="a"), Source(Text.of("Another"), id="b"))),
    GuestArrived(),
    TalksOpened(TalksFormat.EXPANDED),
    Entry(0, AnthemPlayed(of=Side.GUEST), placing=Placing.LISTED, sources=("a", "b"), remarks=(Text.of("=1+1"),)),
    TalksClosed(TalksFormat.EXPANDED),
    Entry(
        0,
        TalksOpened(TalksFormat.RESTRICTED),
        at=Moment(DAY),
        until=Moment(time(11), Precision.AS_STATED, "near eleven"),
    ),
    Entry(0, GuestDeparted(), during=2, standing=Standing.INFERRED, recorded_by="me"),
)


def entries(stream: Stream) -> list[dict[str, str]]:
    """The rows of the entries of a stream, by column."""
    return [dict(zip(ENTRY_COLUMNS, row, strict=True)) for row in entry_rows(stream)]


def findings(stream: Stream) -> list[dict[str, str]]:
    """The rows of the findings on a stream, by column."""
    return [dict(zip(FINDING_COLUMNS, row, strict=True)) for row in finding_rows(stream, check(stream, COMMON))]


def test_the_columns_of_the_tables_stay() -> None:
    """Programs rely on their names and order: later ones come at the end."""
    assert ",".join(ENTRY_COLUMNS) == (
        "visit,basis,coverage,position,event,family,at,precision,until,until_precision,placing,standing,ceremony,"
        "during,sources,recorded_by,recorded_at,sentence,details,remarks,"
        "id,place,acting,addressed,accompanying,attending,lasting,lasting_precision,press,particulars"
    )
    assert ",".join(FINDING_COLUMNS) == (
        "id,visit,basis,rulebook,coverage,kind,rule,severity,evidence,entries,ceremony,listed,inferred,message,"
        "sentence,sources,hint"
    )


def test_an_entry_is_a_row() -> None:
    """Everything that an entry says has its cell, and what it does not say is empty."""
    opened, arrived, *_, talks, departed = entries(FAULTY)

    assert (opened["event"], opened["family"], opened["position"]) == ("record_opened", "record", "0")
    assert json.loads(opened["details"])["sources"][0]["title"] == "A report"
    assert {name: cell for name, cell in arrived.items() if cell} == {
        "visit": "demo",
        "basis": "reported",
        "coverage": "partial",
        "position": "1",
        "event": "guest_arrived",
        "family": "arrival",
        "placing": "stated",
        "standing": "reported",
        "sentence": "The guest arrived",
    }
    assert (talks["at"], talks["precision"]) == ("2023-04-10", "exact")
    assert (talks["until"], talks["until_precision"]) == ("11:00:00", "near eleven")
    assert (departed["during"], departed["standing"], departed["recorded_by"]) == ("2", "inferred", "me")


def test_an_entry_knows_its_ceremony() -> None:
    """The opening, the steps and the closing of a ceremony have the position of the opening."""
    assert [row["ceremony"] for row in entries(FAULTY)] == ["", "", "2", "2", "2", "5", "2"]


def test_lists_in_one_cell() -> None:
    """Sources are parted by semicolons; remarks are JSON, for they are words of all sorts."""
    listed = entries(FAULTY)[3]

    assert listed["sources"] == "a; b"
    assert json.loads(listed["remarks"]) == ["=1+1"]
    assert json.loads(listed["details"]) == {"of": "guest"}


def test_the_table_shows_the_record_as_corrected() -> None:
    """Corrections are applied; the positions stay those of the record."""
    corrected = FAULTY.then(EntryRetracted(3), EntryCorrected(1, event=GuestDeparted()))

    rows = entries(corrected)
    assert [row["position"] for row in rows] == ["0", "1", "2", "4", "5", "6"]
    assert rows[1]["event"] == "guest_departed"


@given(streams())
def test_every_stream_is_a_table(stream: Stream) -> None:
    """Each entry is a row with all columns, and its details are those of JSON Lines."""
    rows, standing = entries(stream), effective(stream)

    assert [row["position"] for row in rows] == [str(entry.position) for entry in standing]
    for row, entry in zip(rows, standing, strict=True):
        plain = dump_entry(entry)["event"]
        assert {"type": row["event"], **json.loads(row["details"] or "{}")} == plain


def test_a_finding_is_a_row() -> None:
    """Everything that is known of a finding has its cell."""
    late = Stream.of(*FAULTY[:1], *FAULTY[2:], GuestArrived())
    (row,) = (row for row in findings(late) if row["rule"] == "ARR02")

    assert row["id"] == "demo:common:ARR02:1-6"
    assert (row["severity"], row["evidence"], row["entries"]) == ("breach", "observed", "1; 6")
    assert (row["listed"], row["inferred"], row["kind"]) == ("no", "no", "unknown")
    assert row["message"] == "guest arrived after talks opened (expanded)"
    assert row["sentence"] == COMMON.rule("ARR02").sentence
    assert row["sources"]


@pytest.mark.parametrize("rulebook", [COMMON, TEXTBOOK], ids=lambda book: book.name)
def test_ids_of_findings_are_stable_and_each_ones_own(rulebook: Rulebook) -> None:
    """No two findings on a visit of the corpus have the same id, and another run gives the same ids."""
    found = [row for stream in visits() for row in finding_rows(stream, check(stream, rulebook))]

    assert len({row[0] for row in found}) == len(found) > 10
    assert found == [row for stream in visits() for row in finding_rows(stream, check(stream, rulebook))]


@given(streams())
def test_findings_of_any_stream_have_ids_of_their_own(stream: Stream) -> None:
    """The visit, the rulebook, the rule and the positions tell two findings apart."""
    rows = list(finding_rows(stream, check(stream, TEXTBOOK)))

    assert len({row[0] for row in rows}) == len(rows)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\N{FULLWIDTH EQUALS SIGN}"])
def test_no_cell_is_a_formula(start: str) -> None:
    """An apostrophe keeps a spreadsheet from running what a record says."""
    (cells,) = csv.reader(StringIO(csv_line([f"{start}cmd|' /C calc'!A0", "a"]), newline=""))

    assert cells == [f"'{start}cmd|' /C calc'!A0", "a"]


@given(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), min_size=1))
def test_a_row_is_read_as_the_same_row(cells: list[str]) -> None:
    """Commas, quotes and line ends survive, as RFC 4180 has it; an apostrophe may come before a cell."""
    line = csv_line(cells)
    (found,) = csv.reader(StringIO(line, newline=""))

    assert line.endswith("\r\n")
    assert [cell if cell in (given, f"'{given}") else None for cell, given in zip(found, cells, strict=True)] == found


@pytest.mark.parametrize(("form", "columns"), [("csv", ENTRY_COLUMNS), ("findings-csv", FINDING_COLUMNS)])
def test_the_command_writes_one_table_of_many_visits(
    tmp_path_factory: pytest.TempPathFactory, form: str, columns: tuple[str, ...]
) -> None:
    """The names of the columns come once, then the rows of all visits."""
    path = tmp_path_factory.mktemp("visits") / "faulty.json"
    path.write_text(dump_script(FAULTY.then(GuestArrived()), to="json"), encoding="utf-8")
    result = CliRunner().invoke(command, ["convert", "--to", form, str(path), str(path)], standalone_mode=False)
    first, *rows = csv.reader(StringIO(result.stdout_bytes.decode(), newline=""))

    assert result.return_value == 0
    assert first == list(columns)
    assert len(rows) % 2 == 0
    assert rows[: len(rows) // 2] == rows[len(rows) // 2 :] != []


def test_options_of_judging_are_for_findings_alone(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Another form judges nothing, and says so instead of leaving an option aside."""
    path = tmp_path_factory.mktemp("visits") / "faulty.json"
    path.write_text(dump_script(FAULTY, to="json"), encoding="utf-8")
    runner = CliRunner()
    chosen = runner.invoke(command, ["convert", "--to", "findings-csv", "--rulebook", "textbook", str(path)])
    refused = runner.invoke(command, ["convert", "--to", "csv", "--rulebook", "textbook", str(path)])

    assert "demo:textbook:" in chosen.stdout
    assert refused.exit_code == 2
    assert "are for --to findings-csv" in refused.stderr
