"""Departures from protocol: findings under their rules, and rules that clash."""

from collections.abc import Iterator

from protocol.reports.brief import Brief
from protocol.reports.page import Block, Heading, Listing, Paragraph, Span, Spans, Tone, plain
from protocol.reports.sections.entries import entry_in_words
from protocol.reports.sections.sources import source_in_words
from protocol.reports.words.findings import TONES, evidence_in_words, finding_in_words
from protocol.reports.words.language import Language
from protocol.rules import Assessment, Finding, Rule, Severity


def findings(assessment: Assessment, brief: Brief) -> Iterator[Block]:
    """Findings under their rules, worst first; a rule that was broken several times is quoted once."""
    language = brief.language
    if assessment.findings:
        yield Heading(language.say("Findings"))
    by_rule: dict[tuple[Severity, str], list[Finding]] = {}
    for finding in sorted(assessment.findings, key=lambda finding: -finding.severity):
        by_rule.setdefault((finding.severity, finding.rule.code), []).append(finding)
    for alike in by_rule.values():
        rule, severity = alike[0].rule, alike[0].severity
        yield Paragraph((*_severity(severity, language), Span(" "), *quote(rule, language)))
        found = (item for finding in alike for item in _finding(finding, brief))
        yield Listing((*found, *_grounds(rule, language)))


def _severity(severity: Severity, language: Language) -> Spans:
    return (Span(language.word(str(severity), among="severity"), tone=TONES[severity]),)


def quote(rule: Rule, language: Language) -> Spans:
    """A rule by its code and its sentence."""
    return (Span(rule.code, tone=Tone.STRONG), Span(f" {language.rule(rule.sentence)}"))


def _finding(finding: Finding, brief: Brief) -> Iterator[Spans]:
    say = brief.language.say
    yield plain(say("Found: {words}", words=finding_in_words(finding, brief.teller)), *finding.entries)
    yield from (entry_in_words(position, brief) for position in finding.entries)
    if finding.inferred:
        yield plain(
            say("Reservation: it rests on a ceremony that no source names; where it began and ended was inferred")
        )


def _grounds(rule: Rule, language: Language) -> Iterator[Spans]:
    yield plain(language.say("Evidence: {words}", words=evidence_in_words(rule.evidence, language)))
    for source in rule.sources:
        title, *address = source_in_words(source, language)
        yield (Span(language.say("Source: {words}", words=title.text)), *address)
    if rule.hint is not None:
        yield plain(language.say("Hint: {words}", words=language.rule(rule.hint)))


def conflicts(assessment: Assessment, brief: Brief) -> Iterator[Block]:
    """Rules that clash, each clash with the entry since which they can no longer be kept together."""
    language = brief.language
    if assessment.conflicts:
        yield Heading(language.say("Rules that can no longer be kept together"))
    for conflict in assessment.conflicts:
        yield Paragraph((*_severity(conflict.severity, language), Span(f" {language.say('since:')}")))
        rules = (plain(f"{rule.code}: {language.rule(rule.sentence)}") for rule in conflict.rules)
        yield Listing((entry_in_words(conflict.entry, brief), *rules))
