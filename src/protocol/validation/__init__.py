"""Checking: streams against rulebooks, at once or while they grow."""

from typing import TYPE_CHECKING

from protocol.facades import on_demand

if TYPE_CHECKING:
    from protocol.validation.checking import admit, check, check_each
    from protocol.validation.monitor import Monitor, Update
    from protocol.validation.stepping.judge import Judge
    from protocol.validation.studying.outcomes import Outcome, Use, outcome, put_to_test, use
    from protocol.validation.studying.retrospect import Retrospect, retrospect
    from protocol.validation.studying.witnesses import (
        Comparison,
        Counterexample,
        Occasion,
        Witnesses,
        compare,
        witnesses,
    )
else:
    __getattr__, __dir__ = on_demand(
        __name__,
        {
            "checking": "admit check check_each",
            "monitor": "Monitor Update",
            "stepping.judge": "Judge",
            "studying.outcomes": "Outcome Use outcome put_to_test use",
            "studying.retrospect": "Retrospect retrospect",
            "studying.witnesses": "Comparison Counterexample Occasion Witnesses compare witnesses",
        },
    )

__all__ = [
    "Comparison",
    "Counterexample",
    "Judge",
    "Monitor",
    "Occasion",
    "Outcome",
    "Retrospect",
    "Update",
    "Use",
    "Witnesses",
    "admit",
    "check",
    "check_each",
    "compare",
    "outcome",
    "put_to_test",
    "retrospect",
    "use",
    "witnesses",
]
