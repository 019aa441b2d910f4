"""The few fixed words of documents themselves, such as the heading above the entries, in the language of the page."""

from collections.abc import Mapping
from functools import cache

from protocol.fields import frozen
from protocol.languages import LANGUAGES, language
from protocol.reports import ENGLISH, Tone


@frozen
class ShellWords:
    """The words that a renderer adds to a page; all others come from its report.

    `figures` explains the small figures after words that rest on entries, `drawn` is the heading of a drawing in words,
    `more` follows the first of many visits.
    """

    contents: str
    entries: str
    entry: str
    figures: str
    page: str
    drawn: str
    planned: str
    visits: str
    more: str
    tones: Mapping[Tone, str]


@cache
def words_of(code: str) -> ShellWords:
    """The words in a language, given by its code with or without a region; in English if the language is unknown.

    >>> words_of("ru-KZ").entries
    'Записи'
    """
    known = code.partition("-")[0].lower()
    told = language(known) if known in LANGUAGES else ENGLISH
    say = told.say
    return ShellWords(
        contents=say("Contents"),
        entries=say("Entries of the record"),
        entry=say("Entry"),
        figures=say("Small figures are the numbers of the entries that the words before them rest on."),
        page=say("Page"),
        drawn=say("The drawing in words"),
        planned=say("planned"),
        visits=say("Visits"),
        more=say("and {number} more", number="{number}"),
        tones={
            Tone.GOOD: say("in order"),
            **{tone: told.word(tone.value, among="severity") for tone in (Tone.NOTE, Tone.LAPSE, Tone.BREACH)},
        },
    )
