"""The state that the readers of a script share: its faults, its time zone, the people whom its header names."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime, timedelta, timezone
from typing import Final, TypeVar
from unicodedata import normalize
from zoneinfo import ZoneInfo, available_timezones

from attrs import define, evolve, field

from protocol.codec.characters import foreign
from protocol.codec.faults import FaultedError, FaultLog, suggestion
from protocol.codec.tree import Mapping as Tree
from protocol.codec.tree import Node, Scalar, Sequence, Style
from protocol.errors import InvalidValueError
from protocol.events import Event, VisitAgreed
from protocol.stream import Entry, Stream
from protocol.values import Coverage, Party, Person, Side, Standing

T = TypeVar("T")

LONGEST_EXAMPLE: Final = 40
"""Longer words are not repeated as an example in a message."""

Principals = Mapping[str, tuple[tuple[Person, Side], ...]]


@define
class Desk:
    """The state of reading one script: the faults and entries so far, and what the header says."""

    faults: FaultLog = field(factory=FaultLog)
    zone: ZoneInfo | None = None
    zone_known: bool = True
    sources: Collection[str] | None = ()
    listing: bool = True
    principals: Principals = field(factory=dict)
    entries: list[Entry[Event]] = field(factory=list)
    latest: dict[type, int] = field(factory=dict)
    standing: Standing = Standing.REPORTED
    ids: dict[str, str] = field(factory=dict)
    referred: list[tuple[Node, int]] = field(factory=list)

    def fault(self, node: Node, message: str) -> FaultedError:
        """Log a fault at a node, with the odd character in its word if there is one; the result may be raised."""
        why = foreign(node.text) if isinstance(node, Scalar) else ""
        return self.faults.add(node.mark.line + 1, node.mark.column + 1, message + why)

    def suggestion(self, given: str, among: Iterable[str]) -> str:
        """The end of a message that names the valid word nearest to a given one, or nothing."""
        return "" if self.faults.full else suggestion(given, among)

    def make(self, node: Node, make: Callable[..., T], *given: object) -> T:
        """Make a value from what is written at a node; if the value refuses it, log a fault there."""
        try:
            return make(*given)
        except InvalidValueError as error:
            raise self.fault(node, str(error)) from None

    def mapping(self, node: Node, what: str, keys: Collection[str] | None = None) -> dict[str, Node]:
        """The keys of a mapping with their values; unknown keys are logged as faults and left out."""
        if not isinstance(node, Tree):
            example = f"; the form is {{{next(iter(keys))}: …}}" if keys else ""
            raise self.fault(node, f"{what} is written as keys with values, not as {_form(node)}{example}")
        found = {}
        for key, value in node.by_key.values():
            if keys is None or key.text in keys:
                found[key.text] = value
            else:
                hint = self.suggestion(key.text, keys) or _list_of(keys) + _cut_off(value)
                self.fault(key, f"{key.text} is no key of {what}{hint}")
        return found

    def items(self, node: Node) -> list[Node]:
        """The items of a list."""
        if not isinstance(node, Sequence):
            raise self.fault(node, f"a list is wanted here, such as {_as_list(node)}, not {_form(node)}")
        return node.items

    def instant(self, node: Node, naive: datetime) -> datetime:
        """A date-time that is written without an offset, with its offset in the time zone of the script."""
        if self.zone is None:
            known = "the script no time_zone" if self.zone_known else "the time_zone of the script is not known"
            raise self.fault(
                node,
                f"{naive.isoformat()} has no offset, and {known}: "
                "write time_zone: Asia/Almaty, or whichever it is, in the header, or an offset such as +06:00 here",
            )
        early, late = (naive.replace(tzinfo=self.zone, fold=fold).utcoffset() for fold in (0, 1))
        if early != late:
            raise self.fault(node, f"{naive.isoformat()} {_clocks_put(early, late)} in {self.zone}: write its offset")
        return naive.replace(tzinfo=timezone(early or timedelta()))

    def person(self, node: Node, name: str) -> tuple[Person, Side | None]:
        """The principal of a name in the header, with the side; else a person of whom only the name is known."""
        match self.principals.get(normalize("NFC", name), ()):
            case ():
                return Person(name), None
            case ((person, side),):
                return person, side
            case _:
                raise self.fault(
                    node, f"{name} is the name of two principals: write who is meant as {{name, office, …}}"
                )


def desk_after(stream: Stream) -> Desk:
    """The desk on which steps that continue a stream are read, as if a script of it had been read to its end."""
    opening = stream.opening
    agreed = next((entry.event for entry in stream if isinstance(entry.event, VisitAgreed)), None)
    return Desk(
        zone=_zone(opening.time_zone),
        sources=dict.fromkeys(source.id for source in opening.sources if source.id is not None),
        listing=stream.coverage is not Coverage.COMPLETE,
        principals=principals_of(() if agreed is None else agreed.parties),
        entries=list(stream),
        latest={type(entry.event): entry.position for entry in stream},
        ids={entry.id: f"entry {entry.position}" for entry in stream if entry.id is not None},
    )


def _zone(name: str | None) -> ZoneInfo | None:
    try:
        return None if name is None else ZoneInfo(name)
    except (ValueError, KeyError, OSError):
        return None


def _clocks_put(early: timedelta | None, late: timedelta | None) -> str:
    back = early is not None and late is not None and early > late
    return "comes twice, for clocks were put back," if back else "does not exist, for clocks were put forward,"


def _form(node: Node) -> str:
    match node:
        case Tree():
            return "keys with values"
        case Sequence():
            return "a list"
        case Scalar(null=True):
            return "nothing"
        case Scalar():
            return "a single word"


def _list_of(allowed: Collection[str]) -> str:
    return f": it has {', '.join(allowed)}" if allowed else ": it has none"


def _cut_off(value: Node) -> str:
    """A hint for a key without a value, which may be the rest of a text that has a comma in it."""
    alone = isinstance(value, Scalar) and value.null and value.style is Style.PLAIN
    return "; if it belongs to the words before the comma, put all of them in quotes" if alone else ""


def _as_list(node: Node) -> str:
    """An example of the list that is wanted, such as `[press]` for the word `press`."""
    fits = isinstance(node, Scalar) and not node.null and len(node.text) < LONGEST_EXAMPLE
    return f"[{node.text}]" if fits and isinstance(node, Scalar) else "[one, another]"


def zone_named(desk: Desk, node: Node, name: str) -> ZoneInfo:
    """A time zone of the IANA database."""
    try:
        return ZoneInfo(name)
    except (ValueError, KeyError, OSError):
        desk.zone_known = False
        known = available_timezones()
        if not known:
            missing = "no time zones are installed here: pip install 'state-visit-protocol[cli]'"
            raise desk.fault(node, missing) from None
        raise desk.fault(node, f"{name} is no time zone of the IANA database{_nearest_zone(name, known)}") from None


def _nearest_zone(name: str, known: Iterable[str]) -> str:
    """A suggestion of the zone with the nearest city; never `Etc/GMT-5` and the like, whose sign is misleading."""
    from difflib import get_close_matches

    cities = {zone.rpartition("/")[2]: zone for zone in sorted(known) if "/" in zone and not zone.startswith("Etc/")}
    nearest = get_close_matches(name[:80].rpartition("/")[2], cities, n=1, cutoff=0.8)
    return f"; did you mean {cities[nearest[0]]}?" if nearest else ": it has names such as Asia/Almaty or Europe/Oslo"


def principals_of(parties: Iterable[Party]) -> Principals:
    """The people of the parties by every form of their names, each with the state and the side of the party."""
    found: dict[str, dict[tuple[Person, Side], None]] = {}
    for party in parties:
        for person in party.people:
            known = person if person.country or not party.state else evolve(person, country=party.state)
            for _, name in person.known_as.forms:
                found.setdefault(name, {})[known, party.side] = None
    return {name: tuple(people) for name, people in found.items()}
