"""What a report is about: which visit, for whom, in which language."""

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
from protocol.stream import Stream, as_it_was, effective, what_is_announced
from protocol.values import Side
from protocol.visit import Visit, replay


class Edition(StrEnum):
    """For whom a programme is: the host works by it and gets everything, the others not what does not concern them."""

    HOST = "host"
    GUEST = "guest"
    PRESS = "press"


@frozen
class Brief:
    """A visit and what a report is to say about it.

    `assessment` is the result of checking it, for reports that need one, and `programme` the plan that it is compared
    with. `edition`, `side`, `person`, `ceremony` (the position of its opening) and `tolerance` (the
    minutes by which a step may differ from the programme and be as planned) matter to some reports only. `zone`
    is the time zone of the visit, by whose clocks all times are given then; the core reads no tables of zones, so the
    caller looks it up. Without it times are given as they were recorded, with their offsets. `until` and `as_of` ask
    for a paper on the visit as it was, see `as_it_was`: then `stream` and `programme` are as they were, and the
    assessment has to be of the record as it was, too.
    """

    stream: Stream
    language: Language = ENGLISH
    assessment: Assessment | None = None
    programme: Stream | None = None
    edition: Edition = Edition.HOST
    side: Side = Side.HOST
    person: str | None = None
    ceremony: int | None = None
    tolerance: int = 0
    zone: tzinfo | None = None
    until: int | datetime | None = None
    as_of: datetime | None = None
    current: Stream = field(init=False, repr=False, eq=False)
    visit: Visit = field(init=False, repr=False, eq=False)
    usual: str | None = field(init=False, repr=False, eq=False)
    """The offset that times need not show, see `usual_offset`."""

    def __attrs_post_init__(self) -> None:
        # What every report asks of the record is worked out once; the fields are frozen, hence the setter of `object`.
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
        """The programme with its corrections, by the same clocks as the visit, or else what the record announces."""
        programme = what_is_announced(self.stream) if self.programme is None else effective(self.programme)
        return None if programme is None else in_zone(programme, self.zone)

    @property
    def announced(self) -> "Brief | None":
        """The same brief about the steps that a record of what happened only announces; None if it announces none."""
        ahead = what_is_announced(self.stream)
        return None if ahead is None else evolve(self, stream=ahead, until=None, as_of=None)

    @property
    def teller(self) -> Teller:
        """Puts the visit into words in the language that is asked for."""
        return Teller(self.visit, self.language)
