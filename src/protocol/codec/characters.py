"""Characters that nobody sees, or that look like others, in words that were refused: which they are, what to write."""

import re
from typing import Final
from unicodedata import category, name, normalize

MOST_NAMED: Final = 3
"""How many characters of one word are named."""

_LOOKALIKES: Final = dict(
    zip(
        "аеорсухіјѕһԁԛԝкАВЕКМНОРСТУХІЈЅοανικρτυΑΒΕΖΗΙΚΜΝΟΡΤΥΧı",
        "aeopcyxijshdqwkABEKMHOPCTYXIJSoavikptuABEZHIKMNOPTYXi",
        strict=True,
    )
)
_DOUBLE: Final = frozenset("“”„‟«»＂″")  # noqa: RUF001 - as above
_SINGLE: Final = frozenset("‘’‚‛‹›＇′`´")  # noqa: RUF001 - as above
_DASHES: Final = frozenset("‐‑‒–—―−－﹣")  # noqa: RUF001 - as above
_WORD: Final = re.compile(r"\w+")
_UNSEEN: Final = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


def escape(text: str) -> str:
    """JSON in which no character is left that some reader takes for the end of a line, or that steers a terminal."""
    if text.isascii() and "\x7f" not in text:  # nearly every line, and told sooner than by looking for each character
        return text
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def name_character(character: str) -> str:
    """A character, with its name and what to write in its stead if it is none that everybody knows.

    >>> name_character("“"), name_character("x")
    ('“ (LEFT DOUBLE QUOTATION MARK, U+201C: write ")', 'x')
    """
    if character.isascii():
        return character
    said = (_meant(character, among_latin=False) or "{}").format(_name_of(character))
    return f"{character} ({said})" if character.isprintable() else said


def foreign(text: str, *, letters: bool = True) -> str:
    r"""The end of a message about a word that was refused, which names what should not stand in it, or nothing.

    Of a whole line that was refused letters of other scripts are no fault.

    >>> foreign("v\u0456sit")
    '; its character 2 is no i but CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I, U+0456: write i'
    """
    if text.isascii():
        return ""
    mixed = _of_other_scripts(text) if letters else frozenset()
    found: dict[str, str] = {}
    for place, character in enumerate(text, start=1):
        if (
            character not in found
            and len(found) < MOST_NAMED
            and (meant := _meant(character, among_latin=place in mixed))
        ):
            found[character] = f"; its character {place} is {meant.format(_name_of(character))}"
    return "".join(found.values())


def _meant(character: str, *, among_latin: bool) -> str | None:
    """What is to be said of a character, with a place for its name; None where it may stand in any word."""
    if character.isascii():
        return None
    if among_latin and character in _LOOKALIKES:
        return f"no {_LOOKALIKES[character]} but {{}}: write {_LOOKALIKES[character]}"
    if character in _DOUBLE | _SINGLE:
        return "{}: write " + ('"' if character in _DOUBLE else "'")
    if character in _DASHES:
        return "{}: write -"
    if category(character) in {"Zs", "Zl", "Zp"}:
        return "{}: write a space"
    if category(character) in {"Cf", "Cc", "Cn", "Co"} or character in "\N{COMBINING GRAPHEME JOINER}\N{HANGUL FILLER}":
        return "{}, which nobody sees: leave it out"
    plain = normalize("NFKC", character)
    return f"{{}}: write {plain}" if plain != character and plain.isascii() and plain.strip() else None


def _of_other_scripts(text: str) -> frozenset[int]:
    """Where letters that look like Latin ones stand in words with Latin ones, or with others of their kind alone."""
    return frozenset(
        found.start() + place
        for found in _WORD.finditer(text)
        if all(each.isascii() or each in _LOOKALIKES for each in found[0])
        for place in range(1, len(found[0]) + 1)
    )


def _name_of(character: str) -> str:
    number = f"U+{ord(character):04X}"
    return f"{called}, {number}" if (called := name(character, "")) else number
