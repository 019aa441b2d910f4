"""How the preparation of a visit changes what is known of it."""

from typing import assert_never

from attrs import evolve

from protocol.events import (
    DelegationNamed,
    Event,
    ProgrammeApproved,
    ProgrammeRevised,
    VisitAgreed,
    VisitCancelled,
    VisitPostponed,
)
from protocol.events.preparation import Preparation
from protocol.stream import Entry
from protocol.values import VisitKind
from protocol.visit.state import Fact, Visit, VisitStatus


def evolve_preparation(visit: Visit, entry: Entry[Event], event: Preparation) -> Visit:
    """The visit after a step of its preparation."""
    match event:
        case VisitAgreed():
            return _agree(visit, entry, event)
        case DelegationNamed():
            return evolve(visit, delegations=(*visit.delegations, Fact(entry.position, event)))
        case ProgrammeApproved():
            return evolve(visit, approved=(*visit.approved, Fact(entry.position, event)))
        case ProgrammeRevised():
            return evolve(visit, revised=(*visit.revised, Fact(entry.position, event)))
        case VisitPostponed():
            postponed = (*visit.postponed, Fact(entry.position, event))
            return evolve(visit, postponed=postponed, status=_put_off(visit.status))
        case VisitCancelled():
            return evolve(
                visit, cancelled=(*visit.cancelled, Fact(entry.position, event)), status=VisitStatus.CANCELLED
            )
        case _:
            assert_never(event)


def _agree(visit: Visit, entry: Entry[Event], event: VisitAgreed) -> Visit:
    """A later agreement replaces only what it names; if the visit was postponed, it is expected again."""
    return evolve(
        visit,
        agreed=(*visit.agreed, Fact(entry.position, event)),
        kind=visit.kind if event.kind is VisitKind.UNKNOWN else event.kind,
        kind_by_guest=event.kind_by_guest or visit.kind_by_guest,
        kind_as_stated=event.kind_as_stated or visit.kind_as_stated,
        parties=event.parties or visit.parties,
        dates=event.dates or visit.dates,
        status=VisitStatus.EXPECTED if visit.status is VisitStatus.POSTPONED else visit.status,
    )


def _put_off(status: VisitStatus) -> VisitStatus:
    return VisitStatus.POSTPONED if status is VisitStatus.EXPECTED else status
