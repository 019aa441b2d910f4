"""The choice of the rulebook for a visit: the edition of the host that was in force at the time."""

from datetime import date

from protocol.errors import InvalidValueError
from protocol.events import VisitAgreed
from protocol.hosts.catalogue import HOSTS, RULEBOOKS
from protocol.hosts.host import own_rules
from protocol.rules import COMMON, Rulebook, Severity
from protocol.stream import Stream
from protocol.values import Country, Side


def rulebook_for(host: Country | str, on: date | None = None) -> Rulebook:
    """The rulebook of a host that was in force on a day; `COMMON` if none is known.

    Without a day it is the latest edition, whose own rules then give lapses at most, because it may not have been in
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
    """An edition that may not have been in force: its own rules give lapses at most."""
    heavy = [rule.code for rule in own_rules(edition) if rule.severity > Severity.LAPSE]
    return edition.weighing(heavy, Severity.LAPSE)


def rulebook_named(name: str) -> Rulebook:
    """The rulebook with a name: an edition of a host, or a rulebook of no host, such as `common`."""
    if name not in RULEBOOKS:
        raise InvalidValueError("a rulebook", name, f"it is one of {', '.join(sorted(RULEBOOKS))}")
    return RULEBOOKS[name]


def rulebook_of(stream: Stream) -> Rulebook:
    """The rulebook for a record: the one that it names, else that of its host on its first day."""
    if stream.opening.rulebook is not None:
        return rulebook_named(stream.opening.rulebook)
    agreed = next((event for event in stream.events if isinstance(event, VisitAgreed)), None)
    party = None if agreed is None else agreed.party(Side.HOST)
    if party is None or party.state is None:
        return COMMON
    return rulebook_for(party.state, first_day(stream))


def first_day(stream: Stream) -> date | None:
    """The first day of a visit: as agreed, else that of the first step with a day; None if there is none."""
    for event in stream.events:
        if isinstance(event, VisitAgreed) and event.dates is not None:
            return event.dates.first
    days = [entry.at.day for entry in stream if entry.at is not None and entry.at.day is not None]
    return min(days, default=None)
