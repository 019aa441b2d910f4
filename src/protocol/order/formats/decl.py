"""Models of order rules as text: the `.decl` format of Declare4Py and RuM, and LTLf.

Activities are names there, not classes of events, so each name gets a class of its own. Templates with data conditions
are refused, because a trace of names has no data.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final, overload
from weakref import WeakValueDictionary

from attrs import field

from protocol.errors import UnreadableError
from protocol.fields import frozen
from protocol.order.automata.machines import Machine, machine
from protocol.order.language import templates
from protocol.order.language.formulas import Formula, patterns_of
from protocol.order.language.orders import Order

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
_ACTIVITY: Final = re.compile(r"activity\s+(\S.*)")
_DECLARES: Final = re.compile(r"bind\s+\S|[^\[\]|]+:\s*\S")
_NAME: Final = re.compile(r"[^,\[\]|]+")

_ALWAYS: Final = frozenset({*UNARY, "Choice", "Exclusive Choice"})
_BY_SECOND: Final = frozenset(title for title in BINARY if title.endswith("Precedence"))
_BY_EITHER: Final = frozenset(title for title in BINARY if title.endswith(("Succession", "Co-Existence")))
"""The templates that are always activated, by their second activity, or by either; all others are by the first."""

MOST_FAULTS: Final = 50
"""How many faults of a model are reported; the rest are counted."""

MOST_COUNTED: Final = 50
"""The largest number that a template takes, because larger ones make automata that take long to build."""

MOST_COMPARED: Final = 1_000
"""How many names a misspelt one is compared with."""


@frozen
class DeclFault:
    """A fault in a line of a model; lines are counted from 1."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.line}: {self.message}"


@frozen
class Constraint:
    """A constraint of a model, as it was written and as a formula.

    If none of the activities in `activated` occurs, it requires nothing; without any, it always requires something.
    """

    written: str
    formula: Formula
    activated: frozenset[type] = frozenset()

    @property
    def machine(self) -> Machine:
        """The machine of the constraint."""
        return machine(self.formula)


@frozen
class TraceVerdict:
    """The verdicts of a trace of names on a model.

    `verdicts` say for each constraint whether the whole trace satisfies it. `first_violation` is the index of the first
    name after which some constraint can no longer be satisfied; it is None if only the end shows this, or if there is
    no violation. `vacuous` constraints are satisfied because nothing activated them; `unknown` names are not in the
    model.
    """

    verdicts: tuple[tuple[str, bool], ...]
    first_violation: int | None
    vacuous: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the trace satisfies all constraints."""
        return all(satisfied for _, satisfied in self.verdicts)


@frozen
class Model(Sequence[Constraint]):
    """The constraints of a model, with the names of all activities that it declares or constrains."""

    constraints: tuple[Constraint, ...]
    activities: frozenset[str]
    _events: Mapping[str, object] = field(init=False, eq=False, repr=False)
    _machines: tuple[Machine, ...] = field(init=False, eq=False, repr=False)

    @_events.default
    def _one_of_each(self) -> Mapping[str, object]:
        return {event.__name__: event() for each in self.constraints for event in each.machine.readers}

    @_machines.default
    def _machine_of_each(self) -> tuple[Machine, ...]:
        return tuple(each.machine for each in self.constraints)

    @overload
    def __getitem__(self, index: int) -> Constraint: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Constraint]: ...
    def __getitem__(self, index: int | slice) -> Constraint | Sequence[Constraint]:
        return self.constraints[index]

    def __len__(self) -> int:
        return len(self.constraints)

    def judge(self, names: Iterable[str]) -> TraceVerdict:
        """Judge a trace of activity names."""
        names = tuple(names)
        events = [self._events.get(each, _UNNAMED) for each in names]
        occurring = set(map(type, events))
        kept, broken = zip(*(_run(made, events) for made in self._machines), strict=True) if self else ((), ())
        judged = tuple(zip(self.constraints, kept, strict=True))
        return TraceVerdict(
            tuple((each.written, satisfied) for each, satisfied in judged),
            min((at for at in broken if at is not None), default=None),
            frozenset(
                each.written
                for each, satisfied in judged
                if satisfied and each.activated and each.activated.isdisjoint(occurring)
            ),
            tuple(dict.fromkeys(each for each in names if each not in self.activities)),
        )


def _run(made: Machine, events: Iterable[object]) -> tuple[bool, int | None]:
    """Whether a whole trace satisfies a constraint, and after which of its events it no longer can."""
    state, at = made.start, None
    for index, event in enumerate(events):
        state = made.step(state, event)
        if at is None and made.broken[state]:
            at = index
    return made.kept[state], at


@frozen
class Activity:
    """An event of a trace; each name is a subclass, and the event has no values."""


_UNNAMED: Final = Activity()
"""The event of every name that no constraint names, so that nothing has to be made for each."""

_ACTIVITIES: Final[WeakValueDictionary[str, type]] = WeakValueDictionary()


def activity(name: str) -> type:
    """The event class of an activity's name, the same one as long as it is in use."""
    found = _ACTIVITIES.get(name)
    if found is None:
        found = _ACTIVITIES[name] = type(name, (Activity,), {})
    return found


def read_decl(text: str, *, name: str = "<model>") -> Model:
    """A model in the `.decl` format; faults are reported with their lines, all at once.

    If a model declares activities, a constraint about another one is a fault.

    >>> [str(constraint.formula) for constraint in read_decl("Precedence[a, b] | | |")]
    ['(a R (!b | a))']
    """
    lines = [line.strip() for line in text.split("\n")]
    declared = {found[1]: None for line in lines if (found := _ACTIVITY.fullmatch(_squeeze(line)))}
    compared = [*declared][:MOST_COMPARED]
    constraints: list[Constraint] = []
    activities: set[str] = set(declared)
    faults: list[DeclFault] = []
    for number, line in enumerate(lines, start=1):
        try:
            for constraint, names in _constraints_in(line):
                _require_declared(names, declared, compared if len(faults) < MOST_FAULTS else [])
                constraints.append(constraint)
                activities.update(names)
        except ValueError as problem:
            faults.append(DeclFault(number, str(problem)))
    if faults:
        more = len(faults) - MOST_FAULTS
        rest = [DeclFault(faults[MOST_FAULTS].line, f"and {more} more")] if more > 0 else []
        raise UnreadableError(name, [*faults[:MOST_FAULTS], *rest])
    return Model(tuple(constraints), frozenset(activities))


def _require_declared(names: Iterable[str], declared: Collection[str], compared: Sequence[str]) -> None:
    for name in names if declared else ():
        if name not in declared:
            problem = f"{name[:60]} is no activity that the model declares{_nearest(name[:80], compared)}"
            raise ValueError(problem)


def _nearest(name: str, among: Sequence[str]) -> str:
    near = get_close_matches(name, among, n=1) or get_close_matches(name.lower(), among, n=1)
    return f"; did you mean {near[0]}?" if near else ""


def _constraints_in(line: str) -> Iterator[tuple[Constraint, list[str]]]:
    """The constraint of a line, if it is one, and the names in it."""
    # Squeezed, because the pattern would try every way of dividing a long run of spaces.
    found = _CONSTRAINT.fullmatch(_squeeze(line))
    if found is None:
        if line and not line.startswith("#") and not _ACTIVITY.match(line) and not _DECLARES.match(line):
            problem = f"{line[:60]!r} is neither an activity nor a constraint such as Response[a, b] | | |"
            raise ValueError(problem)
        return
    if found["rest"].strip("| \t"):
        problem = f"data and time conditions are not read: {found['rest'].strip()[:60]}"
        raise ValueError(problem)
    names = [part.strip() for part in found["of"].split(",")]
    title, template, arity = _template(_squeeze(found["name"]))
    if not all(names):
        problem = f"the name of an activity is missing in [{found['of']}]"
        raise ValueError(problem)
    if len(names) != arity:
        problem = f"{title} is about {arity} activit{'y' if arity == 1 else 'ies'}, and {len(names)} stand here"
        raise ValueError(problem)
    arguments = [activity(each) for each in names]
    formula = _formula(title, template, found["n"], arguments)
    yield Constraint(line, formula, _activating(title, arguments)), names


def _formula(title: str, template: Template, number: str | None, arguments: Sequence[type]) -> Formula:
    if number is None:
        return template(*arguments)
    if template not in COUNTING.values() or not 0 < int(number) <= MOST_COUNTED:
        problem = f"{title} takes no number {number}"
        raise ValueError(problem + (f": up to {MOST_COUNTED} is counted" if template in COUNTING.values() else ""))
    # Absence2 forbids the second, so it is fewer than two; Absence alone is never.
    return template(*arguments, int(number))


def _activating(title: str, arguments: Sequence[type]) -> frozenset[type]:
    if title in _ALWAYS:
        return frozenset()
    return frozenset(arguments if title in _BY_EITHER else [arguments[title in _BY_SECOND]])


def _template(name: str) -> tuple[str, Template, int]:
    for known, arity in ((UNARY, 1), (BINARY, 2)):
        for title, template in known.items():
            if _fold(title) == _fold(name):
                return title, template, arity
    problem = f"{name} is no template{_nearest(name, [*UNARY, *BINARY])}"
    raise ValueError(problem)


def _fold(name: str) -> str:
    return name.replace(" ", "").replace("-", "").lower()


def _squeeze(name: str) -> str:
    return " ".join(name.split())


def write_decl(orders: Mapping[str, Order]) -> str:
    """Orders, by their codes, in the `.decl` format; one that is no template is written as LTLf in a comment.

    So is an order whose activities have a comma or a bracket in their names, which the format does not allow.

    Activities have the names of their patterns. A pattern that another one contains is an activity of its own, because
    the format has no containment.
    """
    written = [(_squeeze(code), _as_template(order), order) for code, order in orders.items()]
    named = {
        str(pattern)
        for _, line, order in written
        if line and isinstance(order, Formula)
        for pattern in patterns_of(order)
    }
    lines = [f"activity {name}" for name in sorted(named)]
    lines += [line or _squeeze(f"# {code}: {order}") for code, line, order in written]
    return "\n".join(lines) + "\n"


def write_ltlf(orders: Mapping[str, Order]) -> str:
    """Orders, by their codes, as formulas of LTLf, one per line."""
    return "".join(f"{code}: {order}\n" for code, order in orders.items())


def _as_template(order: Order) -> str | None:
    """The order as a constraint of the format, None if it is no template."""
    patterns = patterns_of(order) if isinstance(order, Formula) else ()
    if not all(_NAME.fullmatch(name) and name == _squeeze(name) for name in map(str, patterns)):
        return None
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
