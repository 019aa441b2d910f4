"""Papers of long visits: four times the steps take about four times the work, in every report and every format."""

import gc
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from time import process_time

import pytest
from attrs import evolve
from docx import Document
from docx.oxml.ns import qn

from protocol import COMMON, Entry, Event, Side, Stream, TalksFormat, check
from protocol.events import (
    DelegationNamed,
    DocumentSigned,
    PlaceInaugurated,
    RecordOpened,
    SiteVisited,
    TalksClosed,
    TalksOpened,
    TreePlanted,
    VisitAgreed,
)
from protocol.render import render
from protocol.reports import REPORTS, Brief
from protocol.values import Basis, Country, Moment, Party, Person, Signatory, Text, Venue, present
from protocol.values import Document as Signed

pytestmark = pytest.mark.uncovered

FEW = 150
FIRST = datetime(2031, 5, 14, tzinfo=UTC)
PARTIES = (Party(Side.HOST, Country("KZ")), Party(Side.GUEST, Country("AZ"), principals=(Person("Rauf Alakbarli"),)))
OPENED = (RecordOpened("demo"), VisitAgreed(parties=PARTIES))


def varied(number: int) -> Stream:
    """Many ceremonies, one after the other, with all that a report may tell of them."""
    steps: list[Event | Entry[Event]] = []
    while len(steps) < number:
        place = str(len(steps))
        steps += (
            Entry(0, TalksOpened(format=TalksFormat.RESTRICTED), present=present(attending=(Person("Ali Veli"),))),
            DocumentSigned(Signed(f"Document {place}"), (Signatory(Person("Rauf Alakbarli"), Side.GUEST),)),
            TalksClosed(TalksFormat.RESTRICTED),
            Entry(0, SiteVisited(), place=Venue(f"Place {place}")),
        )
    return Stream.of(*OPENED, *(_timed(place, event) for place, event in enumerate(steps)))


def _timed(minutes: int, step: Event | Entry[Event]) -> Entry[Event]:
    entry = step if isinstance(step, Entry) else Entry(0, step)
    return evolve(entry, at=Moment(FIRST + timedelta(minutes=minutes)), remarks=(Text.of(f"Remark {minutes}"),))


def in_one_ceremony(number: int) -> Stream:
    """A ceremony of many steps, without times, all alike."""
    return Stream.of(*OPENED, TalksOpened(), *(TreePlanted() for _ in range(number)), TalksClosed())


def with_many_people(number: int) -> Stream:
    """A delegation of many."""
    members = tuple(Person(f"Member {place}") for place in range(number))
    return Stream.of(*OPENED, DelegationNamed(Side.GUEST, members), TreePlanted())


def of_long_words(number: int) -> Stream:
    """A title of many letters."""
    return Stream.of(*OPENED, _timed(1, PlaceInaugurated("x" * number * 10)), _timed(2, TreePlanted()))


def planned(stream: Stream) -> Stream:
    """A plan of the same steps the other way round, so that nearly all have moved."""
    steps = (entry.event for entry in reversed(stream.entries[1:]))
    return Stream.of(RecordOpened("demo", basis=Basis.ANNOUNCED), *steps)


def work(name: str, stream: Stream) -> float:
    """How much the processor has to do for a report in all its formats; the least of several times."""
    brief, report = Brief(stream, assessment=check(stream, COMMON), programme=planned(stream)), REPORTS[name]

    def made() -> None:
        page = report.build(brief)
        for form in report.formats:
            if form != "ics" or page.appointments:
                render(page, to=form)

    return min(_measured(made) for _ in range(3))


def _measured(made: Callable[[], None]) -> float:
    gc.collect()
    gc.disable()
    began = process_time()
    try:
        made()
    finally:
        gc.enable()
    return process_time() - began


@pytest.mark.parametrize("stream", [varied, in_one_ceremony, with_many_people, of_long_words])
@pytest.mark.parametrize("name", REPORTS)
def test_four_times_the_steps_are_not_sixteen_times_the_work(name: str, stream: Callable[[int], Stream]) -> None:
    """What grew with the square would take sixteen times as long; half of that is left to whatever else is running."""
    assert work(name, stream(4 * FEW)) < 8 * work(name, stream(FEW))


def test_styles_that_a_document_refers_to_are_there() -> None:
    """They are referred to by their ids, without being looked for."""
    page = REPORTS["record"].build(Brief(varied(8)))
    made = Document(BytesIO(render(page, to="docx")))
    known = {style.style_id for style in made.styles}
    used = {
        str(mark.get(qn("w:val")))
        for kind in ("w:pStyle", "w:rStyle", "w:tblStyle")
        for mark in made.element.iter(qn(kind))
    }

    assert "TableText" in used
    assert used <= known
