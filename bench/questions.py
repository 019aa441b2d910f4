"""Questions about rulebooks, sampling and repair, beside the time that checking takes."""

from collections.abc import Callable, Iterator
from random import Random

from logs import common_logs, conformance_log, stream
from model import ACTIVITIES, CONSTRAINTS, rulebook
from timing import Result, timed
from whole import BOOKS

from protocol import COMMON, Rulebook, check_each
from protocol import order as o
from protocol.order.language.orders import joint_cases
from protocol.order.searching.joint import JointSearch
from protocol.rules import Fold

IN_USE = 1_000
"""After how many draws a sampler has been used for a while."""


def orders_of(book: Rulebook) -> list[o.Order]:
    """The orders of a rulebook."""
    return [rule.body for rule in book if not isinstance(rule.body, Fold)]


def measured(visits: int) -> Iterator[Result]:
    """The rows about questions: each within the time that one check of the log takes."""
    for book in BOOKS:
        streams = common_logs(visits, seed=2)["one in four with a breach"]
        time = timed(lambda book=book, streams=streams: list(check_each(streams, book)))
        for title, ask in _questions(orders_of(book)).items():
            yield Result(f"{book.name}, {title} / a check of {visits} visits", timed(ask) / time, at_most=1)


def _questions(orders: list[o.Order]) -> dict[str, Callable[[], object]]:
    machines = tuple(map(o.machine, orders))

    def dead_ends() -> None:
        future = JointSearch(machines, joint_cases(orders))
        for case in future.cases:
            states = [future.after(index, state, case) for index, state in enumerate(future.first())]
            alive = [index for index, state in enumerate(states) if not machines[index].broken[state]]
            assert future.outlook(states, alive).possible is not None

    return {
        "satisfiability and the shortest visit": lambda: o.shortest_keeping(orders),
        "dead ends after each first step": dead_ends,
        "the shortest visit that breaks one rule": lambda: o.shortest_breaking(orders, 3),
    }


def drawn(visits: int) -> Iterator[Result]:
    """A valid visit of 30 events drawn by a sampler, beside checking one."""
    log = conformance_log(visits, seed=1)
    streams = [stream(number, [event() for event in events]) for number, events in enumerate(log)]
    time = timed(lambda: list(check_each(streams, rulebook(), ended=True))) / visits
    machines = tuple(o.machine(getattr(o, template)(*activities)) for template, activities in CONSTRAINTS)
    model = o.Sampler(machines, tuple(map(o.Case, ACTIVITIES)))
    assert model.uniform
    yield Result(
        "conformance model: a visit drawn, each as likely as another / a check", _drawing(model, 100) / time, at_most=20
    )
    common, orders = common_logs(visits, seed=2)["one in four with a breach"], orders_of(COMMON)
    time = timed(lambda: list(check_each(common, COMMON))) / visits
    walk = o.Sampler.keeping(orders)
    assert not walk.uniform
    yield Result("common: a visit drawn by a walk / a check", _drawing(walk, 100) / time, at_most=20)


def _drawing(sampler: o.Sampler, many: int) -> float:
    """The time of a draw by a sampler in use, as the checks are by a rulebook in use."""
    random = Random(7)
    for _ in range(IN_USE):
        sampler.draw(random, length=30)
    return timed(lambda: [sampler.draw(random, length=30) for _ in range(many)]) / many


def repaired(visits: int) -> Iterator[Result]:
    """The least repair of a visit of 30 events with up to three faults, beside checking it."""
    log = [events for number, events in enumerate(conformance_log(visits, seed=8)) if number % 4 == 0]
    streams = [stream(number, [event() for event in events]) for number, events in enumerate(log)]
    time = timed(lambda: list(check_each(streams, rulebook(), ended=True))) / len(streams)
    orders = [getattr(o, template)(*activities) for template, activities in CONSTRAINTS]
    few = [[event() for event in events] for events in log[:20]]
    repairs = [o.least_repair(events, orders) for events in few]
    assert all(repair is not None for repair in repairs)
    spent = timed(lambda: [o.least_repair(events, orders) for events in few]) / len(few)
    yield Result("the least repair of a visit of 30 events at fault / a check of one", spent / time, at_most=50)
