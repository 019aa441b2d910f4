"""The catalogue of rules: nothing unlisted, uncited or unpinned."""

import inspect
import pickle
from importlib import import_module
from pkgutil import iter_modules

import pytest

import protocol.rules
from protocol import COMMON, TEXTBOOK, Coverage, Rule, Rulebook, Severity, Stream, check
from protocol.errors import RulebookError
from protocol.events import EVENTS, ORDERED, DocumentSigned, RecordOpened
from protocol.order import Case
from protocol.rules import EvidenceKind, Fold
from protocol.rules.samples import sample

BOOKS = (COMMON, TEXTBOOK)
RULES = {rule.code: rule for book in BOOKS for rule in book}

BREAKABLE_ON_PARTIAL = {
    "common": """
        ARR01 ARR02 ARR03 ARR04 ARR05 DEP01 DEP02 DEP03 DEP04 PRE01 PRE02
        CER01 CER02 CER04 CER05 CER06 CER07 CER08 CER09 CER10
        PRS02 ENC06 TOA01 NST01 NST02 NST03 NST04 NST05
    """,
    "textbook": """
        TXT01 TXT02 TXT03 TXT04 TXT05 TXT06 TXT07 TXT08 TXT10
        TXT21 TXT22 TXT23 TXT24 TXT25 TXT26 TXT28
        ARR01 DEP02 DEP03 ENC06 TOA01
    """,
}


def order_rules(book: Rulebook) -> list[Rule]:
    """The order rules of a rulebook."""
    return [rule for rule in book if not isinstance(rule.body, Fold)]


def defined_rules() -> list[Rule]:
    """Every rule that some module of the rules defines by name."""
    modules = [import_module(f"protocol.rules.{found.name}") for found in iter_modules(protocol.rules.__path__)]
    return [rule for module in modules for _, rule in inspect.getmembers(module, lambda value: isinstance(value, Rule))]


def test_every_rule_that_is_defined_is_in_a_rulebook() -> None:
    """A rule that somebody wrote and did not list would never be checked."""
    assert {rule.code for rule in defined_rules()} <= set(RULES)


def test_the_common_rulebook_has_at_least_thirty_rules() -> None:
    """The common core is a core."""
    assert len(COMMON) >= 30


@pytest.mark.parametrize("rule", list(RULES.values()), ids=str)
def test_every_rule_is_documented_and_cited(rule: Rule) -> None:
    """A rule has a sentence, a source, and counts where it rests on practice."""
    assert rule.sentence[0].isupper()
    assert rule.sentence.endswith(".")
    assert rule.sources
    assert rule.kinds
    assert (rule.evidence.held is not None) == (rule.evidence.kind is EvidenceKind.OBSERVED)


@pytest.mark.parametrize("rule", COMMON.rules, ids=str)
def test_a_common_breach_rests_on_statute_logic_or_unbroken_practice(rule: Rule) -> None:
    """Nothing weaker makes a breach, for a false breach is worse than a lapse not found."""
    evidence = rule.evidence
    unbroken = evidence.broken == 0 and (evidence.held or 0) >= 10

    if rule.severity is Severity.BREACH:
        assert evidence.kind in {EvidenceKind.STATUTE, EvidenceKind.LOGICAL} or unbroken


def test_every_departure_from_the_textbook_is_a_breach() -> None:
    """The strict rulebook knows one severity."""
    assert {rule.severity for rule in TEXTBOOK} == {Severity.BREACH}


def test_a_code_used_twice_is_an_error() -> None:
    """Codes name rules, so a rulebook does not have one twice."""
    with pytest.raises(RulebookError, match="used for two rules"):
        COMMON.adding(next(iter(COMMON)))


def test_a_code_has_three_letters_and_two_digits() -> None:
    """A code in another form is refused where it is written."""
    with pytest.raises(RulebookError, match="three capital letters"):
        protocol.order_rule("X1", "…", EVENTS[0], severity=Severity.NOTE, evidence=protocol.rules.LOGICAL, sources=())


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_which_rules_can_be_broken_on_a_partial_record_is_pinned(book: Rulebook) -> None:
    """Whoever changes what a partial record can show has to say so here."""
    breakable = [rule.code for rule in order_rules(book) if rule.breakable_on_partial]

    assert breakable == BREAKABLE_ON_PARTIAL[book.name].split()


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
@pytest.mark.parametrize("event", [event for event in EVENTS if event in ORDERED])
def test_one_reported_step_breaks_nothing(book: Rulebook, event: type) -> None:
    """A partial record of a single step is never at fault: everything else may be unreported."""
    stream = Stream.of(RecordOpened("one step"), sample(Case(event)))

    assert check(stream, book, ended=True).findings == ()


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_rulebooks_can_be_kept(book: Rulebook) -> None:
    """There is a visit that keeps all rules of the rulebook."""
    stream = Stream.of(RecordOpened("nothing yet", coverage=Coverage.COMPLETE))

    assert check(stream, book).conflicts == ()


@pytest.mark.parametrize("rule", list(RULES.values()), ids=str)
def test_rules_survive_pickling(rule: Rule) -> None:
    """Rules travel to other processes and stay equal."""
    assert pickle.loads(pickle.dumps(rule)) == rule  # noqa: S301 - made on the line itself


def test_rulebooks_are_values() -> None:
    """Adding, waiving and weighing give another rulebook and leave the first alone."""
    fewer = COMMON.waiving({"CER04"})
    stricter = COMMON.weighing({"CER04"}, Severity.BREACH).named("strict", "A stricter one")

    assert len(fewer) == len(COMMON) - 1
    assert fewer.adding(COMMON.rule("CER04")).rule("CER04") == COMMON.rule("CER04")
    assert stricter.rule("CER04").severity is Severity.BREACH
    assert COMMON.rule("CER04").severity is Severity.LAPSE
    assert stricter.name == "strict"
    with pytest.raises(RulebookError, match="no such rule"):
        COMMON.waiving({"XYZ99"})


def test_content_rules_name_their_events() -> None:
    """A content rule is stepped by the events of its annotation and by no others."""
    body = COMMON.rule("SIG01").body

    assert isinstance(body, Fold)
    assert body.events == {DocumentSigned}
