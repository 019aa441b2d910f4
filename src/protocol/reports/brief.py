"""What a report is asked for: about which visit, for whom, in which language."""

from datetime import tzinfo
from enum import StrEnum

from attrs import evolve, field

from protocol.fields import frozen
from protocol.projections.moments import in_zone
from protocol.reports.language import ENGLISH, Language
from protocol.reports.times import LOCAL, usual_offset
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
    `zone` is the time zone of the visit, by whose clocks all times are told then; the core reads no tables of zones, so
    whoever asks looks it up. Without it a time is told by the clock that it was recorded by, with its offset.
    """

    stream: Stream
    language: Language = ENGLISH
    assessment: Assessment | None = None
    programme: Stream | None = None
    edition: Edition = Edition.HOST
    side: Side = Side.HOST
    person: str | None = None
    ceremony: int | None = None
    zone: tzinfo | None = None
    current: Stream = field(init=False, repr=False, eq=False)
    visit: Visit = field(init=False, repr=False, eq=False)
    usual: str | None = field(init=False, repr=False, eq=False)
    """The offset that needs no telling, as `usual_offset` has it."""

    @current.default
    def _effective(self) -> Stream:
        return in_zone(effective(self.stream), self.zone)

    @visit.default
    def _replayed(self) -> Visit:
        return replay(self.stream)

    def about(self, ceremony: int) -> "Brief":
        """The same brief for the ceremony that was opened at a position."""
        return evolve(self, ceremony=ceremony)

    @property
    def plan(self) -> Stream | None:
        """The programme as it stands, by the same clocks as the visit."""
        return None if self.programme is None else in_zone(effective(self.programme), self.zone)

    @usual.default
    def _offset(self) -> str | None:
        return LOCAL if self.zone is not None else usual_offset(self.current)

    @property
    def teller(self) -> Teller:
        """Tells of the visit in the language that is asked for."""
        return Teller(self.visit, self.language)
