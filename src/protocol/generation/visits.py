"""Valid visits, records of arbitrary steps, and the records in which steps are put."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from random import Random
from typing import Final

from attrs import evolve

from protocol.errors import RulebookError
from protocol.events import (
    DelegationNamed,
    Event,
    OtherHappened,
    ProgrammeApproved,
    ProgrammeRevised,
    RecordOpened,
    VisitAgreed,
    VisitConcluded,
    VisitPostponed,
)
from protocol.fields import frozen
from protocol.generation.amending import amend
from protocol.generation.filling import Filler, people_of
from protocol.generation.keeping import made_to_keep
from protocol.generation.leading import happens
from protocol.generation.orders import orders
from protocol.generation.tables import (
    CITIES,
    COUNTRIES,
    FIRST_DAY,
    MORNING,
    OFTEN,
    PEOPLE,
    SELDOM,
    SOMETIMES,
    WORDS,
    principal,
)
from protocol.order import Case, Pattern
from protocol.rules import Rulebook
from protocol.stream import Entry, Stream
from protocol.validation import Occasion, check
from protocol.values import Country, Coverage, Dates, Moment, Party, Rank, Side, VisitKind

LENGTH: Final = 30
"""About how many steps a visit has by default."""
_PACE: Final = timedelta(minutes=20)
_DAYS: Final = timedelta(days=2)
"""How long a visit may last from its first morning, so that it ends on an agreed day."""


@frozen
class Wanted:
    """The visit that is wanted: its kind, the rank of the guest, about how many steps, and the host."""

    kind: VisitKind = VisitKind.STATE
    rank: Rank = Rank.HEAD_OF_STATE
    length: int = LENGTH
    host: Country | None = None

    @property
    def occasion(self) -> Occasion:
        """The occasion that selects the rules for such a visit."""
        return Occasion(self.kind, self.rank)


ANY: Final = Wanted()
_NO_RULES: Final = Rulebook("none", "No rules at all", ())


def valid_visit(random: Random, rulebook: Rulebook, wanted: Wanted = ANY) -> Stream:
    """A complete record of a visit that has ended, keeps every rule of the rulebook and owes nothing.

    Now and then the visit was called off before it began, or its record has a correction. If no visit that was drawn
    and changed keeps a content rule, a `RulebookError` names the rule.

    >>> from protocol.rules import COMMON
    >>> from protocol.validation import check
    >>> check(valid_visit(Random(1), COMMON), COMMON).findings
    ()
    """
    stream = with_steps(random, rulebook, wanted)
    otherwise = amend(random, stream)
    return stream if otherwise is not stream and check(otherwise, rulebook).findings else otherwise


def any_stream(random: Random, wanted: Wanted = ANY) -> Stream:
    """A record of random steps in random order, to test that nothing fails on it.

    >>> any_stream(Random(1)) == any_stream(Random(1))
    True
    """
    ready = orders(_NO_RULES, wanted.occasion)
    return record_of(random, wanted, tuple(random.choices(ready.cases, k=wanted.length)))


def with_steps(
    random: Random, rulebook: Rulebook, wanted: Wanted, *, among: tuple[type | Pattern, ...] = (), timed: bool = False
) -> Stream:
    """A valid visit in which these steps occur; with `timed`, every step has a time."""
    ready = orders(rulebook, wanted.occasion)

    def make(random: Random, length: int, more: tuple[type, ...]) -> Stream:
        way = ready.keeping(random, length, among=(*among, *more))
        if way is None:
            raise RulebookError(rulebook.name, "no visit keeps all of its rules that speak of such a visit")
        return record_of(random, wanted, way, timed=timed)

    return made_to_keep(random, rulebook, make, wanted.length)


def record_of(random: Random, wanted: Wanted, way: Iterable[Case], *, timed: bool = False) -> Stream:
    """The record of a visit of these steps; values that concern the whole visit are drawn before the first step."""
    agreed, named = _agreement(random, wanted), tuple(_delegations(random))
    before = [_opening(random), agreed, *named, *_preparation(random)]
    timed = timed or happens(random, OFTEN)
    aside = random.random() if happens(random, SELDOM) else None
    filler = Filler(random, agreed, people_of(agreed, named))
    steps = [filler.entry(step) for step in way]
    if aside is not None:
        steps.insert(int(aside * (len(steps) + 1)), Entry(0, OtherHappened(WORDS[0])))
    record = [*(Entry(0, event) for event in before), *steps, Entry(0, VisitConcluded())]
    return Stream(tuple(_timed_entries(record, timed=timed)))


def _opening(random: Random) -> RecordOpened:
    return RecordOpened(
        f"visit-{int(random.random() * 1_000_000)}", coverage=Coverage.COMPLETE, time_zone="Asia/Almaty"
    )


def _agreement(random: Random, wanted: Wanted) -> VisitAgreed:
    drawn, guest, another = random.sample(COUNTRIES, 3)
    host = wanted.host or drawn
    guest = another if guest == host else guest
    parties = (
        Party(
            Side.HOST, host, CITIES[int(random.random() * len(CITIES))], (principal("host", host, Rank.HEAD_OF_STATE),)
        ),
        Party(Side.GUEST, guest, None, (principal("guest", guest, wanted.rank),)),
    )
    return VisitAgreed(wanted.kind, parties, Dates(FIRST_DAY, FIRST_DAY + _DAYS))


def _delegations(random: Random) -> Iterator[DelegationNamed]:
    """The delegations; mostly none is named."""
    if happens(random, SOMETIMES):
        for place, side in enumerate((Side.HOST, Side.GUEST)):
            yield DelegationNamed(side, PEOPLE[4 * place : 4 * place + 4])


def _preparation(random: Random) -> Iterator[Event]:
    if happens(random, SELDOM):
        yield VisitPostponed(FIRST_DAY)
    if happens(random, SOMETIMES):
        yield ProgrammeApproved("programme", 1)
        yield from [ProgrammeRevised("programme", 2)] * happens(random, SOMETIMES)


def _timed_entries(record: Sequence[Entry[Event]], *, timed: bool) -> Iterator[Entry[Event]]:
    pace = min(_PACE, _DAYS / len(record))
    for position, entry in enumerate(record):
        at = Moment(MORNING + position * pace) if timed and position > 1 else None
        yield evolve(entry, position=position, at=at)
