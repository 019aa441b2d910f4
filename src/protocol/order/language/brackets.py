"""Brackets: the opening and closing events between which a rule applies, separately for each pair."""

from attrs import field

from protocol.errors import PatternError
from protocol.fields import frozen
from protocol.order.language.formulas import Formula, Operand, as_formula, patterns_of


@frozen(cache_hash=True)
class Bracket:
    """A pair of events that enclose others, as the opening and the closing of a ceremony do.

    `ends` are events that cannot happen inside: in a partial record they show that the bracket was closed before, even
    if the closing is not reported.
    """

    name: str
    opened: type
    closed: type
    ends: frozenset[type] = frozenset()


@frozen(cache_hash=True)
class Within:
    """A formula that applies between the events of a bracket, separately for each pair."""

    bracket: Bracket
    formula: Formula = field(converter=as_formula)

    @formula.validator
    def _not_about_its_own_bracket(self, _: object, formula: Formula) -> None:
        for pattern in patterns_of(formula):
            if pattern.event in {self.bracket.opened, self.bracket.closed}:
                raise PatternError(
                    str(pattern), None, f"a formula within the {self.bracket.name} is about what is inside"
                )

    def __str__(self) -> str:
        return f"within({self.bracket.name}, {self.formula})"


def within(bracket: Bracket, operand: Operand) -> Within:
    """The formula between the events of a bracket, with one verdict for each pair."""
    return Within(bracket, as_formula(operand))
