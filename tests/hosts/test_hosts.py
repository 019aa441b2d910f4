"""Rulebooks of hosts: every rule by three visits, every edition a good rulebook, every number one that was seen."""

from datetime import date
from pathlib import Path

import azerbaijan_scenarios
import china_scenarios
import colombia_scenarios
import france_scenarios
import germany_scenarios
import greece_scenarios
import india_scenarios
import indonesia_scenarios
import japan_scenarios
import kazakhstan_scenarios
import kyrgyzstan_scenarios
import peru_scenarios
import pytest
import russia_scenarios
import south_korea_scenarios
import spain_scenarios
import tajikistan_scenarios
import turkiye_scenarios
import ukraine_scenarios
import united_kingdom_scenarios
import united_states_scenarios
import uzbekistan_scenarios
import vienna_scenarios
import vietnam_scenarios
from scenario import Scenario, Scenarios

from protocol import COMMON, TEXTBOOK, Coverage, Rule, Rulebook, Severity, Stream, check, hosts
from protocol.corpus.evidence import count_evidence
from protocol.errors import RulebookError
from protocol.events import RecordOpened
from protocol.hosts import EDITIONS, HOSTS, RULEBOOKS, VIENNA, Host, own_rules, rulebook_for, rulebook_of
from protocol.hosts.catalogue import _HOSTS
from protocol.rules import EvidenceKind
from protocol.rules.sources import AKORDA_2023, VISITS
from protocol.validation import Outcome, outcome
from protocol.values import Country, Period, Rank, VisitKind

SCENARIOS: Scenarios = {
    **azerbaijan_scenarios.SCENARIOS,
    **china_scenarios.SCENARIOS,
    **colombia_scenarios.SCENARIOS,
    **france_scenarios.SCENARIOS,
    **germany_scenarios.SCENARIOS,
    **greece_scenarios.SCENARIOS,
    **india_scenarios.SCENARIOS,
    **indonesia_scenarios.SCENARIOS,
    **japan_scenarios.SCENARIOS,
    **kazakhstan_scenarios.SCENARIOS,
    **kyrgyzstan_scenarios.SCENARIOS,
    **peru_scenarios.SCENARIOS,
    **russia_scenarios.SCENARIOS,
    **south_korea_scenarios.SCENARIOS,
    **spain_scenarios.SCENARIOS,
    **tajikistan_scenarios.SCENARIOS,
    **turkiye_scenarios.SCENARIOS,
    **ukraine_scenarios.SCENARIOS,
    **united_kingdom_scenarios.SCENARIOS,
    **united_states_scenarios.SCENARIOS,
    **uzbekistan_scenarios.SCENARIOS,
    **vienna_scenarios.SCENARIOS,
    **vietnam_scenarios.SCENARIOS,
}
BOOKS = (*EDITIONS, COMMON.adding(*VIENNA).named("common-and-vienna", "What holds everywhere, and of any signing"))
OWN = {rule.code: (rule, book) for book in BOOKS for rule in own_rules(book)}
CASES = [pytest.param(*OWN[code], scenario, id=code) for code, scenario in SCENARIOS.items()]

EVERYWHERE = {rule.body for rule in COMMON}
PRACTISED = [
    (host.country, rule)
    for host in HOSTS.values()
    for rule in dict.fromkeys(rule for book in host.editions for rule in own_rules(book))
    if rule.evidence.kind is EvidenceKind.OBSERVED and rule.body not in EVERYWHERE
]


def test_every_rule_of_a_host_has_its_scenarios() -> None:
    """A rule that nobody has shown to be kept, broken and silent is not shipped; nor is a scenario without a rule."""
    assert OWN.keys() == SCENARIOS.keys()


@pytest.mark.parametrize(("rule", "book", "scenario"), CASES)
def test_a_visit_keeps_the_rule(rule: Rule, book: Rulebook, scenario: Scenario) -> None:
    """A good visit is not faulted, and where other order alone would break the rule, it counts as held."""
    assert scenario.found(scenario.keeps, book) == []
    if rule.breakable_on_partial and set(scenario.keeps) == set(scenario.breaks):
        assert outcome(rule, scenario.stream(scenario.keeps)) is Outcome.HELD


@pytest.mark.parametrize(("rule", "book", "scenario"), CASES)
def test_a_visit_breaks_the_rule_and_no_other(rule: Rule, book: Rulebook, scenario: Scenario) -> None:
    """A visit that is wrong in one way is faulted for it, once or more often, and for nothing else."""
    assert set(scenario.found(scenario.breaks, book)) == {rule.code}


@pytest.mark.parametrize(("rule", "book", "scenario"), CASES)
def test_the_rule_has_nothing_to_say(rule: Rule, book: Rulebook, scenario: Scenario) -> None:
    """Of a visit without what it speaks of a rule is silent."""
    assert rule.code not in scenario.found(scenario.silent, book)
    assert outcome(rule, scenario.stream(scenario.silent)) is not Outcome.BROKEN


@pytest.mark.parametrize(("rule", "book", "scenario"), CASES)
def test_the_rule_is_silent_on_other_kinds_and_ranks(rule: Rule, book: Rulebook, scenario: Scenario) -> None:
    """What breaks the rule on a visit of its kind breaks it on no other, nor with a guest of another rank."""
    for kind in VisitKind:
        for rank in Rank:
            if not rule.applies_to(kind, rank):
                assert rule.code not in scenario.found(scenario.breaks, book, kind=kind, rank=rank), (kind, rank)


@pytest.mark.parametrize("rule", [rule for rule, _ in OWN.values()], ids=lambda rule: rule.code)
def test_a_rule_is_cited_weighed_and_limited(rule: Rule) -> None:
    """A rule has a sentence, sources and kinds, and only what a statute says weighs as a breach."""
    assert rule.sentence.endswith(".")
    assert rule.sources
    assert rule.kinds
    assert rule.severity < Severity.BREACH or rule.evidence.kind in {EvidenceKind.STATUTE, EvidenceKind.LOGICAL}


@pytest.mark.parametrize(("host", "rule"), PRACTISED, ids=str)
def test_practice_is_counted_and_carried_by_three_visits(host: Country, rule: Rule) -> None:
    """The declared counts are those of the host's visits in the corpus; reports cited make up three at least."""
    found = count_evidence(rule, host=host)
    cited = [source for source in rule.sources if source not in (VISITS, AKORDA_2023)]

    assert found is not None
    assert (rule.evidence.held, rule.evidence.broken) == (len(found.held), len(found.broken))
    assert len(found.held) + len(cited) >= 3


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_an_edition_can_be_kept(book: Rulebook) -> None:
    """There is a visit that keeps all rules of an edition."""
    opening = RecordOpened("nothing yet", coverage=Coverage.COMPLETE)

    assert check(Stream.of(opening), book, ended=False).conflicts == ()


@pytest.mark.parametrize("book", EDITIONS, ids=lambda book: book.name)
def test_rules_of_signing_can_be_added_to_an_edition(book: Rulebook) -> None:
    """Their codes are their own, and a visit can keep them too."""
    whole = book.adding(*VIENNA)

    assert len(whole) == len(book) + len(VIENNA)
    assert check(Stream.of(RecordOpened("nothing yet")), whole, ended=False).conflicts == ()


def test_editions_are_found_by_day() -> None:
    """A period is half-open: on the day of the change the new edition holds."""
    assert rulebook_for("KZ", date(2013, 4, 17)).name == "kz-2006"
    assert rulebook_for("KZ", date(2013, 4, 18)).name == "kz-2013"
    assert rulebook_for("KZ", date(2024, 2, 13)).name == "kz-2024"


def test_a_host_without_a_rulebook_is_held_to_the_common_one() -> None:
    """Nothing is known of Iceland's protocol, nor of Kazakhstan's before its first edition."""
    assert rulebook_for("IS", date(2023, 4, 10)) is COMMON
    assert rulebook_for("KZ", date(2006, 10, 11)) is COMMON


def test_without_a_day_an_edition_makes_no_breaches() -> None:
    """It may not have been in force; what holds everywhere weighs as it does."""
    undated = rulebook_for(Country("ES"))

    assert undated.rule("ESP01").severity is Severity.LAPSE
    assert undated.rule("ARR01").severity is Severity.BREACH


def test_a_record_is_held_to_its_hosts_edition() -> None:
    """The host and the first day of a visit tell the edition, unless the record names a rulebook."""
    visit = Scenario((), (), ()).stream(())

    assert rulebook_of(visit).name == "kz-2024"
    assert rulebook_of(Stream.of(RecordOpened("x", rulebook="textbook"))).name == "textbook"
    assert rulebook_of(Stream.of(RecordOpened("x"))) is COMMON


def test_editions_follow_one_another() -> None:
    """A gap between two editions, or an overlap, is an error where the host is defined."""
    first = COMMON.edition("x-2001", "X", Period(date(2001, 1, 1), date(2002, 1, 1)))
    late = COMMON.edition("x-2003", "X", Period(date(2003, 1, 1)))

    with pytest.raises(RulebookError, match="come into force when x-2001 ceases"):
        Host(Country("IS"), (first, late))
    with pytest.raises(RulebookError, match="at least one edition"):
        Host(Country("IS"), ())


def test_hosts_are_listed_by_their_country() -> None:
    """The list has each host once, by the country and with the editions that its file has, and no file is left out."""
    assert all(country == host.country for country, host in HOSTS.items())
    assert all(book.name == name for name, book in RULEBOOKS.items())
    assert tuple(RULEBOOKS.values()) == (COMMON, TEXTBOOK, VIENNA, *EDITIONS)
    files = {
        path.stem for path in Path(hosts.__file__).parent.glob("*.py") if "\nHOST: Final" in path.read_text("utf-8")
    }
    assert {module for module, *_ in _HOSTS.values()} == files
    assert len({module for module, *_ in _HOSTS.values()}) == len(_HOSTS)


def test_hosts_are_a_mapping() -> None:
    """What is not listed is not found, and the whole is printed without loading a host."""
    assert Country("IS") not in HOSTS
    assert HOSTS.get(Country("IS")) is None
    assert RULEBOOKS["kz-2013"] is HOSTS[Country("KZ")].editions[1]
    assert "kz-2013" in repr(RULEBOOKS)
    with pytest.raises(KeyError):
        RULEBOOKS["kz-1999"]
