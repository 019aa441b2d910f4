"""A public log of a hospital, which ships in the source archive of Declare4Py; its activities become our events."""

import tarfile
from collections import Counter
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pm4py
from logs import stream
from model import ACTIVITIES, PM4PY_NAMES
from peers import pm4py_call, pm4py_loop
from timing import Result, timed

from protocol import Rulebook, Severity, Stream, check_each, order_rule
from protocol import order as o
from protocol.rules import LOGICAL, because
from protocol.validation.scanning.record_scanner import scanner

Constraint = tuple[str, tuple[type, ...]]
MEMBER = "tests/test_logs/Sepsis Cases.xes.gz"
BINARY = ("precedence", "response", "responded_existence", "not_co_existence", "chain_response", "alternate_precedence")
UNARY = ("init", "existence", "exactly", "absence")


def measured(archive: Path | None) -> Iterator[Result]:
    """The row about the log, from the archive of Declare4Py."""
    if archive is None:
        yield Result("Sepsis: pm4py's call / ours", "not given")
        return
    log = _read(archive)
    constraints = _constraints(log)
    book = _rulebook(constraints)
    names = [[event.__name__ for event in events] for events in log]
    streams = [stream(number, [event() for event in events]) for number, events in enumerate(log)]
    model = _pm4py_model(constraints)
    theirs = [{_code(constraints, *each) for each in found["deviations"]} for found in pm4py_loop(names, model)()]
    assert _ours(streams, book) == theirs
    call = timed(pm4py_call(names, model))
    time = timed(lambda: _ours(streams, book))

    def cold() -> None:
        scanner.cache_clear()
        _ours(streams, book)

    told = f"Sepsis, {len(log)} cases, {sum(map(len, log))} events, {sum(map(bool, theirs))} at fault"
    yield Result(f"{told}: pm4py's call / ours", call / time, at_least=10)
    yield Result("Sepsis: pm4py's call / our first pass", call / timed(cold))


def _read(archive: Path) -> list[list[type]]:
    """The cases, each activity as one of the events that need no values."""
    with TemporaryDirectory() as folder, tarfile.open(archive) as packed:
        member = next(each for each in packed.getmembers() if each.name.endswith(MEMBER))
        packed.extract(member, folder, filter="data")
        table: Any = pm4py.read_xes(str(Path(folder) / member.name), return_legacy_log_object=False)
    known: dict[str, type] = {}
    cases = table.sort_values("time:timestamp", kind="stable").groupby("case:concept:name")["concept:name"]
    return [[known.setdefault(name, ACTIVITIES[len(known)]) for name in case] for _, case in cases]


def _constraints(log: list[list[type]]) -> list[Constraint]:
    """25 constraints over the most frequent activities, such as would be discovered: nine of ten cases keep each."""
    frequent = [event for event, _ in Counter(event for events in log for event in events).most_common(10)]
    every: list[Constraint] = [(template, pair) for template in BINARY for pair in permutations(frequent, 2)]
    every += [(template, (event,)) for template in UNARY for event in frequent]
    kept = [each for each in every if 0.9 * len(log) <= _keeping(each, log) < len(log)]
    return Random(10).sample(kept, 25)


def _keeping(constraint: Constraint, log: list[list[type]]) -> int:
    machine = o.machine(getattr(o, constraint[0])(*constraint[1]))
    return sum(machine.verdicts[machine.run(event() for event in events)].satisfied for events in log)


def _rulebook(constraints: list[Constraint]) -> Rulebook:
    rules = (
        order_rule(
            f"SEP{number:02}", f"{template}.", getattr(o, template)(*events),
            severity=Severity.BREACH, evidence=LOGICAL, sources=(because("of the measurement"),),
        )
        for number, (template, events) in enumerate(constraints)
    )  # fmt: skip
    return Rulebook("sepsis", "25 constraints", tuple(rules))


def _key(events: tuple[type, ...]) -> object:
    names = tuple(event.__name__ for event in events)
    return names if len(names) > 1 else names[0]


def _pm4py_model(constraints: list[Constraint]) -> dict[str, dict[Any, dict[str, float]]]:
    model: dict[str, dict[Any, dict[str, float]]] = {}
    for template, events in constraints:
        model.setdefault(PM4PY_NAMES.get(template, template), {})[_key(events)] = {"support": 1.0, "confidence": 1.0}
    return model


def _code(constraints: list[Constraint], template: str, key: object) -> str:
    wanted = [(PM4PY_NAMES.get(name, name), _key(events)) for name, events in constraints]
    return f"SEP{wanted.index((template, key)):02}"


def _ours(streams: list[Stream], book: Rulebook) -> list[set[str]]:
    return [{f.rule.code for f in each.findings} for each in check_each(streams, book, ended=True)]
