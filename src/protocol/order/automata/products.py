"""Parts: machines put together into few, so that one step of all of them costs few look-ups.

Machines that hear of the same events restrain each other, so a part of many has hardly more states than one of few.
A part reads the numbers of cases, and what can no longer be kept is lost at once.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import getitem
from typing import Final

from attrs import evolve

from protocol.fields import frozen
from protocol.order.automata.automata import cannot_reach
from protocol.order.automata.machines import LOST, Machine, letter_of
from protocol.order.language.patterns import Case

MOST_TOGETHER: Final = 50
"""The number of states up to which machines are put together."""

States = tuple[int, ...]


@frozen(eq=False)
class Part:
    """Machines put together: `columns[case][state]` is the next state.

    `members` are the numbers of the machines and `states` what state each of them is in; `kept` is whether all are
    kept if nothing more happens; `moving` are the numbers of the cases that matter.
    """

    members: tuple[int, ...]
    columns: tuple[tuple[int, ...], ...]
    kept: tuple[bool, ...]
    states: tuple[States, ...]
    moving: frozenset[int]
    start: int = 0


def alone(number: int, machine: Machine, cases: Sequence[Case]) -> Part:
    """One machine as a part."""
    letters = [letter_of(machine, case) for case in cases]
    rows = tuple(
        tuple(LOST if machine.broken[row[letter]] else row[letter] for letter in letters) for row in machine.rows
    )
    return evolve(_single(rows, tuple(machine.kept), machine.start), members=(number,))


# Rulebooks have most of their rules in common, whatever the occasion.
@lru_cache(maxsize=1024)
def _single(rows: tuple[tuple[int, ...], ...], kept: tuple[bool, ...], start: int) -> Part:
    return _part((0,), rows, kept, [(state,) for state in range(len(rows))], start)


def idle(cases: int) -> Part:
    """The part of no machine, which any step leaves as it is."""
    return Part((), ((0, LOST),) * cases, (True, False), ((),), frozenset())


def together(parts: Sequence[Part], most: int) -> Part | None:
    """Several parts as one; None where it would have more states than `most`."""
    by_case = list(zip(*(part.columns for part in parts), strict=True))
    # Most cases move few parts, and many do the same, which is then worked out once.
    alike = list(dict.fromkeys(by_case))
    places = [alike.index(columns) for columns in by_case]
    reached = [tuple(part.start for part in parts)]
    index, rows = {reached[0]: 0, (LOST,): LOST}, []
    for states in reached:
        if len(reached) > most:
            return None
        row = []
        for columns in alike:
            target = tuple(map(getitem, columns, states))
            if LOST in target:
                target = (LOST,)
            elif target not in index:
                index[target] = len(reached)
                reached.append(target)
            row.append(index[target])
        rows.append([row[place] for place in places])
    kept = [all(part.kept[state] for part, state in zip(parts, states, strict=True)) for states in reached]
    members = tuple(number for part in parts for number in part.members)
    return _part(members, rows, kept, [tuple(_members(parts, states)) for states in reached])


def parts_of(machines: Sequence[Machine], cases: Sequence[Case], most: int = MOST_TOGETHER) -> tuple[Part, ...]:
    """Machines as few parts: each is put together with those that hear of the most events that it hears of.

    The largest comes first, and takes in what it does not grow by: of machines that ask something of the same
    brackets, one that knows which are open says most of what the others say.
    """
    parts: list[Part] = []
    single = [alone(number, machine, cases) for number, machine in enumerate(machines)]
    for part in sorted(single, key=lambda part: -len(part.states)):
        for other in sorted(parts, key=lambda other: -len(other.moving & part.moving)):
            room = max(most, len(other.states), len(part.states))
            joint = together((other, part), room) if other.moving & part.moving else None
            if joint is not None:
                parts[parts.index(other)] = joint
                break
        else:
            parts.append(part)
    return tuple(parts)


def _members(parts: Sequence[Part], states: States) -> Iterator[int]:
    for part, state in zip(parts, states, strict=True):
        yield from part.states[state]


def _part(
    members: tuple[int, ...],
    rows: Sequence[Sequence[int]],
    kept: Sequence[bool],
    states: Sequence[States],
    start: int = 0,
) -> Part:
    """A part of these rows, in which a state from which nothing can be kept is lost."""
    hopeless = cannot_reach([[target for target in row if target != LOST] for row in rows], kept)
    names = [*(LOST if lost else state for state, lost in enumerate(hopeless)), LOST]
    named = ([names[target] for target in row] for row in rows)
    columns = tuple(zip(*named, [LOST] * len(rows[0]), strict=True))
    moving = frozenset(case for case, column in enumerate(columns) if column != tuple(names))
    return Part(members, columns, (*kept, False), tuple(states), moving, start)
