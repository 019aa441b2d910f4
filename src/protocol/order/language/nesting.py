"""Brackets that nest: a bracket that is opened inside another is closed inside it."""

from typing import Final

from protocol.fields import frozen
from protocol.order.language.brackets import Bracket

Open = tuple[int, ...]
"""Brackets that are open, by number, the one opened last at the end."""
State = tuple[Open, frozenset[int]]
"""The open brackets, and those that were opened inside a bracket that has been closed since."""
CROSSED: Final[State] = ((-1,), frozenset())
"""The state once a bracket was closed outside the bracket in which it was opened."""


@frozen(cache_hash=True)
class Nested:
    """The order of nested brackets: none is closed outside another in which it was opened.

    A bracket that is never closed breaks nothing, because its closing may be unreported.
    """

    brackets: tuple[Bracket, ...]

    def __str__(self) -> str:
        return f"nested({', '.join(bracket.name for bracket in self.brackets)})"

    def rows(self) -> tuple[tuple[tuple[int, ...], ...], tuple[bool, ...]]:
        """The rows of the automaton and which states are broken; letters are 0, then opening and closing of each."""
        index: dict[State, int] = {((), frozenset()): 0}
        waiting, rows = list(index), []
        for state in waiting:
            row = [index[state]]
            for target in self._targets(state):
                if target not in index:
                    index[target] = len(index)
                    waiting.append(target)
                row.append(index[target])
            rows.append(tuple(row))
        return tuple(rows), tuple(state == CROSSED for state in waiting)

    def _targets(self, state: State) -> list[State]:
        numbers = range(len(self.brackets))
        if state == CROSSED:
            return [CROSSED for _ in numbers for _ in range(2)]
        return [target for number in numbers for target in (_open(state, number), _close(state, number))]


def _open(state: State, number: int) -> State:
    open_, left = state
    return (*(other for other in open_ if other != number), number), left - {number}


def _close(state: State, number: int) -> State:
    open_, left = state
    if number in left:
        return CROSSED
    if number not in open_:
        return state
    place = open_.index(number)
    return open_[:place], left | frozenset(open_[place + 1 :])


def nested(*brackets: Bracket) -> Nested:
    """The brackets nest."""
    return Nested(brackets)
