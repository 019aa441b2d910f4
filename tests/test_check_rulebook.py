"""The check of rulebooks lets ours through and names the rules that are at fault in others."""

import pytest
from attrs import evolve

from protocol import COMMON, TEXTBOOK, Entry, Rule, Rulebook, Severity, Stream, content_rule, order_rule
from protocol.events import GuestArrived, GuestDeparted, OtherHappened, SiteVisited, TreePlanted
from protocol.order import absence, co_existence, existence, not_succession, response
from protocol.order.language.formulas import Operand
from protocol.rules import LOGICAL, Fault, FoldStep, Spoil, because
from protocol.testing import RulebookReport, check_rulebook
from protocol.values import Text

pytestmark = pytest.mark.uncovered


def asking(code: str, body: Operand) -> Rule:
    """A rule of our own."""
    return order_rule(
        code, "We want it so.", body, severity=Severity.NOTE, evidence=LOGICAL, sources=(because("we say so"),)
    )


def book(*rules: Rule) -> Rulebook:
    """A rulebook of our own rules alone."""
    return Rulebook("ours", "Ours", rules)


def told_of(rulebook: Rulebook) -> list[str]:
    """What the check says of a rulebook that is not as it should be."""
    with pytest.raises(AssertionError) as told:
        check_rulebook(rulebook)
    first, *lines = str(told.value).splitlines()
    assert first == "rulebook ours is not what it should be:"
    return lines


NEVER_PLANTED = asking("OUR01", absence(TreePlanted))
ALWAYS_PLANTED = asking("OUR02", existence(TreePlanted))
PLANTED_AT_ONCE = asking("OUR03", response(GuestArrived, TreePlanted))
OF_COURSE = asking("OUR04", co_existence(GuestArrived, GuestArrived))


@pytest.mark.parametrize(
    ("rulebook", "implied"),
    [(COMMON, {"ARR02", "DEP01"}), (TEXTBOOK, {"TXT02", "TXT04", "TXT08", "TXT25"})],
    ids=["common", "textbook"],
)
def test_our_rulebooks_are_good_ones(rulebook: Rulebook, implied: set[str]) -> None:
    """Every rule can be broken alone, but for a few of which is known what they follow from."""
    report = check_rulebook(rulebook)

    assert report.rulebook == rulebook.name
    assert set(report.implied) == implied
    assert {*report.alone, *report.implied} == {rule.code for rule in rulebook}
    assert report.unshown == ()


def test_rules_that_clash_are_named() -> None:
    """Where no visit keeps two rules, they are named and others are not."""
    assert told_of(book(PLANTED_AT_ONCE, NEVER_PLANTED, ALWAYS_PLANTED)) == [
        "- no visit of the kind state keeps OUR01 and OUR02"
    ]


def test_rules_in_conflict_are_named() -> None:
    """A rule that asks for what another forbids can be kept only where it asks for nothing."""
    assert told_of(book(NEVER_PLANTED, PLANTED_AT_ONCE)) == [
        "- OUR01 and OUR03 are in conflict: no visit keeps them in which OUR03 comes into play"
    ]


def test_a_dead_rule_is_named() -> None:
    """What nothing breaks asks for nothing, and what speaks of no visit never speaks."""
    silent = evolve(NEVER_PLANTED, kinds=frozenset())

    assert told_of(book(OF_COURSE, silent)) == [
        "- OUR04 is dead: no visit breaks it",
        "- OUR01 is dead: it speaks of no kind of visit",
    ]


def test_what_a_rule_follows_from_is_reported() -> None:
    """Two rules that say the same are no fault, and each is named as what the other follows from."""
    once, again = asking("OUR05", not_succession(GuestDeparted, GuestArrived)), "OUR06"

    assert check_rulebook(book(once, evolve(once, code=again))) == RulebookReport(
        "ours", alone=(), implied={"OUR05": (again,), again: ("OUR05",)}, unshown=()
    )


ODD = OtherHappened(Text.of("something odd"))


def _with_something_odd(stream: Stream) -> Stream:
    return stream.then(ODD)


def _untouched(stream: Stream) -> Stream:
    return stream


def minding(spoil: Spoil | None) -> Rule:
    """A content rule that says how it is broken, or does not."""
    maker = content_rule(
        "OUR07", severity=Severity.NOTE, evidence=LOGICAL, sources=(because("we say so"),), memory=0, spoil=spoil
    )

    def nothing_odd(memory: int, entry: Entry[OtherHappened]) -> FoldStep[int]:
        """Nothing odd happens."""
        return FoldStep(memory, Fault("it was odd") if entry.event == ODD else None)

    return maker(nothing_odd)


def test_a_content_rule_is_shown_by_its_spoil() -> None:
    """A rule is shown where its spoil breaks it and no other, and at fault where it does not."""
    good, bad = minding(Spoil((), _with_something_odd)), minding(Spoil((), _untouched))
    impossible, forbidden = minding(Spoil((SiteVisited,), _with_something_odd)), asking("OUR08", absence(SiteVisited))

    assert check_rulebook(book(good)).alone == ("OUR07",)
    assert check_rulebook(book(minding(None))).unshown == ("OUR07",)
    assert told_of(book(bad))[0].startswith("- OUR07 ought to be found broken, and nothing was, in the visit Record")
    assert told_of(book(impossible, forbidden))[0].startswith("- no visit can be made in which OUR07 is broken: ours")
