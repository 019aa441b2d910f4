"""The templates of DECLARE by their standard names, each one line of LTLf.

`a` is mostly the activation of the template; operands are event classes, patterns or formulas about the present event.
Definitions after Pesic, Schonenberg and van der Aalst (2007) and Di Ciccio and Montali, "Declarative Process
Specifications" (2022).
"""

from protocol.order.language.formulas import (
    FALSE,
    Formula,
    Operand,
    as_formula,
    both,
    either,
    eventually,
    globally,
    implies,
    negation,
    next_,
    until,
    weak_next,
    weak_until,
)


def init(a: Operand) -> Formula:
    """The first event is a."""
    return as_formula(a)


def end(a: Operand) -> Formula:
    """The last event is a."""
    return eventually(both(a, weak_next(FALSE)))


def existence(a: Operand, n: int = 1) -> Formula:
    """At least n times a."""
    return eventually(a if n == 1 else both(a, next_(existence(a, n - 1))))


def absence(a: Operand, n: int = 1) -> Formula:
    """Fewer than n times a; `absence(a)` is never, `absence(a, 2)` at most once."""
    return negation(existence(a, n))


def exactly(a: Operand, n: int = 1) -> Formula:
    """Exactly n times a."""
    return both(existence(a, n), absence(a, n + 1))


def responded_existence(a: Operand, b: Operand) -> Formula:
    """If a occurs, b occurs, before or after."""
    return implies(eventually(a), eventually(b))


def co_existence(a: Operand, b: Operand) -> Formula:
    """Both occur or neither does."""
    return both(responded_existence(a, b), responded_existence(b, a))


def choice(a: Operand, b: Operand) -> Formula:
    """At least one of the two occurs."""
    return either(eventually(a), eventually(b))


def exclusive_choice(a: Operand, b: Operand) -> Formula:
    """Exactly one of the two occurs."""
    return both(choice(a, b), not_co_existence(a, b))


def response(a: Operand, b: Operand) -> Formula:
    """After every a, b follows at some time."""
    return globally(implies(a, eventually(b)))


def precedence(a: Operand, b: Operand) -> Formula:
    """Before the first b there is an a."""
    return weak_until(negation(b), a)


def succession(a: Operand, b: Operand) -> Formula:
    """After every a follows b, and before the first b there is an a."""
    return both(response(a, b), precedence(a, b))


def alternate_response(a: Operand, b: Operand) -> Formula:
    """After every a, b follows before the next a."""
    return globally(implies(a, next_(until(negation(a), b))))


def alternate_precedence(a: Operand, b: Operand) -> Formula:
    """Between every b and the previous one there is an a, and one before the first b."""
    return both(precedence(a, b), globally(implies(b, weak_next(precedence(a, b)))))


def alternate_succession(a: Operand, b: Operand) -> Formula:
    """The two take turns, a first."""
    return both(alternate_response(a, b), alternate_precedence(a, b))


def chain_response(a: Operand, b: Operand) -> Formula:
    """Right after every a comes b."""
    return globally(implies(a, next_(b)))


def chain_precedence(a: Operand, b: Operand) -> Formula:
    """Right before every b comes a."""
    return both(negation(b), globally(implies(next_(b), a)))


def chain_succession(a: Operand, b: Operand) -> Formula:
    """The two come only as neighbours, a first."""
    return both(chain_response(a, b), chain_precedence(a, b))


def not_co_existence(a: Operand, b: Operand) -> Formula:
    """Not both occur."""
    return negation(both(eventually(a), eventually(b)))


def not_succession(a: Operand, b: Operand) -> Formula:
    """After an a, b never follows."""
    return globally(implies(a, negation(eventually(b))))


def not_chain_succession(a: Operand, b: Operand) -> Formula:
    """Never does b come right after an a."""
    return globally(implies(a, negation(next_(b))))


def first_before(a: Operand, b: Operand) -> Formula:
    """If both occur, the first a comes before the first b.

    Not a template of DECLARE: it is for two steps each of which may be left out or come again, like a second round of
    talks.
    """
    return implies(eventually(a), precedence(a, b))
