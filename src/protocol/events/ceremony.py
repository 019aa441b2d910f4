"""What happened in a welcome ceremony, whether at the airport or at the residence."""

from attrs import converters, field

from protocol.fields import frozen
from protocol.values import Country, Side, Sides, Text, as_text


@frozen
class WelcomeCeremonyOpened:
    """An official welcome ceremony began; `dress` is what is worn, such as morning dress."""

    dress: Text | None = field(default=None, converter=converters.optional(as_text))


@frozen
class LeadersGreeted:
    """The host greeted the guest in person."""


@frozen
class DiplomaticCorpsGreeted:
    """The guest and the heads of diplomatic missions greeted each other, or these were presented."""


@frozen
class DelegationsPresented:
    """Members of the delegations were presented to the leaders; `whose` is None if no source says.

    Those addressed are the persons presented, in the order in which they were.
    """

    whose: Sides | None = None


@frozen
class GuardDrawnUp:
    """A guard of honour was drawn up, whether or not it was reviewed; who acts is its commander."""

    unit: Text | None = field(default=None, converter=converters.optional(as_text))
    strength: int | None = None
    band: Text | None = field(default=None, converter=converters.optional(as_text))


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
class MusicPlayed:
    """Music other than a national anthem was played: a march, a hymn, a song."""

    title: Text | None = field(default=None, converter=converters.optional(as_text))
    ensemble: Text | None = field(default=None, converter=converters.optional(as_text))


@frozen
class FlagRaised:
    """A state flag was raised, unfurled or displayed; `of` is None if no source says whose."""

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
    """The visitors' book was signed; `book` is its name, such as the Golden Book of the City."""

    book: Text | None = field(default=None, converter=converters.optional(as_text))


@frozen
class WelcomeCeremonyClosed:
    """The official welcome ceremony ended."""


CeremonyStep = (
    WelcomeCeremonyOpened
    | LeadersGreeted
    | DiplomaticCorpsGreeted
    | DelegationsPresented
    | GuardDrawnUp
    | GuardReported
    | AnthemPlayed
    | MusicPlayed
    | FlagRaised
    | ColoursSaluted
    | GuardReviewed
    | SoldiersGreeted
    | MarchPastHeld
    | PhotographTaken
    | VisitorsBookSigned
    | WelcomeCeremonyClosed
)
