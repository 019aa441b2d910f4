"""A host: the editions of its rulebook, and customs that were seen there but are not judged."""

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
    """A custom of a host that is not judged: too few visits support it, sources disagree, or it is no step."""

    sentence: str
    sources: tuple[Source, ...]

    def __str__(self) -> str:
        return self.sentence


def seen(sentence: str, *sources: Source) -> Seen:
    """A custom that was seen, with its sources."""
    return Seen(sentence, sources)


def _one_after_another(host: "Host", _: object, editions: tuple[Rulebook, ...]) -> None:
    for earlier, later in pairwise(editions):
        if earlier.in_force.until is None or earlier.in_force.until != later.in_force.since:
            raise RulebookError(later.name, f"it has to come into force when {earlier.name} ceases to be")
    if not editions:
        raise RulebookError(host.country.code, "a host has at least one edition")


@frozen
class Host:
    """The rulebooks of a host, its editions in order of time, and the customs that were `seen` but are not judged."""

    country: Country
    editions: tuple[Rulebook, ...] = field(validator=_one_after_another)
    seen: tuple[Seen, ...] = ()

    @property
    def latest(self) -> Rulebook:
        """The latest edition."""
        return self.editions[-1]

    def on(self, day: date) -> Rulebook | None:
        """The edition in force on a day, None if there was none yet."""
        return next((edition for edition in self.editions if day in edition.in_force), None)


def own_rules(edition: Rulebook) -> Iterator[Rule]:
    """The rules of an edition that `COMMON` lacks or gives another severity."""
    common = {rule.code: rule for rule in COMMON}
    return (rule for rule in edition if rule != common.get(rule.code))


def elsewhere(
    rule: Rule, code: str, *, kinds: frozenset[VisitKind] | None = None, ranks: frozenset[Rank] = frozenset()
) -> Rule:
    """A common rule under a code of the host, for the kinds and ranks about which the host's act says nothing.

    The edition waives the common rule and has the rule of the act; this one keeps the common rule for other visits.
    """
    return evolve(rule, code=code, kinds=rule.kinds if kinds is None else kinds, ranks=ranks)
