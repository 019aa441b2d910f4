"""One table of words for every event, a family to a file as in `protocol.events`; `WORDS` is the list."""

from protocol.reports.words.events.catalogue import WORDS, heading
from protocol.reports.words.events.event_words import EventWords, tenses

__all__ = ["WORDS", "EventWords", "heading", "tenses"]
