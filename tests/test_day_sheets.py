"""Day sheets: where one person has to be, as far as it can be told by who is named and whose visit it is."""

import pytest
from hypothesis import given

from protocol.events.ceremonies import CLOSINGS
from protocol.projections import programme, steps_for
from protocol.reports import REPORTS, Brief
from protocol.reports.words.teller import Teller
from protocol.script import load_script
from protocol.stream import Stream
from protocol.testing import streams
from protocol.visit import replay
from sheets import wrong_in_sheets

HEAD = """
format: visit/1
visit: demo
basis: announced
host:
  state: KZ
  principals:
    - {name: Saltanat Omarova, rank: head-of-state}
    - {name: Daniyar Omarov, rank: spouse}
    - {name: Marat Tolegenov, rank: head-of-government}
guest:
  state: AZ
  principals: [{name: Leyla Alakbarli, rank: spouse}, {name: Rauf Alakbarli, rank: head-of-state}]
steps:
  - guest_arrived: {place: {name: Airport, kind: airport}}
  - guest_greeted: {by: [{name: Aigul Serikova}]}
  - welcome_ceremony:
      venue: {name: Akorda, kind: residence}
      steps:
        - leaders_greeted
        - anthem_played: {of: guest}
        - guard_reported: {to: guest}
  - talks: {format: restricted}
  - talks: {format: expanded, participants: [Aigul Serikova, Nigar Suleymanli]}
  - signing:
      steps:
        - document_signed: {title: Statement}
        - document_signed: {title: Ferries, by: [Aigul Serikova, Nigar Suleymanli]}
  - press_statement_made: {by: both}
  - press_statement_made: {by: host}
  - meeting_held: {counterpart: mayor, participants: [Ali Veli]}
  - wreath_laid
  - spouse_programme_held
  - reception: {meal: luncheon, given_by: [Marat Tolegenov]}
  - reception: {meal: dinner, steps: [toast_proposed: {by: guest}]}
  - farewell_ceremony: {venue: {name: Airport, kind: airport}, steps: [anthem_played: {of: host}]}
  - guest_departed
"""


@pytest.fixture(scope="module")
def visit() -> Stream:
    """A visit on which not everybody is everywhere."""
    return load_script(HEAD)


def sheet(stream: Stream, name: str) -> list[str]:
    """What stands in the day sheet of a person."""
    told, teller = programme.of(stream), Teller(replay(stream))
    (person,) = {each for party in told.visit.parties for each in party.principals if str(each.name) == name}
    return [teller.item(step.item.entry) for step in steps_for(told, person) if type(step.event) not in CLOSINGS]


CEREMONY = ["Official welcoming ceremony", "Greeting between the principals"]


def test_a_host_is_where_the_record_puts_the_host(visit: Stream) -> None:
    """Where the leaders greet each other, where the side acts; not at talks of which nobody says who sits there."""
    assert sheet(visit, "Saltanat Omarova") == [
        *CEREMONY,
        "Press statement: both sides",
        "Press statement: the host",
    ]


def test_a_guest_is_where_the_record_puts_the_guest(visit: Stream) -> None:
    """On the way, where the guest acts or is acted towards, with others; and at the ceremonies around these steps."""
    assert sheet(visit, "Rauf Alakbarli") == [
        "Arrival",
        "Greeting on arrival",
        *CEREMONY,
        "Report of the commander of the guard of honour",
        "Press statement: both sides",
        "Meeting: the mayor",
        "Dinner",
        "Toast: Rauf Alakbarli",
        "Departure",
    ]


def test_who_does_not_lead_is_where_they_are_named(visit: Stream) -> None:
    """A second principal of the host, and the spouses, are at nothing that does not name them."""
    assert sheet(visit, "Marat Tolegenov") == ["Luncheon"]
    assert sheet(visit, "Daniyar Omarov") == []
    assert sheet(visit, "Leyla Alakbarli") == []


def test_what_nobody_is_said_to_attend_is_listed_apart(visit: Stream) -> None:
    """Nobody is sent there, and nobody misses it for want of a word in the record."""
    said = [span.text for span in REPORTS["day-sheet"].build(Brief(visit)).spans()]

    assert said[said.index("Attendance not stated") + 1 :] == [
        "Talks in restricted format",
        "Wreath-laying",
        "Programme of the spouse",
        "Farewell ceremony (Airport)",
    ]


def test_who_attends_a_ceremony_attends_its_steps() -> None:
    """Unless a step says who attends it; those who act in the opening do not act in every step."""
    head = HEAD.partition("steps:")[0]
    reception = """steps:
  - reception:
      given_by: [Saltanat Omarova]
      attending: [Rauf Alakbarli, Leyla Alakbarli]
      steps:
        - toast_proposed: {acting: [Saltanat Omarova]}
        - speech_given: {acting: [Rauf Alakbarli], attending: [Marat Tolegenov]}
        - gift_presented
"""
    stream = load_script(head + reception)

    assert sheet(stream, "Leyla Alakbarli") == ["Reception", "Toast: Saltanat Omarova", "Presentation of gifts"]
    assert sheet(stream, "Saltanat Omarova") == ["Reception", "Toast: Saltanat Omarova"]
    assert sheet(stream, "Marat Tolegenov") == ["Reception", "Speech"]


@given(streams())
def test_nobody_is_sent_where_the_record_does_not_put_them(stream: Stream) -> None:
    """Nobody who is named at a step is left out of it either, by an oracle of its own."""
    assert list(wrong_in_sheets(stream)) == []


def test_both_leaders_are_two(visit: Stream) -> None:
    """Neither spouses nor further principals take part where both sides do."""
    page = REPORTS["programme"].build(Brief(visit))
    said = [span.text for span in page.spans()]

    assert "Saltanat Omarova; Rauf Alakbarli" in said
    assert not [words for words in said if "Daniyar" in words or "Leyla" in words]


def test_a_party_is_led_by_its_leader(visit: Stream) -> None:
    """The record names a spouse with the leader, and not as one."""
    said = [span.text for span in REPORTS["record"].build(Brief(visit)).spans()]

    assert "Azerbaijan, led by Rauf Alakbarli, head of state, with Leyla Alakbarli, spouse" in said
    led = "Kazakhstan, led by Saltanat Omarova, head of state and Marat Tolegenov, head of government"
    assert f"{led}, with Daniyar Omarov, spouse" in said
