"""Drawings of visits over time: a day each, ceremonies whole, what was planned above what happened."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.hosts import rulebook_of
from protocol.reports import REPORTS, Brief, Page, Timeline, Tone
from protocol.reports.sections.scale import hour_marks
from protocol.reports.words.language import ENGLISH
from protocol.script import load_script, read_script
from protocol.stream import Stream
from protocol.validation import check

FOLDER = Path(__file__).parent.parent / "examples" / "imagined_visit"


@pytest.fixture(scope="module")
def programme() -> Stream:
    """What was planned."""
    return read_script(FOLDER / "programme.yaml")


@pytest.fixture(scope="module")
def record() -> Stream:
    """What happened."""
    return read_script(FOLDER / "record.yaml")


def drawings(page: Page) -> list[Timeline]:
    """The drawings of a page."""
    return [block for block in page.blocks if isinstance(block, Timeline)]


def test_each_day_has_a_drawing(record: Stream) -> None:
    """Of a visit of two days each is drawn by itself, with the ceremonies that began on it."""
    first, second = drawings(REPORTS["record"].build(Brief(record)))

    assert [first.caption, second.caption] == ["The visit over time: 14 May 2031", "The visit over time: 15 May 2031"]
    assert [lane.label for lane in second.lanes] == ["Other steps", "Farewell ceremony"]
    assert (first.marks[0][1], first.marks[-1][1]) == ("09:00", "22:00")


def test_a_step_is_as_long_as_it_took(record: Stream) -> None:
    """What has an end is a bar as long as it lasted, in minutes; a ceremony reaches to its closing."""
    first, _ = drawings(REPORTS["record"].build(Brief(record)))
    lasted = {bar.label: bar.end - bar.start for lane in first.lanes for bar in lane.bars}

    assert lasted["Press statement: Yerlan Saparov and Rauf Alakbarli"] == 20
    assert lasted["Talks in restricted format"] == 80
    assert lasted["State banquet"] == 160
    assert lasted["Arrival"] == 0


def test_findings_are_where_they_happened(record: Stream) -> None:
    """The anthems that were played the other way round, and the toasts that came late, are marked."""
    found = check(record, rulebook_of(record))
    bars = [
        bar
        for drawing in drawings(REPORTS["record"].build(Brief(record, assessment=found)))
        for lane in drawing.lanes
        for bar in lane.bars
    ]

    assert [bar.entries for bar in bars if bar.tone is Tone.LAPSE] == [(8,), (9,)]
    assert [bar.entries for bar in bars if bar.tone is Tone.NOTE] == [(27,), (28,)]


def test_a_day_is_one_drawing_without_its_date() -> None:
    """A ceremony that ends after midnight belongs to the day on which it began, so there is one day."""
    late = """
        format: visit/1
        visit: late
        steps:
          - reception:
              at: 2031-05-14T21:00+05:00
              until: 2031-05-15T00:30+05:00
              steps: [{toast_proposed: {at: 2031-05-15T00:10+05:00}}]
    """
    (drawing,) = drawings(REPORTS["record"].build(Brief(load_script(late))))

    assert drawing.caption == "The visit over time"
    assert [name for _, name in drawing.marks] == ["21:00", "22:00", "23:00", "15 May 2031", "01:00"]


def test_a_ceremony_inside_another_stays_with_it() -> None:
    """A signing that begins after midnight at a dinner is drawn on the day of the dinner, with all its steps."""
    late = """
        format: visit/1
        visit: night
        steps:
          - reception:
              at: 2031-05-14T21:00+05:00
              until: 2031-05-15T00:40+05:00
              steps:
                - signing:
                    at: 2031-05-15T00:05+05:00
                    until: 2031-05-15T00:30+05:00
                    steps: [{document_signed: {title: A, at: 2031-05-15T00:10+05:00}}]
          - guest_departed: {at: 2031-05-15T10:00+05:00}
    """
    first, second = drawings(REPORTS["record"].build(Brief(load_script(late))))

    assert [lane.label for lane in first.lanes] == ["Reception", "Signing ceremony"]
    assert [bar.label for bar in first.lanes[1].bars] == ["Signing ceremony", 'Signing: "A"']
    assert [bar.label for lane in second.lanes for bar in lane.bars] == ["Departure"]


def test_without_all_times_the_order_is_drawn(record: Stream) -> None:
    """Where a step does not tell its time, nothing is said of how long anything took."""
    untimed = load_script(
        "format: visit/1\nvisit: demo\nsteps: [guest_arrived: {at: 2031-05-14T09:00+05:00}, tree_planted]"
    )
    (drawing,) = drawings(REPORTS["record"].build(Brief(untimed)))

    assert drawing.caption == "The visit in order"
    assert len(drawings(REPORTS["record"].build(Brief(record)))) == 2


def test_what_was_planned_stands_above_what_happened(programme: Stream, record: Stream) -> None:
    """Each lane has the planned time and the actual one; what was dropped or added has one of them."""
    first, second = drawings(REPORTS["deviations"].build(Brief(record, programme=programme)))
    lanes = {lane.label: [(bar.label, bar.planned, bar.tone) for bar in lane.bars] for lane in first.lanes}

    assert first.caption == "Programme and fact: 14 May 2031"
    assert lanes["Official welcoming ceremony"] == [
        ("10:30–11:00", True, Tone.PLAIN),
        ("10:40–11:12", False, Tone.NOTE),
    ]
    assert lanes["Wreath-laying: the memorial to the fallen"][1] == ("16:00", False, Tone.GOOD)
    assert lanes["Tree planting"] == [("16:30", True, Tone.PLAIN)]
    assert [lane.label for lane in second.lanes if not lane.bars[0].planned] == ["Speech: Neighbours across a sea"]
    assert "Official photograph" not in lanes


def test_nothing_is_drawn_that_cannot_be_compared(programme: Stream) -> None:
    """A record without times, or a report without a programme, has no drawing."""
    untimed = load_script("format: visit/1\nvisit: demo\nsteps: [guest_arrived, tree_planted]")

    assert drawings(REPORTS["deviations"].build(Brief(untimed, programme=programme))) == []
    assert drawings(REPORTS["deviations"].build(Brief(programme))) == []


OFFSETS = st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours)))
MOMENTS = st.datetimes(timezones=OFFSETS)


@given(st.lists(MOMENTS, min_size=1, max_size=4))
def test_marks_are_few_and_around_all_moments(moments: list[datetime]) -> None:
    """From the first moment to the last there are marks, never more than find room, whatever the years are."""
    marks = list(hour_marks(moments, ENGLISH))
    span = (max(moments) - min(moments)) / timedelta(minutes=1)

    assert 1 <= len(marks) <= 16
    assert marks[0][0] <= 0
    assert len(marks) < 2 or marks[-1][0] >= span or max(moments).year == 9999
    assert sorted(marks, key=lambda mark: mark[0]) == marks
