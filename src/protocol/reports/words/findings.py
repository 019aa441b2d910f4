"""Findings in words: the message of a finding with its values, and the evidence of its rule."""

from enum import StrEnum
from typing import Final

from attrs import asdict, fields

from protocol.events import EVENTS, Event
from protocol.events.shapes import Shape
from protocol.reports.page import Tone
from protocol.reports.words.events import heading
from protocol.reports.words.language import ENGLISH, Language
from protocol.reports.words.teller import Teller, with_note
from protocol.reports.words.terms import term
from protocol.rules import Evidence, Finding, Severity

TONES: Final = {Severity.BREACH: Tone.BREACH, Severity.LAPSE: Tone.LAPSE, Severity.NOTE: Tone.NOTE}
"""The tone in which findings of each severity are printed."""


def finding_in_words(finding: Finding, teller: Teller) -> str:
    """What was wrong; in English as the rule says it, if rules are not translated."""
    if teller.language.code == "en" or teller.language.quotes_rules:
        return finding.message
    template = teller.language.rule(finding.fault.template)
    words = template.format(**{name: _in_words(value, teller) for name, value in finding.fault.values})
    return teller.language.say(
        "{words}[, if the steps came in the order in which they are listed{listed}]",
        words=words,
        listed="" if finding.listed else None,
    )


def _in_words(value: object, teller: Teller) -> str:
    """A value in a message; an event by its heading and its values from fixed sets."""
    if isinstance(value, EVENTS):
        return _happening(type(value), asdict(value, recurse=False), teller.language)
    if isinstance(value, Shape):
        return _happening(value.event, dict(value.fields), teller.language)
    return teller.words(value) or str(value)


def _happening(event: type[Event], values: dict[str, object], language: Language) -> str:
    """An event by its heading, with the words for values of fixed sets that its fields do not have by default."""
    given = (values.get(field.name) for field in fields(event) if values.get(field.name) != field.default)
    words = [word for value in given if isinstance(value, StrEnum) and (word := term(value, language)) is not None]
    return with_note(heading(event, language), ", ".join(words) or None)


def evidence_in_words(evidence: Evidence, language: Language = ENGLISH) -> str:
    """What a rule rests on.

    >>> from protocol.rules.evidence import observed
    >>> evidence_in_words(observed(held=11, broken=1))
    'observed (held 11, broken 1)'
    """
    held, broken = (None if count is None else str(count) for count in (evidence.held, evidence.broken))
    kind = language.word(evidence.kind.value, among="evidence")
    return language.say("{kind}[ (held {held}, broken {broken})]", kind=kind, held=held, broken=broken)
