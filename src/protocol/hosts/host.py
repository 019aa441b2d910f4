"""A host: whose rulebooks, in which editions, and what was seen there without being a rule."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from attrs import evolve, field

from protocol.errors import RulebookError
from protocol.fields import frozen
from protocol.rules import COMMON, Rule, Rulebook
from protocol.values import Country, Rank, Source, VisitKind


@frozen
class Seen:
    """What was seen at a host and is not judged: too few visits carry it, sources disagree, or it is no step of one."""

    sentence: str
    sources: tuple[Source, ...]

    def __str__(self) -> str:
        return self.sentence


def seen(sentence: str, *sources: Source) -> Seen:
    """What was seen, and where that is reported."""
    return Seen(sentence, sources)


def _one_after_another(host: "Host", _: object, editions: tuple[Rulebook, ...]) -> None:
    for earlier, later in pairwise(editions):
        if earlier.in_force.until is None or earlier.in_force.until != later.in_force.since:
            raise RulebookError(later.name, f"it has to come into force when {earlier.name} ceases to be")
    if not editions:
        raise RulebookError(host.country.code, "a host has at least one edition")


@frozen
class Host:
    """A host's rulebooks: its editions, one after another, and beside them what was `seen` and is not judged."""

    country: Country
    editions: tuple[Rulebook, ...] = field(validator=_one_after_another)
    seen: tuple[Seen, ...] = ()

    @property
    def latest(self) -> Rulebook:
        """The latest edition."""
        return self.editions[-1]

    def on(self, day: date) -> Rulebook | None:
        """The edition in force on a day, None where there was none yet."""
        return next((edition for edition in self.editions if day in edition.in_force), None)


def own_rules(edition: Rulebook) -> Iterator[Rule]:
    """The rules of a host's edition that are its own: which `COMMON` has not, or gives another severity."""
    common = {rule.code: rule for rule in COMMON}
    return (rule for rule in edition if rule != common.get(rule.code))


def elsewhere(
    rule: Rule, code: str, *, kinds: frozenset[VisitKind] | None = None, ranks: frozenset[Rank] = frozenset()
) -> Rule:
    """A common rule under a code of the host's own, for the kinds and ranks of which the host's act says nothing.

    The edition waives the common one and says what the act says; for other visits it still is as it is elsewhere.
    """
    return evolve(rule, code=code, kinds=rule.kinds if kinds is None else kinds, ranks=ranks)
