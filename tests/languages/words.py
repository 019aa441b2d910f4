"""What is known of the languages of papers: their letters, and words that do not belong in them."""

from collections.abc import Mapping
from typing import Final

_RUSSIAN: Final = "абвгдежзийклмнопрстуфхцчшщъыьэюя"

ALPHABETS: Final[Mapping[str, frozenset[str]]] = {
    "ru": frozenset(_RUSSIAN),  # without ё, as official papers have it
    "kk": frozenset(_RUSSIAN + "әғқңөұүһі"),
    "az": frozenset("abcçdeəfgğhxıijkqlmnoöprsştuüvyz"),
}
"""The letters of each language, small ones; look-alikes of another alphabet are not among them."""

BORROWED: Final = ("ad referendum", "UTC")
"""Words that every language writes in Latin letters."""

FORBIDDEN: Final[Mapping[str, tuple[str, ...]]] = {
    "en": (
        "narrow composition",
        "enlarged composition",
        "solemn ceremony",
        "solemn march",
        "Kazakhstan Republic",
        "Azerbaijan Republic",
        "Nur-Sultan",
        "violated by the guest",
        "conducted a meeting",
    ),
    "ru": (
        "инспекц",
        "национальный гимн",
        "проигран",
        "пушечный салют",
        "ограниченные переговоры",
        "государственный ужин",
        "Республика Азербайджан",
        "Азербайджанская республика",
        "Киргизия",
        "казахский",
    ),
    "kk": (
        "Әзірбайжан",
        "құрметті күзет",
        "тар құрам",
        "гимн ойналды",
        "қонақ ",
        " ж. ",
        "ҚР ",
    ),
    "az": (
        "cumhurbaşkanı",
        "dışişleri",
        "milli marş",
        "tören",
        "karşılama",
        "görüşme",
        "resmi",
        "Kazakistan",
        "Azerbaycan",
        "Qazaqıstan",
        "Kazaxıstan",
        "Toqayev",
        "Geydar",
        "Dövlətimizin",
    ),
}
"""Calques, words of a neighbour's language, and names that nobody uses in papers of a language."""


def letters_outside(code: str, words: str) -> set[str]:
    """The letters of some words that are not in the alphabet of a language."""
    for borrowed in BORROWED:
        words = words.replace(borrowed, "")
    small = words.replace("I", "ı").replace("İ", "i").lower() if code == "az" else words.lower()
    return {letter for letter in small if letter.isalpha()} - ALPHABETS[code]
