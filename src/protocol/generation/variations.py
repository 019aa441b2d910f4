"""Variations of valid visits: visits under way, programmes, partial records, single edits."""

from collections.abc import Iterator
from random import Random
from typing import Final

from attrs import evolve

from protocol.errors import RulebookError
from protocol.events import ORDERED, Event
from protocol.fields import frozen
from protocol.generation.keeping import made_to_keep
from protocol.generation.leading import happens
from protocol.generation.orders import orders
from protocol.generation.visits import ANY, Wanted, with_steps
from protocol.rules import BRACKETS, Finding, Rulebook
from protocol.stream import Entry, Stream
from protocol.validation import check
from protocol.values import Basis, Coverage, Placing

_EDGES: Final = frozenset(event for bracket in BRACKETS for event in (bracket.opened, bracket.closed))
_LEFT_OUT: Final = 0.3
_LISTED: Final = 0.2


def prefix(random: Random, rulebook: Rulebook, wanted: Wanted = ANY) -> Stream:
    """A complete record of a visit still under way: it breaks no rule, and everything owed can still be done.

    >>> from protocol.rules import COMMON
    >>> check(prefix(Random(1), COMMON), COMMON).findings
    ()
    """
    whole = with_steps(random, rulebook, wanted)
    return Stream(whole.entries[: 2 + int(random.random() * (len(whole) - 2))])


def programme(random: Random, rulebook: Rulebook, wanted: Wanted = ANY) -> Stream:
    """The programme of a visit that keeps every rule."""

    def make(random: Random, length: int, more: tuple[type, ...]) -> Stream:
        whole = with_steps(random, rulebook, evolve(wanted, length=length), among=more)
        return _reopen(whole, basis=Basis.ANNOUNCED)

    return made_to_keep(random, rulebook, make, wanted.length)


def partial_record(random: Random, rulebook: Rulebook, wanted: Wanted = ANY) -> Stream:
    """A partial record of a valid visit, without findings: some steps are left out, others only listed.

    Openings and closings stay, and so do the steps in `reported` of a rule: a partial record is never assumed to have
    left these out.

    >>> from protocol.rules import COMMON, Severity
    >>> check(partial_record(Random(1), COMMON), COMMON).at_least(Severity.LAPSE)
    ()
    """
    stay = _EDGES.union(*(rule.reported for rule in rulebook))

    def make(random: Random, length: int, more: tuple[type, ...]) -> Stream:
        whole = with_steps(random, rulebook, evolve(wanted, length=length), among=more)
        reported = _reopen(whole, coverage=Coverage.PARTIAL)
        kept = [entry for entry in reported if _is_kept(entry, stay) or random.random() >= _LEFT_OUT]
        return Stream.of(*(_blur(entry, random) for entry in kept))

    return made_to_keep(random, rulebook, make, wanted.length)


def _reopen(stream: Stream, **terms: object) -> Stream:
    opening = stream.entries[0]
    return Stream((evolve(opening, event=evolve(stream.opening, **terms)), *stream.entries[1:]))  # type: ignore[arg-type] # terms by the name of their field


def _is_kept(entry: Entry[Event], stay: frozenset[type] = _EDGES) -> bool:
    return type(entry.event) in stay or type(entry.event) not in ORDERED


def _blur(entry: Entry[Event], random: Random) -> Entry[Event]:
    listed = not _is_kept(entry) and happens(random, _LISTED)
    return evolve(entry, placing=Placing.LISTED) if listed else entry


@frozen
class NearMiss:
    """A valid visit, the same visit spoilt by one edit, and the findings in the spoilt one."""

    valid: Stream
    spoilt: Stream
    findings: tuple[Finding, ...]


def near_miss(random: Random, rulebook: Rulebook, wanted: Wanted = ANY) -> NearMiss:
    """A valid visit, and the same visit with a step left out or with two adjacent steps swapped, which breaks a rule.

    If no single edit breaks a rule, another visit is made, with a step that the rules name.

    >>> from protocol.rules import COMMON
    >>> found = near_miss(Random(1), COMMON)
    >>> len(found.valid) - len(found.spoilt) in (0, 1), len(found.findings) > 0
    (True, True)
    """
    named = orders(rulebook, wanted.occasion).named
    for among in ((), *((event,) for event in named)):
        if found := _spoilt(random, rulebook, with_steps(random, rulebook, wanted, among=among)):
            return found
    raise RulebookError(rulebook.name, "no single edit of a visit breaks any of its rules")


def _spoilt(random: Random, rulebook: Rulebook, valid: Stream) -> NearMiss | None:
    for spoilt in _neighbours(random, valid):
        if found := check(spoilt, rulebook, ended=True).findings:
            return NearMiss(valid, spoilt, found)
    return None


def _neighbours(random: Random, stream: Stream) -> Iterator[Stream]:
    """The visits that are one edit away, in random order; the opening and the agreement stay."""
    edits = [(place, drop) for place in range(2, len(stream) - 1) for drop in (True, False)]
    while edits:
        place, drop = edits.pop(int(random.random() * len(edits)))
        before, (one, other), after = (
            stream.entries[:place],
            stream.entries[place : place + 2],
            stream.entries[place + 2 :],
        )
        yield Stream.of(*before, *((other,) if drop else _swap(one, other)), *after)


def _swap(one: Entry[Event], other: Entry[Event]) -> tuple[Entry[Event], Entry[Event]]:
    """Two entries with their events swapped; the times stay in order."""
    return evolve(one, event=other.event), evolve(other, event=one.event)
