"""What the readers of a script share: its faults, its time zone, the people whom its header names."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

from attrs import define, evolve, field

from protocol.codec.faults import FaultedError, FaultLog, suggestion
from protocol.codec.tree import Mapping as Tree
from protocol.codec.tree import Node, Scalar, Sequence
from protocol.errors import InvalidValueError
from protocol.events import Event
from protocol.stream import Entry
from protocol.values import Party, Person, Side

Principals = Mapping[str, tuple[tuple[Person, Side], ...]]


@define
class Desk:
    """Where a script is read: faults are written down here, and what the header says is looked up."""

    faults: FaultLog = field(factory=FaultLog)
    zone: ZoneInfo | None = None
    zone_known: bool = True
    sources: tuple[str, ...] | None = ()
    listing: bool = True
    principals: Principals = field(factory=dict)
    entries: list[Entry[Event]] = field(factory=list)
    latest: dict[type, int] = field(factory=dict)
    referred: list[tuple[Node, int]] = field(factory=list)

    def fault(self, node: Node, message: str) -> FaultedError:
        """Write down what is wrong at a node; what is returned may be raised."""
        return self.faults.add(node.mark.line, node.mark.column, message)

    def refused(self, node: Node, error: InvalidValueError) -> FaultedError:
        """Write down that a value refused what it was given."""
        return self.fault(node, str(error))

    def mapping(self, node: Node, what: str, keys: Iterable[str] | None = None) -> dict[str, Node]:
        """The keys of a mapping with what stands under them; unknown keys are written down and left out."""
        if not isinstance(node, Tree):
            raise self.fault(node, f"{what} is written as keys with values, not as {_form(node)}")
        if keys is None:
            return {key.text: value for key, value in node.pairs}
        allowed = list(keys)
        for key, _ in node.pairs:
            if key.text not in allowed:
                self.fault(key, f"{key.text} is no key of {what}{suggestion(key.text, allowed) or _listed(allowed)}")
        return {key.text: value for key, value in node.pairs if key.text in allowed}

    def items(self, node: Node) -> tuple[Node, ...]:
        """The items of a list."""
        if not isinstance(node, Sequence):
            raise self.fault(node, f"a list is wanted here, such as [one, another], not {_form(node)}")
        return node.items

    def instant(self, node: Node, naive: datetime) -> datetime:
        """A date-time that was written without an offset, in the time zone of the script."""
        if self.zone is None:
            known = "" if self.zone_known else " that is known"
            raise self.fault(
                node,
                f"{naive.isoformat()} has no offset and the script no time_zone{known}: add either, such as +06:00",
            )
        early, late = (naive.replace(tzinfo=self.zone, fold=fold).utcoffset() for fold in (0, 1))
        if early != late:
            raise self.fault(node, f"{naive.isoformat()} {_turned(early, late)} in {self.zone}: write its offset")
        return naive.replace(tzinfo=timezone(early or timedelta()))

    def person(self, node: Node, name: str) -> tuple[Person, Side | None]:
        """The principal of the header who has a name, with the side, or a person of whom only the name is known."""
        match self.principals.get(name, ()):
            case ():
                return Person(name), None
            case ((person, side),):
                return person, side
            case _:
                raise self.fault(
                    node, f"{name} is the name of two principals: write who is meant as {{name, office, …}}"
                )


def _turned(early: timedelta | None, late: timedelta | None) -> str:
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


def _listed(allowed: list[str]) -> str:
    return f": it has {', '.join(allowed)}" if allowed else ": it has none"


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
        raise desk.fault(
            node, f"{name} is no time zone of the IANA database{suggestion(name, known) or ', such as Asia/Almaty'}"
        ) from None


def principals_of(parties: Iterable[Party]) -> Principals:
    """Principals by every form of their names, with the state and the side of their party."""
    found: dict[str, dict[tuple[Person, Side], None]] = {}
    for party in parties:
        for person in party.principals:
            known = evolve(person, country=person.country or party.state)
            for _, name in person.name.forms:
                found.setdefault(name, {})[known, party.side] = None
    return {name: tuple(people) for name, people in found.items()}
