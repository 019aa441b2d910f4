"""THE table of words for events: complete, which a test holds."""

from types import MappingProxyType
from typing import Final

from protocol.events import Event
from protocol.reports.words.events.arrival import ARRIVAL
from protocol.reports.words.events.ceremony import CEREMONY
from protocol.reports.words.events.departure import DEPARTURE
from protocol.reports.words.events.event_words import Family
from protocol.reports.words.events.honours import HONOURS
from protocol.reports.words.events.hospitality import HOSPITALITY
from protocol.reports.words.events.preparation import PREPARATION
from protocol.reports.words.events.press import PRESS
from protocol.reports.words.events.programme import PROGRAMME
from protocol.reports.words.events.record import RECORD
from protocol.reports.words.events.signing import SIGNING
from protocol.reports.words.events.talks import TALKS
from protocol.reports.words.language import ENGLISH, Language

WORDS: Final[Family] = MappingProxyType(
    {
        **PREPARATION,
        **ARRIVAL,
        **CEREMONY,
        **TALKS,
        **SIGNING,
        **PRESS,
        **HOSPITALITY,
        **HONOURS,
        **PROGRAMME,
        **DEPARTURE,
        **RECORD,
    }
)
"""The words for every event class."""


def heading(event: type[Event], language: Language = ENGLISH) -> str:
    """What a step is called.

    >>> from protocol.events import GuardReviewed
    >>> heading(GuardReviewed)
    'Review of the guard of honour'
    """
    return language.word(WORDS[event].heading, among="step")
