"""The state of a visit, which `evolve` folds out of a stream without refusing any event."""

from protocol.events.ceremonies import CeremonyKind
from protocol.visit.ceremonies import CeremonyHeld
from protocol.visit.folding import FOLDS, evolve, replay
from protocol.visit.state import Fact, Visit, VisitStatus

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
