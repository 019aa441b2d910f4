"""The corpus of real visits: it loads, it is checked without false breaches, and it is what the rules say it is."""

import importlib.util
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from protocol import COMMON, Rule, Severity, check
from protocol.codec import dump_lines, read_lines
from protocol.corpus import names, visit, visits
from protocol.errors import InvalidValueError
from protocol.rules import EvidenceKind
from protocol.script import dump_script, load_script
from protocol.validation import Outcome, outcome
from protocol.values import Basis, Country, Coverage, VisitKind

ALL = visits()
ROOT = Path(__file__).parent.parent
OBSERVED = [rule for rule in COMMON if rule.evidence.kind is EvidenceKind.OBSERVED]


def tool(name: str) -> ModuleType:
    """A script of the tools, as a module."""
    specification = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        specification.loader.exec_module(module)
    finally:
        sys.path.pop(0)
    return module


def test_there_are_98_visits() -> None:
    """Every file is a visit, and every visit says that it is partial."""
    assert len(ALL) == len(names()) == 98
    assert {stream.coverage for stream in ALL} == {Coverage.PARTIAL}
    assert all(stream.opening.sources for stream in ALL)


@pytest.mark.parametrize("name", names())
def test_every_visit_round_trips(name: str) -> None:
    """A visit written as a script or as lines is read as the same visit."""
    stream = visit(name)

    assert load_script(dump_script(stream)) == stream
    assert load_script(dump_script(stream, to="json")) == stream
    assert list(read_lines(dump_lines(stream), name="lines")) == [stream]


@pytest.mark.parametrize("name", names())
def test_no_real_visit_is_accused_of_a_breach(name: str) -> None:
    """A false alarm on a real visit is worse than a lapse not found."""
    assert check(visit(name), COMMON).breaches == ()


def test_visits_are_selected_by_what_they_are() -> None:
    """Host, kind, year and basis choose, alone and together."""
    assert {stream.visit for stream in visits(host="KZ", year=2024)} >= {"astana-2024-04-japarov"}
    assert visits(host=Country("KZ")) == visits(host="KZ")
    assert visits(kind="state") == visits(kind=VisitKind.STATE) != ()
    assert {stream.planned for stream in visits(basis=Basis.ANNOUNCED)} == {True}
    assert visits(host="KZ", kind="private") == ()


def test_an_unknown_visit_is_named() -> None:
    """A wrong id says what the right ones are listed by."""
    with pytest.raises(InvalidValueError, match=r"protocol\.corpus\.names"):
        visit("atlantis-2020")


@pytest.mark.parametrize("rule", OBSERVED, ids=str)
def test_declared_counts_are_those_of_the_corpus(rule: Rule) -> None:
    """What a rule says of practice is counted again, strictly, over the visits that were reported."""
    counts = Counter(outcome(rule, stream) for stream in visits(basis="reported"))

    assert (rule.evidence.held, rule.evidence.broken) == (counts[Outcome.HELD], counts[Outcome.BROKEN])


def test_what_is_broken_strictly_is_found() -> None:
    """Counting and checking agree: a visit that breaks a rule strictly has a finding of it, if the rule may speak."""
    for stream in ALL:
        found = {finding.rule.code for finding in check(stream, COMMON).findings if not finding.listed}
        kind = check(stream, COMMON).kind
        broken = {
            rule.code
            for rule in COMMON
            if outcome(rule, stream) is Outcome.BROKEN and kind in rule.kinds and not rule.only_complete
        }
        assert broken <= found, stream.visit


def test_lapses_are_few() -> None:
    """Practice departs from practice rules sometimes, which is why they are no breaches."""
    lapses = [
        finding for stream in ALL for finding in check(stream, COMMON).findings if finding.severity is Severity.LAPSE
    ]

    assert 0 < len(lapses) < len(ALL) / 4
