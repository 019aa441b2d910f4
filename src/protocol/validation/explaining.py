"""Explanations: which earlier entry an event clashed with, read off one rule's automaton."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from attrs import define, evolve, field, frozen

from protocol.events import ORDERED, Event
from protocol.events.shapes import Shape
from protocol.order import INSIDE, Case, Machine, letter_of
from protocol.rules import Fault, Finding, Owed, Rule, Severity, fault
from protocol.stream import Entry
from protocol.values import Standing

Told = Entry[Event]
Key = type | Shape
Letters = tuple[int, ...]

UNHEARD: Final = -1
"""Stands for an event of which a rule does not hear."""
MOST_KNOWN: Final = 10_000
"""How many explanations of a rule are remembered."""
LONGEST_KNOWN: Final = 64
"""How many letters an explanation has at most that is remembered."""


class LetterOf(dict[Key, int]):
    """The letter that a machine reads for each shape of an event, found out when it first comes."""

    def __init__(self, machine: Machine) -> None:
        super().__init__()
        self.machine = machine

    def __missing__(self, key: Key) -> int:
        case = Case(key.event, key.fields) if isinstance(key, Shape) else Case(key)
        heard = case.event in self.machine.readers or (self.machine.hears_all and case.event in ORDERED)
        letter = self[key] = letter_of(self.machine, case) if heard else UNHEARD
        return letter


@define(eq=False)
class Explainer:
    """Explains what one rule's automaton says of a record; it remembers its answers, for records are alike."""

    machine: Machine
    letter: LetterOf
    _clashes: dict[Letters, int | None] = field(factory=dict, init=False, repr=False)

    @classmethod
    def of(cls, machine: Machine) -> "Explainer":
        """The explainer of a rule's machine."""
        return cls(machine, LetterOf(machine))

    def heard(self, shapes: Sequence[Key], opening: int | None, counted: Collection[int] = ()) -> list[tuple[int, int]]:
        """The places that the rule has read and their letters, since the opening of its ceremony where it has one.

        `counted` are places of entries that only the rules to which order does not matter have read.
        """
        letter, first = self.letter, 0 if opening is None else opening + 1
        told = enumerate(shapes[first:] if first else shapes, first)
        heard = [(place, read) for place, key in told if (read := letter[key]) != UNHEARD]
        if counted and not self.machine.commutes:
            return [(place, read) for place, read in heard if place not in counted]
        return heard

    def breakage(
        self, rule: int, shapes: Sequence[Key], opening: int | None, counted: Collection[int] = ()
    ) -> "Breakage":
        """What the last of some entries did to the rule, which is that of an index."""
        return Breakage(rule, len(shapes) - 1, self.clashing(self.heard(shapes, opening, counted)), opening)

    def clashing(self, heard: Sequence[tuple[int, int]]) -> int | None:
        """The place of the latest earlier entry without which the last one would not have broken the rule."""
        letters = tuple([letter for _, letter in heard])
        index = self._clashes.get(letters, UNHEARD)
        if index == UNHEARD:
            index = self._remembered(letters, self._clash(letters))
        return None if index is None else heard[index][0]

    def since(self, heard: Sequence[tuple[int, int]]) -> int | None:
        """The place of the entry since which the rule is not kept, None where it never was."""
        state, found, verdicts = self._start, None, self.machine.verdicts
        for place, letter in heard:
            before, state = state, self.machine.rows[state][letter]
            if verdicts[before].satisfied and not verdicts[state].satisfied:
                found = place
        return found

    @property
    def _start(self) -> int:
        """The state in which the rule begins, after the opening of its ceremony where it is within one."""
        return self.machine.start if self.machine.bracket is None else INSIDE

    def _remembered(self, letters: Letters, clash: int | None) -> int | None:
        if len(letters) <= LONGEST_KNOWN:
            if len(self._clashes) >= MOST_KNOWN:
                self._clashes.clear()
            self._clashes[letters] = clash
        return clash

    def _clash(self, letters: Letters) -> int | None:
        *earlier, last = self._trail(letters)
        for place in reversed(range(len(earlier))):
            without = (*earlier[:place], *earlier[place + 1 :], last)
            if not self.machine.broken[self._run(letters[index] for index in without)]:
                return earlier[place]
        return earlier[-1] if earlier else None

    def _trail(self, letters: Letters) -> list[int]:
        """The indexes of the letters that changed the rule's state."""
        state, changing, rows = self._start, [], self.machine.rows
        for index, letter in enumerate(letters):
            before, state = state, rows[state][letter]
            if state != before:
                changing.append(index)
        return changing

    def _run(self, letters: Iterable[int]) -> int:
        state = self._start
        for letter in letters:
            state = self.machine.rows[state][letter]
        return state


def owing(
    rule: Rule,
    explainer: Explainer,
    entries: Sequence[Told],
    shapes: Sequence[Key],
    opening: int | None,
    counted: Collection[int] = (),
) -> Owed:
    """What a rule that is not kept still asks for, and since when; `opening` is the place of that of its ceremony."""
    place = explainer.since(explainer.heard(shapes, opening, counted))
    ceremony = None if opening is None else entries[opening].position
    return Owed(rule, ceremony, None if place is None else entries[place].position)


def never_done(owed: Owed) -> Finding:
    """The finding about what a rule still asked for when the visit ended."""
    wrong = fault("not done by the end of the visit", *(() if owed.since is None else (owed.since,)))
    return Finding(owed.rule, owed.rule.severity, wrong, wrong.entries, owed.ceremony)


@frozen
class Breakage:
    """A rule that an entry broke: its index, and the places of the entry, of the one it clashes with, of the opening.

    Nothing in it is of one record alone: all records of the same shapes share it.
    """

    rule: int
    place: int
    clashing: int | None
    opening: int | None

    def finding(self, rule: Rule, entries: Sequence[Told]) -> Finding:
        """The finding in a record with these entries."""
        breaking = entries[self.place]
        if self.clashing is None:
            wrong = Fault(rule.alone, (("breaking", breaking.event),), (breaking.position,))
        else:
            earlier = entries[self.clashing]
            told = (("breaking", breaking.event), ("earlier", earlier.event))
            wrong = Fault(rule.wording, told, (earlier.position, breaking.position))
        return finding(rule, wrong, None if self.opening is None else entries[self.opening])


def faulty(rule: Rule, wrong: Fault, entry: Told) -> Finding:
    """The finding of a content rule."""
    positions = tuple(dict.fromkeys((*wrong.entries, entry.position)))
    return finding(rule, evolve(wrong, entries=positions), None)


def finding(rule: Rule, wrong: Fault, opening: Told | None) -> Finding:
    """The finding of a fault; one that rests on a ceremony that no source names is at most a lapse."""
    if opening is None:
        return Finding(rule, rule.severity, wrong, wrong.entries)
    inferred = opening.standing is Standing.INFERRED
    severity = min(rule.severity, Severity.LAPSE) if inferred else rule.severity
    return Finding(rule, severity, wrong, wrong.entries, opening.position, inferred=inferred)


def opened(machine: Machine, places: Mapping[type, Sequence[int]], last: int) -> int | None:
    """The place where the ceremony was last opened that a rule is judged in, up to a place; None where it has none.

    `places` are those of the entries of each class.
    """
    if machine.bracket is None:
        return None
    before = places.get(machine.bracket.opened, ())
    return next((place for place in reversed(before) if place <= last), None)
