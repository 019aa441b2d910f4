"""The ceremonies as brackets, and the groups of events that rules speak of together."""

from typing import Final

from protocol.events import (
    FAMILIES,
    CityLeft,
    CityReached,
    DocumentSigned,
    FarewellCeremonyClosed,
    FarewellCeremonyOpened,
    GuestArrived,
    GuestDeparted,
    PressConferenceHeld,
    PressStatementMade,
    ReceptionClosed,
    ReceptionOpened,
    SigningClosed,
    SigningOpened,
    TalksClosed,
    TalksOpened,
    VisitConcluded,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
)
from protocol.order import Bracket, either, where
from protocol.order.language.formulas import as_formula
from protocol.values import TalksFormat

TRAVEL: Final = frozenset({GuestArrived, GuestDeparted, CityLeft, CityReached, VisitConcluded})
"""Steps that bring the guest to another place, or end the visit."""
_ELSEWHERE = TRAVEL | frozenset(FAMILIES["programme"])
_OPENINGS = frozenset({WelcomeCeremonyOpened, TalksOpened, SigningOpened, ReceptionOpened, FarewellCeremonyOpened})


def _bracket(name: str, opened: type, closed: type, beyond: frozenset[type] = frozenset()) -> Bracket:
    return Bracket(name, opened, closed, ends=(_ELSEWHERE | _OPENINGS | beyond) - {opened})


WELCOME_CEREMONY: Final = _bracket("welcome ceremony", WelcomeCeremonyOpened, WelcomeCeremonyClosed)
TALKS: Final = _bracket("talks", TalksOpened, TalksClosed)
SIGNING: Final = _bracket("signing", SigningOpened, SigningClosed)
RECEPTION: Final = _bracket("reception", ReceptionOpened, ReceptionClosed)
FAREWELL_CEREMONY: Final = _bracket("farewell ceremony", FarewellCeremonyOpened, FarewellCeremonyClosed)

BRACKETS: Final = (WELCOME_CEREMONY, TALKS, SIGNING, RECEPTION, FAREWELL_CEREMONY)
"""All ceremonies that open and close."""

FIXED: Final = frozenset(event for bracket in BRACKETS for event in (bracket.opened, bracket.closed))
"""Openings and closings: a partial record is never taken to have left one out."""

ONE_ON_ONE: Final = where(TalksOpened, format=TalksFormat.ONE_ON_ONE)
RESTRICTED: Final = where(TalksOpened, format=TalksFormat.RESTRICTED)
EXPANDED: Final = where(TalksOpened, format=TalksFormat.EXPANDED)

ANY_TALKS: Final = as_formula(TalksOpened)
ANY_SIGNING: Final = either(SigningOpened, DocumentSigned)
ANY_PRESS: Final = either(PressStatementMade, PressConferenceHeld)
