"""The other systems, each asked for its verdicts on the conformance model as its users ask it."""

from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from typing import Any

import pandas as pd
import pm4py
from model import CONSTRAINTS, DECL_NAMES, pm4py_model, violated_by_pm4py
from pm4py.algo.conformance.declare.variants import classic

Names = list[str]


def frame(log: Iterable[Iterable[str]]) -> pd.DataFrame:
    """A log as pm4py takes it."""
    start = pd.Timestamp(2020, 1, 1)
    rows = [
        (f"{number:06}", name, start + pd.Timedelta(minutes=place))
        for number, names in enumerate(log)
        for place, name in enumerate(names)
    ]
    return pd.DataFrame(rows, columns=["case:concept:name", "concept:name", "time:timestamp"])


def pm4py_call(log: Sequence[Names], model: dict[str, Any] | None = None) -> Callable[[], object]:
    """pm4py's public call on a log."""
    table, model = frame(log), model or pm4py_model()
    return lambda: pm4py.conformance_declare(table, model)


def pm4py_loop(log: Sequence[Names], model: dict[str, Any] | None = None) -> Callable[[], list[Any]]:
    """pm4py's inner loop on a log."""
    model = model or pm4py_model()
    return lambda: classic.apply_list(log, model)


def pm4py_verdicts(log: Sequence[Names]) -> list[set[str]]:
    """The rules that pm4py says are violated, trace by trace."""
    return [violated_by_pm4py(each["deviations"]) for each in pm4py_loop(log)()]


def declare4py_call(log: Sequence[Names]) -> Callable[[], list[set[str]]] | None:
    """Declare4Py's checker on a log, giving the codes of the rules that it says are violated; None if not installed."""
    if find_spec("Declare4Py") is None:
        return None
    from Declare4Py.D4PyEventLog import D4PyEventLog
    from Declare4Py.ProcessMiningTasks.ConformanceChecking.MPDeclareAnalyzer import MPDeclareAnalyzer
    from Declare4Py.ProcessModels.DeclareModel import DeclareModel

    names = sorted({name for trace in log for name in trace} | {a.__name__ for _, each in CONSTRAINTS for a in each})
    lines = [f"activity {name}" for name in names]
    lines += [
        f"{DECL_NAMES[t]}[{', '.join(a.__name__ for a in each)}] | {'| ' * (len(each) - 1)}|" for t, each in CONSTRAINTS
    ]
    model = DeclareModel().parse_from_string("\n".join(lines))
    # It leaves out in silence what it cannot read, and tells verdicts by their places.
    assert len(model.constraints) == len(CONSTRAINTS)
    event_log = D4PyEventLog(log=pm4py.convert_to_event_log(pm4py.format_dataframe(frame(log))))
    analyzer = MPDeclareAnalyzer(log=event_log, declare_model=model, consider_vacuity=True)

    def judge() -> list[set[str]]:
        return [
            {f"CNF{number:02}" for number, each in enumerate(trace) if each.state.value == "Violated"}
            for trace in analyzer.run().model_check_res
        ]

    return judge


def precedences() -> list[tuple[str, str]]:
    """The pairs of the model of which the first has to come before the second: what a plain state machine can say."""
    return [(a.__name__, b.__name__) for template, (a, *rest) in CONSTRAINTS if template == "precedence" for b in rest]


def broken_precedences(trace: Names) -> set[tuple[str, str]]:
    """What a trace breaks of them, by their definition."""
    return {(a, b) for a, b in precedences() if b in trace and a not in trace[: trace.index(b)]}


def transitions_call(log: Sequence[Names]) -> Callable[[], list[set[tuple[str, str]]]]:
    """`transitions`: a machine for each precedence, with ignored triggers for all else."""
    from transitions import Machine

    def judge(trace: Names) -> set[tuple[str, str]]:
        broken = set()
        for a, b in precedences():
            machine = Machine(states=["waiting", "ready", "broken"], initial="waiting", auto_transitions=False)
            machine.add_transition("first", "waiting", "ready")
            machine.add_transition("first", ["ready", "broken"], "=")
            machine.add_transition("second", "waiting", "broken")
            machine.add_transition("second", ["ready", "broken"], "=")
            for name in trace:
                if name == a:
                    machine.first()
                elif name == b:
                    machine.second()
            if machine.state == "broken":
                broken.add((a, b))
        return broken

    return lambda: [judge(trace) for trace in log]


def statemachine_call(log: Sequence[Names]) -> Callable[[], list[set[tuple[str, str]]]]:
    """`python-statemachine`: the same, as a class of its own."""
    from statemachine import State, StateMachine

    class Precedence(StateMachine):
        """Waiting for the first; ready after it; broken by a second before it."""

        waiting, ready, broken = State(initial=True), State(), State()
        first = waiting.to(ready) | ready.to.itself() | broken.to.itself()
        second = waiting.to(broken) | ready.to.itself() | broken.to.itself()

    def judge(trace: Names) -> set[tuple[str, str]]:
        broken = set()
        for a, b in precedences():
            machine = Precedence()
            for name in trace:
                if name == a:
                    machine.first()
                elif name == b:
                    machine.second()
            if machine.broken.is_active:
                broken.add((a, b))
        return broken

    return lambda: [judge(trace) for trace in log]
