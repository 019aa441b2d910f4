"""What would first have to happen for a step to become possible."""

from collections.abc import Iterable, Sequence

from attrs import evolve

from protocol.fields import frozen
from protocol.order.automata.automata import Verdict
from protocol.order.automata.machines import Machine
from protocol.order.language.patterns import Case
from protocol.order.searching.joint import JointSearch, Outlook, Way


def way_to(future: JointSearch, step: Case, states: Sequence[int], among: Iterable[int]) -> Outlook:
    """The steps after which `step` may come and all machines of these indexes can still be kept.

    None of the steps could be spared. Where no steps would do, `clash` is empty and `possible` False.
    """
    seeker = _Seeker(future, step, tuple(states), tuple(among))
    wider = evolve(future, machines=(*future.machines, _happening(step)))
    found = wider.outlook((*seeker.states, 0), (*seeker.among, len(future.machines)))
    if not found.possible:
        return Outlook(found.possible)
    way = found.way[: found.way.index(step)] if step in found.way else found.way
    return Outlook(possible=True, way=seeker.trimmed(way))


@frozen
class _Seeker:
    """A search for what would have to come before a step."""

    future: JointSearch
    step: Case
    states: tuple[int, ...]
    among: tuple[int, ...]

    def trimmed(self, way: Way) -> Way:
        """The way without the steps that could be spared."""
        for place in reversed(range(len(way))):
            shorter = way[:place] + way[place + 1 :]
            if self.opens(shorter):
                return self.trimmed(shorter)
        return way

    def opens(self, way: Way) -> bool:
        """Whether the step may come after a way."""
        states = list(self.states)
        for case in (*way, self.step):
            for index in self.among:
                states[index] = self.future.after(index, states[index], case)
                if self.future.machines[index].broken[states[index]]:
                    return False
        return self.future.outlook(states, self.among).possible is True


def _happening(step: Case) -> Machine:
    """The machine of what asks for nothing but a step of this case."""

    def is_it(event: object) -> int:
        return int(all(getattr(event, name) == value for name, value in step.fields))

    verdicts = (Verdict.CURRENTLY_VIOLATED, Verdict.PERMANENTLY_SATISFIED)
    rows = ((0, 1), (1, 1))
    return Machine({step.event: is_it}, rows, verdicts, (False, False), commutes=True, hears_all=False)
