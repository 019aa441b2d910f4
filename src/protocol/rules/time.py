"""Rules about time: steps whose times run backwards, and steps after the end of the visit."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from protocol.events import (
    FAMILIES,
    Event,
    GuestArrived,
    SpouseProgrammeHeld,
    VisitAgreed,
    VisitCancelled,
    VisitConcluded,
)
from protocol.rules import spoils
from protocol.rules.evidence import LOGICAL, Severity, because
from protocol.rules.faults import fault
from protocol.rules.rule import FoldStep, Spoil, content_rule
from protocol.stream import Entry
from protocol.values import Dates, Text

BESIDE_THE_VISIT = frozenset({*FAMILIES["preparation"], *FAMILIES["record"]})
"""Events with the time at which something became known, not at which a step of the visit happened."""
_NOT_IN_LINE = BESIDE_THE_VISIT | {SpouseProgrammeHeld}

Latest = tuple[datetime, int]
"""The latest beginning so far and the position of its entry."""


Clock = tuple[Latest | None, Latest | None, Mapping[Text, Latest]]
"""The latest beginning of all steps, of those in which nobody is said to act, and of those of each who acts."""


_NOTHING_BEGUN: Clock = (None, None, MappingProxyType({}))


def _begins(entry: Entry[Event]) -> bool:
    return entry.at is not None and entry.at.full is not None and type(entry.event) not in _NOT_IN_LINE


def _begins_and_ends(entry: Entry[Event]) -> bool:
    return entry.at is not None and entry.until is not None and None not in {entry.at.full, entry.until.full}


def _has_a_day(entry: Entry[Event]) -> bool:
    return entry.at is not None and entry.at.day is not None and type(entry.event) not in BESIDE_THE_VISIT


@content_rule(
    "TIM01",
    "What comes later in the record began no earlier.",
    severity=Severity.BREACH,
    evidence=LOGICAL,
    sources=(because("time does not run backwards"),),
    memory=_NOTHING_BEGUN,
    timed=True,
    judges=_begins,
    hint="for steps that run in parallel, name who acts in each (acting: […]), or write during: and the number of the "
    "step beside which one runs; only date-times that are stated in full and exactly are compared",
    spoil=Spoil((), spoils.begun_too_early),
)
def time_runs_forward(clock: Clock, entry: Entry[Event]) -> FoldStep[Clock] | None:
    """Steps run in parallel, and are not compared, where one is `during` another, where different people are named as
    acting in them, or where one is the programme of the spouse.
    """
    began = None if entry.at is None or entry.during is not None else entry.at.full
    if began is None or type(entry.event) in _NOT_IN_LINE:
        return None
    actors = _known_by_name(entry) if entry.present else ()
    of_all, unnamed, by_actor = clock
    latest = max(filter(None, (unnamed, *map(by_actor.get, actors))), default=None) if actors else of_all
    if latest is not None and began < latest[0]:
        wrong = fault(
            "began at {began}, before {latest}", latest[1], began=began.isoformat(), latest=latest[0].isoformat()
        )
        return FoldStep(clock, wrong)
    now = began, entry.position
    if not actors:
        return FoldStep((now, now, by_actor))
    return FoldStep((now if of_all is None else max(of_all, now), unnamed, {**by_actor, **dict.fromkeys(actors, now)}))


def _known_by_name(entry: Entry[Event]) -> Sequence[Text]:
    """The names of those who act, if all have one: who is known by office alone may be anybody."""
    names = [person.name for person in entry.acting if person.name is not None]
    return names if len(names) == len(entry.acting) else ()


@content_rule(
    "TIM02",
    "Nothing ends before it begins.",
    severity=Severity.BREACH,
    evidence=LOGICAL,
    sources=(because("nothing ends before it begins"),),
    memory=None,
    timed=True,
    judges=_begins_and_ends,
    order_free=True,
    spoil=Spoil((), spoils.ended_too_early),
)
def ends_after_it_begins(_: None, entry: Entry[Event]) -> FoldStep[None] | None:
    began = None if entry.at is None else entry.at.full
    ended = None if entry.until is None else entry.until.full
    if began is None or ended is None or began <= ended:
        return None
    return FoldStep(
        None, fault("ended at {ended}, before it began at {began}", ended=ended.isoformat(), began=began.isoformat())
    )


@content_rule(
    "TIM03",
    "What happens on the visit happens on the days agreed on.",
    severity=Severity.NOTE,
    evidence=LOGICAL,
    sources=(because("the days of a visit are those on which its steps are"),),
    memory=None,
    timed=True,
    judges=_has_a_day,
    wakes=(VisitAgreed,),
    order_free=True,
    hint="programmes change: the days agreed on may have to be corrected",
    spoil=Spoil((), spoils.after_the_days),
)
def within_the_days_agreed(agreed: Dates | None, entry: Entry[Event]) -> FoldStep[Dates | None] | None:
    if isinstance(entry.event, VisitAgreed):
        return None if entry.event.dates == agreed else FoldStep(entry.event.dates)
    day = None if entry.at is None else entry.at.day
    if agreed is None or day is None or day in agreed or type(entry.event) in BESIDE_THE_VISIT:
        return None
    return FoldStep(agreed, fault("on {day}, while the visit is on {agreed}", day=day, agreed=agreed))


@content_rule(
    "END01",
    "Nothing happens on a visit after it has ended.",
    severity=Severity.BREACH,
    evidence=LOGICAL,
    sources=(because("what comes after the end does not belong to it"),),
    memory=None,
    wakes=(VisitConcluded, VisitCancelled),
    spoil=Spoil((), spoils.after_the_end),
)
def nothing_after_the_end(ended: int | None, entry: Entry[Event]) -> FoldStep[int | None] | None:
    over = isinstance(entry.event, VisitConcluded | VisitCancelled)
    if ended is None:
        return FoldStep(entry.position) if over else None
    if type(entry.event) in BESIDE_THE_VISIT and not over:
        return None
    return FoldStep(ended, fault("{event} after the visit had ended", ended, event=entry.event))


@content_rule(
    "END02",
    "A visit that has begun is not cancelled.",
    severity=Severity.LAPSE,
    evidence=LOGICAL,
    sources=(because("what has begun can be broken off, not called off"),),
    memory=None,
    only_with=(VisitCancelled,),
    hint="a visit that is broken off is concluded",
    spoil=Spoil((GuestArrived,), spoils.cancelled_too_late),
)
def begun_is_not_cancelled(
    arrived: int | None, entry: Entry[GuestArrived | VisitCancelled]
) -> FoldStep[int | None] | None:
    if isinstance(entry.event, GuestArrived):
        return FoldStep(entry.position)
    return None if arrived is None else FoldStep(arrived, fault("cancelled after the guest had arrived", arrived))


TIME_RULES = (
    time_runs_forward,
    ends_after_it_begins,
    within_the_days_agreed,
    nothing_after_the_end,
    begun_is_not_cancelled,
)
