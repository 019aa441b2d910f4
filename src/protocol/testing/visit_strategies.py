"""Strategies for visits that keep rules or break exactly one, and for programmes, records and scripts of visits.

They draw choices, not whole visits: no example is discarded, and a failure shrinks to a shortest visit that fails.
"""

from collections.abc import Callable
from functools import lru_cache
from random import Random
from typing import Final, TypeVar

from attrs import evolve
from hypothesis import strategies as st

from protocol.errors import RulebookError
from protocol.generation import NearMiss, Wanted, breach, near_miss, partial_record, prefix, programme, valid_visit
from protocol.rules import COMMON, Rule, Rulebook, Severity
from protocol.stream import Stream
from protocol.testing.leading import Drawn
from protocol.testing.strategies import streams
from protocol.values import Rank, VisitKind

LONGEST: Final = 100
"""The largest number of proposed steps; some are skipped, and steps that the rules then require are added."""
T = TypeVar("T")
MakeVisit = Callable[[Random, Rulebook, Wanted], T]

# The simplest comes first: a kind of visit about which there are few rules, and the rank that most guests have.
_KINDS: Final = tuple(reversed(VisitKind))
_RANKS: Final = (Rank.HEAD_OF_STATE, *(rank for rank in Rank if rank is not Rank.HEAD_OF_STATE))


def visits(
    *,
    rulebook: Rulebook = COMMON,
    kind: VisitKind | None = None,
    rank: Rank | None = None,
    complete: bool = True,
    severity: Severity = Severity.NOTE,
    longest: int = LONGEST,
) -> st.SearchStrategy[Stream]:
    """Visits that have ended, keep every rule of the rulebook and owe nothing.

    They are of any `kind` and by a guest of any `rank` unless one is given. Rules of a lesser severity than `severity`
    may be broken. The records are complete; with `complete=False` they are partial, as `partial_records` makes them.
    """
    make = valid_visit if complete else partial_record
    return _strategy(make, _without_minor_rules(rulebook, severity), kind, rank, longest)


def prefixes(
    *,
    rulebook: Rulebook = COMMON,
    kind: VisitKind | None = None,
    rank: Rank | None = None,
    longest: int = LONGEST,
) -> st.SearchStrategy[Stream]:
    """Complete records of visits under way, which break no rule and can still end well.

    The shortest records only that the visit was agreed.
    """
    return _strategy(prefix, rulebook, kind, rank, longest)


def programmes(
    *,
    rulebook: Rulebook = COMMON,
    kind: VisitKind | None = None,
    rank: Rank | None = None,
    longest: int = LONGEST,
) -> st.SearchStrategy[Stream]:
    """Programmes of visits that keep every rule of the rulebook.

    They are streams on the basis `announced`, whose steps have not happened yet.
    """
    return _strategy(programme, rulebook, kind, rank, longest)


def partial_records(
    *,
    rulebook: Rulebook = COMMON,
    kind: VisitKind | None = None,
    rank: Rank | None = None,
    longest: int = LONGEST,
) -> st.SearchStrategy[Stream]:
    """Records that leave out steps of valid visits, or only list them, as press reports do; they have no faults.

    A failure shrinks towards records with fewer steps.
    """
    return _strategy(partial_record, rulebook, kind, rank, longest)


def breaches(
    *,
    rule: Rule | str,
    rulebook: Rulebook = COMMON,
    kind: VisitKind | None = None,
    rank: Rank | None = None,
    longest: int = LONGEST,
) -> st.SearchStrategy[Stream]:
    """Complete records of visits that have ended and break this rule of the rulebook, and no other.

    The rule is given as such or by its code, which is looked up at once. If breaking it always breaks others too, an
    `ImpliedRuleError` names them when a visit is first drawn; like the strategies of Hypothesis, this one does no work
    before. A `kind` or `rank` to which the rule does not apply is replaced by one to which it does.
    """
    broken = rulebook.rule(rule) if isinstance(rule, str) else rule

    def make(random: Random, rulebook: Rulebook, wanted: Wanted) -> Stream:
        return breach(random, rulebook, broken, wanted)

    return _strategy(make, rulebook, kind, rank, longest)


def near_misses(
    *,
    rulebook: Rulebook = COMMON,
    kind: VisitKind | None = None,
    rank: Rank | None = None,
    longest: int = LONGEST,
) -> st.SearchStrategy[NearMiss]:
    """Pairs of a valid visit and one that a single edit has spoilt, with the findings in the second.

    The edit leaves out a step or swaps two neighbours.
    """
    return _strategy(near_miss, rulebook, kind, rank, longest)


@st.composite
def scripts(draw: st.DrawFn, *, rulebook: Rulebook = COMMON, valid: bool = False) -> str:
    """Texts of scripts, in YAML or JSON, that `load_script` reads.

    Many hold arbitrary streams; with `valid` all of them hold visits that keep the rulebook.
    """
    from protocol.script import dump_script

    whole = visits(rulebook=rulebook) | partial_records(rulebook=rulebook)
    stream = draw(whole if valid else whole | streams())
    return dump_script(stream, to=draw(st.sampled_from(("json", "yaml"))))


def _strategy(
    make: MakeVisit[T], rulebook: Rulebook, kind: VisitKind | None, rank: Rank | None, longest: int
) -> st.SearchStrategy[T]:
    kinds = st.sampled_from(_KINDS) if kind is None else st.just(kind)
    ranks = st.sampled_from(_RANKS) if rank is None else st.just(rank)
    occasions = st.builds(Wanted, kinds, ranks)

    # It takes no arguments, because Hypothesis prints them when something fails, and a rule is long.
    @st.composite
    def visit(draw: st.DrawFn) -> T:
        wanted = draw(occasions)
        if (error := _why_never_kept(rulebook, wanted)) is not None:
            raise error
        return make(Drawn(draw, longest), rulebook, wanted)

    return visit()


@lru_cache(maxsize=64)
def _why_never_kept(rulebook: Rulebook, wanted: Wanted) -> RulebookError | None:
    """Why no visit keeps a rulebook, computed once, because Hypothesis repeats a failing example many times."""
    try:
        valid_visit(Random(0), rulebook, wanted)  # noqa: S311 - a seed, not a secret
    except RulebookError as error:
        return error
    return None


def _without_minor_rules(rulebook: Rulebook, severity: Severity) -> Rulebook:
    """The rulebook without the rules of a lesser severity."""
    others = tuple(rule for rule in rulebook if rule.severity >= severity)
    return rulebook if others == rulebook.rules else evolve(rulebook, rules=others)
