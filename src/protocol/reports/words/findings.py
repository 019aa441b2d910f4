"""What was found, in words: the message of a finding with its values, and what its rule rests on."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from attrs import asdict, fields

from protocol.events import EVENTS, Event
from protocol.events.shapes import Shape
from protocol.reports.page import Tone
from protocol.reports.words.events import heading
from protocol.reports.words.language import ENGLISH, Language
from protocol.reports.words.teller import Teller
from protocol.reports.words.terms import term
from protocol.rules import Evidence, Finding, Severity

TONES: Final = {Severity.BREACH: Tone.BREACH, Severity.LAPSE: Tone.LAPSE, Severity.NOTE: Tone.NOTE}
"""How findings of each severity are meant."""


def finding_in_words(finding: Finding, teller: Teller) -> str:
    """What was wrong; in the words of the rule where these are quoted in English."""
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
    """A value as it reads in a message; an event by its heading, and what kind of it."""
    if isinstance(value, EVENTS):
        return _happening(type(value), asdict(value, recurse=False), teller.language)
    if isinstance(value, Shape):
        return _happening(value.event, dict(value.fields), teller.language)
    return teller.said(value) or str(value)


def _happening(event: type[Event], values: dict[str, object], language: Language) -> str:
    told = ", ".join(_finite(event, values, language))
    return f"{heading(event, language)} ({told})" if told else heading(event, language)


def _finite(event: type[Event], values: dict[str, object], language: Language) -> Iterator[str]:
    """The values of enums that are told, as apart from those that stand where nothing is said."""
    for attribute in fields(event):
        value = values.get(attribute.name)
        told = term(value, language) if isinstance(value, StrEnum) and value != attribute.default else None
        if told is not None:
            yield told


def evidence_in_words(evidence: Evidence, language: Language = ENGLISH) -> str:
    """What a rule rests on.

    >>> from protocol.rules.evidence import observed
    >>> evidence_in_words(observed(held=11, broken=1))
    'observed (held 11, broken 1)'
    """
    held, broken = (None if count is None else str(count) for count in (evidence.held, evidence.broken))
    kind = language.word(evidence.kind.value, among="evidence")
    return language.say("{kind}[ (held {held}, broken {broken})]", kind=kind, held=held, broken=broken)
