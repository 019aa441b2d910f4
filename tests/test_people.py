"""Who people are: named or known by office alone, leading a side or with those who do."""

import pytest

from protocol import check
from protocol.errors import InvalidValueError, UnreadableError
from protocol.events import DocumentSigned, TalksOpened, VisitAgreed
from protocol.hosts import rulebook_for
from protocol.render import render
from protocol.reports import REPORTS, Brief
from protocol.rules import COMMON
from protocol.script import dump_script, load_script
from protocol.values import Country, Function, Part, Party, Person, Rank, Side, Signatory, Text

VISIT = """
format: visit/1
visit: demo
kind: state
coverage: complete
host: {{state: CA, principals: [{{name: Julie Payette, rank: governor-general}}]}}
guest:
  state: BE
  principals: [{{name: Philippe, style: H.M., office: King of the Belgians, rank: monarch}}]
  accompanying: [{{name: Mathilde, function: spouse}}]
steps:
{steps}
"""


def visit(*steps: str) -> str:
    """A script of the visit with these steps."""
    return VISIT.format(steps="".join(f"  - {step}\n" for step in steps) or "  []")


def test_somebody_has_a_name_or_an_office() -> None:
    """Who is known by office alone is called by it; nobody has neither."""
    speaker = Person(office="Speaker of Parliament")
    assert (speaker.known_as, str(speaker)) == (Text.of("Speaker of Parliament"), "Speaker of Parliament")
    with pytest.raises(InvalidValueError, match="a name or an office is wanted"):
        Person(rank=Rank.SPEAKER)
    with pytest.raises(UnreadableError, match="a name or an office is wanted"):
        load_script(visit("meeting_held: {attending: [{rank: speaker}]}"))


def test_somebody_signs_by_office() -> None:
    """A signatory may be known by office alone, and is written and read so."""
    stream = load_script(visit("document_signed: {title: On Trade, by: [{office: Minister of Trade}]}"))
    assert stream.events[-1] == DocumentSigned("On Trade", [Signatory(Person(office="Minister of Trade"))])  # type: ignore[arg-type] # converted
    assert load_script(dump_script(stream)) == stream


def test_an_office_is_not_printed_after_itself() -> None:
    """Somebody who is known by office alone is printed by it, without the rank behind."""
    stream = load_script(
        visit("meeting_held: {counterpart: speaker, attending: [{office: the Speaker, rank: speaker}]}")
    )
    assert "the Speaker (" not in render(REPORTS["record"].build(Brief(stream)), to="text")
    assert "the Speaker" in render(REPORTS["record"].build(Brief(stream)), to="text")


@pytest.mark.parametrize("given", [{"rank": "spouse"}, {"function": "spouse"}, {"function": "aide"}])
def test_who_is_there_as_something_else_leads_no_side(given: dict[str, str]) -> None:
    """A spouse or an aide among the principals is not the leader, whatever their place in the list."""
    party = Party(Side.GUEST, principals=(Person("Mathilde", **given), Person("Philippe")))  # type: ignore[arg-type] # words are converted
    assert party.leader == Person("Philippe")
    assert not party.people[0].leads


def test_who_accompanies_a_party_is_written_and_read() -> None:
    """The header names them; a step names them by name alone, with all that the header says of them."""
    stream = load_script(visit("talks: {acting: [Philippe], accompanying: [Mathilde]}"))
    opened = stream[stream.places(TalksOpened)[0]]
    (mathilde,) = opened.people(Part.ACCOMPANYING)

    assert mathilde.function is Function.SPOUSE
    assert mathilde.country == Country("BE")
    assert load_script(dump_script(stream)) == stream
    assert "accompanying: [Mathilde]" in dump_script(stream)


def test_a_governor_general_is_received_as_a_head_of_state() -> None:
    """Rules for heads of state speak of a governor-general, who represents one."""
    agreed = VisitAgreed(parties=(Party(Side.GUEST, principals=(Person("A", rank=Rank.GOVERNOR_GENERAL),)),))
    rule = next(rule for rule in rulebook_for("CO") if Rank.HEAD_OF_STATE in rule.ranks)

    assert agreed.guest_rank is Rank.HEAD_OF_STATE
    assert rule.applies_to(next(iter(rule.kinds)), Rank.GOVERNOR_GENERAL)


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        (Person("A"), Person("A", office="President"), True),
        (Person("A"), Person("B"), False),
        (Person("A"), Person(office="President"), True),
        (Person("A", office="Minister"), Person(office="President"), False),
        (Person(office="President"), Person(office="President"), True),
    ],
)
def test_mentions_of_people_are_compared_as_far_as_they_say(one: Person, other: Person, may_be: bool) -> None:
    """Names decide where both are known, offices where they are not."""
    assert one.may_be(other) is may_be
    assert other.may_be(one) is may_be


def test_somebody_known_by_office_is_no_stranger_at_the_table() -> None:
    """Where nobody knows the name, nobody knows that it is in no delegation."""
    steps = (
        "delegation_named: {side: host, members: [A. Host]}",
        "delegation_named: {side: guest, members: [A. Guest]}",
        "talks: {{attending: [{who}]}}",
    )
    told = [
        [
            finding.rule.code
            for finding in check(load_script(visit(*steps[:2], steps[2].format(who=who))), COMMON).findings
        ]
        for who in ("{office: Minister of Trade}", "B. Stranger")
    ]
    assert ["DEL01" in codes for codes in told] == [False, True]
