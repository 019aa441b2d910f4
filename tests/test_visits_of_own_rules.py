"""Visits that are made for a rulebook keep its content rules too, whatever these ask for."""

from collections.abc import Callable
from datetime import UTC, time
from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from profiles import examples
from protocol import COMMON, Entry, Event, Rule, Rulebook, Severity, Stream, VisitKind, check, content_rule
from protocol.errors import RulebookError
from protocol.events import (
    DecorationConferred,
    DocumentSigned,
    GiftPresented,
    GuestArrived,
    SiteVisited,
    SpeechGiven,
    TalksOpened,
    VisitCancelled,
    VisitConcluded,
)
from protocol.generation import breach, near_miss, partial_record, prefix, programme, valid_visit
from protocol.rules import LOGICAL, Fold, FoldStep, Spoil, fault
from protocol.rules.rule import RuleMaker
from protocol.script import load_script
from protocol.testing import (
    breaches,
    check_rulebook,
    near_misses,
    partial_records,
    prefixes,
    programmes,
    scripts,
    visits,
)
from protocol.values import Rank, Side, Source, Text

pytestmark = pytest.mark.uncovered
HANDBOOK = (Source("Our handbook"),)


def ours(number: int, memory: Any, **traits: Any) -> RuleMaker[Any]:  # noqa: ANN401 - what a fold remembers
    """The beginning of a rule of our own."""
    return content_rule(
        f"OUR{number:02}",
        severity=Severity.LAPSE,
        evidence=LOGICAL,
        sources=HANDBOOK,
        memory=memory,
        **traits,
    )


@ours(1, frozenset())
def conferred_once(known: frozenset[Any], entry: Entry[DecorationConferred]) -> FoldStep[frozenset[Any]]:
    """A decoration is conferred once."""
    what = entry.event.decoration
    return FoldStep(known | {what}, fault("it was conferred before") if what in known else None)


@ours(2, None)
def gifts_are_named(_: None, entry: Entry[GiftPresented]) -> FoldStep[None]:
    """Gifts are named."""
    return FoldStep(None, fault("it has no name") if entry.event.gift is None else None)


@ours(3, None)
def arrivals_have_places(_: None, entry: Entry[GuestArrived]) -> FoldStep[None]:
    """It is said where the guest arrives."""
    return FoldStep(None, fault("nobody knows where") if entry.place is None else None)


@ours(4, 0)
def a_site_is_visited(sites: int, entry: Entry[SiteVisited | VisitConcluded]) -> FoldStep[int]:
    """A site is visited."""
    if isinstance(entry.event, SiteVisited):
        return FoldStep(sites + 1)
    return FoldStep(sites, None if sites else fault("no site was visited"))


@ours(5, None, timed=True)
def nothing_late(_: None, entry: Entry[Event]) -> FoldStep[None]:
    """Nothing begins after half past ten."""
    full = None if entry.at is None else entry.at.full
    late = full is not None and full.astimezone(UTC).time() > time(4, 30)
    return FoldStep(None, fault("it was late") if late else None)


@ours(6, 0)
def few_documents(signed: int, _: Entry[DocumentSigned]) -> FoldStep[int]:
    """At most two documents are signed."""
    return FoldStep(signed + 1, fault("too many") if signed > 1 else None)


@ours(7, None)
def participants_are_named(_: None, entry: Entry[TalksOpened]) -> FoldStep[None]:
    """Talks name who takes part."""
    return FoldStep(None, None if entry.attending else fault("nobody is named"))


@ours(8, frozenset[Any]())
def both_give(given_by: frozenset[Any], entry: Entry[GiftPresented | VisitConcluded]) -> FoldStep[frozenset[Any]]:
    """Both sides give something."""
    if isinstance(entry.event, GiftPresented):
        return FoldStep(given_by | {entry.event.by})
    missing = {Side.HOST, Side.GUEST} - given_by
    return FoldStep(given_by, fault("one side gave nothing") if missing else None)


@ours(9, None)
def none_is_called_off(_: None, __: Entry[VisitCancelled]) -> FoldStep[None]:
    """No visit is called off."""
    return FoldStep(None, fault("it was called off"))


@ours(10, 0)
def short(seen: int, entry: Entry[Event]) -> FoldStep[int]:
    """A visit has at most twenty entries."""
    long = seen == 20 and not isinstance(entry.event, VisitConcluded)
    return FoldStep(seen + 1, fault("there are too many") if long else None)


@ours(11, None)
def of_peace(_: None, entry: Entry[SpeechGiven]) -> FoldStep[None]:
    """What is spoken of is peace."""
    return FoldStep(None, None if "peace" in str(entry.event).lower() else fault("it was of something else"))


@ours(12, None, order_free=False)
def speech_after_gift(gifts: bool | None, entry: Entry[SpeechGiven | GiftPresented]) -> FoldStep[Any]:
    """A speech is given after a gift."""
    given_before = gifts or isinstance(entry.event, GiftPresented)
    return FoldStep(given_before, None if given_before else fault("no gift came before"))


RULES = (
    *(conferred_once, gifts_are_named, arrivals_have_places, a_site_is_visited, nothing_late, few_documents),
    *(participants_are_named, both_give, none_is_called_off, short, of_peace, speech_after_gift),
)
BOOKS = {rule.code: COMMON.adding(rule).named("ours", "Ours") for rule in RULES}
BOOKS["all but the shortest"] = COMMON.adding(*(rule for rule in RULES if rule is not short)).named("ours", "Ours")

books = pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)


@books
@pytest.mark.parametrize("make", [valid_visit, prefix, programme, partial_record], ids=lambda each: each.__name__)
def test_visits_from_a_seed_keep_every_rule(make: Callable[..., Stream], book: Rulebook) -> None:
    """Whatever is made of them: visits that have ended, those under way, plans, and what reports leave of them."""
    random = Random(1)
    for _ in range(15):
        stream = make(random, book)

        assert check(stream, book).findings == ()


@books
def test_what_is_drawn_keeps_every_rule(book: Rulebook) -> None:
    """The strategies give what they are called, those of pairs and of scripts too."""

    @given(st.data())
    @examples(12, 300)
    def hold(data: st.DataObject) -> None:
        for strategy in (visits, prefixes, programmes, partial_records):
            assert check(data.draw(strategy(rulebook=book, longest=15)), book).findings == ()
        assert check(data.draw(near_misses(rulebook=book, longest=15)).valid, book).findings == ()
        assert check(load_script(data.draw(scripts(rulebook=book, valid=True))), book).findings == ()

    hold()


@books
def test_what_breaks_one_rule_keeps_the_others(book: Rulebook) -> None:
    """An order rule of the common ones is broken, and no rule of our own."""
    for code in ("TLK01", "DEP05"):
        assert {finding.rule.code for finding in check(breach(Random(2), book, code), book).findings} == {code}

    @given(breaches(rule="TLK01", rulebook=book, longest=15))
    @examples(8, 100)
    def hold(stream: Stream) -> None:
        assert {finding.rule.code for finding in check(stream, book).findings} == {"TLK01"}

    hold()


@books
def test_a_rulebook_that_can_be_kept_passes_its_check(book: Rulebook) -> None:
    """Rules that do not say how they are broken are not shown, and no fault of the rulebook."""
    report = check_rulebook(Rulebook("ours", "Ours", tuple(rule for rule in book if rule.code.startswith("OUR"))))

    assert set(report.unshown) == {rule.code for rule in book if rule.code.startswith("OUR")}


@ours(20, None)
def nobody_arrives(_: None, __: Entry[GuestArrived | VisitConcluded]) -> FoldStep[None]:
    """No guest ever arrives."""
    return FoldStep(None, fault("somebody came"))


@ours(21, None)
def sites_in_verse(told: bool | None, entry: Entry[SiteVisited | VisitConcluded]) -> FoldStep[Any]:
    """Sites are told of in verse."""
    in_verse = told or (isinstance(entry.event, SiteVisited) and "verse" in str(entry.event))
    return FoldStep(in_verse, fault("none was") if isinstance(entry.event, VisitConcluded) and not in_verse else None)


@pytest.mark.parametrize("rule", [nobody_arrives, sites_in_verse], ids=lambda rule: rule.code)
def test_a_rule_that_no_visit_keeps_is_named(rule: Rule) -> None:
    """Nothing hangs and no faulty visit is given: the error names the rule, what was found, and what to do."""
    book = COMMON.adding(rule).named("ours", "Ours")
    for make in (valid_visit, prefix, programme, partial_record, near_miss):
        with pytest.raises(RulebookError, match=r"none of 40 visits keeps it .*; in the last, .*; .*waiving") as told:
            make(Random(3), book)
        assert told.value.code == rule.code
    with pytest.raises(RulebookError, match=rule.code):
        given(visits(rulebook=book, kind=VisitKind.STATE, rank=Rank.HEAD_OF_STATE))(lambda _: None)()
    with pytest.raises(AssertionError, match=f"- no visit can be made that keeps {rule.code}: none of 40 visits"):
        check_rulebook(book)


def test_a_rule_for_other_visits_keeps_none_from_being_made() -> None:
    """A rule that cannot be kept on visits of one kind is no matter on those of another."""
    book = COMMON.adding(evolve(nobody_arrives, kinds=frozenset({VisitKind.STATE}))).named("ours", "Ours")

    @given(visits(rulebook=book, kind=VisitKind.WORKING))
    @examples(10, 100)
    def hold(stream: Stream) -> None:
        assert check(stream, book).findings == ()

    hold()


def _spoiling(edit: Callable[[Stream], Stream]) -> Rulebook:
    """Rules of our own, of which the one about gifts says how it is broken."""
    body = gifts_are_named.body
    assert isinstance(body, Fold)
    spoilt = evolve(gifts_are_named, body=evolve(body, spoil=Spoil((GiftPresented,), edit)))
    return COMMON.adding(spoilt, a_site_is_visited).named("ours", "Ours")


def _unnamed(stream: Stream) -> Stream:
    """The same visit with no gift named."""
    return Stream(
        tuple(evolve(e, event=evolve(e.event, gift=None)) if isinstance(e.event, GiftPresented) else e for e in stream)
    )


def _without_sites(stream: Stream) -> Stream:
    return Stream.of(*(entry for entry in _unnamed(stream) if not isinstance(entry.event, SiteVisited)))


@pytest.mark.parametrize("edit", [_unnamed, _without_sites])
def test_a_content_rule_is_broken_as_it_says_and_no_other(edit: Callable[[Stream], Stream]) -> None:
    """What its edit does beside that to other rules is mended."""
    book = _spoiling(edit)
    found = check(breach(Random(1), book, "OUR02"), book).findings

    assert {finding.rule.code for finding in found} == {"OUR02"}
    assert "OUR02" in check_rulebook(Rulebook("ours", "Ours", (book.rule("OUR02"), book.rule("OUR04")))).alone


def test_an_edit_that_breaks_nothing_is_told() -> None:
    """The rule is named, and that no visit was found in which it is broken."""
    with pytest.raises(RulebookError, match="OUR02: no visit was found in which it is broken and no other rule is"):
        breach(Random(1), _spoiling(lambda stream: stream), "OUR02")


def test_the_text_of_what_is_made_can_be_read() -> None:
    """A gift that had to be named is named in words of the tables."""
    book = COMMON.adding(gifts_are_named, both_give).named("ours", "Ours")
    made = next(stream for seed in range(9) if (stream := valid_visit(Random(seed), book)).places(VisitConcluded))
    gifts = [event for event in made.events if isinstance(event, GiftPresented)]

    assert {event.by for event in gifts} >= {Side.HOST, Side.GUEST}
    assert all(isinstance(event.gift, Text) for event in gifts)
