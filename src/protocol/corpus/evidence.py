"""Counting evidence: which visits of the corpus kept or broke a rule, and which orders they keep without a rule."""

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Final

from attrs import field

from protocol.corpus.reading import visits
from protocol.events import FAMILIES, ORDERED, AnthemPlayed, Event, RecordOpened, TalksOpened
from protocol.fields import frozen
from protocol.order import Case, Order, Pattern, Within, not_succession, where, within
from protocol.rules import BRACKETS, LOGICAL, WELCOME_CEREMONY, Fold, Rule, Rulebook, Severity, because, order_rule
from protocol.rules.samples import sample
from protocol.stream import Stream, what_happened
from protocol.validation import Outcome, outcome
from protocol.values import Basis, Country, Placing

LEAST: Final = 3
"""How many visits have to keep an order of two steps before it is listed."""


@frozen
class Counted:
    """The reported visits that kept an order rule, those that broke it, and those to which it does not apply."""

    held: tuple[Stream, ...]
    broken: tuple[Stream, ...]
    silent: tuple[Stream, ...]

    def __str__(self) -> str:
        return f"held {len(self.held)}, broken {len(self.broken)}, not applicable {len(self.silent)}"


def count_evidence(rule: Rule, *, host: Country | str | None = None, strict: bool = True) -> Counted | None:
    """Count the reported visits of the corpus, or of one host, for an order rule; None for a content rule.

    If `strict`, only steps count whose place in the order a source states. Programmes never count.

    >>> from protocol.rules import COMMON
    >>> print(count_evidence(COMMON.rule("TLK01"), host="KZ"))
    held 5, broken 0, not applicable 8
    """
    if isinstance(rule.body, Fold):
        return None
    found = [(outcome(rule, stream, strict=strict), stream) for stream in visits(host=host, basis=Basis.REPORTED)]
    held, broken, silent = (
        tuple(stream for said, stream in found if said is wanted)
        for wanted in (Outcome.HELD, Outcome.BROKEN, Outcome.SILENT)
    )
    return Counted(held, broken, silent)


@frozen
class Candidate:
    """Two steps whose order some visits keep and none breaks, and the rules of a rulebook that ask for it already."""

    earlier: Pattern
    later: Pattern
    held: tuple[Stream, ...] = field(repr=False)
    asked_by: tuple[Rule, ...] = ()

    def __str__(self) -> str:
        return f"{self.earlier} before {self.later}"


def candidates(rulebook: Rulebook, *, host: Country | str | None = None, least: int = LEAST) -> Iterator[Candidate]:
    """Pairs of steps whose order at least `least` visits keep and none breaks; those that most visits keep come first.

    They are a list to read, not rules: the order may be chance, or the only possible one.
    """
    streams = visits(host=host, basis=Basis.REPORTED)
    steps = [frozenset(_patterns(stream)) for stream in streams]
    every = sorted(frozenset[Pattern]().union(*steps), key=str)
    found = []
    for earlier, later in permutations(every, 2):
        if not _part_of(later, earlier) and sum(earlier in each and later in each for each in steps) >= least:
            held = _never_broken(_order(earlier, later), streams)
            if len(held) >= least:
                found.append(Candidate(earlier, later, held, tuple(_asking(rulebook, earlier, later))))
    return iter(sorted(found, key=lambda each: (-len(each.held), str(each))))


def _never_broken(order: Order, streams: Sequence[Stream]) -> tuple[Stream, ...]:
    """The visits that keep an order strictly; empty if any visit breaks it."""
    rule = order_rule(
        "CAN01",
        "As it was done.",
        order,
        severity=Severity.NOTE,
        evidence=LOGICAL,
        sources=(because("it was done so"),),
    )
    found = [(outcome(rule, stream), stream) for stream in streams]
    if any(said is Outcome.BROKEN for said, _ in found):
        return ()
    return tuple(stream for said, stream in found if said is Outcome.HELD)


_CEREMONIAL: Final = frozenset(FAMILIES["ceremony"])
_EDGES: Final = frozenset(bracket.closed for bracket in BRACKETS)
_OTHERS: Final = frozenset(FAMILIES["record"])


def _patterns(stream: Stream) -> Iterator[Pattern]:
    """Patterns of the steps whose place in the order a source states: by class, anthems by side, talks by format."""
    for entry in what_happened(stream):
        if entry.placing is Placing.STATED and type(entry.event) in ORDERED - _EDGES - _OTHERS:
            yield from _patterns_of(entry.event)


def _patterns_of(event: Event) -> Iterator[Pattern]:
    yield Pattern(type(event))
    if isinstance(event, AnthemPlayed) and event.of is not None:
        yield where(AnthemPlayed, of=event.of)
    if isinstance(event, TalksOpened):
        yield where(TalksOpened, format=event.format)


def _part_of(step: Pattern, ceremony: Pattern) -> bool:
    """Whether a step is one of the welcome ceremony, and so always follows its opening."""
    return ceremony.event is WELCOME_CEREMONY.opened and step.event in _CEREMONIAL


def _order(earlier: Pattern, later: Pattern) -> Order:
    """The order rule's formula that one step comes before another; for steps of a welcome ceremony, within each."""
    order = not_succession(later, earlier)
    inside = {earlier.event, later.event} <= _CEREMONIAL - {WELCOME_CEREMONY.opened}
    return within(WELCOME_CEREMONY, order) if inside else order


def _asking(rulebook: Rulebook, earlier: Pattern, later: Pattern) -> Iterator[Rule]:
    """The rules that the opposite order breaks."""
    steps = [sample(Case(each.event, each.fields)) for each in (later, earlier)]
    inside = isinstance(_order(earlier, later), Within)
    record = Stream.of(RecordOpened("the other order"), *([WELCOME_CEREMONY.opened()] if inside else []), *steps)
    return (rule for rule in rulebook if outcome(rule, record) is Outcome.BROKEN)
