"""What happened in a welcome ceremony, whether at the airport or at the residence."""

from protocol.fields import frozen
from protocol.values import Country, Side, Sides


@frozen
class WelcomeCeremonyOpened:
    """An official welcome ceremony began."""


@frozen
class LeadersGreeted:
    """The host greeted the guest in person."""


@frozen
class DelegationsPresented:
    """Members of the delegations were presented to the leaders; `whose` is None if no source says."""

    whose: Sides | None = None


@frozen
class GuardReported:
    """The commander of the guard of honour reported; `to` names the side, because practice differs."""

    to: Sides | None = None


@frozen
class AnthemPlayed:
    """A national anthem was played; `of` is None if a source only says that anthems were played."""

    of: Side | None = None
    state: Country | None = None


@frozen
class ColoursSaluted:
    """The colours or the state flag were saluted or bowed to."""

    of: Side | None = None


@frozen
class GuardReviewed:
    """The guard of honour was reviewed."""

    by: Sides | None = None


@frozen
class SoldiersGreeted:
    """The guest greeted the soldiers of the guard."""


@frozen
class MarchPastHeld:
    """The guard of honour marched past."""


@frozen
class PhotographTaken:
    """An official photograph was taken."""


@frozen
class VisitorsBookSigned:
    """The visitors' book was signed."""


@frozen
class WelcomeCeremonyClosed:
    """The official welcome ceremony ended."""


CeremonyStep = (
    WelcomeCeremonyOpened
    | LeadersGreeted
    | DelegationsPresented
    | GuardReported
    | AnthemPlayed
    | ColoursSaluted
    | GuardReviewed
    | SoldiersGreeted
    | MarchPastHeld
    | PhotographTaken
    | VisitorsBookSigned
    | WelcomeCeremonyClosed
)
