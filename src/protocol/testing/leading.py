"""How Hypothesis chooses a visit: each choice is drawn, and nought is the simplest, so that visits can be shrunk.

A step is proposed by its number; nought goes home. So whatever Hypothesis leaves out of what it drew, what is left is
a visit again, and the values of a step go with the step. A step that the rules do not allow is passed over and not
drawn again: it means the same wherever it stands, and nothing is ever thrown away.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from hypothesis import strategies as st

from protocol.generation import Leader

FINENESS: Final = 256
"""Into how many parts the numbers from 0 to 1 are divided; of many more, Hypothesis prefers the small."""


class Drawn(Leader):
    """A generator of random numbers whose numbers, and whose proposals, are drawn by Hypothesis."""

    def __init__(self, draw: st.DrawFn, longest: int) -> None:
        super().__init__(0)
        self._draw = draw
        self._longest = longest

    def random(self) -> float:
        """A number from 0 to 1."""
        return self._draw(_up_to(FINENESS - 1)) / FINENESS

    def proposals(self, wheel: Sequence[int]) -> Iterator[int]:
        """Steps until nought is drawn, or there are as many as there may be."""
        for _ in range(self._longest):
            number = self._draw(_up_to(len(wheel)))
            if number == 0:
                return
            yield wheel[number - 1]


@cache
def _up_to(most: int) -> st.SearchStrategy[int]:
    return st.integers(0, most)
