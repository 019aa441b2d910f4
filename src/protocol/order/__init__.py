"""The order language: patterns, LTLf formulas, DECLARE templates, and the automata they compile to.

It knows patterns over any attrs classes and nothing of visits.
"""

from typing import TYPE_CHECKING

from protocol.errors import PatternError
from protocol.facades import on_demand
from protocol.order.automata.automata import Verdict
from protocol.order.automata.machines import Machine, machine
from protocol.order.language.brackets import Bracket, Within, within
from protocol.order.language.formulas import (
    Formula,
    both,
    either,
    eventually,
    globally,
    implies,
    negation,
    next_,
    release,
    until,
    weak_next,
    weak_until,
)
from protocol.order.language.nesting import Nested, nested
from protocol.order.language.orders import Order
from protocol.order.language.patterns import Case, Pattern, where
from protocol.order.language.templates import (
    absence,
    alternate_precedence,
    alternate_response,
    alternate_succession,
    chain_precedence,
    chain_response,
    chain_succession,
    choice,
    co_existence,
    end,
    exactly,
    exclusive_choice,
    existence,
    first_before,
    init,
    not_chain_succession,
    not_co_existence,
    not_succession,
    precedence,
    responded_existence,
    response,
    succession,
)

if TYPE_CHECKING:
    from protocol.order.formats.diagrams import automaton_dot, precedence_dot
    from protocol.order.sampling.sampler import Sampler
    from protocol.order.searching.joint import Outlook
    from protocol.order.searching.questions import (
        Difference,
        difference,
        redundant,
        shortest_breaking,
        shortest_keeping,
        vacuous,
    )
    from protocol.order.searching.repairs import Costs, Edit, EditKind, Repair, least_repair
else:
    __getattr__, __dir__ = on_demand(
        __name__,
        {
            "formats.diagrams": "automaton_dot precedence_dot",
            "sampling.sampler": "Sampler",
            "searching.joint": "Outlook",
            "searching.questions": "Difference difference redundant shortest_breaking shortest_keeping vacuous",
            "searching.repairs": "Costs Edit EditKind Repair least_repair",
        },
    )

__all__ = [
    "Bracket",
    "Case",
    "Costs",
    "Difference",
    "Edit",
    "EditKind",
    "Formula",
    "Machine",
    "Nested",
    "Order",
    "Outlook",
    "Pattern",
    "PatternError",
    "Repair",
    "Sampler",
    "Verdict",
    "Within",
    "absence",
    "alternate_precedence",
    "alternate_response",
    "alternate_succession",
    "automaton_dot",
    "both",
    "chain_precedence",
    "chain_response",
    "chain_succession",
    "choice",
    "co_existence",
    "difference",
    "either",
    "end",
    "eventually",
    "exactly",
    "exclusive_choice",
    "existence",
    "first_before",
    "globally",
    "implies",
    "init",
    "least_repair",
    "machine",
    "negation",
    "nested",
    "next_",
    "not_chain_succession",
    "not_co_existence",
    "not_succession",
    "precedence",
    "precedence_dot",
    "redundant",
    "release",
    "responded_existence",
    "response",
    "shortest_breaking",
    "shortest_keeping",
    "succession",
    "until",
    "vacuous",
    "weak_next",
    "weak_until",
    "where",
    "within",
]
