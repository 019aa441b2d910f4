"""Evidence: what the visits of the corpus say for and against a rule, and which orders they keep without one."""

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
from protocol.stream import Stream, effective
from protocol.validation import Outcome, outcome
from protocol.values import Basis, Country, Placing

LEAST: Final = 3
"""In how many visits an order has to be kept before it is worth reading about."""


@frozen
class Counted:
    """What reported visits say of an order rule: those that held it, that broke it, and of which it says nothing."""

    held: tuple[Stream, ...]
    broken: tuple[Stream, ...]
    silent: tuple[Stream, ...]

    def __str__(self) -> str:
        return f"held {len(self.held)}, broken {len(self.broken)}, not applicable {len(self.silent)}"


def count_evidence(rule: Rule, *, host: Country | str | None = None, strict: bool = True) -> Counted | None:
    """What the reported visits of the corpus, or of one host, say of an order rule; None for a content rule.

    Strictly, only steps are read whose place in the order a source states; programmes are no evidence.

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
    """Two steps whose order a host keeps and never breaks, and the rules of a rulebook that ask for it already."""

    earlier: Pattern
    later: Pattern
    held: tuple[Stream, ...] = field(repr=False)
    asked_by: tuple[Rule, ...] = ()

    def __str__(self) -> str:
        return f"{self.earlier} before {self.later}"


def candidates(rulebook: Rulebook, *, host: Country | str | None = None, least: int = LEAST) -> Iterator[Candidate]:
    """Pairs of steps whose order a host keeps in some visits and breaks in none, those kept most often first.

    It is a list to read and no rules: that nobody did otherwise may be chance, or the nature of things.
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
    """The visits that keep an order strictly, none where any breaks it."""
    rule = order_rule(
        "CAN01",
        "As it was done.",
        order,
        severity=Severity.NOTE,
        evidence=LOGICAL,
        sources=(because("it was done so"),),
    )
    told = [(outcome(rule, stream), stream) for stream in streams]
    if any(said is Outcome.BROKEN for said, _ in told):
        return ()
    return tuple(stream for said, stream in told if said is Outcome.HELD)


_CEREMONIAL: Final = frozenset(FAMILIES["ceremony"])
_EDGES: Final = frozenset(bracket.closed for bracket in BRACKETS)
_OTHERS: Final = frozenset(FAMILIES["record"])


def _patterns(stream: Stream) -> Iterator[Pattern]:
    """The steps of a visit whose place in the order a source states, by their class, or by anthem and format."""
    for entry in effective(stream):
        if entry.placing is Placing.STATED and type(entry.event) in ORDERED - _EDGES - _OTHERS:
            yield from _patterns_of(entry.event)


def _patterns_of(event: Event) -> Iterator[Pattern]:
    yield Pattern(type(event))
    if isinstance(event, AnthemPlayed) and event.of is not None:
        yield where(AnthemPlayed, of=event.of)
    if isinstance(event, TalksOpened):
        yield where(TalksOpened, format=event.format)


def _part_of(step: Pattern, ceremony: Pattern) -> bool:
    """Whether a step belongs to the welcome ceremony, so that it cannot but follow its opening."""
    return ceremony.event is WELCOME_CEREMONY.opened and step.event in _CEREMONIAL


def _order(earlier: Pattern, later: Pattern) -> Order:
    """That one step comes before another: of steps of the welcome ceremony, within each."""
    order = not_succession(later, earlier)
    inside = {earlier.event, later.event} <= _CEREMONIAL - {WELCOME_CEREMONY.opened}
    return within(WELCOME_CEREMONY, order) if inside else order


def _asking(rulebook: Rulebook, earlier: Pattern, later: Pattern) -> Iterator[Rule]:
    """The rules that the other order breaks."""
    steps = [sample(Case(each.event, each.fields)) for each in (later, earlier)]
    inside = isinstance(_order(earlier, later), Within)
    record = Stream.of(RecordOpened("the other order"), *([WELCOME_CEREMONY.opened()] if inside else []), *steps)
    return (rule for rule in rulebook if outcome(rule, record) is Outcome.BROKEN)
