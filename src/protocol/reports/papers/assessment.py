"""The assessment: what departs from protocol and by which source, what is owed, and what nobody can know."""

from collections.abc import Iterator

from protocol.reports.brief import Brief
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
from protocol.reports.sections.entries import numbered, told_of
from protocol.reports.sections.findings import conflicts, findings, quoted
from protocol.reports.sections.line_of_time import line_of_time
from protocol.reports.sections.particulars import name_of
from protocol.reports.sections.untranslated import listing_what_is_given
from protocol.reports.sections.verdicts import standings
from protocol.reports.words.findings import TONES
from protocol.reports.words.language import Language, counted, message
from protocol.reports.words.teller import Teller
from protocol.reports.words.terms import term
from protocol.rules import Assessment, Owed, Severity
from protocol.stream import Stream
from protocol.values import Coverage, Placing

_COUNTS = {
    Severity.BREACH: (message("no breaches"), counted("{number} breach", "{number} breaches")),
    Severity.LAPSE: (message("no lapses"), counted("{number} lapse", "{number} lapses")),
    Severity.NOTE: (message("no notes"), counted("{number} note", "{number} notes")),
}

_NOT_REPORTED = message(
    "A complete record of such a visit would show the following too. This one does not claim to be complete, "
    "so none of it counts as a fault."
)
_LISTED = message(
    "Sources name these steps without stating their place in the order. "
    "What would follow from the order in which they are listed counts as a note at most."
)


@listing_what_is_given
def assessment_page(brief: Brief) -> Page:
    """What checking a stream gave, told to people: findings first, each with its entries, its source and a hint.

    A brief without an assessment has a page that says so.
    """
    if brief.assessment is None:
        say, unchecked = brief.language.say, Paragraph(plain(brief.language.say("Not checked.")))
        return Page(say("Assessment: {visit}", visit=name_of(brief.teller)), (unchecked,), brief.language.code)
    return _assessed(brief, brief.assessment)


def _assessed(brief: Brief, assessment: Assessment) -> Page:
    current, teller, language = brief.current, brief.teller, brief.language
    say = language.say
    blocks = (
        Paragraph(tuple(_summary(assessment, language))),
        *_quoting(assessment, language),
        Table((), tuple(_basis(assessment, language))),
        *line_of_time(brief),
        *findings(assessment, current, teller),
        *conflicts(assessment, current, teller),
        *_section(say("Still to be done"), None, (_owed(owed, current, teller) for owed in assessment.owed)),
        *_section(
            say("Not reported"), say(_NOT_REPORTED), (_owed(owed, current, teller) for owed in assessment.not_reported)
        ),
        *_section(say("Only listed"), say(_LISTED), _listed(current, teller)),
        Heading(say("Rules")),
        Table((say("Standing"), say("Number"), say("Rules")), tuple(_standings(assessment, current, language))),
    )
    told = told_of(blocks, current, teller)
    return Page(say("Assessment: {visit}", visit=name_of(teller)), blocks, language.code, told)


def _summary(assessment: Assessment, language: Language) -> Iterator[Span]:
    """One line that says how the visit stands, such as "No breaches, 1 lapse, 2 notes."."""
    for severity in sorted(Severity, reverse=True):
        found = assessment.of(severity)
        entries = tuple(sorted({entry for finding in found for entry in finding.entries}))
        words = severity_count(severity, len(found), language)
        first = severity is max(Severity)
        yield Span(language.capital(words) if first else words, entries, TONES[severity] if found else Tone.PLAIN)
        yield Span("." if severity is min(Severity) else ", ")
    if not assessment.findings and not assessment.conflicts:
        yield Span(f" {language.say('No departure from protocol was found.')}", tone=Tone.GOOD)
    if assessment.conflicts:
        number = str(len(assessment.conflicts))
        yield Span(f" {language.say('Rules that can no longer be kept together: {number}.', number=number)}")


def severity_count(severity: Severity, number: int, language: Language) -> str:
    """How many findings of a severity there are, in words.

    >>> severity_count(Severity.LAPSE, 2, Language("en"))
    '2 lapses'
    """
    none, some = _COUNTS[severity]
    return language.count(*some, number) if number else language.say(none)


def _quoting(assessment: Assessment, language: Language) -> Iterator[Block]:
    """Where the rules are not translated, a word that they are quoted."""
    if language.quotes_rules and assessment.verdicts:
        yield Paragraph(plain(language.say("The rules and what was found are quoted in English.")))


def _basis(assessment: Assessment, language: Language) -> Iterator[tuple[Cell, Cell]]:
    say = language.say
    kind = term(assessment.kind, language)
    particulars = {
        say("Visit"): assessment.visit,
        say("Rulebook"): assessment.rulebook,
        say("Kind"): say("[{kind}|not known: rules for some kinds of visit only are silent]", kind=kind),
        say("Basis"): say("a programme, as announced" if assessment.planned else "what happened, as reported"),
        say("Coverage"): term(assessment.coverage, language),
        say("Ended"): _ended(assessment, language),
    }
    for what, words in particulars.items():
        if words is not None:
            yield Cell(strong(what)), Cell(plain(words))


def _ended(assessment: Assessment, language: Language) -> str | None:
    if assessment.coverage is not Coverage.COMPLETE:
        return None
    return language.say(
        "yes: what was not done counts" if assessment.ended else "no: what is not done yet may still be done"
    )


def _section(heading: str, preface: str | None, items: Iterator[Spans]) -> Iterator[Block]:
    listed = tuple(items)
    if listed:
        yield Heading(heading)
        if preface is not None:
            yield Paragraph(plain(preface))
        yield Listing(listed)


def _owed(owed: Owed, stream: Stream, teller: Teller) -> Spans:
    """What a rule asks for, in which ceremony, since when."""
    spans = list(quoted(owed.rule, teller.language))
    for template, position in (
        (message("(in the ceremony {entry})"), owed.ceremony),
        (message("(since {entry})"), owed.since),
    ):
        if position is not None:
            (entry,) = numbered(position, stream, teller)
            told = teller.language.say(template, entry=f"{entry.text[0].lower()}{entry.text[1:]}")
            spans.append(Span(f" {told}", entry.entries))
    return tuple(spans)


def _listed(stream: Stream, teller: Teller) -> Iterator[Spans]:
    for entry in stream:
        if entry.placing is Placing.LISTED:
            yield numbered(entry.position, stream, teller)


def _standings(assessment: Assessment, stream: Stream, language: Language) -> Iterator[tuple[Cell, ...]]:
    for standing, rules in standings(assessment, stream).items():
        codes = ", ".join(rule.code for rule in rules)
        told = language.word(standing.value, among="standing of a rule")
        yield Cell(plain(told)), Cell(plain(str(len(rules)))), Cell(plain(codes))
