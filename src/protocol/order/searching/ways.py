"""What would first have to happen for a step to become possible."""

from collections.abc import Callable, Sequence

from attrs import evolve

from protocol.order.automata.automata import Verdict
from protocol.order.automata.machines import Machine
from protocol.order.language.patterns import Case
from protocol.order.searching.joint import JointSearch, Outlook, Way


def way_to(future: JointSearch, step: Case, states: Sequence[int], among: Sequence[int]) -> Outlook:
    """The steps after which `step` may come and all machines of these indexes can still be kept.

    None of the steps could be spared. Where no steps would do, `clash` is empty and `possible` False.
    """
    wider = evolve(future, machines=(*future.machines, _happening(step)))
    found = wider.outlook((*states, 0), (*among, len(future.machines)))
    if not found.possible:
        return Outlook(found.possible)
    way = found.way[: found.way.index(step)] if step in found.way else found.way
    return Outlook(possible=True, way=_trim(way, lambda shorter: _opens(future, (*shorter, step), states, among)))


def _trim(way: Way, opens: Callable[[Way], bool]) -> Way:
    """The way without the steps that could be spared."""
    for place in reversed(range(len(way))):
        shorter = way[:place] + way[place + 1 :]
        if opens(shorter):
            return _trim(shorter, opens)
    return way


def _opens(future: JointSearch, way: Way, states: Sequence[int], among: Sequence[int]) -> bool:
    """Whether all machines can still be kept after a way, and on it."""
    after = list(states)
    for case in way:
        for index in among:
            after[index] = future.after(index, after[index], case)
            if future.machines[index].broken[after[index]]:
                return False
    return future.outlook(after, among).possible is True


def _happening(step: Case) -> Machine:
    """The machine of what asks for nothing but a step of this case."""

    def is_it(event: object) -> int:
        return int(all(getattr(event, name) == value for name, value in step.fields))

    verdicts = (Verdict.CURRENTLY_VIOLATED, Verdict.PERMANENTLY_SATISFIED)
    rows = ((0, 1), (1, 1))
    return Machine({step.event: is_it}, rows, verdicts, (False, False), commutes=True, hears_all=False)
