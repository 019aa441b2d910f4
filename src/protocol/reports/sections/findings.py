"""What departs from protocol, as blocks of a page: findings under their rules, and rules that clash."""

from collections.abc import Iterator

from protocol.reports.page import Block, Heading, Listing, Paragraph, Span, Spans, Tone, plain
from protocol.reports.sections.entries import numbered
from protocol.reports.sections.sources import source_in_words
from protocol.reports.words.findings import TONES, evidence_in_words, finding_in_words
from protocol.reports.words.language import Language
from protocol.reports.words.teller import Teller
from protocol.rules import Assessment, Finding, Rule, Severity
from protocol.stream import Stream
from protocol.values import Source


def findings(assessment: Assessment, stream: Stream, teller: Teller) -> Iterator[Block]:
    """Findings under their rules, worst first, so that a rule that was broken often is quoted once."""
    language = teller.language
    if assessment.findings:
        yield Heading(language.say("Findings"))
    by_rule: dict[tuple[Severity, str], list[Finding]] = {}
    for finding in sorted(assessment.findings, key=lambda finding: -finding.severity):
        by_rule.setdefault((finding.severity, finding.rule.code), []).append(finding)
    for alike in by_rule.values():
        rule, severity = alike[0].rule, alike[0].severity
        yield Paragraph((*_severity(severity, language), Span(" "), *quoted(rule, language)))
        found = (item for finding in alike for item in _finding(finding, stream, teller))
        yield Listing((*found, *_grounds(rule, language)))


def _severity(severity: Severity, language: Language) -> Spans:
    return (Span(language.word(str(severity), among="severity"), tone=TONES[severity]),)


def quoted(rule: Rule, language: Language) -> Spans:
    """A rule by its code and its sentence."""
    return (Span(rule.code, tone=Tone.STRONG), Span(f" {language.rule(rule.sentence)}"))


def _finding(finding: Finding, stream: Stream, teller: Teller) -> Iterator[Spans]:
    say = teller.language.say
    yield plain(say("Found: {words}", words=finding_in_words(finding, teller)), *finding.entries)
    for position in finding.entries:
        yield numbered(position, stream, teller)
    if finding.inferred:
        yield plain(
            say("Reservation: it rests on a ceremony that no source names; where it began and ended was inferred")
        )


def _grounds(rule: Rule, language: Language) -> Iterator[Spans]:
    yield plain(language.say("Evidence: {words}", words=evidence_in_words(rule.evidence, language)))
    for source in rule.sources:
        yield _source(source, language)
    if rule.hint is not None:
        yield plain(language.say("Hint: {words}", words=language.rule(rule.hint)))


def _source(source: Source, language: Language) -> Spans:
    told, *rest = source_in_words(source, language)
    return (Span(language.say("Source: {words}", words=told.text)), *rest)


def conflicts(assessment: Assessment, stream: Stream, teller: Teller) -> Iterator[Block]:
    """Rules that clash, each clash since the entry from which they can no longer be kept together."""
    language = teller.language
    if assessment.conflicts:
        yield Heading(language.say("Rules that can no longer be kept together"))
    for conflict in assessment.conflicts:
        yield Paragraph((*_severity(conflict.severity, language), Span(f" {language.say('since:')}")))
        rules = (plain(f"{rule.code}: {language.rule(rule.sentence)}") for rule in conflict.rules)
        yield Listing((numbered(conflict.entry, stream, teller), *rules))
