"""Which rulebook a visit is held to: the edition that its host had in force when it took place."""

from datetime import date

from protocol.errors import InvalidValueError
from protocol.events import VisitAgreed
from protocol.hosts.catalogue import HOSTS, RULEBOOKS
from protocol.hosts.host import own_rules
from protocol.rules import COMMON, Rulebook, Severity
from protocol.stream import Stream
from protocol.values import Country, Side


def rulebook_for(host: Country | str, on: date | None = None) -> Rulebook:
    """The rulebook of a host that was in force on a day; `COMMON` where none is known.

    Without a day it is the latest edition, and what rests on it is at most a lapse, because it may not have been in
    force.

    >>> from datetime import date
    >>> rulebook_for("KZ", date(2023, 4, 10)).name
    'kz-2013'
    """
    country = Country(host) if isinstance(host, str) else host
    found = HOSTS.get(country)
    if found is None:
        return COMMON
    return _without_period(found.latest) if on is None else found.on(on) or COMMON


def _without_period(edition: Rulebook) -> Rulebook:
    """An edition of which nobody knows whether it was in force."""
    heavy = [rule.code for rule in own_rules(edition) if rule.severity > Severity.LAPSE]
    return edition.weighing(heavy, Severity.LAPSE)


def rulebook_named(name: str) -> Rulebook:
    """The rulebook of a name: an edition of a host, or one of those that are no host's."""
    if name not in RULEBOOKS:
        raise InvalidValueError("a rulebook", name, f"it is one of {', '.join(sorted(RULEBOOKS))}")
    return RULEBOOKS[name]


def rulebook_of(stream: Stream) -> Rulebook:
    """The rulebook that a record asks to be held to: the one it names, or its host's on its first day."""
    if stream.opening.rulebook is not None:
        return rulebook_named(stream.opening.rulebook)
    agreed = next((event for event in stream.events if isinstance(event, VisitAgreed)), None)
    party = None if agreed is None else agreed.party(Side.HOST)
    if party is None or party.state is None:
        return COMMON
    return rulebook_for(party.state, first_day(stream))


def first_day(stream: Stream) -> date | None:
    """The first day of a visit: as agreed, or of the first step that states one; None where no source says."""
    for event in stream.events:
        if isinstance(event, VisitAgreed) and event.dates is not None:
            return event.dates.first
    days = [entry.at.day for entry in stream if entry.at is not None and entry.at.day is not None]
    return min(days, default=None)
