"""Visits from a seed: of every rulebook valid ones, and ones that break exactly one rule, the same on every machine."""

from contextlib import suppress
from hashlib import sha256
from random import Random

import pytest

from oracle import broken
from profiles import NIGHTLY
from protocol import COMMON, Rulebook, Severity, check
from protocol.codec import dump_lines
from protocol.errors import ImpliedRuleError
from protocol.events import DocumentSigned, VisitAgreed
from protocol.generation import Wanted, any_stream, breach, near_miss, partial_record, prefix, programme, valid_visit
from protocol.generation.filling import Filler
from protocol.hosts import RULEBOOKS, own_rules
from protocol.order import Case
from protocol.values import Country, Rank, SigningManner, VisitKind

pytestmark = pytest.mark.uncovered

FEW = ("common", "textbook", "kz-2024", "es-2010", "pe-2005", "vn-2022")
BOOKS = tuple(RULEBOOKS.values()) if NIGHTLY else tuple(RULEBOOKS[name] for name in FEW)
MANY = 10_000 if NIGHTLY else 200
BROKEN = 2_000 if NIGHTLY else 20
KINDS = (Wanted(), Wanted(VisitKind.OFFICIAL, Rank.HEAD_OF_GOVERNMENT), Wanted(VisitKind.WORKING, Rank.HEAD_OF_STATE))

PINNED = "b5b5356b0c5990dc"


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_valid_visits_keep_every_rule(book: Rulebook) -> None:
    """Whatever the kind and the rank, nothing is found in them and nothing is owed; the plain loops agree."""
    random, codes = Random(11), {rule.code for rule in book}
    for number in range(MANY):
        stream = valid_visit(random, book, KINDS[number % len(KINDS)])
        found = check(stream, book)
        assert (found.findings, found.owed) == ((), ()), number
        assert broken(stream) & codes == set()


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_breaches_break_one_rule_of_a_host_and_no_other(book: Rulebook) -> None:
    """Each rule of its own is broken alone, by what it says of order or by its own way to be broken."""
    random, chosen = Random(12), list(own_rules(book))[: None if NIGHTLY else 6]
    for rule in chosen:
        with suppress(ImpliedRuleError):  # what follows from others cannot be broken alone
            for _ in range(BROKEN):
                stream = breach(random, book, rule)
                assert {finding.rule.code for finding in check(stream, book).findings} == {rule.code}


def test_what_is_made_of_valid_visits_is_what_it_is_called() -> None:
    """Visits under way break nothing, partial records are never at fault, plans are plans, near misses miss."""
    random = Random(13)
    for _ in range(MANY // 2):
        assert check(prefix(random, COMMON), COMMON).findings == ()
        assert check(partial_record(random, COMMON), COMMON).at_least(Severity.LAPSE) == ()
        assert programme(random, COMMON).planned
        missed = near_miss(random, COMMON)
        assert check(missed.valid, COMMON, ended=True).findings == ()
        assert check(missed.spoilt, COMMON, ended=True).findings == missed.findings != ()


def test_the_host_can_be_asked_for() -> None:
    """A visit by a host's rulebook is one to that host."""
    stream = valid_visit(Random(1), RULEBOOKS["kz-2024"], Wanted(host=Country("KZ")))

    assert '"side": "host", "state": "KZ"' in "".join(dump_lines(stream))


@pytest.mark.parametrize("make", [valid_visit, prefix, partial_record, programme])
def test_the_same_seed_gives_the_same_visit(make: object) -> None:
    """Today and tomorrow, here and elsewhere, and whatever was made before."""
    assert callable(make)
    valid_visit(Random(2), COMMON)
    first, second = ("".join(dump_lines(make(Random(3), COMMON))) for _ in range(2))

    assert first == second


def test_seeds_are_pinned() -> None:
    """What a seed gives is the same on every machine and every Python; a change of it is a change that users see."""
    told = "".join(line for seed in range(5) for line in dump_lines(valid_visit(Random(seed), COMMON)))

    assert sha256(told.encode()).hexdigest()[:16] == PINNED


def test_no_document_has_the_title_of_another() -> None:
    """Whatever chance says, and whether the one before was signed or only initialled."""

    class Nought(Random):
        def random(self) -> float:
            return 0.0

    filler = Filler(Nought(), VisitAgreed(), ())
    initialled = Case(DocumentSigned, (("manner", SigningManner.INITIALLING),))
    made = [filler.event(step) for step in (initialled, Case(DocumentSigned), initialled)]
    titles = [event.document.title for event in made if isinstance(event, DocumentSigned)]

    assert len(set(titles)) == len(made)


def test_anything_at_all_can_be_checked() -> None:
    """No rule falls over, whatever the order."""
    random = Random(4)
    for _ in range(MANY):
        assert check(any_stream(random), COMMON).visit
