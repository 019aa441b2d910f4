"""The logs that are measured: visits in memory, made from a seed."""

from random import Random

from attrs import evolve
from model import ACTIVITIES, CONSTRAINTS

from protocol import Coverage, Entry, Placing, Stream, VisitKind
from protocol import order as o
from protocol.events import (
    AnthemPlayed,
    DelegationsPresented,
    DocumentSigned,
    Event,
    FarewellCeremonyClosed,
    FarewellCeremonyOpened,
    GuardReported,
    GuardReviewed,
    GuestArrived,
    GuestDeparted,
    GuestGreeted,
    LeadersGreeted,
    MarchPastHeld,
    PressStatementMade,
    ReceptionClosed,
    ReceptionOpened,
    RecordOpened,
    SigningClosed,
    SigningOpened,
    SiteVisited,
    TalksClosed,
    TalksOpened,
    ToastProposed,
    VisitAgreed,
    VisitConcluded,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
    WreathLaid,
)
from protocol.values import Document, Side, TalksFormat

LENGTH = 30
Names = list[type]


def conformance_log(visits: int, *, seed: int) -> list[Names]:
    """Sequences over the activities of the conformance model: valid ones of 30 events, one in four spoilt."""
    machines = [o.machine(getattr(o, template)(*activities)) for template, activities in CONSTRAINTS]
    sampler = o.Sampler(tuple(machines), tuple(o.Case(activity) for activity in ACTIVITIES))
    random = Random(seed)
    return [_drawn(sampler, random, spoil=number % 4 == 0) for number in range(visits)]


def _drawn(sampler: o.Sampler, random: Random, *, spoil: bool) -> Names:
    way = sampler.draw(random, length=LENGTH)
    assert way is not None
    names = [case.event for case in way]
    while spoil and _kept(sampler, names):
        place = random.randrange(len(names))
        names[place : place + random.randint(0, 1)] = random.sample(ACTIVITIES, random.randint(0, 1))
    return names


def _kept(sampler: o.Sampler, names: Names) -> bool:
    events = [name() for name in names]
    return all(machine.verdicts[machine.run(events)].satisfied for machine in sampler.machines)


def stream(number: int, events: list[Event], coverage: Coverage = Coverage.COMPLETE) -> Stream:
    """A visit of these events."""
    return Stream.of(RecordOpened(f"visit-{number}", coverage=coverage), VisitAgreed(VisitKind.STATE), *events)


def good_visit(number: int, random: Random) -> list[Event]:
    """A visit of about 30 events that keeps the common rules."""
    signed: list[Event] = [
        DocumentSigned(Document(f"Document {number}/{place}")) for place in range(random.randint(1, 4))
    ]
    middle: list[list[Event]] = [
        [WreathLaid()],
        [SiteVisited()],
        [ReceptionOpened(), ToastProposed(), ReceptionClosed()],
    ]
    random.shuffle(middle)
    return [
        GuestArrived(), GuestGreeted(), WelcomeCeremonyOpened(), LeadersGreeted(), DelegationsPresented(),
        GuardReported(), AnthemPlayed(Side.GUEST), AnthemPlayed(Side.HOST), GuardReviewed(), MarchPastHeld(),
        WelcomeCeremonyClosed(), TalksOpened(TalksFormat.RESTRICTED), TalksClosed(TalksFormat.RESTRICTED),
        TalksOpened(TalksFormat.EXPANDED), TalksClosed(TalksFormat.EXPANDED), SigningOpened(), *signed,
        SigningClosed(), PressStatementMade(), *(event for part in middle for event in part),
        FarewellCeremonyOpened(), FarewellCeremonyClosed(), GuestDeparted(), VisitConcluded(),
    ]  # fmt: skip


def with_a_breach(events: list[Event], random: Random) -> list[Event]:
    """The visit with something that is a breach: two steps of the talks changed, or an arrival too late."""
    found = [index for index, event in enumerate(events) if isinstance(event, TalksOpened)]
    events = list(events)
    if random.random() < 0.5:
        events[found[0]], events[found[1]] = events[found[1]], events[found[0]]
        return events
    return [*events[1 : found[0] + 1], events[0], *events[found[0] + 1 :]]


def with_a_lapse(events: list[Event], random: Random) -> list[Event]:
    """The visit with something that is a lapse: the review before an anthem, or the march past before the review."""
    review = next(index for index, event in enumerate(events) if isinstance(event, GuardReviewed))
    other = review - 1 if random.random() < 0.5 else review + 1
    events = list(events)
    events[review], events[other] = events[other], events[review]
    return events


def common_logs(visits: int, *, seed: int) -> dict[str, list[Stream]]:
    """Three logs for the common rules: breaches in one of four, a lapse in every visit, partial with listed entries."""
    random = Random(seed)
    good = [good_visit(number, random) for number in range(visits)]

    def sometimes(events: list[Event]) -> list[Event]:
        return with_a_breach(events, random) if random.random() < 0.25 else events

    return {
        "one in four with a breach": [stream(n, sometimes(events)) for n, events in enumerate(good)],
        "a lapse in every visit": [stream(n, with_a_lapse(events, random)) for n, events in enumerate(good)],
        "partial, some steps only listed": [_partial(n, events, random) for n, events in enumerate(good)],
    }


def _partial(number: int, events: list[Event], random: Random) -> Stream:
    kept = [event for event in events if random.random() < 0.8]
    whole = stream(number, kept, Coverage.PARTIAL)
    return Stream(tuple(_listed(entry, random) for entry in whole))


def _listed(entry: Entry[Event], random: Random) -> Entry[Event]:
    only = entry.position > 1 and random.random() < 0.1
    return evolve(entry, placing=Placing.LISTED) if only else entry
