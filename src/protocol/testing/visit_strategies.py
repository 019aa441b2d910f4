"""Strategies for visits that keep rules, or break exactly one, and for what is made of them.

They draw their choices, not visits: nothing is filtered, and what fails shrinks to a shortest visit that still fails.
"""

from collections.abc import Callable
from functools import lru_cache, partial
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
"""How many steps are proposed at most; some of them are passed over, and those of the way home come after them."""
T = TypeVar("T")
Make = Callable[[Random, Rulebook, Wanted], T]

# The simplest comes first: a kind of visit of which the rules ask little, and a guest of the rank that most have.
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

    They are of any `kind` and by a guest of any `rank` unless told otherwise. Rules that weigh less than `severity` may
    be broken. Their records are complete; with `complete=False` they are partial, as `partial_records` gives them.
    """
    make = valid_visit if complete else partial_record
    return _made(make, _weighty(rulebook, severity), kind, rank, longest)


def prefixes(
    *,
    rulebook: Rulebook = COMMON,
    kind: VisitKind | None = None,
    rank: Rank | None = None,
    longest: int = LONGEST,
) -> st.SearchStrategy[Stream]:
    """Complete records of visits still under way, which break no rule and can still be brought to a good end.

    The shortest is a visit of which nothing but its agreement is recorded.
    """
    return _made(prefix, rulebook, kind, rank, longest)


def programmes(
    *,
    rulebook: Rulebook = COMMON,
    kind: VisitKind | None = None,
    rank: Rank | None = None,
    longest: int = LONGEST,
) -> st.SearchStrategy[Stream]:
    """Plans of visits that keep every rule of the rulebook.

    They are records whose basis is that they were announced, and whose steps have not happened yet.
    """
    return _made(programme, rulebook, kind, rank, longest)


def partial_records(
    *,
    rulebook: Rulebook = COMMON,
    kind: VisitKind | None = None,
    rank: Rank | None = None,
    longest: int = LONGEST,
) -> st.SearchStrategy[Stream]:
    """Records that leave steps of valid visits out, or only list them, as reports do; nothing in them is a fault.

    What fails shrinks towards records that tell less.
    """
    return _made(partial_record, rulebook, kind, rank, longest)


def breaches(
    *,
    rule: Rule | str,
    rulebook: Rulebook = COMMON,
    kind: VisitKind | None = None,
    rank: Rank | None = None,
    longest: int = LONGEST,
) -> st.SearchStrategy[Stream]:
    """Complete records of visits that have ended and break this rule of the rulebook, and no other.

    The rule is given itself or by its code, which is looked up at once. Where whatever breaks the rule breaks others
    too, `ImpliedRuleError` names them when a visit is first drawn: as with the strategies of Hypothesis, a strategy
    costs nothing until it is used. A `kind` or `rank` of which the rule does not speak gives way to one of which it
    does.
    """
    broken = rulebook.rule(rule) if isinstance(rule, str) else rule
    return _made(partial(_breach, broken), rulebook, kind, rank, longest)


def near_misses(
    *,
    rulebook: Rulebook = COMMON,
    kind: VisitKind | None = None,
    rank: Rank | None = None,
    longest: int = LONGEST,
) -> st.SearchStrategy[NearMiss]:
    """Pairs of a valid visit and one that a single edit of it has spoilt, with what is found in that.

    The edit leaves a step out or lets two neighbours change places.
    """
    return _made(near_miss, rulebook, kind, rank, longest)


@st.composite
def scripts(draw: st.DrawFn, *, rulebook: Rulebook = COMMON, valid: bool = False) -> str:
    """Texts of scripts, in YAML or in JSON, which `load_script` reads.

    Many hold anything at all, as `streams` gives it; with `valid` all hold visits that keep the rulebook.
    """
    from protocol.script import dump_script

    whole = visits(rulebook=rulebook) | partial_records(rulebook=rulebook)
    stream = draw(whole if valid else whole | streams())
    return dump_script(stream, to=draw(st.sampled_from(("json", "yaml"))))


def _breach(rule: Rule, random: Random, rulebook: Rulebook, wanted: Wanted) -> Stream:
    return breach(random, rulebook, rule, wanted)


def _made(
    make: Make[T], rulebook: Rulebook, kind: VisitKind | None, rank: Rank | None, longest: int
) -> st.SearchStrategy[T]:
    kinds = st.sampled_from(_KINDS) if kind is None else st.just(kind)
    ranks = st.sampled_from(_RANKS) if rank is None else st.just(rank)
    occasions = st.builds(Wanted, kinds, ranks)

    # Without arguments, for Hypothesis prints them where something fails, and a rule is long.
    @st.composite
    def visit(draw: st.DrawFn) -> T:
        wanted = draw(occasions)
        if (error := _unkept(rulebook, wanted)) is not None:
            raise error
        return make(Drawn(draw, longest), rulebook, wanted)

    return visit()


@lru_cache(maxsize=64)
def _unkept(rulebook: Rulebook, wanted: Wanted) -> RulebookError | None:
    """Why no visit keeps a rulebook; found out once, for Hypothesis tries what fails again and again."""
    try:
        valid_visit(Random(0), rulebook, wanted)  # noqa: S311 - a seed, not a secret
    except RulebookError as error:
        return error
    return None


def _weighty(rulebook: Rulebook, severity: Severity) -> Rulebook:
    """The rulebook without the rules that weigh less."""
    weighty = tuple(rule for rule in rulebook if rule.severity >= severity)
    return rulebook if weighty == rulebook.rules else evolve(rulebook, rules=weighty)
