"""A rulebook: a set of rules, as a value."""

from collections.abc import Collection, Iterable, Iterator

from attrs import evolve, field

from protocol.errors import RulebookError
from protocol.fields import frozen
from protocol.rules.evidence import Severity
from protocol.rules.rule import Rule
from protocol.values import ALWAYS, Period


def _codes_once(_: object, __: object, rules: tuple[Rule, ...]) -> None:
    seen: set[str] = set()
    for rule in rules:
        if rule.code in seen:
            raise RulebookError(rule.code, "the code is used for two rules of one rulebook")
        seen.add(rule.code)


@frozen(cache_hash=True)
class Rulebook:
    """A set of rules against which visits are checked, such as the common ones or an edition of a host.

    A rulebook is a value: `adding` and `waiving` return another one. `in_force` are the days of the visits to which
    it applies.
    """

    name: str
    title: str
    rules: tuple[Rule, ...] = field(validator=_codes_once, repr=False)
    in_force: Period = field(default=ALWAYS, repr=False)

    def adding(self, *rules: Rule) -> "Rulebook":
        """The rulebook with further rules; a code that it already has is an error."""
        return evolve(self, rules=self.rules + rules)

    def waiving(self, codes: Collection[str]) -> "Rulebook":
        """The rulebook without the rules of these codes; a code that it does not have is an error."""
        for code in codes:
            self.rule(code)
        return evolve(self, rules=tuple(rule for rule in self.rules if rule.code not in codes))

    def weighing(self, codes: Iterable[str], severity: Severity) -> "Rulebook":
        """The rulebook with another severity for the rules of these codes."""
        weighed = set(codes)
        return evolve(
            self,
            rules=tuple(rule.weighing(severity) if rule.code in weighed else rule for rule in self.rules),
        )

    def named(self, name: str, title: str) -> "Rulebook":
        """The same rules under another name."""
        return evolve(self, name=name, title=title)

    def edition(self, name: str, title: str, in_force: Period = ALWAYS) -> "Rulebook":
        """The same rules as a host's edition, with the days on which it is in force."""
        return evolve(self, name=name, title=title, in_force=in_force)

    def rule(self, code: str) -> Rule:
        """The rule of a code."""
        for rule in self.rules:
            if rule.code == code:
                return rule
        raise RulebookError(code, f"rulebook {self.name} has no such rule")

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)
