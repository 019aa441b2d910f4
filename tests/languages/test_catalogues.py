"""Catalogues of languages: nothing is missing, what is inserted stays as it is, the letters are the language's."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from words import ALPHABETS, FORBIDDEN, letters_outside

from protocol.languages import LANGUAGES

ROOT = Path(__file__).parents[2]
FOLDERS = ROOT / "src" / "protocol" / "languages"
SLOT = re.compile(r"\{[^}]*\}")
SAYS_NOTHING = re.compile(r"\{(\w+:(both|guest|host|if|unless)|listed|ordinal)\}")
"""Slots that only ask whether something is so; and the ending of a year, which is made for its number."""
MAY_PRECEDE = set(' :–([,«“"|№')
PLURALS = {"ru": 3, "kk": 2, "az": 2}


def read(code: str, name: str) -> list[Message]:
    """The messages of a catalogue."""
    with (FOLDERS / code / f"{name}.po").open("rb") as source:
        return [message for message in read_po(source, locale=code) if message.id]


def translations(code: str, name: str = "messages") -> Iterator[tuple[str, str]]:
    """Each message in English and in a language, each form of those that count."""
    for message in read(code, name):
        english = message.id if isinstance(message.id, str) else message.id[-1]
        yield from ((english, told) for told in forms(message))


def forms(message: Message) -> tuple[str, ...]:
    """What a message is in the language, each form of one that counts."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


CATALOGUES = [
    (code, name)
    for code in ALPHABETS
    for name in ("messages", "states", "rules")
    if (FOLDERS / code / f"{name}.po").exists()
]


def test_languages_are_those_that_are_looked_at() -> None:
    """A language that is added here gets its alphabet, and its words that must not be."""
    assert set(LANGUAGES) == {"en", *ALPHABETS} == set(FORBIDDEN)


def slots_of(told: str) -> set[str]:
    """The names in the slots of a sentence."""
    return {slot[1:-1].partition(":")[0] for slot in SLOT.findall(told)}


@pytest.mark.parametrize("code", ALPHABETS)
def test_nothing_is_lost_or_added(code: str) -> None:
    """A sentence says in each language what it says in English: the same slots are filled."""
    told = {(english, told) for english, told in translations(code) if "{ordinal}" not in told}

    assert [each for each in told if slots_of(each[0]) != slots_of(each[1])] == []


@pytest.mark.parametrize("code", ALPHABETS)
def test_no_ending_is_glued_to_what_is_inserted(code: str) -> None:
    """Before a slot stands a space or a sign, after it no letter: names are not declined."""
    glued = [
        told
        for _, told in translations(code)
        for slot in SLOT.finditer(told)
        if not (SAYS_NOTHING.fullmatch(slot[0]) or _stands_alone(told, slot))
    ]
    assert glued == []


def _stands_alone(told: str, slot: re.Match[str]) -> bool:
    before, after = told[: slot.start()][-1:], told[slot.end() :]
    return (not before or before in MAY_PRECEDE) and not re.match(r"['\u2019-]?\w", after)


@pytest.mark.parametrize(("code", "name"), CATALOGUES)
def test_letters_are_those_of_the_language(code: str, name: str) -> None:
    """No Latin letter that looks like a Cyrillic one, no Kazakh letter in Russian; codes and tags stay as they are."""
    strange = [
        (told, letters)
        for english, told in translations(code, name)
        if (letters := letters_outside(code, without_codes(told, english)))
    ]
    assert strange == []


def without_codes(told: str, english: str) -> str:
    """A sentence without its slots and the abbreviations, tags and keys of a script that its English has too."""
    for code in re.findall(r"\b[A-Z]{2,}\b|\b\w+_\w+\b|\b(?:acting|during):", english):
        told = told.replace(code, "")
    return SLOT.sub("", told)


@pytest.mark.parametrize("code", ["ru", "kk"])
def test_quotes_are_those_of_the_language(code: str) -> None:
    """Russian and Kazakh quote in «…»."""
    assert [told for _, told in translations(code) if set(told) & set("\"“”„'")] == []


@pytest.mark.parametrize("code", ALPHABETS)
def test_no_calque_and_no_word_of_a_neighbour(code: str) -> None:
    """What textbooks warn of is nowhere in the catalogues."""
    assert [told for _, told in translations(code) for word in FORBIDDEN[code] if word in told] == []


@pytest.mark.parametrize("code", ALPHABETS)
def test_what_counts_has_all_its_forms(code: str) -> None:
    """Russian has three forms; Kazakh and Azerbaijani have no plural after a number."""
    counted = [forms(message) for message in read(code, "messages") if not isinstance(message.id, str)]

    assert counted
    assert all(len(each) == PLURALS[code] for each in counted)
    assert code == "ru" or all(len(set(each)) == 1 for each in counted)
