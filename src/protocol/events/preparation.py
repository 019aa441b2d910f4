"""What happened before the visit: it was agreed, staffed, planned, put off."""

from datetime import date

from attrs import converters, field

from protocol.fields import frozen
from protocol.values import Dates, Party, Person, Rank, Side, Text, VisitKind, as_text


@frozen
class VisitAgreed:
    """The two sides agreed on a visit: who visits whom, when, and the kind of the visit.

    The sides may name the kind differently; `kind` is the host's word, because the host gives the honours.
    """

    kind: VisitKind = VisitKind.UNKNOWN
    parties: tuple[Party, ...] = ()
    dates: Dates | None = None
    kind_by_guest: VisitKind | None = None
    kind_as_stated: Text | None = field(default=None, converter=converters.optional(as_text))

    def party(self, side: Side) -> Party | None:
        """The first party on a side, or None if none is named."""
        return next((party for party in self.parties if party.side is side), None)

    @property
    def guest_rank(self) -> Rank | None:
        """The rank by which the guest's first principal is honoured, None if it is not known."""
        guest = self.party(Side.GUEST)
        rank = guest.principals[0].rank if guest is not None and guest.principals else None
        return None if rank is None else rank.counts_as


@frozen
class DelegationNamed:
    """A side named the members of its official delegation."""

    side: Side
    members: tuple[Person, ...] = ()


@frozen
class ProgrammeApproved:
    """A programme was approved; it is a planned stream of its own, named by its id and version."""

    programme: str | None = None
    version: int | None = None
    by: Side | None = None


@frozen
class ProgrammeRevised:
    """The programme was changed after it had been approved."""

    programme: str | None = None
    version: int | None = None
    reason: Text | None = field(default=None, converter=converters.optional(as_text))


@frozen
class VisitPostponed:
    """The visit was put off, to a day or indefinitely."""

    until: date | None = None
    reason: Text | None = field(default=None, converter=converters.optional(as_text))


@frozen
class VisitCancelled:
    """The visit was called off; nothing of it happens afterwards."""

    reason: Text | None = field(default=None, converter=converters.optional(as_text))


Preparation = VisitAgreed | DelegationNamed | ProgrammeApproved | ProgrammeRevised | VisitPostponed | VisitCancelled
