"""The cost of the least repair beside that of pm4py's alignment, on a model that pm4py can align."""

from collections.abc import Iterator
from random import Random

import pandas as pd
from logs import conformance_log
from model import ACTIVITIES, CONSTRAINTS
from pm4py.algo.conformance.alignments.petri_net import algorithm as alignments
from pm4py.objects.log.obj import Event, Trace
from pm4py.objects.petri_net.obj import Marking, PetriNet
from pm4py.objects.petri_net.utils import petri_utils
from timing import Result, timed

from protocol import order as o
from protocol.order.automata.machines import LOST
from protocol.order.automata.products import factor, product_of

FEW = (0, 1, 3, 6, 7, 10, 15, 18)
"""The rules of the conformance model that are aligned, by number: more make a net that pm4py does not finish with."""
Net = tuple[PetriNet, Marking, Marking]
Names = list[type]


def measured(traces: int) -> Iterator[Result]:
    """The rows about alignments: an insertion is a move of the model, a drop a move of the log, each at a cost of 1."""
    orders = [getattr(o, template)(*activities) for template, activities in map(CONSTRAINTS.__getitem__, FEW)]
    made, random = net(orders), Random(6)
    log = [_spoilt(names, random) for names in conformance_log(traces, seed=4)]
    ours = [o.least_repair([name() for name in names], orders) for names in log]
    costs = [found.cost if found else None for found in ours]
    assert costs == [_aligned(names, made) for names in log]
    yield Result(f"least repairs that cost what pm4py's alignment costs, {len(FEW)} rules", f"{len(log)} of {len(log)}")
    events = [[name() for name in names] for names in log]
    time = timed(lambda: [o.least_repair(each, orders) for each in events])
    yield Result(
        "pm4py's alignment by Dijkstra / our least repair", timed(lambda: [_aligned(n, made) for n in log], 3) / time
    )


def _spoilt(names: Names, random: Random) -> Names:
    """A visit with two steps changed, one left out and one too many."""
    names = list(names)
    place = random.randrange(len(names) - 1)
    names[place : place + 2] = reversed(names[place : place + 2])
    names.pop(random.randrange(len(names)))
    names.insert(random.randrange(len(names)), random.choice(ACTIVITIES))
    return names


def net(orders: list[o.Order]) -> Net:
    """The joint automaton as a Petri net: a place for each state, a transition for each step; good states may end."""
    cases = [o.Case(activity) for activity in ACTIVITIES]
    joint = product_of([factor(number, o.machine(order), cases) for number, order in enumerate(orders)], 5_000)
    assert joint is not None
    made, end = PetriNet("joint"), PetriNet.Place("end")
    places = [PetriNet.Place(str(state)) for state in range(len(joint.states))]
    made.places.update([*places, end])
    steps = [
        (case.event.__name__, source, places[column[state]])
        for case, column in zip(cases, joint.columns, strict=True)
        for state, source in enumerate(places)
        if column[state] != LOST
    ]
    ends = [(None, places[state], end) for state, kept in enumerate(joint.kept[:-1]) if kept]
    for number, (label, source, target) in enumerate([*steps, *ends]):
        transition = PetriNet.Transition(str(number), label)
        made.transitions.add(transition)
        petri_utils.add_arc_from_to(source, transition, made)
        petri_utils.add_arc_from_to(transition, target, made)
    return made, Marking({places[joint.start]: 1}), Marking({end: 1})


def _aligned(names: Names, model: Net) -> int:
    """How many moves of the log or of the model alone pm4py's alignment has; steps without a label cost nothing."""
    start = pd.Timestamp(2020, 1, 1)
    trace = Trace([Event({"concept:name": name.__name__, "time:timestamp": start}) for name in names])
    variant = alignments.Variants.VERSION_DIJKSTRA_NO_HEURISTICS
    found = alignments.apply(trace, *model, variant=variant)
    return sum(">>" in move and None not in move for move in found["alignment"])
