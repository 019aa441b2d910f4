"""Pages about rulebooks: the rules of one, one rule explained, two rulebooks compared."""

from collections.abc import Iterable, Iterator, Sequence

from protocol.cli.named import host_of
from protocol.corpus.evidence import count_evidence
from protocol.hosts import Host, own_rules
from protocol.order import Outlook
from protocol.reports import Block, Cell, Heading, Listing, Page, Paragraph, Span, Spans, Table, Tone, plain, strong
from protocol.rules import COMMON, Fold, Rule, Rulebook, Severity
from protocol.rules.faults import in_words
from protocol.rules.samples import sample
from protocol.validation import Comparison, Counterexample, Occasion, Witnesses
from protocol.values import VisitKind

TONES = {Severity.BREACH: Tone.BREACH, Severity.LAPSE: Tone.LAPSE, Severity.NOTE: Tone.NOTE}


def rulebook_page(book: Rulebook, rules: Sequence[Rule], host: Host | None) -> Page:
    """The rules of a rulebook; of a host's edition its own first, then what it waives and what was seen there."""
    own = {rule.code for rule in own_rules(book)} if host is not None else set()
    heading = () if host is None else (Paragraph(plain(f"In force {book.in_force}.")),)
    mine = [rule for rule in rules if rule.code in own]
    return Page(
        f"{book.name}: {book.title}",
        (
            *heading,
            *_section("Its own rules" if mine else None, mine),
            *_section("Of the common rules" if mine else None, [rule for rule in rules if rule.code not in own]),
            *(() if host is None else _beside(book, host)),
        ),
    )


def _section(title: str | None, rules: Iterable[Rule]) -> Iterator[Block]:
    items = tuple(map(_rule, rules))
    if items:
        if title is not None:
            yield Heading(title)
        yield Listing(items)


def _rule(rule: Rule) -> Spans:
    limits = "".join(f"; {each}" for each in _limits(rule))
    hint = "" if rule.hint is None else f" Hint: {rule.hint}."
    return (
        *strong(rule.code),
        *plain(" "),
        Span(str(rule.severity), tone=TONES[rule.severity]),
        *plain(f": {rule.sentence} ({rule.evidence}{limits}; {'; '.join(map(str, rule.sources))}.){hint}"),
    )


def _limits(rule: Rule) -> Iterator[str]:
    """The kinds of visit and ranks of guest that a rule applies to, unless it applies to all."""
    if len(rule.kinds) < len(VisitKind):
        yield f"visits: {', '.join(kind for kind in VisitKind if kind in rule.kinds)}"
    if rule.ranks:
        yield f"guests: {', '.join(sorted(rule.ranks))}"


def _beside(book: Rulebook, host: Host) -> Iterator[Block]:
    waived = sorted({rule.code for rule in COMMON} - {rule.code for rule in book})
    if waived:
        yield Heading("Waived of the common rules")
        yield Listing(tuple(plain(f"{code} {COMMON.rule(code).sentence}") for code in waived))
    if host.seen:
        yield Heading("Seen, and not judged")
        yield Listing(tuple(plain(f"{each} ({'; '.join(map(str, each.sources))}.)") for each in host.seen))


def explained_page(rule: Rule, book: Rulebook, found: Witnesses | None) -> Page:
    """One rule: its sources and evidence, how real visits kept it, and the shortest visits that keep and break it."""
    return Page(
        f"{rule.code}: {rule.sentence}",
        (
            Table((), tuple(row(*each) for each in _particulars(rule, book))),
            *(_witness_blocks(rule, found) if found is not None else ()),
        ),
    )


def _particulars(rule: Rule, book: Rulebook) -> Iterator[tuple[str, str]]:
    yield "Rulebook", f"{book.name}: {book.title}"
    yield "Weight", str(rule.severity)
    yield "Evidence", str(rule.evidence)
    yield from (("Source", str(source)) for source in rule.sources)
    yield "Speaks of", "; ".join(_limits(rule)) or "all visits"
    yield "Partial records", "can break it" if rule.breakable_on_partial else "cannot break it"
    if not isinstance(rule.body, Fold):
        yield "Order", str(rule.body)
    host = host_of(book) if rule in own_rules(book) else None  # a rule of a host's own is counted at that host
    where = "Real visits" if host is None else f"Visits to {host.country}"
    for how, strict in (("strictly", True), ("loosely", False)):
        if (counted := count_evidence(rule, host=None if host is None else host.country, strict=strict)) is not None:
            yield f"{where}, {how}", str(counted)
    if rule.hint is not None:
        yield "Hint", rule.hint


def row(name: str, *values: object) -> tuple[Cell, ...]:
    """A row of a table that begins with a name in bold."""
    return (Cell(strong(name)), *(Cell(plain(str(value))) for value in values))


def _witness_blocks(rule: Rule, found: Witnesses) -> Iterator[Block]:
    occasion = Occasion.of(rule)
    yield Paragraph(plain(f"Both visits are of kind {occasion.kind}, by a guest of rank {occasion.rank}."))
    yield Heading("The shortest visit that keeps it")
    yield _steps(found.keeps)
    yield Heading("The shortest visit that breaks it and no other rule")
    if found.breaks.possible is False:
        implying = ", ".join(found.rules[index].code for index in found.breaks.clash if found.rules[index] != rule)
        yield Paragraph(plain(f"There is none: {implying} would be broken as well."))
    else:
        yield _steps(found.breaks)


def _steps(outlook: Outlook) -> Block:
    if outlook.possible is None:
        return Paragraph(plain("None was found within the bound of the search."))
    return Listing(tuple(plain(in_words(sample(step))) for step in outlook.way), numbered=True)


def comparison_page(old: Rulebook, new: Rulebook, found: Comparison) -> Page:
    """What differs between two rulebooks, and the shortest visits that show it."""
    return Page(
        f"From {old.name} to {new.name}",
        (
            Paragraph(plain(_summary(old, new, found))),
            *_section("Added", found.added),
            *_section("Dropped", found.dropped),
            *_section("Changed", (rule for pair in found.changed for rule in pair)),
            *_counterexamples(f"Kept by {old.name}, a departure from {new.name}", found.kept_by_old),
            *_counterexamples(f"Kept by {new.name}, a departure from {old.name}", found.kept_by_new),
        ),
    )


def _counterexamples(title: str, found: Sequence[Counterexample]) -> Iterator[Block]:
    if found:
        yield Heading(title)
        steps = (", ".join(in_words(sample(step)) for step in each.way) for each in found)
        rows = tuple(row(each.rule.code, each.rule.sentence, way) for each, way in zip(found, steps, strict=True))
        yield Table(("Rule", "What it says", "The shortest visit that breaks it"), rows)


def _summary(old: Rulebook, new: Rulebook, found: Comparison) -> str:
    if found.same:
        return f"{old.name} and {new.name} accept the same orders of steps."
    if found.same is None:
        return "Whether they accept the same orders of steps was not found out within the bound of the search."
    exact = "" if found.exact else " Of some rules that was not found out within the bound of the search."
    return f"{old.name} and {new.name} do not accept the same orders of steps.{exact}"
