"""Whatever is asked about a shipped edition is answered exactly: what may come, what is owed, what shows a rule."""

import pytest
from scenario import ARRIVED, REVIEWED, WELCOME, agreed

from protocol import COMMON, Coverage, Rule, Rulebook, Severity, Stream, check
from protocol.events import AnthemPlayed, Event, RecordOpened
from protocol.guidance import advised, permitted
from protocol.hosts import EDITIONS, own_rules, rulebook_named
from protocol.order import Case
from protocol.rules import Fold
from protocol.rules.samples import sample
from protocol.validation import Occasion, compare, retrospect, use, witnesses
from protocol.values import Rank, VisitKind

pytestmark = pytest.mark.uncovered

STARTS: tuple[tuple[Event, ...], ...] = ((ARRIVED,), (WELCOME, REVIEWED))
OWN_ORDERS = [
    pytest.param(rule, book, id=f"{book.name}-{rule.code}")
    for book in EDITIONS
    for rule in own_rules(book)
    if not isinstance(rule.body, Fold)
]


def visit(*steps: Event, kind: VisitKind = VisitKind.STATE) -> Stream:
    """A complete record of a visit of a head of state."""
    opening = RecordOpened("asked", coverage=Coverage.COMPLETE)
    return Stream.of(opening, agreed(kind, Rank.HEAD_OF_STATE), *steps)


@pytest.mark.parametrize("book", EDITIONS, ids=lambda book: book.name)
def test_what_may_come_next_is_known_exactly(book: Rulebook) -> None:
    """Hints, dead ends and advice are never a guess on an edition that is shipped."""
    for steps in STARTS:
        stream = visit(*steps)
        assert permitted(stream, book).exact
        assert advised(stream, book).exact


@pytest.mark.parametrize("book", EDITIONS, ids=lambda book: book.name)
def test_following_the_advice_pays_what_is_owed(book: Rulebook) -> None:
    """After the advised steps a visit that has ended owes nothing that weighs."""
    stream = visit(ARRIVED)
    after = check(stream.then(*map(sample, advised(stream, book).steps)), book, ended=True)

    assert after.at_least(Severity.LAPSE) == ()


def shown(way: tuple[Case, ...], rule: Rule, book: Rulebook) -> list[str]:
    """The codes of the order rules that a witness breaks once the visit is over."""
    occasion = Occasion.of(rule)
    opening = RecordOpened("witness", coverage=Coverage.COMPLETE)
    stream = Stream.of(opening, agreed(occasion.kind, occasion.rank), *map(sample, way))
    found = check(stream, book, ended=True).findings
    return sorted({finding.rule.code for finding in found if not isinstance(finding.rule.body, Fold)})


@pytest.mark.parametrize(("rule", "book"), OWN_ORDERS)
def test_witnesses_show_the_rule(rule: Rule, book: Rulebook) -> None:
    """One visit keeps every order rule of the edition, the other breaks this one and no other."""
    found = witnesses(rule, book)

    assert found is not None
    assert shown(found.keeps.way, rule, book) == []
    assert shown(found.breaks.way, rule, book) == [rule.code]
    assert len(found.breaks.way) > 0


def test_a_content_rule_has_no_witness() -> None:
    """No automaton knows of its values."""
    assert witnesses(COMMON.rule("SIG01"), COMMON) is None


def test_comparing_tells_what_was_added_dropped_and_changed() -> None:
    """Between two editions, and between a rulebook and itself with one rule weighed otherwise."""
    old, new = rulebook_named("kz-2006"), rulebook_named("kz-2013")
    found = compare(old, new)
    weighed = compare(COMMON, COMMON.weighing({"CER04"}, Severity.BREACH))

    assert {rule.code for rule in found.added} == {"CER02", "KAZ05", "KAZ06", "KAZ07"}
    assert {rule.code for rule in found.dropped} == {"KAZ01", "KAZ02", "KAZ03"}
    assert found.exact
    assert weighed.added == weighed.dropped == ()
    assert [(before.severity, after.severity) for before, after in weighed.changed] == [
        (Severity.LAPSE, Severity.BREACH)
    ]
    assert weighed.same


def test_the_visits_of_a_comparison_tell_two_rulebooks_apart() -> None:
    """Each is faulted by one rulebook and not by the other."""
    old, new = rulebook_named("kz-2006"), rulebook_named("kz-2013")
    told = compare(old, new)
    pairs = [*((each, old, new) for each in told.kept_by_old), *((each, new, old) for each in told.kept_by_new)]

    assert {each.rule.code for each, _, _ in pairs} == {"KAZ03", "KAZ05", "KAZ06"}
    for each, keeping, other in pairs:
        stream = visit(*map(sample, each.way))
        assert check(stream, keeping, ended=True).findings == ()
        assert each.rule.code in {finding.rule.code for finding in check(stream, other, ended=True).findings}


def test_working_visits_are_compared_apart() -> None:
    """What a kind of visit says nothing of does not tell two rulebooks apart."""
    occasion = Occasion(VisitKind.WORKING, Rank.HEAD_OF_GOVERNMENT)

    assert compare(rulebook_named("az"), COMMON, occasion).same
    assert not compare(rulebook_named("az"), COMMON).same


def test_retrospect_names_the_visits_that_are_judged_otherwise() -> None:
    """A visit that only the new rulebook faults, one that only the old did, and none that both judge alike."""
    reviewed_first = visit(WELCOME, REVIEWED, AnthemPlayed())
    stricter = COMMON.weighing({"CER04"}, Severity.BREACH)
    (judged,) = retrospect([visit(ARRIVED), reviewed_first], COMMON, stricter)
    (waived,) = retrospect([reviewed_first], COMMON, COMMON.waiving({"CER04"}))

    assert [(finding.rule.code, finding.severity) for finding in judged.new] == [("CER04", Severity.BREACH)]
    assert [(finding.rule.code, finding.severity) for finding in judged.gone] == [("CER04", Severity.LAPSE)]
    assert (waived.visit, waived.new, [finding.rule.code for finding in waived.gone]) == ("asked", (), ["CER04"])


def test_a_rule_is_put_to_the_test_and_kept_or_broken() -> None:
    """What is still owed is neither; a rule that does not speak of such visits is not put to the test."""
    stream = visit(ARRIVED, WELCOME, REVIEWED, AnthemPlayed(), kind=VisitKind.OFFICIAL)
    found = check(stream, COMMON, ended=False)
    told = {code: use(COMMON.rule(code), stream, found) for code in ("CER04", "ARR01", "DEP05", "TLK01", "CER11")}

    assert [code for code, made in told.items() if made.tested] == ["CER04", "ARR01", "DEP05"]
    assert [code for code, made in told.items() if made.satisfied] == ["ARR01"]
    assert [code for code, made in told.items() if made.broken] == ["CER04"]
