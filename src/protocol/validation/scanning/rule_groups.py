"""Groups of order rules: each is one small automaton, which reads words.

The word of a record is the letters of the entries that concern the group. Words are short and the same ones occur in
record after record, so the state to which each leads is remembered. A `GroupState` has the verdict of every rule of
the group, even after a breach.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import define, field

from protocol.events.shapes import numbers_of
from protocol.fields import frozen
from protocol.validation.compiled.explanations import Breakage, Explainer, opening_of, remember
from protocol.validation.compiled.letters import HEARABLE, UNHEARD
from protocol.validation.compiled.plan import Plan

MOST_WORDS: Final = 20_000
"""How many words of a group are remembered; then they are forgotten."""
LONGEST_WORD: Final = 24
"""The largest number of letters of a word that is remembered: longer ones seldom occur again."""


class JudgeNeeded(Exception):  # noqa: N818 - not an error: the record is then read by the judge
    """A ceremony is opened again while it still owes something, or the record is corrected or goes on after its end."""


@frozen
class RuleTransition:
    """What a letter does to one rule of a group: the rule's place in the group, and the state that follows each.

    `kept` says for each state whether the rule is kept so far, `opens` whether the letter opens the rule's ceremony.
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
    """The automaton of some rules; `indexes` are their indexes in the plan.

    Shapes that do the same to all rules share a letter. `table` has the letter of each shape; `ignored` are the shapes
    that concern no rule, and a word is a record without these. For each letter, `samples` has a shape and `transitions`
    what it does. `counts` says that the rules do not depend on order, so that listed entries count; `edges` are the
    shapes of the events that begin and end the ceremony of the rules.
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
        """What the group reads if the order of listed entries is unknown; these never open or close a ceremony."""
        if not self.counts:
            return stated
        pairs = zip(code, stated, strict=True)
        return bytes([placed if shape in self.edges else shape for shape, placed in pairs])

    def places(self, code: bytes) -> list[int]:
        """The places of the entries of a record that concern the group."""
        return [place for place, shape in enumerate(code) if shape not in self.ignored]

    def end(self, word: bytes) -> GroupState:
        """The state to which a word leads, from a cache."""
        state = self._ends.get(word)
        if state is None:
            state = self.start
            for letter in word:
                state = state[letter]
            remember(self._ends, word, state, most=MOST_WORDS, longest=LONGEST_WORD)
        return state

    def breakages(self, word: bytes) -> tuple[Breakage, ...]:
        """The rules that a word breaks, by places in the word."""
        found = self._breakages.get(word)
        if found is None:
            found = tuple(self._breakages_in(word))
            remember(self._breakages, word, found, most=MOST_WORDS, longest=LONGEST_WORD)
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
        joint = zip(self.indexes, self.explainers, states, strict=True)
        lost = {index: made.machine.broken[state] for index, made, state in joint if not made.machine.kept[state]}
        return tuple(index for index in lost if lost[index]), tuple(index for index in lost if not lost[index])

    def _breakages_in(self, word: bytes) -> Iterator[Breakage]:
        state, code = self.start, bytes(self.samples[letter] for letter in word)
        for place, letter in enumerate(word):
            before, state = state, state[letter]
            for index in state.broken:
                if index not in before.broken:
                    explainer, read = self.explainers[self.indexes.index(index)], code[: place + 1]
                    yield explainer.breakage(read, opening_of(explainer.machine, read))

    def _state_of(self, states: tuple[int, ...], *, dirty: bool) -> GroupState:
        known = self._states.get((states, dirty))
        if known is None:
            state = GroupState(self, states, dirty=dirty)
            known = self._states.setdefault((states, state.dirty), state)
        return known


def _letters_heard(explainer: Explainer) -> list[int]:
    """The letter of each shape for a rule, `UNHEARD` if the shape changes none of its states."""
    rows = explainer.machine.rows
    moving = {letter for letter in range(len(rows[0])) if any(row[letter] != state for state, row in enumerate(rows))}
    return [letter if letter in moving else UNHEARD for letter in explainer.letter]


def _transitions(explainers: Sequence[Explainer], read: Sequence[int]) -> Iterator[RuleTransition]:
    for place, (explainer, letter) in enumerate(zip(explainers, read, strict=True)):
        if letter != UNHEARD:
            machine = explainer.machine
            opens = machine.bracket is not None and letter == machine.readers[machine.bracket.opened]
            yield RuleTransition(place, tuple(row[letter] for row in machine.rows), machine.kept, opens)
