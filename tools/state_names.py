"""The names of states by language: the tables of `tools/states/`, with the genitive of languages that make it by rule.

A table has a line for each state: its code, its short name, the genitive of that, and its name in full. Russian ones
are those of the United Nations. Kazakh and Azerbaijani make the genitive by the harmony of vowels, and only what
departs from that stands in their tables. A language without a table has the names of CLDR, in one form.
"""

import csv
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from attrs import frozen
from babel import Locale

from protocol.values import COUNTRIES, Country

TABLES: Final = Path(__file__).parent / "states"


@frozen
class Names:
    """What a state is called in a language: alone, after "of", in documents."""

    short: str
    genitive: str
    long: str


def names_in(code: str) -> Mapping[Country, Names]:
    """The names of all states in a language."""
    table = TABLES / f"{code}.tsv"
    if not table.exists():
        cldr = Locale.parse(code).territories
        return {each: Names(*(cldr[each.code],) * 3) for each in COUNTRIES}
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    inflect = GENITIVES.get(code, str)
    return {
        Country(row["code"]): Names(row["short"], row["genitive"] or inflect(row["short"]), row["long"]) for row in rows
    }


def kazakh_genitive(name: str) -> str:
    """A Kazakh name in the genitive: by its last vowel, and by the sort of sound that it ends with.

    >>> [kazakh_genitive(name) for name in ("Қазақстан", "Ресей", "Франция", "Египет", "Чили")]
    ['Қазақстанның', 'Ресейдің', 'Францияның', 'Египеттің', 'Чилидің']
    """
    sounds = re.sub("[^а-яёәғқңөұүһі]|[ьъ]", "", name.lower())
    vowels = re.findall("[аеёиоуыэюяәөұүі]", sounds.removesuffix("у"))
    ending = "нің" if vowels[-1] in "еиэәөүі" or name.endswith("ь") else "ның"
    if sounds[-1] in "аеёоыэюяәөұүімнң":
        return name + ending
    return name + ("д" if sounds[-1] in "жзйлриу" else "т") + ending[1:]


def azerbaijani_genitive(name: str) -> str:
    """An Azerbaijani name in the genitive, by its last vowel.

    >>> [azerbaijani_genitive(name) for name in ("Qazaxıstan", "Türkiyə", "Peru", "İsveç", "Monteneqro")]
    ['Qazaxıstanın', 'Türkiyənin', 'Perunun', 'İsveçin', 'Monteneqronun']
    """
    sounds = name.replace("İ", "i").replace("I", "ı").lower()
    last = re.findall("[aeəıioöuü]", sounds)[-1]
    vowel = dict(zip("aıeəiouöü", "ııiiiuuüü", strict=True))[last]
    return f"{name}{'n' if sounds[-1] == last else ''}{vowel}n"


GENITIVES: Final[Mapping[str, Callable[[str], str]]] = {"kk": kazakh_genitive, "az": azerbaijani_genitive}
