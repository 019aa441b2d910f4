"""How Hypothesis chooses a visit: each choice is drawn, and zero is the simplest, so that visits can shrink.

A step is proposed by its number, and zero ends the visit. If Hypothesis removes some of its choices, the rest is a
visit again, and the values of a step are removed with the step. A step that the rules do not allow is skipped, not
drawn again, so that a number always means the same step and no example is discarded.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from hypothesis import strategies as st

from protocol.generation import Leader

FINENESS: Final = 256
"""How many numbers from 0 to 1 can be drawn; among many more, Hypothesis would prefer the small ones."""


class Drawn(Leader):
    """A generator of random numbers whose numbers and proposals are drawn by Hypothesis."""

    def __init__(self, draw: st.DrawFn, longest: int) -> None:
        super().__init__(0)
        self._draw = draw
        self._longest = longest

    def random(self) -> float:
        """A number from 0 to 1."""
        return self._draw(_up_to(FINENESS - 1)) / FINENESS

    def proposals(self, wheel: Sequence[int]) -> Iterator[int]:
        """Steps until zero is drawn or there are as many as allowed."""
        for _ in range(self._longest):
            number = self._draw(_up_to(len(wheel)))
            if number == 0:
                return
            yield wheel[number - 1]


@cache
def _up_to(most: int) -> st.SearchStrategy[int]:
    return st.integers(0, most)
