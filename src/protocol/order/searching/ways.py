"""The steps that have to come first so that a step becomes possible."""

from collections.abc import Callable, Sequence

from attrs import evolve

from protocol.order.automata.automata import Verdict
from protocol.order.automata.machines import Machine
from protocol.order.language.patterns import Case
from protocol.order.searching.joint import JointSearch, Outlook, Way


def way_to(future: JointSearch, step: Case, states: Sequence[int], among: Sequence[int]) -> Outlook:
    """The steps after which `step` may come and all machines of these indexes can still be kept.

    All of the steps are needed. If no steps would do, `possible` is False and `clash` is empty.
    """
    wider = evolve(future, machines=(*future.machines, _happening(step)))
    found = wider.outlook((*states, 0), (*among, len(future.machines)))
    if not found.possible:
        return Outlook(found.possible)
    way = found.way[: found.way.index(step)] if step in found.way else found.way
    return Outlook(possible=True, way=_trim(way, lambda shorter: _opens(future, (*shorter, step), states, among)))


def _trim(way: Way, opens: Callable[[Way], bool]) -> Way:
    """The way without the steps that are not needed."""
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
    """The machine that is kept once a step of this case has come."""
    read = {step.event: lambda event: int(all(getattr(event, name) == value for name, value in step.fields))}
    verdicts = (Verdict.CURRENTLY_VIOLATED, Verdict.PERMANENTLY_SATISFIED)
    return Machine(read, ((0, 1), (1, 1)), verdicts, (False, False), commutes=True, hears_all=False)
