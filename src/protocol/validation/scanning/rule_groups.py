"""Groups of order rules: a small automaton each, read by words.

What a record says to a group is its word: the letters of the entries that the group hears of. Words are short and the
same ones come again in record after record, so where each leads is remembered. A state of the automaton, a `Part`,
keeps the verdict of every rule of the group, after a breach too.
"""

from collections.abc import Iterator, Sequence
from itertools import compress
from typing import Final, TypeVar

from attrs import define, field

from protocol.events.shapes import numbered
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
class Turn:
    """What a letter does to one rule of a group: the rule's place there, and the state that follows each.

    `kept` tells of each state whether the rule is kept so far; `opens` says that the letter opens the ceremony that
    the rule is judged in.
    """

    place: int
    following: tuple[int, ...]
    kept: tuple[bool, ...]
    opens: bool


class Part(dict[int, "Part"]):
    """A joint state of the rules of a group: which are broken, which are not kept so far, and the parts that follow.

    `dirty` says whether a rule was broken on the way here, though its ceremony may be over.
    """

    # A dict cannot be hashed, and two that know the same are equal: neither would do for states.
    __slots__ = ("broken", "dirty", "group", "plain", "states", "unmet")
    __hash__ = object.__hash__  # type: ignore[assignment] # as said above
    __eq__ = object.__eq__

    def __init__(self, group: "Group", states: tuple[int, ...], *, dirty: bool) -> None:
        super().__init__()
        self.group, self.states = group, states
        self.broken, self.unmet = group.standing(states)
        self.dirty = dirty or bool(self.broken)
        self.plain = not self.dirty and not self.unmet

    def __missing__(self, letter: int) -> "Part":
        part = self[letter] = self.group.after(self, letter)
        return part


@define(eq=False)
class Alphabet:
    """The letters of a group: shapes that do the same to all of its rules share one.

    `table` gives each shape its letter, `ignored` are the shapes that the group does not hear of, `marks` is 1 for
    those that it does; `samples` has a shape for each letter.
    """

    turns: tuple[tuple[Turn, ...], ...]
    samples: bytes
    table: bytes
    ignored: bytes
    marks: bytes

    @classmethod
    def of(cls, explainers: Sequence[Explainer]) -> "Alphabet":
        """The alphabet of the rules that these explain."""
        heard = [_heard(explainer) for explainer in explainers]
        letters: dict[tuple[int, ...], int] = {}
        of_shape: dict[int, int] = {}
        samples = bytearray()
        for shape in HEARABLE:
            read = tuple(each[shape] for each in heard)
            if any(letter != UNHEARD for letter in read):
                if read not in letters:
                    samples.append(shape)
                of_shape[shape] = letters.setdefault(read, len(letters))
        return cls(
            tuple(tuple(_turns(explainers, read)) for read in letters),
            bytes(samples),
            bytes(of_shape.get(shape, 0) for shape in range(256)),
            bytes(shape for shape in range(256) if shape not in of_shape),
            bytes(shape in of_shape for shape in range(256)),
        )


@define(eq=False)
class Group:
    """The automaton of some rules; `indexes` are theirs in the plan.

    A word is what `table` makes of the shapes that are not `ignored`; `ends` knows where words lead. `counts` says
    that order does not matter to its rules, so that entries count that are only listed; `edges` are the shapes of the
    events that begin and end the ceremony that these rules are judged in.
    """

    indexes: tuple[int, ...]
    explainers: tuple[Explainer, ...]
    counts: bool
    edges: frozenset[int]
    alphabet: Alphabet
    table: bytes = field(init=False, repr=False)
    ignored: bytes = field(init=False, repr=False)
    start: Part = field(init=False)
    ends: dict[bytes, Part] = field(factory=dict, init=False, repr=False)
    _parts: dict[tuple[tuple[int, ...], bool], Part] = field(factory=dict, repr=False)
    _breakages: dict[bytes, tuple[Breakage, ...]] = field(factory=dict, repr=False)

    def __attrs_post_init__(self) -> None:
        self.table, self.ignored = self.alphabet.table, self.alphabet.ignored
        self.start = self._part(tuple(explainer.machine.start for explainer in self.explainers), dirty=False)

    @classmethod
    def of(cls, plan: Plan, indexes: Sequence[int]) -> "Group":
        """The group of these rules of a plan."""
        explainers = tuple(plan.explainers[index] for index in indexes)
        machines = [explainer.machine for explainer in explainers]
        edges = frozenset(number for made in machines for event in made.edges for number in numbered(event))
        counts = all(machine.commutes for machine in machines)
        return cls(tuple(indexes), explainers, counts, edges, Alphabet.of(explainers))

    def heard(self, code: bytes, stated: bytes, listed: bytes) -> bytes:
        """What the group reads of a record if the place of those of its entries that are only `listed` is unknown.

        Where a ceremony begins and ends is never told by what is only listed.
        """
        if not self.counts:
            return stated
        if self.edges.isdisjoint(listed):
            return code
        pairs = zip(code, stated, strict=True)
        return bytes(placed if told in self.edges else told for told, placed in pairs)

    def places(self, code: bytes) -> list[int]:
        """The places of what the group hears of in a record."""
        return list(compress(range(len(code)), code.translate(self.alphabet.marks)))

    def end(self, word: bytes) -> Part:
        """Where a word leads, which is remembered in `ends`."""
        part = self.start
        for letter in word:
            part = part[letter]
        _remember(self.ends, word, part)
        return part

    def breakages(self, word: bytes) -> tuple[Breakage, ...]:
        """The rules that a word breaks, by places in the word."""
        found = self._breakages.get(word)
        if found is None:
            found = tuple(self._broken_by(word))
            _remember(self._breakages, word, found)
        return found

    def after(self, part: Part, letter: int) -> Part:
        """The part that follows a letter."""
        states = list(part.states)
        for turn in self.alphabet.turns[letter]:
            before = states[turn.place]
            if turn.opens and not turn.kept[before]:
                raise JudgeNeeded
            states[turn.place] = turn.following[before]
        return self._part(tuple(states), dirty=part.dirty)

    def standing(self, states: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The rules that are broken in a joint state, and the others that are not kept."""
        told = zip(self.indexes, self.explainers, states, strict=True)
        lost = {index: made.machine.broken[state] for index, made, state in told if not made.machine.kept[state]}
        return tuple(index for index in lost if lost[index]), tuple(index for index in lost if not lost[index])

    def _broken_by(self, word: bytes) -> Iterator[Breakage]:
        part, code = self.start, bytes(self.alphabet.samples[letter] for letter in word)
        for place, letter in enumerate(word):
            before, part = part, part[letter]
            for index in part.broken:
                if index not in before.broken:
                    yield self._breakage(index, code[: place + 1])

    def _breakage(self, index: int, code: bytes) -> Breakage:
        explainer = self.explainers[self.indexes.index(index)]
        return explainer.breakage(index, code, opening_of(explainer.machine, code))

    def _part(self, states: tuple[int, ...], *, dirty: bool) -> Part:
        known = self._parts.get((states, dirty))
        if known is None:
            part = Part(self, states, dirty=dirty)
            known = self._parts.setdefault((states, part.dirty), part)
        return known


F = TypeVar("F")


def _remember(known: dict[bytes, F], word: bytes, found: F) -> None:
    if len(word) <= LONGEST_WORD:
        if len(known) >= MOST_WORDS:
            known.clear()
        known[word] = found


def _heard(explainer: Explainer) -> list[int]:
    """The letter of each shape for a rule, `UNHEARD` for what moves it from none of its states."""
    rows = explainer.machine.rows
    moving = {letter for letter in range(len(rows[0])) if any(row[letter] != state for state, row in enumerate(rows))}
    return [letter if letter in moving else UNHEARD for letter in explainer.letter]


def _turns(explainers: Sequence[Explainer], read: Sequence[int]) -> Iterator[Turn]:
    for place, (explainer, letter) in enumerate(zip(explainers, read, strict=True)):
        if letter != UNHEARD:
            machine = explainer.machine
            opens = machine.bracket is not None and letter == machine.readers[machine.bracket.opened]
            yield Turn(place, tuple(row[letter] for row in machine.rows), machine.kept, opens)
