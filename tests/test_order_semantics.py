"""The automata against an evaluator of LTLf written straight from its definition, over all short traces."""

from collections.abc import Sequence
from itertools import product

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from protocol import order
from protocol.order import Bracket, Formula, Verdict, machine, within
from protocol.order.automata.automata import automaton
from protocol.order.language.formulas import FALSE, TRUE, And, Atom, Next, Or, Release, Truth, Until, as_formula


@frozen
class A:
    """A made-up event."""


@frozen
class B:
    """Another one."""


@frozen
class C:
    """One that the rules never name."""


@frozen
class Opened:
    """Opens the bracket."""


@frozen
class Closed:
    """Closes it."""


LETTERS = (A(), B(), C())
BRACKET = Bracket("bracket", Opened, Closed)
TEMPLATES = {
    template.__name__: template
    for template in (
        order.responded_existence,
        order.co_existence,
        order.choice,
        order.exclusive_choice,
        order.response,
        order.precedence,
        order.succession,
        order.alternate_response,
        order.alternate_precedence,
        order.alternate_succession,
        order.chain_response,
        order.chain_precedence,
        order.chain_succession,
        order.not_co_existence,
        order.not_succession,
        order.not_chain_succession,
        order.first_before,
    )
}


def traces(longest: int) -> list[tuple[object, ...]]:
    """All traces up to a length, the empty one among them."""
    return [trace for length in range(longest + 1) for trace in product(LETTERS, repeat=length)]


def holds(formula: Formula, trace: Sequence[object], at: int = 0) -> bool:
    """The definition of LTLf, evaluated on the whole trace."""
    here = at < len(trace)
    match formula:
        case Truth(value):
            return value
        case Atom(pattern, positive):
            return (here and pattern.matches(trace[at])) == positive
        case And(parts):
            return all(holds(part, trace, at) for part in parts)
        case Or(parts):
            return any(holds(part, trace, at) for part in parts)
        case Next(part, strong):
            return holds(part, trace, at + 1) if at + 1 < len(trace) else not strong
        case Until(left, right):
            return any(
                holds(right, trace, end) and all(holds(left, trace, before) for before in range(at, end))
                for end in range(at, len(trace))
            )
        case Release(left, right):
            return all(
                holds(right, trace, end) or any(holds(left, trace, before) for before in range(at, end))
                for end in range(at, len(trace))
            )


def formulas(depth: int) -> st.SearchStrategy[Formula]:
    """Formulas over two events, up to a depth."""
    leaf = st.sampled_from([TRUE, FALSE, as_formula(A), as_formula(B)])
    if not depth:
        return leaf
    part = formulas(depth - 1)
    return st.one_of(
        leaf,
        st.builds(order.negation, part),
        st.builds(order.both, part, part),
        st.builds(order.either, part, part),
        st.builds(order.next_, part),
        st.builds(order.weak_next, part),
        st.builds(order.until, part, part),
        st.builds(order.release, part, part),
    )


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_automata_accept_what_the_definition_says(name: str) -> None:
    """For every template, the automaton and the definition agree on every trace up to length six."""
    formula = TEMPLATES[name](A, B)
    built = machine(formula)

    for trace in traces(6):
        assert built.verdicts[built.run(trace)].satisfied == holds(formula, trace), trace


@pytest.mark.parametrize("name", ["existence", "absence", "exactly"])
@pytest.mark.parametrize("n", [1, 2, 3])
def test_counting_templates_count(name: str, n: int) -> None:
    """The templates that count agree with counting."""
    built = machine(getattr(order, name)(A, n))

    for trace in traces(5):
        count = trace.count(A())
        wanted = {"existence": count >= n, "absence": count < n, "exactly": count == n}[name]
        assert built.verdicts[built.run(trace)].satisfied == wanted, trace


@pytest.mark.parametrize(("name", "place"), [("init", 0), ("end", -1)])
def test_init_and_end_look_at_the_first_and_the_last_event(name: str, place: int) -> None:
    """`init` is about the first event, `end` about the last."""
    built = machine(getattr(order, name)(A))

    for trace in traces(4):
        assert built.verdicts[built.run(trace)].satisfied == (bool(trace) and trace[place] == A()), trace


@given(formulas(4))
def test_random_formulas_agree_with_the_definition(formula: Formula) -> None:
    """Automata of random formulas accept exactly the traces of which the definition holds."""
    built = machine(formula)

    for trace in traces(4):
        assert built.verdicts[built.run(trace)].satisfied == holds(formula, trace), trace


@given(formulas(3))
def test_verdicts_say_exactly_what_can_still_change(formula: Formula) -> None:
    """A verdict is permanent exactly when no continuation changes it."""
    built = machine(formula)
    states = len(built.rows)

    for trace in traces(2):
        now = built.verdicts[built.run(trace)]
        later = {built.verdicts[built.run((*trace, *more))].satisfied for more in traces(min(states, 5))}
        permanent = now in {Verdict.PERMANENTLY_SATISFIED, Verdict.PERMANENTLY_VIOLATED}
        if states <= 5:
            assert permanent == (later == {now.satisfied})


@given(formulas(3))
def test_negation_is_the_complement(formula: Formula) -> None:
    """What a formula accepts, its negation does not."""
    yes, no = machine(formula), machine(order.negation(formula))

    for trace in traces(3):
        if trace:
            assert yes.verdicts[yes.run(trace)].satisfied != no.verdicts[no.run(trace)].satisfied


def fillings(record: Sequence[object], extra: int, insertable: Sequence[object]) -> set[tuple[object, ...]]:
    """The record with up to so many events inserted anywhere."""
    found = {tuple(record)}
    for _ in range(extra):
        found |= {
            (*trace[:place], event, *trace[place:])
            for trace in found
            for place in range(len(trace) + 1)
            for event in insertable
        }
    return found


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("fixed", [frozenset(), frozenset({B})])
def test_closure_equals_brute_force(name: str, fixed: frozenset[type]) -> None:
    """A rule is broken on a partial record exactly when no filling of it, however continued, keeps the rule."""
    formula = TEMPLATES[name](A, B)
    whole, partial = machine(formula), machine(formula, partial=True, fixed=fixed)
    insertable = [event for event in LETTERS if type(event) not in fixed]
    live = [verdict is not Verdict.PERMANENTLY_VIOLATED for verdict in whole.verdicts]

    for record in traces(3):
        mendable = any(live[whole.run(filled)] for filled in fillings(record, 3, insertable))
        assert partial.broken[partial.run(record)] == (not mendable), record


@given(formulas(3))
def test_closure_of_random_formulas_equals_brute_force(formula: Formula) -> None:
    """The same for random formulas whose automata are small enough for three insertions to reach every state."""
    whole, partial = machine(formula), machine(formula, partial=True)
    live = [verdict is not Verdict.PERMANENTLY_VIOLATED for verdict in whole.verdicts]

    if len(whole.rows) <= 4:
        for record in traces(2):
            mendable = any(live[whole.run(filled)] for filled in fillings(record, 3, LETTERS))
            assert partial.broken[partial.run(record)] == (not mendable), record


def test_within_starts_afresh_in_each_bracket() -> None:
    """What broke a rule in one bracket is forgotten in the next."""
    built = machine(within(BRACKET, order.not_succession(A, B)))
    first = [Opened(), A(), B()]

    assert built.broken[built.run(first)]
    assert not built.broken[built.run([*first, Closed(), Opened(), B(), A()])]
    assert built.broken[built.run([*first, Closed(), Opened(), A(), B()])]


def test_within_says_nothing_outside() -> None:
    """Events outside the bracket do not concern the rule."""
    built = machine(within(BRACKET, order.not_succession(A, B)))

    assert not built.broken[built.run([A(), B(), Opened(), B(), Closed(), A(), B()])]


def test_a_bracket_closed_with_something_owed_is_broken() -> None:
    """On a complete record what was to happen inside has to happen before the closing; on a partial one it may have."""
    owed = within(BRACKET, order.existence(A))
    whole, partial = machine(owed), machine(owed, partial=True)

    assert whole.broken[whole.run([Opened(), B(), Closed()])]
    assert not whole.broken[whole.run([Opened(), A(), Closed()])]
    assert not partial.broken[partial.run([Opened(), B(), Closed()])]


def test_an_unclosed_bracket_ends_where_a_partial_record_shows_it() -> None:
    """On a partial record, an event that cannot happen inside shows that the bracket was closed before."""
    rule = within(Bracket("bracket", Opened, Closed, ends=frozenset({C})), order.not_succession(A, B))
    whole, partial = machine(rule), machine(rule, partial=True)
    record = [Opened(), A(), C(), B()]

    assert whole.broken[whole.run(record)]
    assert not partial.broken[partial.run(record)]


def test_formulas_within_a_bracket_do_not_name_the_bracket() -> None:
    """A rule within a bracket that speaks of its opening is refused with a reason."""
    with pytest.raises(order.PatternError, match="is about what is inside"):
        within(BRACKET, order.existence(Opened))


def test_counting_commutes_and_ordering_does_not() -> None:
    """Rules that only count do not mind the order of events; rules about order do."""
    assert automaton(order.absence(A, 2)).commutes
    assert automaton(order.not_co_existence(A, B)).commutes
    assert not automaton(order.not_succession(A, B)).commutes


@pytest.mark.parametrize(
    ("formula", "states"),
    [
        (order.init(A), 3),
        (order.precedence(A, B), 3),
        (order.response(A, B), 2),
        (order.alternate_response(A, B), 3),
        (order.chain_succession(A, B), 3),
        (order.not_succession(A, B), 3),
        (order.absence(A, 3), 4),
    ],
)
def test_known_automata_have_their_known_sizes(formula: Formula, states: int) -> None:
    """Minimal automata of well-known templates have the sizes that the literature gives."""
    assert len(automaton(formula).rows) == states
