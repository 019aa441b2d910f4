"""Importing visits from a table: what each thing becomes, and that nothing is lost."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from protocol import Basis, Entry, Placing, Stream
from protocol.events import (
    AnthemPlayed,
    CityLeft,
    CityReached,
    DocumentSigned,
    Event,
    FlypastHeld,
    GuardReported,
    GuestArrived,
    GuestDeparted,
    GunSaluteFired,
    LeadersGreeted,
    OtherHappened,
    PressConferenceHeld,
    TalksOpened,
    TransferMade,
    VisitAgreed,
    WelcomeCeremonyOpened,
)
from protocol.script import read_script
from protocol.values import Country, Means, Precision, Rank, Side, Sides, Standing, TalksFormat

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "tests" / "golden" / "table.jsonl"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple["subprocess.CompletedProcess[str]", Path]:
    """The importer run on a small table."""
    folder = tmp_path_factory.mktemp("imported")
    command = [sys.executable, str(ROOT / "tools" / "import_visits.py"), str(TABLE), str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False), folder  # noqa: S603 - our own tool


@pytest.fixture(scope="module")
def one(run: tuple[object, Path]) -> Stream:
    """The first visit of the table."""
    return read_script(run[1] / "one.json")


def entry(stream: Stream, kind: type[Event], number: int = 0) -> Entry[Event]:
    """An entry with an event of a kind."""
    return [each for each in stream if isinstance(each.event, kind)][number]


def test_what_cannot_be_imported_is_named_and_the_rest_is_imported(
    run: tuple["subprocess.CompletedProcess[str]", Path],
) -> None:
    """A bad row does not stop the others, and the summary counts."""
    done, folder = run

    assert done.returncode == 1
    assert "table.jsonl:4: not imported: KeyError" in done.stderr
    assert done.stdout.startswith("2 visits, ")
    assert sorted(path.name for path in folder.iterdir()) == ["one.json", "two.json"]


def test_the_header_carries_who_and_what(one: Stream) -> None:
    """Parties, ranks by office, the kind as the source put it, the first day."""
    agreed = one[1].event
    assert isinstance(agreed, VisitAgreed)
    host, guest, other = agreed.parties

    assert (host.state, host.principals[0].rank) == (Country("KZ"), Rank.HEAD_OF_STATE)
    assert (str(guest.principals[0].name), guest.principals[0].rank) == ("Emperor of somewhere", Rank.MONARCH)
    assert (other.side, other.principals[0].rank) == (Side.OTHER, Rank.OTHER)
    assert str(agreed.kind_as_stated) == "visite d'Etat"
    assert agreed.dates is not None
    assert agreed.dates.last is None


def test_every_step_keeps_its_words(one: Stream) -> None:
    """What a step was recorded from stands in its remark."""
    words = [str(remark) for each in one for remark in each.remarks]

    assert {"landing", "fighters alongside", "second welcome, at the airport", "take-off"} <= set(words)
    assert "Nothing special." in words


def test_the_first_arrival_is_the_arrival(one: Stream) -> None:
    """Later arrivals and earlier departures are travel inside the country."""
    kinds = [type(each.event) for each in one]

    assert kinds.index(FlypastHeld) < kinds.index(GuestArrived) < kinds.index(CityReached) < kinds.index(CityLeft)
    assert kinds[-1] is GuestDeparted


def test_a_palace_is_not_a_country(tmp_path: Path) -> None:
    """Whoever arrives at a palace, or leaves a park, has moved inside a city, which the source calls arrival."""
    row = json.loads(TABLE.read_text(encoding="utf-8").splitlines()[0])
    arrival, departure = ("arrival", "motorcade reaches the Royal Palace"), ("departure", "leaves Freedom Park")
    details = (arrival, ("banquet", "dinner"), departure)
    steps = [{"order": place, "what": what, "detail": detail} for place, (what, detail) in enumerate(details, 1)]
    (tmp_path / "table.jsonl").write_text(json.dumps({**row, "steps": steps}), encoding="utf-8")
    command = [
        sys.executable,
        *map(str, (ROOT / "tools" / "import_visits.py", tmp_path / "table.jsonl", tmp_path / "out")),
    ]
    subprocess.run(command, check=True)  # noqa: S603 - our own tool
    stream = read_script(tmp_path / "out" / "one.json")

    assert [each.means for each in stream.events if isinstance(each, TransferMade)] == [Means.MOTORCADE, None]
    assert not {GuestArrived, GuestDeparted} & set(map(type, stream.events))


def test_a_run_of_honours_is_wrapped_in_an_inferred_ceremony(one: Stream) -> None:
    """Where no source names a ceremony it is inferred; where one does, it is reported; a lone handshake is neither."""
    assert entry(one, WelcomeCeremonyOpened, 0).standing is Standing.INFERRED
    assert entry(one, WelcomeCeremonyOpened, 1).standing is Standing.REPORTED
    after = one.at(entry(one, LeadersGreeted).position + 1)
    assert after is not None
    assert isinstance(after.event, OtherHappened)


def test_qualifiers_and_times_are_kept(one: Stream) -> None:
    """About is about; other words are kept as stated; the end of talks is the time of their closing."""
    arrived, talks = entry(one, GuestArrived), entry(one, TalksOpened)
    closing = one.at(talks.position + 1)

    assert arrived.at is not None
    assert arrived.at.precision is Precision.ABOUT
    assert (str(talks.at), closing and str(closing.at)) == ("11:00:00", "12:00:00")


def test_details_become_fields(one: Stream) -> None:
    """Guns are counted, the report knows to whom, the anthem whose it is, talks of unstated format stay unstated."""
    assert entry(one, GunSaluteFired).event == GunSaluteFired(21)
    assert entry(one, GuardReported).event == GuardReported(Sides.BOTH)
    assert entry(one, AnthemPlayed).event == AnthemPlayed(Side.GUEST, Country("AZ"))
    assert [each.event.format for each in one if isinstance(each.event, TalksOpened)] == [
        TalksFormat.UNSTATED,
        TalksFormat.EXPANDED,
    ]
    assert isinstance(entry(one, PressConferenceHeld).event, PressConferenceHeld)


def test_during_points_at_an_entry(one: Stream) -> None:
    """What ran during the anthem refers to it by position."""
    assert entry(one, GunSaluteFired).during == entry(one, AnthemPlayed).position


def test_what_nobody_placed_is_listed(one: Stream) -> None:
    """Steps that are only listed, that were to come, and documents inside their signing."""
    assert entry(one, AnthemPlayed).placing is Placing.LISTED
    assert entry(one, TalksOpened, 1).placing is Placing.LISTED
    assert entry(one, DocumentSigned).placing is Placing.LISTED


def test_a_programme_is_told_from_a_report(run: tuple[object, Path], one: Stream) -> None:
    """The decision is made by words, and the words are told."""
    two = read_script(run[1] / "two.json")

    assert (one.opening.basis, two.opening.basis) == (Basis.REPORTED, Basis.ANNOUNCED)
    assert "the notes say “Advance programme”" in str(two[0].remarks[0])


def test_what_has_no_place_is_a_remark(run: tuple[object, Path]) -> None:
    """Documents of which nobody says at which signing, and a state without a code, are told in remarks."""
    words = " ".join(map(str, read_script(run[1] / "two.json")[0].remarks))

    assert "documents named, at none or one of 2 signings: A memorandum (memorandum)" in words
    assert "host: Nowhere" in words
