"""Models of order rules as text: the `.decl` format of Declare4Py and RuM, and LTLf.

Activities are names there, not classes of events, so each name gets a class of its own. Templates with data conditions
are refused, for what they ask cannot be seen in a trace of names.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from attrs import frozen, make_class

from protocol.errors import UnreadableError
from protocol.order import templates
from protocol.order.formulas import Formula, patterns_of
from protocol.order.machines import Machine, machine
from protocol.order.orders import Order

Template = Callable[..., Formula]

COUNTING: Final[Mapping[str, Template]] = MappingProxyType(
    {"Existence": templates.existence, "Absence": templates.absence, "Exactly": templates.exactly},
)
"""Templates of one activity that may be followed by a number."""
UNARY: Final[Mapping[str, Template]] = MappingProxyType({**COUNTING, "Init": templates.init, "End": templates.end})
"""Templates of one activity."""
BINARY: Final[Mapping[str, Template]] = MappingProxyType(
    {
        "Choice": templates.choice,
        "Exclusive Choice": templates.exclusive_choice,
        "Responded Existence": templates.responded_existence,
        "Response": templates.response,
        "Alternate Response": templates.alternate_response,
        "Chain Response": templates.chain_response,
        "Precedence": templates.precedence,
        "Alternate Precedence": templates.alternate_precedence,
        "Chain Precedence": templates.chain_precedence,
        "Succession": templates.succession,
        "Alternate Succession": templates.alternate_succession,
        "Chain Succession": templates.chain_succession,
        "Co-Existence": templates.co_existence,
        "Not Responded Existence": templates.not_co_existence,
        "Not Response": templates.not_succession,
        "Not Precedence": templates.not_succession,
        "Not Chain Response": templates.not_chain_succession,
        "Not Chain Precedence": templates.not_chain_succession,
        "Not Co-Existence": templates.not_co_existence,
        "Not Succession": templates.not_succession,
        "Not Chain Succession": templates.not_chain_succession,
    },
)
"""Templates of two activities."""

_CONSTRAINT: Final = re.compile(
    r"(?P<name>[A-Za-z][A-Za-z -]*?)\s*(?P<n>[0-9]{1,3})?\s*\[(?P<of>[^\[\]]*)\]\s*(?P<rest>.*)"
)
_DECLARES: Final = re.compile(r"(activity|bind)\s+\S|[^\[\]|]+:\s*\S")


@frozen
class DeclFault:
    """What is wrong with a line of a model, from 1."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.line}: {self.message}"


@frozen
class Constraint:
    """A constraint of a model, as it was written and as a formula."""

    written: str
    formula: Formula

    @property
    def machine(self) -> Machine:
        """The machine of the constraint."""
        return machine(self.formula)


@frozen
class TraceVerdict:
    """What a trace of names says of a model.

    `verdicts` tell for each constraint whether the whole trace satisfies it; `first_violation` is the index of the
    first name after which some constraint can no longer be satisfied, None where only the end shows it or nothing is
    violated.
    """

    verdicts: tuple[tuple[str, bool], ...]
    first_violation: int | None

    @property
    def ok(self) -> bool:
        """Whether the trace satisfies all constraints."""
        return all(satisfied for _, satisfied in self.verdicts)


_UNNAMED: Final = object()
"""Stands for every name that no constraint knows: a class for each would be kept for good."""


@cache
def activity(name: str) -> type:
    """The class of events that an activity's name stands for."""
    # Named afterwards: some versions of attrs write the name into code that they run.
    made = make_class("Activity", [], frozen=True)
    made.__name__ = made.__qualname__ = name
    return made


def read_decl(text: str, *, name: str = "<model>") -> tuple[Constraint, ...]:
    """The constraints of a model in the `.decl` format; faults are told with their lines, all at once.

    >>> [str(constraint.formula) for constraint in read_decl("Precedence[a, b] | | |")]
    ['(a R (!b | a))']
    """
    constraints: list[Constraint] = []
    faults: list[DeclFault] = []
    for number, line in enumerate(text.split("\n"), start=1):
        try:
            constraints += _read(line.strip())
        except ValueError as problem:
            faults.append(DeclFault(number, str(problem)))
    if faults:
        raise UnreadableError(name, faults)
    return tuple(constraints)


def _read(line: str) -> Iterator[Constraint]:
    # Squeezed, for the pattern would try every way of dividing a long run of spaces.
    found = _CONSTRAINT.fullmatch(_squeezed(line))
    if found is None:
        if line and not line.startswith("#") and not _DECLARES.match(line):
            problem = f"{line[:60]!r} is neither an activity nor a constraint such as Response[a, b] | | |"
            raise ValueError(problem)
        return
    if found["rest"].strip("| \t"):
        problem = f"data and time conditions are not read: {found['rest'].strip()[:60]}"
        raise ValueError(problem)
    names = [part.strip() for part in found["of"].split(",")]
    yield Constraint(line, _formula(_squeezed(found["name"]), found["n"], names))


def _formula(name: str, number: str | None, names: list[str]) -> Formula:
    template, arity = _template(name)
    if len(names) != arity or not all(names):
        problem = f"{name} is about {arity} activit{'y' if arity == 1 else 'ies'}, and {len(names)} stand here"
        raise ValueError(problem)
    arguments: list[Any] = [activity(each) for each in names]
    if number is None:
        return template(*arguments)
    if template not in COUNTING.values() or int(number) == 0:
        problem = f"{name} takes no number {number}"
        raise ValueError(problem)
    # Absence2 forbids the second, so it is fewer than two; Absence alone is never.
    return template(*arguments, int(number))


def _template(name: str) -> tuple[Template, int]:
    for known, arity in ((UNARY, 1), (BINARY, 2)):
        for title, template in known.items():
            if _folded(title) == _folded(name):
                return template, arity
    near = get_close_matches(name, [*UNARY, *BINARY], n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    problem = f"{name} is no template{hint}"
    raise ValueError(problem)


def _folded(name: str) -> str:
    return name.replace(" ", "").replace("-", "").lower()


def _squeezed(name: str) -> str:
    return " ".join(name.split())


def judge_trace(constraints: Sequence[Constraint], names: Iterable[str]) -> TraceVerdict:
    """Judge a trace of activity names by a model."""
    known = {event.__name__: event() for constraint in constraints for event in constraint.machine.readers}
    events = [known.get(each, _UNNAMED) for each in names]
    verdicts, broken = [], []
    for constraint in constraints:
        made, state = constraint.machine, constraint.machine.start
        at = None
        for index, event in enumerate(events):
            state = made.step(state, event)
            if made.broken[state] and at is None:
                at = index
        verdicts.append((constraint.written, made.kept[state]))
        broken += [] if at is None else [at]
    return TraceVerdict(tuple(verdicts), min(broken, default=None))


def write_decl(orders: Mapping[str, Order]) -> str:
    """Orders, by their codes, in the `.decl` format; what no template says is written as LTLf in a comment.

    Activities are named as their patterns are written. A pattern that another one contains is an activity of its own
    there, for the format knows no containment.
    """
    written = [(code, _as_template(order), order) for code, order in orders.items()]
    named = {
        str(pattern)
        for _, told, order in written
        if told and isinstance(order, Formula)
        for pattern in patterns_of(order)
    }
    lines = [f"activity {name}" for name in sorted(named)]
    lines += [told or f"# {code}: {order}" for code, told, order in written]
    return "\n".join(lines) + "\n"


def write_ltlf(orders: Mapping[str, Order]) -> str:
    """Orders, by their codes, as formulas of LTLf, one a line."""
    return "".join(f"{code}: {order}\n" for code, order in orders.items())


def _as_template(order: Order) -> str | None:
    """The order as a constraint of the format, None where no template says the same."""
    if not isinstance(order, Formula):
        return None
    patterns = patterns_of(order)
    for title, template in UNARY.items():
        for number in (1, 2, 3) if template in COUNTING.values() else (None,):
            for one in patterns:
                same = template(one) if number is None else template(one, number)
                if same == order:
                    return f"{title}{number if number and number > 1 else ''}[{one}] | |"
    for title, template in BINARY.items():
        for one in patterns:
            for other in patterns:
                if one != other and template(one, other) == order:
                    return f"{title}[{one}, {other}] | | |"
    return None
