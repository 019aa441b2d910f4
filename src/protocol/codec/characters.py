"""Naming characters that are invisible or look like others in a word that was refused, with what to write instead."""

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
_UNSEEN: Final = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")


def escape(text: str) -> str:
    """JSON with escapes for characters that cannot be encoded, look like line ends, or could steer a terminal."""
    if text.isascii() and "\x7f" not in text:  # true of nearly every line, and faster than the pattern
        return text
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def name_character(character: str) -> str:
    """A character, with its name and what to write instead unless it is ASCII.

    >>> name_character("“"), name_character("x")
    ('“ (LEFT DOUBLE QUOTATION MARK, U+201C: write ")', 'x')
    """
    if character.isascii():
        return character
    said = (_meant(character, among_latin=False) or "{}").format(_name_of(character))
    return f"{character} ({said})" if character.isprintable() else said


def foreign(text: str, *, letters: bool = True) -> str:
    r"""The end of a message about a refused word, naming characters that do not belong in it, or nothing.

    Pass `letters=False` for a whole line, in which letters of other alphabets may be right.

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
    """What to write instead of a character, with `{}` for its name; None if the character may be in any word."""
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
    """The places of letters that look Latin and are not, in words that otherwise have only ASCII or such letters."""
    return frozenset(
        found.start() + place
        for found in _WORD.finditer(text)
        if all(each.isascii() or each in _LOOKALIKES for each in found[0])
        for place in range(1, len(found[0]) + 1)
    )


def _name_of(character: str) -> str:
    number = f"U+{ord(character):04X}"
    return f"{called}, {number}" if (called := name(character, "")) else number
