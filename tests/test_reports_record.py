"""The record of a visit: in order, nested, timed as known, from its sources, every line with its entries."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from protocol.events import (
    AnthemPlayed,
    DelegationNamed,
    DocumentSigned,
    EntryCorrected,
    EntryRetracted,
    Event,
    GiftPresented,
    GuestArrived,
    GunSaluteFired,
    ReceptionClosed,
    ReceptionOpened,
    RecordOpened,
    SigningClosed,
    SigningOpened,
    TalksClosed,
    TalksOpened,
    ToastProposed,
    VisitAgreed,
    VisitCancelled,
    VisitPostponed,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
)
from protocol.reports import Brief, Cell, Listing, Page, Span, Table, record_page
from protocol.reports.sections.particulars import name_of
from protocol.reports.words.teller import Teller
from protocol.stream import Entry, Stream
from protocol.values import (
    Basis,
    Country,
    Dates,
    Document,
    Moment,
    Party,
    Person,
    Placing,
    Rank,
    Side,
    Source,
    Standing,
    TalksFormat,
    Text,
    VisitKind,
)
from protocol.visit import Visit, replay

TOKAYEV = Person("Kassym-Jomart Tokayev", "President of the Republic of Kazakhstan", Rank.HEAD_OF_STATE)
ALIYEV = Person("Ilham Aliyev", "President of the Republic of Azerbaijan", Rank.HEAD_OF_STATE)
DAY = date(2023, 4, 10)
AGREED = VisitAgreed(
    VisitKind.OFFICIAL,
    (
        Party(Side.HOST, Country("KZ"), "Astana", (TOKAYEV,)),
        Party(Side.GUEST, Country("AZ"), "Baku", (ALIYEV,)),
    ),
    Dates(DAY, DAY),
)
SOURCES = (Source("Visit", "https://example.org/visit", "ru", id="a"), Source("Another report", id="b"))
OPENED = RecordOpened("astana-2023", time_zone="Asia/Almaty", sources=SOURCES)
VISIT = replay(Stream.of(OPENED, AGREED))
ALMATY = timezone(timedelta(hours=6))


def words(page: Page) -> str:
    """All words of a page."""
    return "\n".join((page.title, *(span.text for span in page.spans())))


def order_of(page: Page) -> list[tuple[str, str, str, int]]:
    """The order of events of a record: number, time, what happened, how deep; a column that is not there is empty."""
    (table,) = (block for block in page.blocks if isinstance(block, Table) and block.head)
    rows = [dict(zip(table.head, row, strict=True)) for row in table.rows]
    return [(cell_of(row, "No."), cell_of(row, "Time"), *what_of(row)) for row in rows]


def cell_of(row: dict[str, Cell], head: str) -> str:
    """The words under a head, nothing where it is not there."""
    return text(row[head]) if head in row else ""


def what_of(row: dict[str, Cell]) -> tuple[str, int]:
    """What happened or will happen, and how deep."""
    (what,) = (cell for head, cell in row.items() if head.startswith("What"))
    return text(what), what.depth


def text(cell: Cell) -> str:
    """The words of a cell."""
    return "".join(span.text for span in cell.spans)


def record_of(*items: Event | Entry[Event]) -> Page:
    """The record of the Astana visit with further events."""
    return record_page(Brief(Stream.of(OPENED, AGREED, *items)))


def test_title_says_who_came_to_whom_and_when() -> None:
    """The title of a record names the kind, the guest, the host and the days."""
    assert record_of().title == "Record: Official visit of Ilham Aliyev (Azerbaijan) to Kazakhstan, 10 April 2023"


@pytest.mark.parametrize(
    ("visit", "name"),
    [
        (Visit("a", kind=VisitKind.STATE), "Visit a"),
        (Visit("a", parties=(Party(Side.HOST, city="Astana"),)), "Visit to Astana"),
        (Visit("a", parties=(Party(Side.GUEST, principals=(ALIYEV,)),)), "Visit of Ilham Aliyev"),
        (Visit("a", parties=(Party(Side.GUEST, Country("AZ")), Party(Side.HOST))), "Visit of Azerbaijan"),
    ],
)
def test_visit_is_called_by_what_is_known(visit: Visit, name: str) -> None:
    """A visit of which neither guest nor host nor days are known is called by its id."""
    assert name_of(Teller(visit)) == name


def test_record_opens_with_its_particulars() -> None:
    """The kind, the parties with who leads them, the zone and the coverage stand at the head."""
    page = words(record_of(DelegationNamed(Side.GUEST, (Person("Jeyhun Bayramov", "Minister"), Person("B")))))
    assert "official visit" in page
    assert "Kazakhstan (Astana), led by Kassym-Jomart Tokayev, President of the Republic of Kazakhstan" in page
    assert "Jeyhun Bayramov (Minister) and B" in page
    assert "Asia/Almaty" in page
    assert "The record is partial" in page


def test_record_says_when_a_visit_was_put_off_or_called_off() -> None:
    """What became of the visit stands at its head, with the entry that says so."""
    page = record_of(VisitPostponed(), VisitPostponed(date(2023, 5, 1)), VisitCancelled("illness"))
    told = {span.text: span.entries for span in page.spans()}
    assert told["indefinitely"] == (2,)
    assert told["to 1 May 2023"] == (3,)
    assert told["illness"] == (4,)
    assert "no reason stated" in words(record_of(VisitCancelled()))


def test_kind_is_told_in_all_its_versions() -> None:
    """Where the sides differ about the kind, or the source has its own word, the record says so."""
    agreed = VisitAgreed(VisitKind.STATE, kind_by_guest=VisitKind.WORKING, kind_as_stated="friendly")
    page = words(record_page(Brief(Stream.of(OPENED, agreed))))
    assert 'state visit; the guest\'s side calls it a working visit; in the words of the source: "friendly"' in page


def test_order_of_events_sets_steps_in_their_ceremony() -> None:
    """Steps of a ceremony stand deeper than its opening and closing, and deeper still in a ceremony within."""
    page = record_of(
        WelcomeCeremonyOpened(), AnthemPlayed(), SigningOpened(), DocumentSigned(Document("A")), SigningClosed(),
        WelcomeCeremonyClosed(), GiftPresented(), Entry(0, GunSaluteFired(), during=2),
    )  # fmt: skip
    assert [(number, depth) for number, _, _, depth in order_of(page)] == [
        ("2", 0), ("3", 1), ("4", 1), ("5", 2), ("6", 1), ("7", 0), ("8", 0), ("9", 0),
    ]  # fmt: skip


def test_ceremony_without_reported_end_encloses_nothing() -> None:
    """Where no source says when a ceremony ended, what followed is not set in it, and the record says why."""
    page = record_of(WelcomeCeremonyOpened(), AnthemPlayed())
    assert order_of(page) == [
        ("2", "", "The welcome ceremony began (end not reported)", 0),
        ("3", "", "The national anthems were played", 0),
    ]
    assert "end not reported: no source says" in words(page)


def test_ceremony_known_by_its_brackets_alone_is_one_line() -> None:
    """Talks of which nothing is known but that they were held are told in one line that names both entries."""
    page = record_of(
        Entry(0, TalksOpened(TalksFormat.RESTRICTED), at=Moment(time(10, 30))),
        Entry(0, TalksClosed(TalksFormat.RESTRICTED), at=Moment(time(11))),
        ReceptionOpened(),
        ToastProposed(),
        ReceptionClosed(),
    )
    assert order_of(page)[:2] == [
        ("2-3", "10:30 to 11:00", "Talks were held in restricted format", 0),
        ("4", "", "The reception began", 0),
    ]
    assert {span.entries for span in page.spans() if span.text == "2-3"} == {(2, 3)}


def test_day_is_shown_once() -> None:
    """The day is written when it changes; a time without a day or a step without a time is left as it is."""
    ten = datetime(2023, 4, 10, 10, 0, tzinfo=ALMATY)
    page = record_of(
        Entry(0, GuestArrived(), at=Moment(ten)),
        Entry(0, AnthemPlayed(), at=Moment(ten + timedelta(hours=1)), until=Moment(ten + timedelta(hours=2))),
        Entry(0, AnthemPlayed(), at=Moment(DAY)),
        Entry(0, AnthemPlayed()),
        Entry(0, AnthemPlayed(), at=Moment((ten + timedelta(hours=1)).astimezone(UTC))),
        Entry(0, AnthemPlayed(), at=Moment(ten + timedelta(days=1)), until=Moment(ten + timedelta(days=2))),
        Entry(0, AnthemPlayed(), until=Moment(time(18))),
    )
    assert [when for _, when, _, _ in order_of(page)] == [
        "10 April 2023, 10:00",
        "11:00 to 12:00",
        "same day",
        "",
        "05:00 (UTC)",
        "11 April 2023, 10:00 to 12 April 2023, 10:00",
        "to 18:00",
    ]


def test_marks_are_explained_when_they_are_used() -> None:
    """What is only listed or inferred says so, and the page says what that means; else it does not."""
    page = record_of(
        Entry(0, AnthemPlayed(Side.GUEST), placing=Placing.LISTED),
        Entry(0, GuestArrived(), standing=Standing.INFERRED, at=Moment(DAY)),
    )
    assert [what for _, _, what, _ in order_of(page)] == [
        "The anthem of Azerbaijan was played (listed)",
        "The guest arrived (inferred)",
    ]
    assert "listed: a source names" in words(page)
    assert "inferred: no source" in words(page)
    plain_page = words(record_of(Entry(0, GuestArrived(), at=Moment(DAY))))
    assert "listed:" not in plain_page
    assert "Where no time is given" not in plain_page


def test_sources_are_numbered_where_they_are_cited() -> None:
    """Each step cites its sources by their number in the list at the end, one that is not listed by its id."""
    page = record_of(Entry(0, GuestArrived(), sources=("b", "a", "c")))
    (table,) = (block for block in page.blocks if isinstance(block, Table) and block.head)
    assert text(table.rows[0][-1]) == "2, 1, c"
    listing = page.blocks[-1]
    assert isinstance(listing, Listing)
    assert listing.numbered
    assert listing.items[0] == (
        Span("Visit (ru)"),
        Span(", "),
        Span("https://example.org/visit", link="https://example.org/visit"),
    )
    assert listing.items[1] == (Span("Another report"),)


def test_a_column_of_which_nothing_is_known_is_left_out() -> None:
    """Where no time is told and no source, neither has a column."""
    (table,) = (block for block in record_of(GuestArrived()).blocks if isinstance(block, Table) and block.head)

    assert table.head == ("No.", "What happened")


def test_remarks_name_their_entries() -> None:
    """Remarks stand after the order of events, each with the entry that it is about."""
    page = record_of(Entry(0, GuestArrived(), remarks=(Text.of("in the rain"), Text.of("late"))))
    assert Span("No. 2: in the rain", (2,)) in tuple(page.spans())
    assert Span("No. 2: late", (2,)) in tuple(page.spans())


def test_record_shows_corrections_and_what_they_changed() -> None:
    """The order of events is the corrected one, and what was corrected, by which entry and why is listed."""
    page = record_of(
        AnthemPlayed(Side.HOST),
        GiftPresented(),
        EntryCorrected(2, AnthemPlayed(Side.GUEST), Moment(time(10)), Moment(time(11)), reason="misheard"),
        EntryRetracted(3, "not on this visit"),
        EntryRetracted(99),
        EntryCorrected(2),
    )
    assert order_of(page) == [("2", "10:00 to 11:00", "The anthem of Azerbaijan was played", 0)]
    told = [span for span in page.spans() if span.text.startswith("No. ")]
    assert told == [
        Span(
            'No. 4 corrects no. 2, "The anthem of Kazakhstan was played": '
            'it reads "The anthem of Azerbaijan was played", '
            "when: 10:00, until when: 11:00; reason: misheard",
            (2, 4),
        ),
        Span('No. 5 withdraws no. 3, "A gift was presented"; reason: not on this visit', (3, 5)),
        Span("No. 6 withdraws no. 99, which is not there", (99, 6)),
        Span('No. 7 corrects no. 2, "The anthem of Kazakhstan was played": nothing changes', (2, 7)),
    ]


def test_programme_speaks_of_the_future() -> None:
    """A planned stream is a programme: its title says so and its steps are still to come."""
    opened = RecordOpened("v", Basis.ANNOUNCED)
    page = record_page(Brief(Stream.of(opened, AGREED, GuestArrived(), TalksOpened(), TalksClosed())))
    assert page.title.startswith("Programme: ")
    assert [what for _, _, what, _ in order_of(page)] == ["The guest will arrive", "Talks will be held"]
    assert "not what happened" in words(page)


def test_record_without_steps_says_so() -> None:
    """An empty record is not an empty table."""
    assert "No step is recorded yet." in words(record_page(Brief(Stream.of(OPENED))))
    assert "No step is planned yet." in words(record_page(Brief(Stream.of(RecordOpened("v", Basis.ANNOUNCED)))))


def test_dated_agreement_is_a_step() -> None:
    """An agreement whose day is known belongs to the order of events."""
    page = record_page(Brief(Stream.of(OPENED, Entry(0, AGREED, at=Moment(DAY)))))
    assert order_of(page) == [
        (
            "1",
            "10 April 2023",
            "The visit was agreed as an official visit between Kazakhstan and Azerbaijan for 10 April 2023",
            0,
        )
    ]


def test_every_row_names_its_entries() -> None:
    """Each cell of the order of events knows the entries that it rests on."""
    page = record_of(GuestArrived(), TalksOpened(), TalksClosed(), Entry(0, AnthemPlayed(), placing=Placing.LISTED))
    (table,) = (block for block in page.blocks if isinstance(block, Table) and block.head)
    for row in table.rows:
        assert len({span.entries for cell in row for span in cell.spans}) == 1
        assert all(span.entries for cell in row for span in cell.spans)
