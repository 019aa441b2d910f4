"""Another way to tell who is at which step: by the plain data of entries, and the English of events."""

import re
from collections.abc import Iterator

from protocol.codec import dump_entry
from protocol.events import Event, LeadersGreeted
from protocol.events.ceremonies import OPENINGS
from protocol.projections import Programme, Step, programme, steps_for
from protocol.reports.words.teller import describe
from protocol.stream import Entry, Stream
from protocol.values import Person, Text


def wrong_in_sheets(stream: Stream) -> Iterator[tuple[str, int]]:
    """The people and steps that are wrong in the day sheets of a record: sent there for nothing, or left out."""
    told = programme.of(stream)
    for person in (person for party in told.visit.parties for person in party.people):
        held = {step.item.entry.position for step in steps_for(told, person)}
        for step in told.steps:
            at, named = step.item.entry.position, person.known_as in names(step.item.entry)
            if (named and at not in held) or (at in held and not named and not may_be_put(step, person, told)):
                yield str(person), at


def names(entry: Entry[Event]) -> set[object]:
    """Every name, or office of somebody without one, in the plain data of an entry."""

    def walk(plain: object) -> Iterator[object]:
        match plain:
            case dict():
                if "person" in plain or {"name", "office"} & plain.keys():
                    who = plain.get("person", plain)
                    yield Text.of(who["name"]) if "name" in who else Text.of(who["office"])
                for each in plain.values():
                    yield from walk(each)
            case list():
                for each in plain:
                    yield from walk(each)
            case _:
                return

    return set(walk({key: each for key, each in dump_entry(entry).items() if key in {"event", "present"}}))


def may_be_put(step: Step, person: Person, told: Programme) -> bool:
    """Whether something but a name puts a person at a step: a side they lead, a ceremony that they attend or enter."""
    led = [each.side.value for each in told.visit.parties if each.leader and each.leader.known_as == person.known_as]
    sides = {str(getattr(step.event, name, None)) for name in ("by", "to")}
    about = {"host", "guest"} if isinstance(step.event, LeadersGreeted) else set()
    meant = f"{describe(Entry(0, step.event))} {type(step.event).__doc__}"  # what the event says of its own
    about |= {"guest"} if re.search("[Tt]he guest (?!'s)", meant.replace(".", " ")) else set()
    leads = any(side in about or sides & {side, "both"} for side in led)
    attends = step.within is not None and any(each.known_as == person.known_as for each in step.within.attending)
    return leads or attends or type(step.event) in OPENINGS
