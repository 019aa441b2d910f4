"""COMMON: the rules that hold for every host, as far as there is evidence."""

from typing import Final

from protocol.rules.arrival import ARRIVAL_RULES
from protocol.rules.documents import DOCUMENT_RULES
from protocol.rules.enclosure import ENCLOSURE_RULES
from protocol.rules.nesting import NESTING_RULES
from protocol.rules.people import PEOPLE_RULES
from protocol.rules.presence import PRESENCE_RULES
from protocol.rules.rulebook import Rulebook
from protocol.rules.talks import TALKS_RULES
from protocol.rules.time import TIME_RULES
from protocol.rules.welcome import WELCOME_RULES

COMMON: Final = Rulebook(
    "common",
    "What holds for every host, as far as sources and counted practice carry",
    (
        *ARRIVAL_RULES,
        *PRESENCE_RULES,
        *WELCOME_RULES,
        *TALKS_RULES,
        *DOCUMENT_RULES,
        *PEOPLE_RULES,
        *ENCLOSURE_RULES,
        *NESTING_RULES,
        *TIME_RULES,
    ),
)
"""The rules on which every host's rulebook is based.

A breach among them rests on statute, on logic, or on an order that no counted visit contradicts.
"""
