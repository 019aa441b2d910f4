"""Explanations: which earlier entry an event clashed with, read off one rule's automaton."""

from collections.abc import Collection, Iterable, Sequence

from attrs import evolve

from protocol.events import ORDERED, Event
from protocol.order import INSIDE, Machine
from protocol.rules import Fault, Finding, Rule, Severity, fault
from protocol.stream import Entry
from protocol.values import Standing

Told = Entry[Event]


def start_of(machine: Machine) -> int:
    """The state in which a rule begins, after the opening of its ceremony where it is within one."""
    return machine.start if machine.bracket is None else INSIDE


def trail(machine: Machine, entries: Iterable[Told]) -> list[Told]:
    """The entries that changed a rule's state."""
    state, changing = start_of(machine), []
    readers, rows, hears_all = machine.readers, machine.rows, machine.hears_all
    for entry in entries:
        event = entry.event
        reader = readers.get(event.__class__)
        if reader is None:
            if not hears_all or event.__class__ not in ORDERED:
                continue
            reader = 0
        after = rows[state][reader if isinstance(reader, int) else reader(event)]
        if after != state:
            changing.append(entry)
            state = after
    return changing


def clashing(machine: Machine, changing: Sequence[Told]) -> Told | None:
    """The latest earlier entry without which the last one would not have broken the rule."""
    if len(changing) < 2:  # noqa: PLR2004 - one entry cannot clash with another
        return None
    *earlier, last = changing
    for place in reversed(range(len(earlier))):
        without = (*earlier[:place], *earlier[place + 1 :], last)
        if not machine.broken[_run(machine, without)]:
            return earlier[place]
    return earlier[-1]


def _run(machine: Machine, entries: Iterable[Told]) -> int:
    state = start_of(machine)
    for entry in entries:
        state = machine.step(state, entry.event)
    return state


def heard(
    machine: Machine,
    entries: Sequence[Told],
    opening: Told | None,
    counted: Collection[int],
) -> Sequence[Told]:
    """The entries that a rule has read, in its present ceremony where it is within one.

    `counted` are positions of entries that only the rules to which order does not matter have read.
    """
    read = entries if opening is None else [entry for entry in entries if entry.position > opening.position]
    return read if machine.commutes or not counted else [entry for entry in read if entry.position not in counted]


def since(machine: Machine, entries: Iterable[Told]) -> int | None:
    """The position of the entry since which a rule is not kept, None where it never was."""
    state, found = start_of(machine), None
    for entry in trail(machine, entries):
        before, state = state, machine.step(state, entry.event)
        if machine.verdicts[before].satisfied and not machine.verdicts[state].satisfied:
            found = entry.position
    return found


def never_done(rule: Rule, ceremony: int | None, created: int | None) -> Finding:
    """The finding about what a rule still asked for when the visit ended."""
    wrong = fault("not done by the end of the visit", *(() if created is None else (created,)))
    return Finding(rule, rule.severity, wrong, wrong.entries, ceremony)


def broken(rule: Rule, machine: Machine, read: Iterable[Told], opening: Told | None, entry: Told) -> Finding:
    """The finding of an order rule that an entry has broken, after the entries that the rule has read."""
    earlier = clashing(machine, trail(machine, read))
    if earlier is None:
        wrong = fault(rule.alone, entry.position, breaking=entry.event)
    else:
        wrong = fault(
            rule.wording,
            earlier.position,
            entry.position,
            breaking=entry.event,
            earlier=earlier.event,
        )
    return finding(rule, wrong, opening)


def faulty(rule: Rule, wrong: Fault, entry: Told) -> Finding:
    """The finding of a content rule."""
    positions = tuple(dict.fromkeys((*wrong.entries, entry.position)))
    return finding(rule, evolve(wrong, entries=positions), None)


def finding(rule: Rule, wrong: Fault, opening: Told | None) -> Finding:
    """The finding of a fault; one that rests on a ceremony that no source names is at most a lapse."""
    inferred = opening is not None and opening.standing is Standing.INFERRED
    severity = min(rule.severity, Severity.LAPSE) if inferred else rule.severity
    ceremony = None if opening is None else opening.position
    return Finding(rule, severity, wrong, wrong.entries, ceremony, inferred=inferred)
