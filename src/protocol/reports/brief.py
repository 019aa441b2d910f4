"""What a report is asked for: about which visit, for whom, in which language."""

from datetime import datetime, tzinfo
from enum import StrEnum

from attrs import evolve, field

from protocol.errors import InvalidValueError
from protocol.fields import frozen
from protocol.projections.moments import in_zone
from protocol.reports.words.language import ENGLISH, Language
from protocol.reports.words.teller import Teller
from protocol.reports.words.times import LOCAL, usual_offset
from protocol.rules import Assessment
from protocol.stream import Stream, as_it_was, effective
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
    `until` and `as_of` ask for a paper of the visit as it was, see `as_it_was`: then `stream` and `programme` are as
    they were, and an assessment has to be of the record as it was, too.
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
    until: int | datetime | None = None
    as_of: datetime | None = None
    current: Stream = field(init=False, repr=False, eq=False)
    visit: Visit = field(init=False, repr=False, eq=False)
    usual: str | None = field(init=False, repr=False, eq=False)
    """The offset that needs no telling, as `usual_offset` has it."""

    def __attrs_post_init__(self) -> None:
        # A frozen value that works out, once, what is told of its record.
        kept, was = object.__setattr__, as_it_was(self.stream, until=self.until, as_of=self.as_of)
        if was is None:
            moment = self.until if self.as_of is None else self.as_of
            raise InvalidValueError("the moment of a paper", str(moment), "the record had not been opened by then")
        kept(self, "stream", was)
        kept(self, "programme", None if self.programme is None else as_it_was(self.programme, as_of=self.as_of))
        kept(self, "current", in_zone(effective(was), self.zone))
        kept(self, "visit", replay(was))
        kept(self, "usual", LOCAL if self.zone is not None else usual_offset(self.current))

    def about(self, ceremony: int) -> "Brief":
        """The same brief for the ceremony that was opened at a position."""
        return evolve(self, ceremony=ceremony)

    @property
    def plan(self) -> Stream | None:
        """The programme as it stands, by the same clocks as the visit."""
        return None if self.programme is None else in_zone(effective(self.programme), self.zone)

    @property
    def teller(self) -> Teller:
        """Tells of the visit in the language that is asked for."""
        return Teller(self.visit, self.language)
