"""The visit as it stands: the state that `evolve` folds out of a stream, refusing nothing."""

from typing import TYPE_CHECKING

from protocol.facades import on_demand

if TYPE_CHECKING:
    from protocol.visit.ceremonies import CeremonyHeld, CeremonyKind
    from protocol.visit.folding import FOLDS, evolve, replay
    from protocol.visit.state import Fact, Visit, VisitStatus
else:
    __getattr__, __dir__ = on_demand(
        __name__,
        {
            "ceremonies": "CeremonyHeld CeremonyKind",
            "folding": "FOLDS evolve replay",
            "state": "Fact Visit VisitStatus",
        },
    )

__all__ = [
    "FOLDS",
    "CeremonyHeld",
    "CeremonyKind",
    "Fact",
    "Visit",
    "VisitStatus",
    "evolve",
    "replay",
]
