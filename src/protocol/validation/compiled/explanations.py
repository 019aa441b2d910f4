"""Why a rule is broken: the earlier entry with which an event clashes, found by running the rule's automaton again."""

from collections.abc import Collection, Iterable, Sequence, Sized
from typing import Final, TypeVar

from attrs import define, evolve, field

from protocol.events.shapes import SHAPES, numbers_of
from protocol.fields import frozen
from protocol.order import Machine
from protocol.order.automata.machines import INSIDE
from protocol.rules import FIXED, Fault, Finding, Owed, Rule, Severity
from protocol.stream import RecordView
from protocol.validation.compiled.letters import UNHEARD

NEVER_DONE: Final = "not done by the end of the visit"
MOST_KNOWN: Final = 10_000
"""How many explanations of a rule are remembered."""
LONGEST_KNOWN: Final = 64
"""The largest number of letters of an explanation that is remembered."""


K = TypeVar("K", bound=Sized)
F = TypeVar("F")


def remember(known: dict[K, F], key: K, found: F, *, most: int, longest: int) -> F:
    """Keep an answer in a cache unless its key is too long; a full cache is emptied first."""
    if len(key) <= longest:
        if len(known) >= most:
            known.clear()
        known[key] = found
    return found


@define(eq=False)
class Explainer:
    """Finds the entries that a finding about one rule has to name.

    `index` is that of the rule in its plan, `letter` has the letter of its automaton for each shape. Answers are
    remembered, because the same few steps occur in record after record.
    """

    rule: Rule
    index: int
    machine: Machine
    letter: tuple[int, ...]
    _clashes: dict[tuple[int, ...], int | None] = field(factory=dict, init=False, repr=False)

    def heard(self, code: Sequence[int], opening: int | None, counted: Collection[int] = ()) -> list[tuple[int, int]]:
        """The places of the entries that the rule reads, and the letter of each, such as `[(3, 2), (4, 1)]`.

        If the rule is about a ceremony, only entries after its `opening` are read. `counted` are the places of listed
        entries, which are read only by rules that do not depend on order.
        """
        letter, first = self.letter, 0 if opening is None else opening + 1
        shapes = enumerate(code[first:] if first else code, first)
        heard = [(place, read) for place, shape in shapes if (read := letter[shape]) != UNHEARD]
        if counted and not self.machine.commutes:
            return [(place, read) for place, read in heard if place not in counted]
        return heard

    def breakage(self, code: Sequence[int], opening: int | None, counted: Collection[int] = ()) -> "Breakage":
        """Why the last of these entries broke the rule."""
        return Breakage(self.index, len(code) - 1, self.clashing(self.heard(code, opening, counted)), opening)

    def owed(
        self, code: Sequence[int], positions: Sequence[int], opening: int | None, counted: Collection[int] = ()
    ) -> Owed:
        """What the rule still requires after these entries, and since when."""
        since = self.since(self.heard(code, opening, counted))
        ceremony, position = (None if each is None else positions[each] for each in (opening, since))
        return Owed(self.rule, ceremony, position)

    def clashing(self, heard: Sequence[tuple[int, int]]) -> int | None:
        """The place of the latest earlier entry without which the last would not have broken the rule, or None."""
        read = tuple([letter for _, letter in heard])
        index = self._clashes.get(read, UNHEARD)
        if index == UNHEARD:
            index = remember(self._clashes, read, self._clash(read), most=MOST_KNOWN, longest=LONGEST_KNOWN)
        return None if index is None else heard[index][0]

    def since(self, heard: Sequence[tuple[int, int]]) -> int | None:
        """The place of the entry since which the rule has not been kept; None if it never was."""
        state, found, verdicts = self._start, None, self.machine.verdicts
        for place, letter in heard:
            before, state = state, self.machine.rows[state][letter]
            if verdicts[before].satisfied and not verdicts[state].satisfied:
                found = place
        return found

    @property
    def _start(self) -> int:
        """The state in which the rule begins: after the opening of its ceremony, if it is judged in one."""
        return self.machine.start if self.machine.bracket is None else INSIDE

    def _clash(self, read: tuple[int, ...]) -> int | None:
        *earlier, last = self._trail(read)
        for place in reversed(range(len(earlier))):
            without = (*earlier[:place], *earlier[place + 1 :], last)
            if not self.machine.broken[self._run(read[index] for index in without)]:
                return earlier[place]
        return earlier[-1] if earlier else None

    def _trail(self, read: tuple[int, ...]) -> list[int]:
        """The indexes of the letters that changed the rule's state."""
        state, changing, rows = self._start, [], self.machine.rows
        for index, letter in enumerate(read):
            before, state = state, rows[state][letter]
            if state != before:
                changing.append(index)
        return changing

    def _run(self, read: Iterable[int]) -> int:
        state = self._start
        for letter in read:
            state = self.machine.rows[state][letter]
        return state


@frozen
class Breakage:
    """A rule that an entry broke: its index, and the places of the entry, of the clashing entry, and of the opening.

    Places are indexes, not positions, so that all records with the same shapes share a breakage.
    """

    rule: int
    place: int
    clashing: int | None
    opening: int | None

    def at(self, places: Sequence[int]) -> "Breakage":
        """The same breakage by places in the whole record, if only the entries at these places were read."""
        clashing, opening = (None if each is None else places[each] for each in (self.clashing, self.opening))
        return Breakage(self.rule, places[self.place], clashing, opening)

    def finding(self, rule: Rule, view: RecordView) -> Finding:
        """The finding in a record; at most a lapse if the ceremony it rests on was only inferred."""
        breaking, position = SHAPES[view.code[self.place]], view.positions[self.place]
        if self.clashing is None:
            entries: tuple[int, ...] = (position,)
            wrong = Fault(rule.alone, (("breaking", breaking),), entries)
        else:
            entries = (view.positions[self.clashing], position)
            wrong = Fault(
                rule.wording, (("breaking", breaking), ("earlier", SHAPES[view.code[self.clashing]])), entries
            )
        ceremony = None if self.opening is None else view.positions[self.opening]
        if view.inferred and self._rests_on_an_edge_inferred_in(view):
            return Finding(rule, min(rule.severity, Severity.LAPSE), wrong, entries, ceremony, inferred=True)
        return Finding(rule, rule.severity, wrong, entries, ceremony)

    def _rests_on_an_edge_inferred_in(self, view: RecordView) -> bool:
        """Whether one of the entries it names is an opening or closing that was only inferred."""
        places = (self.place, self.clashing, self.opening)
        return any(place in view.inferred and SHAPES[view.code[place]].event in FIXED for place in places if place)


def never_done(owed: Owed) -> Finding:
    """The finding about what a rule still required when the visit ended."""
    entries = () if owed.since is None else (owed.since,)
    return Finding(owed.rule, owed.rule.severity, Fault(NEVER_DONE, (), entries), entries, owed.ceremony)


def faulty(rule: Rule, wrong: Fault, position: int) -> Finding:
    """The finding of a content rule, about the entry at a position."""
    positions = tuple(dict.fromkeys((*wrong.entries, position)))
    return Finding(rule, rule.severity, evolve(wrong, entries=positions), positions)


def opening_of(machine: Machine, code: bytes | bytearray) -> int | None:
    """The place of the last opening of the rule's ceremony; None if there is none or the rule is about no ceremony."""
    if machine.bracket is None:
        return None
    place = max(code.rfind(shape) for shape in numbers_of(machine.bracket.opened))
    return None if place < 0 else place


def may_speak(rule: Rule, code: bytes | bytearray) -> bool:
    """Whether the record with these shapes has all events that the rule `needs` before it may find anything."""
    return all(any(shape in code for shape in numbers_of(need)) for need in rule.needs)
