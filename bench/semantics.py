"""Compare what templates mean: `python bench/semantics.py [--longest N]`.

Every template of the `.decl` format is judged on all short traces over three activities: by this library, by two
definitions, and by pm4py and Declare4Py as far as they know it. The definitions are that of LTLf, as the tests evaluate
it, and what the template says of positions (`definitions.py`). Where this library departs from a definition the command
fails; where the others do, it says on how many traces, and shows one.
"""

import argparse
import io
import logging
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from importlib.metadata import version
from importlib.util import module_from_spec, spec_from_file_location
from itertools import product
from pathlib import Path
from typing import Any

import pm4py
from attrs import frozen
from definitions import says
from pm4py.objects.log.obj import Event, EventLog, Trace

from protocol.order.formats.decl import BINARY, COUNTING, UNARY, Constraint, Model, activity, read_decl

try:
    from Declare4Py.D4PyEventLog import D4PyEventLog
    from Declare4Py.ProcessMiningTasks.ConformanceChecking.MPDeclareAnalyzer import MPDeclareAnalyzer
    from Declare4Py.ProcessModels.DeclareModel import DeclareModel
except ImportError:
    DeclareModel = None

TESTS = Path(__file__).parent.parent / "tests" / "test_order_semantics.py"
ACTIVITIES = ("a", "b", "c")
CRASHES = (TypeError, IndexError)
PM4PY_NAMES = {
    "Existence": "existence",
    "Absence": "absence",
    "Exactly": "exactly_one",
    "Init": "init",
    "Responded Existence": "responded_existence",
    "Response": "response",
    "Alternate Response": "altresponse",
    "Chain Response": "chainresponse",
    "Precedence": "precedence",
    "Alternate Precedence": "altprecedence",
    "Chain Precedence": "chainprecedence",
    "Succession": "succession",
    "Alternate Succession": "altsuccession",
    "Chain Succession": "chainsuccession",
    "Co-Existence": "coexistence",
    "Not Co-Existence": "noncoexistence",
    "Not Succession": "nonsuccession",
    "Not Chain Succession": "nonchainsuccession",
}
"""What pm4py calls the templates that it checks; it knows no others, and no numbers."""

Names = tuple[str, ...]
Verdicts = list[bool | None]
"""A verdict for each trace, None where the system crashed."""


@frozen
class Compared:
    """What the systems say of one template; a text says why a system was not asked."""

    title: str
    positions: Verdicts
    ltlf: Verdicts
    ours: Verdicts
    pm4py: Verdicts | str
    declare4py: Verdicts | str


def evaluator() -> Callable[..., bool]:
    """The evaluator of LTLf that the tests have, so that there is one."""
    spec = spec_from_file_location("test_order_semantics", TESTS)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[..., bool] = module.holds
    return found


def all_traces(longest: int) -> list[Names]:
    """All traces up to a length, the empty one among them."""
    return [trace for length in range(longest + 1) for trace in product(ACTIVITIES, repeat=length)]


def as_log(traces: Sequence[Names]) -> EventLog:
    """The traces as the other two take them."""
    made = [
        Trace([Event({"concept:name": name}) for name in names], attributes={"concept:name": str(number)})
        for number, names in enumerate(traces)
    ]
    keys = {"pm4py:param:timestamp_key": "time:timestamp", "pm4py:param:activity_key": "concept:name"}
    return EventLog(made, properties=keys)


def templates() -> Iterator[tuple[str, int, str]]:
    """The name of every template, its number, 1 where it has none, and a constraint that uses it."""
    for title in UNARY:
        for number in (1, 2, 3) if title in COUNTING else (1,):
            yield title, number, f"{title}{number if number > 1 else ''}[a] | |"
    for title in BINARY:
        yield title, 1, f"{title}[a, b] | | |"


def ours_on(constraint: Constraint, traces: Sequence[Names]) -> Verdicts:
    """What this library says."""
    return [Model((constraint,), frozenset()).judge(names).ok for names in traces]


def pm4py_on(title: str, number: int, log: EventLog) -> Verdicts | str:
    """What pm4py says by its public call, which answers in the order of the log."""
    if title not in PM4PY_NAMES or number > 1:
        return "not known"
    key = "a" if title in UNARY else ("a", "b")
    model = {PM4PY_NAMES[title]: {key: {"support": 1.0, "confidence": 1.0}}}
    return [case["is_fit"] for case in pm4py.conformance_declare(log, model)]


def declare4py_on(line: str, traces: Sequence[Names]) -> Verdicts | str:
    """What Declare4Py says, with traces that never activate a constraint taken as keeping it."""
    if DeclareModel is None:
        return "not installed"
    model = DeclareModel().parse_from_string(f"activity a\nactivity b\nactivity c\n{line}\n")
    with redirect_stdout(io.StringIO()):  # it prints what it lacks, once for each trace
        try:
            return declare4py_states(model, traces)
        except CRASHES:
            return [crash_or_state(model, names) for names in traces]


def crash_or_state(model: Any, names: Names) -> bool | None:  # noqa: ANN401 - the class may not be installed
    """What Declare4Py says of one trace, None where it crashes."""
    try:
        return declare4py_states(model, [names])[0]
    except CRASHES:
        return None


def declare4py_states(model: Any, traces: Sequence[Names]) -> Verdicts:  # noqa: ANN401 - as above
    """What Declare4Py's analyzer says of the one constraint of a model."""
    found = MPDeclareAnalyzer(D4PyEventLog(log=as_log(traces)), model, consider_vacuity=True).run()
    states = found.get_metric("state")
    assert states.shape == (len(traces), 1), states.shape
    return [bool(state) for state in states.iloc[:, 0]]


def compared(longest: int) -> Iterator[Compared]:
    """Every template, judged by all."""
    holds, traces = evaluator(), all_traces(longest)
    events = [tuple(activity(name)() for name in names) for names in traces]
    log = as_log(traces)
    for title, number, line in templates():
        (constraint,) = read_decl(line)
        yield Compared(
            title=line.partition("[")[0],
            positions=[says(title, number, names) for names in traces],
            ltlf=[holds(constraint.formula, each) for each in events],
            ours=ours_on(constraint, traces),
            pm4py=pm4py_on(title, number, log),
            declare4py=declare4py_on(line, traces),
        )


def told(verdicts: Verdicts | str, wanted: Verdicts, traces: Sequence[Names]) -> str:
    """How verdicts stand to the definition's; the first trace that they differ on is a shortest one."""
    if isinstance(verdicts, str):
        return verdicts
    crashed = [number for number, verdict in enumerate(verdicts) if verdict is None]
    if len(crashed) == len(traces):
        return "crashes"
    pairs = enumerate(zip(verdicts, wanted, strict=True))
    wrong = [number for number, (theirs, right) in pairs if theirs is not None and theirs != right]
    parts = [f"crashes on {len(crashed)}: {written(traces[crashed[0]])}"] if crashed else []
    if wrong:
        verdict = "kept" if verdicts[wrong[0]] else "broken"
        parts.append(f"differs on {len(wrong)}: {written(traces[wrong[0]])} is {verdict}")
    return "; ".join(parts) or "agrees"


def written(names: Names) -> str:
    """A trace as text."""
    return " ".join(names) or "(nothing)"


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--longest", type=int, default=6, help="length of the longest traces")
    longest = parser.parse_args().longest
    warnings.simplefilter("ignore")
    logging.disable()
    traces = all_traces(longest)
    others: list[Any] = ["pm4py", "declare4py"] if DeclareModel is not None else ["pm4py"]
    print(f"{len(traces)} traces;", ", ".join(f"{name} {version(name)}" for name in others))
    departs = False
    for each in compared(longest):
        departs |= each.ours != each.positions or each.ours != each.ltlf
        systems = (each.ltlf, each.ours, each.pm4py, each.declare4py)
        ltlf, mine, *theirs = (told(found, each.positions, traces) for found in systems)
        print(f"{each.title:24} LTLf {ltlf}, ours {mine} | pm4py {theirs[0]:36} | Declare4Py {theirs[1]}")
    return int(departs)


if __name__ == "__main__":
    sys.exit(main())
