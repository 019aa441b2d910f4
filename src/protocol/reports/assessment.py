"""The assessment: what departs from protocol and by which source, what is owed, and what nobody can know."""

from collections.abc import Iterator

from protocol.reports.page import (
    Block,
    Cell,
    Heading,
    Listing,
    Page,
    Paragraph,
    Span,
    Spans,
    Table,
    Tone,
    plain,
    strong,
)
from protocol.reports.particulars import name_of
from protocol.reports.terms import term
from protocol.reports.verdicts import standings
from protocol.reports.wording import describe
from protocol.rules import Assessment, Conflict, Finding, Owed, Rule, Severity
from protocol.stream import Stream, effective
from protocol.values import Coverage, Placing, Source
from protocol.visit import Visit, replay

_TONES = {Severity.BREACH: Tone.BREACH, Severity.LAPSE: Tone.LAPSE, Severity.NOTE: Tone.NOTE}
_PLURALS = {Severity.BREACH: "breaches", Severity.LAPSE: "lapses", Severity.NOTE: "notes"}

_NOT_REPORTED = (
    "A complete record of such a visit would show the following too. This one does not claim to be complete, "
    "so none of it counts as a fault."
)
_LISTED = (
    "Sources name these steps without stating their place in the order. "
    "What would follow from the order in which they are listed counts as a note at most."
)


def assessment_page(stream: Stream, assessment: Assessment) -> Page:
    """What checking a stream gave, told to people: findings first, each with its entries, its source and a hint."""
    current, visit = effective(stream), replay(stream)
    blocks = (
        Paragraph(tuple(_summary(assessment))),
        Table((), tuple(_basis(assessment))),
        *_findings(assessment, current, visit),
        *_conflicts(assessment.conflicts, current, visit),
        *_section("Still to be done", None, (_owed(owed, current, visit) for owed in assessment.owed)),
        *_section("Not reported", _NOT_REPORTED, (_owed(owed, current, visit) for owed in assessment.not_reported)),
        *_section("Only listed", _LISTED, _listed(current, visit)),
        Heading("Rules"),
        Table(("Standing", "Number", "Rules"), tuple(_standings(assessment, current))),
    )
    return Page(f"Assessment: {name_of(visit)}", blocks)


def _summary(assessment: Assessment) -> Iterator[Span]:
    """One line that says how the visit stands, such as "No breaches, 1 lapse, 2 notes."."""
    for severity in sorted(Severity, reverse=True):
        found = assessment.of(severity)
        entries = tuple(sorted({entry for finding in found for entry in finding.entries}))
        words = _counted(len(found), severity)
        first = severity is max(Severity)
        yield Span(words.capitalize() if first else words, entries, _TONES[severity] if found else Tone.PLAIN)
        yield Span("." if severity is min(Severity) else ", ")
    if not assessment.findings and not assessment.conflicts:
        yield Span(" No departure from protocol was found.", tone=Tone.GOOD)
    if assessment.conflicts:
        yield Span(f" Rules that can no longer be kept together: {len(assessment.conflicts)}.")


def _counted(number: int, severity: Severity) -> str:
    return f"{number or 'no'} {severity if number == 1 else _PLURALS[severity]}"


def _basis(assessment: Assessment) -> Iterator[tuple[Cell, Cell]]:
    ended = "yes: what was not done counts" if assessment.ended else "no: what is not done yet may still be done"
    particulars = {
        "Visit": assessment.visit,
        "Rulebook": assessment.rulebook,
        "Kind": term(assessment.kind) or "not known: rules for some kinds of visit only are silent",
        "Basis": "a programme, as announced" if assessment.planned else "what happened, as reported",
        "Coverage": term(assessment.coverage) or "",
        "Ended": ended if assessment.coverage is Coverage.COMPLETE else None,
    }
    for what, words in particulars.items():
        if words is not None:
            yield Cell(strong(what)), Cell(plain(words))


def _findings(assessment: Assessment, stream: Stream, visit: Visit) -> Iterator[Block]:
    """Findings under their rules, worst first, so that a rule that was broken often is quoted once."""
    if assessment.findings:
        yield Heading("Findings")
    by_rule: dict[tuple[Severity, str], list[Finding]] = {}
    for finding in sorted(assessment.findings, key=lambda finding: -finding.severity):
        by_rule.setdefault((finding.severity, finding.rule.code), []).append(finding)
    for findings in by_rule.values():
        rule, severity = findings[0].rule, findings[0].severity
        said = (Span(str(severity), tone=_TONES[severity]), Span(" "), Span(rule.code, tone=Tone.STRONG))
        yield Paragraph((*said, Span(f" {rule.sentence}")))
        found = (item for finding in findings for item in _finding(finding, stream, visit))
        yield Listing((*found, *_grounds(rule)))


def _finding(finding: Finding, stream: Stream, visit: Visit) -> Iterator[Spans]:
    yield plain(f"Found: {finding.message}", *finding.entries)
    for position in finding.entries:
        yield _entry(position, stream, visit)
    if finding.inferred:
        yield plain("Reservation: it rests on a ceremony that no source names; where it began and ended was inferred")


def _grounds(rule: Rule) -> Iterator[Spans]:
    yield plain(f"Evidence: {rule.evidence}")
    for source in rule.sources:
        yield _source(source)
    if rule.hint is not None:
        yield plain(f"Hint: {rule.hint}")


def _entry(position: int, stream: Stream, visit: Visit) -> Spans:
    entry = stream.at(position)
    words = "" if entry is None else f": {describe(entry, visit)}"
    return plain(f"No. {position}{words}", position)


def _source(source: Source) -> Spans:
    words = Span(f"Source: {source}")
    return (words,) if source.url is None else (words, Span(", "), Span(source.url, link=source.url))


def _conflicts(conflicts: tuple[Conflict, ...], stream: Stream, visit: Visit) -> Iterator[Block]:
    if conflicts:
        yield Heading("Rules that can no longer be kept together")
    for conflict in conflicts:
        yield Paragraph((Span(str(conflict.severity), tone=_TONES[conflict.severity]), Span(" since:")))
        rules = (plain(str(rule)) for rule in conflict.rules)
        yield Listing((_entry(conflict.entry, stream, visit), *rules))


def _section(heading: str, preface: str | None, items: Iterator[Spans]) -> Iterator[Block]:
    listed = tuple(items)
    if listed:
        yield Heading(heading)
        if preface is not None:
            yield Paragraph(plain(preface))
        yield Listing(listed)


def _owed(owed: Owed, stream: Stream, visit: Visit) -> Spans:
    """What a rule asks for, in which ceremony, since when."""
    spans = [Span(owed.rule.code, tone=Tone.STRONG), Span(f" {owed.rule.sentence}")]
    for words, position in (("in the ceremony", owed.ceremony), ("since", owed.since)):
        if position is not None:
            (entry,) = _entry(position, stream, visit)
            spans.append(Span(f" ({words} {entry.text[0].lower()}{entry.text[1:]})", entry.entries))
    return tuple(spans)


def _listed(stream: Stream, visit: Visit) -> Iterator[Spans]:
    for entry in stream:
        if entry.placing is Placing.LISTED:
            yield _entry(entry.position, stream, visit)


def _standings(assessment: Assessment, stream: Stream) -> Iterator[tuple[Cell, ...]]:
    for standing, rules in standings(assessment, stream).items():
        codes = ", ".join(rule.code for rule in rules)
        yield Cell(plain(standing.value)), Cell(plain(str(len(rules)))), Cell(plain(codes))
