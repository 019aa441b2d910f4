"""What a report is asked for: about which visit, for whom, in which language."""

from enum import StrEnum

from attrs import evolve, field

from protocol.fields import frozen
from protocol.reports.language import ENGLISH, Language
from protocol.reports.wording import Teller
from protocol.rules import Assessment
from protocol.stream import Stream, effective
from protocol.values import Side
from protocol.visit import Visit, replay


class Edition(StrEnum):
    """Whose version of a programme it is: the host's is the working one, the others leave out what is not for them."""

    HOST = "host"
    GUEST = "guest"
    PRESS = "press"


@frozen
class Brief:
    """A visit and what is wanted of it.

    `assessment` is what checking it gave, for reports that need it, and `programme` the plan that it is compared with.
    `edition`, `side`, `person` and `ceremony` (the position of its opening) say more where a report asks for it.
    """

    stream: Stream
    language: Language = ENGLISH
    assessment: Assessment | None = None
    programme: Stream | None = None
    edition: Edition = Edition.HOST
    side: Side = Side.HOST
    person: str | None = None
    ceremony: int | None = None
    current: Stream = field(init=False, repr=False, eq=False)
    visit: Visit = field(init=False, repr=False, eq=False)

    @current.default
    def _effective(self) -> Stream:
        return effective(self.stream)

    @visit.default
    def _replayed(self) -> Visit:
        return replay(self.stream)

    def about(self, ceremony: int) -> "Brief":
        """The same brief for the ceremony that was opened at a position."""
        return evolve(self, ceremony=ceremony)

    @property
    def teller(self) -> Teller:
        """Tells of the visit in the language that is asked for."""
        return Teller(self.visit, self.language)
