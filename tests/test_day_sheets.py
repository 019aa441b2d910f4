"""Day sheets: where one person has to be, as far as it can be told by who is named and whose visit it is."""

import pytest

from protocol.events.ceremonies import CLOSINGS
from protocol.projections import programme, steps_for
from protocol.reports import REPORTS, Brief
from protocol.reports.words.teller import Teller
from protocol.script import load_script
from protocol.stream import Stream
from protocol.visit import replay

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


TOGETHER = [
    "Official welcoming ceremony",
    "Greeting between the principals",
    "National anthem: Azerbaijan",
    "Report of the commander of the guard of honour",
    "Talks in restricted format",
]


def test_a_host_is_where_both_are_and_not_at_the_gates(visit: Stream) -> None:
    """Not at the airport, at a meeting with others, at talks of ministers, at a luncheon that another gives."""
    assert sheet(visit, "Saltanat Omarova") == [
        *TOGETHER,
        "Signing ceremony",
        'Signing: "Statement"',
        "Press statement: both leaders",
        "Press statement: Saltanat Omarova",
        "Dinner",
        "Toast: Rauf Alakbarli",
    ]


def test_a_guest_is_at_all_of_the_visit_but_what_is_for_others(visit: Stream) -> None:
    """With the anthems and the greeting; without the programme of the spouse and what others do alone."""
    assert sheet(visit, "Rauf Alakbarli") == [
        "Arrival",
        "Greeting on arrival",
        *TOGETHER,
        "Signing ceremony",
        'Signing: "Statement"',
        "Press statement: both leaders",
        "Meeting: the mayor",
        "Wreath-laying",
        "Luncheon",
        "Dinner",
        "Toast: Rauf Alakbarli",
        "Farewell ceremony",
        "National anthem: Kazakhstan",
        "Departure",
    ]


def test_a_spouse_is_on_the_way_and_at_table(visit: Stream) -> None:
    """And at the programme of their own; not at talks, and not where the leader of the side is meant."""
    assert sheet(visit, "Leyla Alakbarli") == [
        "Arrival",
        "Greeting on arrival",
        "Official welcoming ceremony",
        "Programme of the spouse",
        "Luncheon",
        "Dinner",
        "Farewell ceremony",
        "Departure",
    ]


def test_who_does_not_lead_is_where_they_are_named(visit: Stream) -> None:
    """A second principal of the host, and the host's spouse, are at nothing that does not name them."""
    assert sheet(visit, "Marat Tolegenov") == ["Luncheon"]
    assert sheet(visit, "Daniyar Omarov") == []


def test_a_host_who_is_named_at_the_airport_is_there() -> None:
    """A welcome at the airport is for the host where a step of it says so, a farewell too."""
    welcome = "venue: {kind: airport}, steps: [%s]"
    farewell = "  - farewell_ceremony: {steps: [guard_reviewed: {by: both}]}\n"
    head = HEAD.partition("steps:")[0]

    def of(step: str) -> list[str]:
        return sheet(
            load_script(f"{head}steps:\n  - welcome_ceremony: {{{welcome % step}}}\n{farewell}"), "Saltanat Omarova"
        )

    assert of("anthem_played: {of: guest}")[0] == "Farewell ceremony"
    assert of("leaders_greeted")[0] == "Official welcoming ceremony"


def test_both_leaders_are_two(visit: Stream) -> None:
    """Neither spouses nor further principals take part where both leaders do."""
    page = REPORTS["programme"].build(Brief(visit))
    said = [span.text for span in page.spans()]

    assert "Saltanat Omarova; Rauf Alakbarli" in said
    assert not [words for words in said if "Daniyar" in words or "Leyla" in words]


def test_a_party_is_led_by_its_leader(visit: Stream) -> None:
    """The record names a spouse with the leader, and not as one."""
    said = [span.text for span in REPORTS["record"].build(Brief(visit)).spans()]

    assert "Azerbaijan, led by Rauf Alakbarli, with Leyla Alakbarli" in said
    assert "Kazakhstan, led by Saltanat Omarova and Marat Tolegenov, with Daniyar Omarov" in said
