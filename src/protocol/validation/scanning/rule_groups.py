"""Groups of order rules: a small automaton each, read by words.

What a record says to a group is its word: the letters of the entries that the group hears of. Words are short and the
same ones come again in record after record, so where each leads is remembered. A `GroupState` keeps the verdict of
every rule of the group, after a breach too.
"""

from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

from attrs import define, field

from protocol.events.shapes import numbers_of
from protocol.fields import frozen
from protocol.validation.compiled.explanations import Breakage, Explainer, opening_of
from protocol.validation.compiled.letters import HEARABLE, UNHEARD
from protocol.validation.compiled.plan import Plan

MOST_WORDS: Final = 20_000
"""How many words of a group are remembered; then they are forgotten."""
LONGEST_WORD: Final = 24
"""How many letters a word has at most that is remembered: longer ones seldom come again."""


class JudgeNeeded(Exception):  # noqa: N818 - not an error: the record is then read by the judge
    """A ceremony is opened again while it still owes something, or the record is corrected or goes on after its end."""


@frozen
class RuleTransition:
    """What a letter does to one rule of a group: the rule's place there, and the state that follows each.

    `kept` tells of each state whether the rule is kept so far; `opens` says that the letter opens the ceremony that
    the rule is judged in.
    """

    place: int
    following: tuple[int, ...]
    kept: tuple[bool, ...]
    opens: bool


class GroupState(dict[int, "GroupState"]):
    """A joint state of the rules of a group: which are broken, which are not kept so far, and the states that follow.

    `dirty` says whether a rule was broken on the way here, though its ceremony may be over.
    """

    # It is a dict of the states that follow, so that a known step is one look-up. A dict has no hash, and two with the
    # same items are equal; states are compared by identity. `test_scanning.py` holds them equal to the judge.
    __slots__ = ("broken", "dirty", "group", "plain", "states", "unmet")
    __hash__ = object.__hash__  # type: ignore[assignment] # as said above
    __eq__ = object.__eq__

    def __init__(self, group: "RuleGroup", states: tuple[int, ...], *, dirty: bool) -> None:
        super().__init__()
        self.group, self.states = group, states
        self.broken, self.unmet = group.standing(states)
        self.dirty = dirty or bool(self.broken)
        self.plain = not self.dirty and not self.unmet

    def __missing__(self, letter: int) -> "GroupState":
        state = self[letter] = self.group.after(self, letter)
        return state


@define(eq=False)
class RuleGroup:
    """The automaton of some rules; `indexes` are theirs in the plan.

    Shapes that do the same to all of its rules share a letter. `table` gives each shape its letter, `ignored` are the
    shapes that no rule hears of: a word is what is left of a record without these. For each letter, `samples` has a
    shape and `transitions` what it does. `counts` says that order does not matter to its rules, so that entries count
    that are only listed; `edges` are the shapes of the events that begin and end the ceremony they are judged in.
    """

    indexes: tuple[int, ...]
    explainers: tuple[Explainer, ...]
    counts: bool
    edges: frozenset[int]
    transitions: tuple[tuple[RuleTransition, ...], ...]
    samples: bytes
    table: bytes
    ignored: bytes
    start: GroupState = field(init=False)
    _ends: dict[bytes, GroupState] = field(factory=dict, init=False, repr=False)
    _states: dict[tuple[tuple[int, ...], bool], GroupState] = field(factory=dict, init=False, repr=False)
    _breakages: dict[bytes, tuple[Breakage, ...]] = field(factory=dict, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self.start = self._state_of(tuple(explainer.machine.start for explainer in self.explainers), dirty=False)

    @classmethod
    def of(cls, plan: Plan, indexes: Sequence[int]) -> "RuleGroup":
        """The group of these rules of a plan."""
        explainers = tuple(plan.explainers[index] for index in indexes)
        machines = [explainer.machine for explainer in explainers]
        edges = frozenset(number for made in machines for event in made.edges for number in numbers_of(event))
        heard = [_letters_heard(explainer) for explainer in explainers]
        read = {shape: tuple(each[shape] for each in heard) for shape in HEARABLE}
        read = {shape: letters for shape, letters in read.items() if {*letters} != {UNHEARD}}
        number = {letters: place for place, letters in enumerate(dict.fromkeys(read.values()))}
        sample = {letters: shape for shape, letters in reversed(read.items())}
        return cls(
            tuple(indexes),
            explainers,
            all(machine.commutes for machine in machines),
            edges,
            tuple(tuple(_transitions(explainers, letters)) for letters in number),
            bytes(sample[letters] for letters in number),
            bytes(number[read[shape]] if shape in read else 0 for shape in range(256)),
            bytes(shape for shape in range(256) if shape not in read),
        )

    def heard(self, code: bytes, stated: bytes) -> bytes:
        """What the group reads of a record if the place of those of its entries that are only listed is unknown.

        Where a ceremony begins and ends is never said by what is only listed.
        """
        if not self.counts:
            return stated
        pairs = zip(code, stated, strict=True)
        return bytes([placed if shape in self.edges else shape for shape, placed in pairs])

    def places(self, code: bytes) -> list[int]:
        """The places of what the group hears of in a record."""
        return [place for place, shape in enumerate(code) if shape not in self.ignored]

    def end(self, word: bytes) -> GroupState:
        """Where a word leads, which is remembered."""
        state = self._ends.get(word)
        if state is None:
            state = self.start
            for letter in word:
                state = state[letter]
            _remember(self._ends, word, state)
        return state

    def breakages(self, word: bytes) -> tuple[Breakage, ...]:
        """The rules that a word breaks, by places in the word."""
        found = self._breakages.get(word)
        if found is None:
            found = tuple(self._breakages_in(word))
            _remember(self._breakages, word, found)
        return found

    def after(self, state: GroupState, letter: int) -> GroupState:
        """The state that follows a letter."""
        states = list(state.states)
        for transition in self.transitions[letter]:
            before = states[transition.place]
            if transition.opens and not transition.kept[before]:
                raise JudgeNeeded
            states[transition.place] = transition.following[before]
        return self._state_of(tuple(states), dirty=state.dirty)

    def standing(self, states: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The rules that are broken in a joint state, and the others that are not kept."""
        told = zip(self.indexes, self.explainers, states, strict=True)
        lost = {index: made.machine.broken[state] for index, made, state in told if not made.machine.kept[state]}
        return tuple(index for index in lost if lost[index]), tuple(index for index in lost if not lost[index])

    def _breakages_in(self, word: bytes) -> Iterator[Breakage]:
        state, code = self.start, bytes(self.samples[letter] for letter in word)
        for place, letter in enumerate(word):
            before, state = state, state[letter]
            for index in state.broken:
                if index not in before.broken:
                    yield self._breakage(index, code[: place + 1])

    def _breakage(self, index: int, code: bytes) -> Breakage:
        explainer = self.explainers[self.indexes.index(index)]
        return explainer.breakage(code, opening_of(explainer.machine, code))

    def _state_of(self, states: tuple[int, ...], *, dirty: bool) -> GroupState:
        known = self._states.get((states, dirty))
        if known is None:
            state = GroupState(self, states, dirty=dirty)
            known = self._states.setdefault((states, state.dirty), state)
        return known


F = TypeVar("F")


def _remember(known: dict[bytes, F], word: bytes, found: F) -> None:
    if len(word) <= LONGEST_WORD:
        if len(known) >= MOST_WORDS:
            known.clear()
        known[word] = found


def _letters_heard(explainer: Explainer) -> list[int]:
    """The letter of each shape for a rule, `UNHEARD` for what moves it from none of its states."""
    rows = explainer.machine.rows
    moving = {letter for letter in range(len(rows[0])) if any(row[letter] != state for state, row in enumerate(rows))}
    return [letter if letter in moving else UNHEARD for letter in explainer.letter]


def _transitions(explainers: Sequence[Explainer], read: Sequence[int]) -> Iterator[RuleTransition]:
    for place, (explainer, letter) in enumerate(zip(explainers, read, strict=True)):
        if letter != UNHEARD:
            machine = explainer.machine
            opens = machine.bracket is not None and letter == machine.readers[machine.bracket.opened]
            yield RuleTransition(place, tuple(row[letter] for row in machine.rows), machine.kept, opens)
