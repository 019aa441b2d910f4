"""Rules about nesting: the steps and ceremonies that cannot happen inside a ceremony.

All of them need a reported closing: without one, the ceremony may have ended before the step.
"""

from collections.abc import Iterable

from protocol.events import (
    FarewellCeremonyOpened,
    GuardReported,
    GuardReviewed,
    MarchPastHeld,
    ReceptionOpened,
    SigningOpened,
    SoldiersGreeted,
    TalksOpened,
    WelcomeCeremonyOpened,
)
from protocol.order import Bracket, Formula, both, either, globally, implies, negation, next_, until, weak_next
from protocol.rules.ceremonies import BRACKETS, FAREWELL_CEREMONY, RECEPTION, SIGNING, TALKS, TRAVEL, WELCOME_CEREMONY
from protocol.rules.evidence import LOGICAL, Severity, because
from protocol.rules.rule import Rule, order_rule


def _not_inside(bracket: Bracket, steps: Iterable[type]) -> Formula:
    """None of the steps comes between an opening and the closing that follows it."""
    neither = both(negation(bracket.opened), negation(bracket.closed))
    inside = both(either(*steps), next_(until(neither, bracket.closed)))
    return globally(implies(bracket.opened, weak_next(negation(until(neither, both(neither, inside))))))


def _nesting(
    code: str, sentence: str, steps: Iterable[type], brackets: Iterable[Bracket], severity: Severity, reason: str
) -> Rule:
    steps = tuple(sorted(steps, key=lambda event: event.__name__))
    return order_rule(
        code,
        sentence,
        both(*(_not_inside(bracket, set(steps) - {bracket.opened}) for bracket in brackets)),
        severity=severity,
        evidence=LOGICAL,
        sources=(because(reason),),
        wording="{earlier} during a ceremony that ended later ({breaking})",
    )


_AT_THE_TABLE = (TALKS, SIGNING, RECEPTION)
_ON_PARADE = (WELCOME_CEREMONY, FAREWELL_CEREMONY)

no_travel_inside = _nesting(
    "NST01",
    "Nobody arrives, departs or travels, and no visit ends, inside a ceremony.",
    TRAVEL,
    BRACKETS,
    Severity.BREACH,
    "who takes part in a ceremony is where it is held",
)

no_parade_at_the_table = _nesting(
    "NST02",
    "No welcome or farewell ceremony is held inside talks, a signing or a reception.",
    (WelcomeCeremonyOpened, FarewellCeremonyOpened),
    _AT_THE_TABLE,
    Severity.LAPSE,
    "a guest at the table is neither welcomed nor seen off",
)

no_table_on_parade = _nesting(
    "NST03",
    "No talks, signing or reception is held inside a welcome or farewell ceremony.",
    (TalksOpened, SigningOpened, ReceptionOpened),
    _ON_PARADE,
    Severity.LAPSE,
    "the leaders sit down when the ceremony is over",
)

no_farewell_in_a_welcome = _nesting(
    "NST04",
    "No farewell ceremony is held inside a welcome ceremony, nor the reverse.",
    (WelcomeCeremonyOpened, FarewellCeremonyOpened),
    _ON_PARADE,
    Severity.BREACH,
    "nobody arrives and leaves at once",
)

no_guard_at_the_table = _nesting(
    "NST05",
    "No guard reports, is reviewed, greeted or marches past inside talks, a signing or a reception.",
    (GuardReported, GuardReviewed, MarchPastHeld, SoldiersGreeted),
    _AT_THE_TABLE,
    Severity.LAPSE,
    "the guard parades while the leaders stand before it",
)

NESTING_RULES = (
    no_travel_inside,
    no_parade_at_the_table,
    no_table_on_parade,
    no_farewell_in_a_welcome,
    no_guard_at_the_table,
)
