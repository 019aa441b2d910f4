"""The assessment: what departs from protocol and by which source, what is owed, and what nobody can know."""

from collections.abc import Iterator

from protocol.reports.brief import Brief
from protocol.reports.page import (
    Block,
    Cell,
    Heading,
    Page,
    Paragraph,
    Span,
    Spans,
    Table,
    Tone,
    plain,
    strong,
)
from protocol.reports.sections.blocks import row, section
from protocol.reports.sections.entries import entry_in_words, told_of
from protocol.reports.sections.findings import conflicts, findings, quote
from protocol.reports.sections.line_of_time import line_of_time
from protocol.reports.sections.particulars import name_of
from protocol.reports.sections.untranslated import listing_untranslated
from protocol.reports.sections.verdicts import standings
from protocol.reports.words.findings import TONES
from protocol.reports.words.language import Language, count_message, message
from protocol.reports.words.terms import term
from protocol.rules import Assessment, Owed, Severity
from protocol.stream import what_happened
from protocol.values import Coverage, Placing

_COUNTS = {
    Severity.BREACH: (message("no breaches"), count_message("{number} breach", "{number} breaches")),
    Severity.LAPSE: (message("no lapses"), count_message("{number} lapse", "{number} lapses")),
    Severity.NOTE: (message("no notes"), count_message("{number} note", "{number} notes")),
}

_NOT_REPORTED = message(
    "A complete record of such a visit would show the following too. This one does not claim to be complete, "
    "so none of it counts as a fault."
)
_LISTED = message(
    "Sources name these steps without stating their place in the order. "
    "What would follow from the order in which they are listed counts as a note at most."
)

_ENDED = message("yes: what was not done counts")
_GOING_ON = message("no: what is not done yet may still be done")


@listing_untranslated
def assessment_page(brief: Brief) -> Page:
    """What checking a record gave, for people: findings first, each with its entries, its source and a hint.

    Without an assessment in the brief the page says that nothing was checked.
    """
    teller, language = brief.teller, brief.language
    unchecked = (Paragraph(plain(language.say("Not checked."))),)
    blocks = unchecked if brief.assessment is None else tuple(_blocks(brief.assessment, brief))
    title = language.say("Assessment: {visit}", visit=name_of(teller))
    return Page(title, blocks, language.code, told_of(blocks, brief.current, teller))


def _blocks(assessment: Assessment, brief: Brief) -> Iterator[Block]:
    language, say = brief.language, brief.language.say
    happened = what_happened(brief.current)
    listed = (entry.position for entry in happened if entry.placing is Placing.LISTED)
    yield Paragraph(tuple(_summary(assessment, language)))
    if language.quotes_rules and assessment.verdicts:
        yield Paragraph(plain(say("The rules and what was found are quoted in English.")))
    yield Table((), tuple(_basis(assessment, language)))
    yield from line_of_time(brief)
    yield from findings(assessment, brief)
    yield from conflicts(assessment, brief)
    yield from section(say("Still to be done"), (_obligation(owed, brief) for owed in assessment.owed))
    not_reported = (_obligation(owed, brief) for owed in assessment.not_reported)
    yield from section(say("Not reported"), not_reported, say(_NOT_REPORTED))
    yield from section(say("Only listed"), (entry_in_words(position, brief) for position in listed), say(_LISTED))
    yield Heading(say("Rules"))
    yield Table((say("Standing"), say("Number"), say("Rules")), tuple(_standings(assessment, brief)))


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


def _basis(assessment: Assessment, language: Language) -> Iterator[tuple[Cell, Cell]]:
    say = language.say
    kind = term(assessment.kind, language)
    particulars = {
        say("Visit"): assessment.visit,
        say("Rulebook"): assessment.rulebook,
        say("Kind"): say("[{kind}|not known: rules for some kinds of visit only are silent]", kind=kind),
        say("Basis"): say("a programme, as announced" if assessment.planned else "what happened, as reported"),
        say("Coverage"): term(assessment.coverage, language),
        say("Ended"): say(_ENDED if assessment.ended else _GOING_ON)
        if assessment.coverage is Coverage.COMPLETE
        else None,
    }
    for what, words in particulars.items():
        if words is not None:
            yield Cell(strong(what)), Cell(plain(words))


def _obligation(owed: Owed, brief: Brief) -> Spans:
    """What a rule asks for, in which ceremony, since when."""
    spans = list(quote(owed.rule, brief.language))
    for template, position in (
        (message("(in the ceremony {entry})"), owed.ceremony),
        (message("(since {entry})"), owed.since),
    ):
        if position is not None:
            (entry,) = entry_in_words(position, brief)
            words = brief.language.say(template, entry=f"{entry.text[0].lower()}{entry.text[1:]}")
            spans.append(Span(f" {words}", entry.entries))
    return tuple(spans)


def _standings(assessment: Assessment, brief: Brief) -> Iterator[tuple[Cell, ...]]:
    for standing, rules in standings(assessment, brief.current).items():
        word = brief.language.word(standing.value, among="standing of a rule")
        yield row((word, str(len(rules)), ", ".join(rule.code for rule in rules)))
