"""The ceremonies as brackets, and the groups of events that several rules name."""

from typing import Final

from protocol.events import (
    FAMILIES,
    CityLeft,
    CityReached,
    DocumentSigned,
    DocumentsSigned,
    GuestArrived,
    GuestDeparted,
    PressConferenceHeld,
    PressStatementMade,
    SigningOpened,
    TalksOpened,
    VisitConcluded,
)
from protocol.events.ceremonies import OPENED_AND_CLOSED, OPENINGS, CeremonyKind
from protocol.order import Bracket, either, where
from protocol.order.language.formulas import as_formula
from protocol.values import TalksFormat

TRAVEL: Final = frozenset({GuestArrived, GuestDeparted, CityLeft, CityReached, VisitConcluded})
"""Steps that bring the guest to another place, or end the visit."""
_ELSEWHERE = TRAVEL | frozenset(FAMILIES["programme"])


def _bracket(name: str, kind: CeremonyKind) -> Bracket:
    opened, closed = OPENED_AND_CLOSED[kind]
    return Bracket(name, opened, closed, ends=(_ELSEWHERE | OPENINGS) - {opened})


WELCOME_CEREMONY: Final = _bracket("welcome ceremony", CeremonyKind.WELCOME)
TALKS: Final = _bracket("talks", CeremonyKind.TALKS)
SIGNING: Final = _bracket("signing", CeremonyKind.SIGNING)
RECEPTION: Final = _bracket("reception", CeremonyKind.RECEPTION)
FAREWELL_CEREMONY: Final = _bracket("farewell ceremony", CeremonyKind.FAREWELL)

BRACKETS: Final = (WELCOME_CEREMONY, TALKS, SIGNING, RECEPTION, FAREWELL_CEREMONY)
"""All ceremonies that open and close."""

FIXED: Final = frozenset(event for bracket in BRACKETS for event in (bracket.opened, bracket.closed))
"""Openings and closings: a partial record is never assumed to have left one out."""

ONE_ON_ONE: Final = where(TalksOpened, format=TalksFormat.ONE_ON_ONE)
RESTRICTED: Final = where(TalksOpened, format=TalksFormat.RESTRICTED)
EXPANDED: Final = where(TalksOpened, format=TalksFormat.EXPANDED)

ANY_TALKS: Final = as_formula(TalksOpened)
ANY_SIGNING: Final = either(SigningOpened, DocumentSigned, DocumentsSigned)
ANY_PRESS: Final = either(PressStatementMade, PressConferenceHeld)
