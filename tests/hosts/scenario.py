"""What scenarios of hosts' rules are made of: three visits for each rule."""

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from protocol import Coverage, Rulebook, Stream, check
from protocol.events import (
    AnthemPlayed,
    DelegationsPresented,
    Event,
    FarewellCeremonyClosed,
    FarewellCeremonyOpened,
    GuardReported,
    GuardReviewed,
    GuestArrived,
    GuestDeparted,
    GuestGreeted,
    GuestSeenOff,
    GunSaluteFired,
    LeadersGreeted,
    MarchPastHeld,
    ReceptionClosed,
    ReceptionOpened,
    RecordOpened,
    TalksClosed,
    TalksOpened,
    VisitAgreed,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
)
from protocol.stream import Entry
from protocol.values import Country, Party, Person, Rank, SaluteOccasion, Side, TalksFormat, VisitKind

Step = Event | Entry[Event]
Steps = tuple[Step, ...]

STATE, OFFICIAL, WORKING = VisitKind.STATE, VisitKind.OFFICIAL, VisitKind.WORKING
OFFICIAL_WORKING, TRANSIT, PRIVATE = VisitKind.OFFICIAL_WORKING, VisitKind.TRANSIT, VisitKind.PRIVATE

ARRIVED, DEPARTED = GuestArrived(), GuestDeparted()
GREETED, SEEN_OFF = GuestGreeted(), GuestSeenOff()
WELCOME, WELCOMED = WelcomeCeremonyOpened(), WelcomeCeremonyClosed()
FAREWELL, FAREWELLED = FarewellCeremonyOpened(), FarewellCeremonyClosed()
TALKS, TALKED = TalksOpened(TalksFormat.RESTRICTED), TalksClosed(TalksFormat.RESTRICTED)
EXPANDED, EXPANDED_OVER = TalksOpened(TalksFormat.EXPANDED), TalksClosed(TalksFormat.EXPANDED)
DINNER, DINED = ReceptionOpened(), ReceptionClosed()
HANDSHAKE, PRESENTED, REPORTED = LeadersGreeted(), DelegationsPresented(), GuardReported()
REVIEWED, MARCHED = GuardReviewed(), MarchPastHeld()
GUESTS_ANTHEM, HOSTS_ANTHEM = AnthemPlayed(Side.GUEST), AnthemPlayed(Side.HOST)
ANTHEMS = (GUESTS_ANTHEM, HOSTS_ANTHEM)
SALUTE = GunSaluteFired(21, SaluteOccasion.ANTHEMS)


def welcome(*steps: Step) -> Steps:
    """Steps in a welcome ceremony."""
    return (WELCOME, *steps, WELCOMED)


def farewell(*steps: Step) -> Steps:
    """Steps in a farewell ceremony."""
    return (FAREWELL, *steps, FAREWELLED)


def dinner(*steps: Step) -> Steps:
    """Steps in a reception."""
    return (DINNER, *steps, DINED)


def without(steps: Steps, *left_out: Step) -> Steps:
    """The steps without some of them."""
    return tuple(step for step in steps if step not in left_out)


def somebody(*ranks: Rank) -> tuple[Person, ...]:
    """People of these ranks."""
    return tuple(Person(f"The {rank}", rank=rank) for rank in ranks)


def agreed(kind: VisitKind, rank: Rank | None, *, guest: str = "AZ", host: str = "KZ") -> VisitAgreed:
    """A visit agreed on, of a kind, by a guest of a rank."""
    principal = Person("A. Guest", rank=rank)
    return VisitAgreed(kind, (Party(Side.HOST, Country(host)), Party(Side.GUEST, Country(guest), None, (principal,))))


@frozen
class Scenario:
    """What a rule says of three visits: one that keeps it, one that breaks it and no other rule, one it has no word on.

    Each is of a `kind` and by a guest of a `rank`, unless its first step says so itself. Where `ended`, what is still
    owed is a finding.
    """

    keeps: Steps
    breaks: Steps
    silent: Steps
    kind: VisitKind = STATE
    rank: Rank | None = Rank.HEAD_OF_STATE
    ended: bool = field(default=False, kw_only=True)

    def stream(self, steps: Steps, kind: VisitKind | None = None, rank: Rank | None = None) -> Stream:
        """A complete record of these steps, on a visit of another kind or of another guest where one is given."""
        told = steps[:1] if steps and isinstance(steps[0], VisitAgreed) and kind is None else ()
        rest = tuple(step for step in steps if not isinstance(step, VisitAgreed))
        first = told or (agreed(kind or self.kind, rank or self.rank),)
        return Stream.of(RecordOpened("scenario", coverage=Coverage.COMPLETE), *first, *rest)

    def found(self, steps: Steps, book: Rulebook, **more: Any) -> list[str]:  # noqa: ANN401 - as `stream` takes them
        """The codes of what is found in a visit of these steps."""
        return [finding.rule.code for finding in check(self.stream(steps, **more), book, ended=self.ended).findings]


Scenarios = Mapping[str, Scenario]
"""The scenarios of a host's own rules, by their codes."""
