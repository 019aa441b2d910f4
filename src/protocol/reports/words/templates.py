"""Sentences with parts that are left out when there is nothing to say.

`{slot}` stands for words; `[ … ]` is left out unless every slot in it has words; in `[a|b]` the first that can be
said is. Templates are whole sentences, so that they can be translated as such.
"""

import re
from collections.abc import Callable
from typing import Final

Words = Callable[[str], str | None]
"""Gives the words of a slot, or None where there is nothing to say."""

_PART: Final = re.compile(r"\[([^\]]*)\]")
_SLOT: Final = re.compile(r"\{([^}]*)\}")


def fill(template: str, words: Words) -> str:
    """The sentence that a template makes of words.

    >>> known = {"by": "the mayor"}
    >>> fill("The guest was met[ at {place}][ by {by}|, it is not said by whom]", known.get)
    'The guest was met by the mayor'
    """
    kept: list[str] = []
    end = 0
    for part in _PART.finditer(template):
        kept += (_filled(template[end : part.start()], words) or "", _first(part[1].split("|"), words))
        end = part.end()
    return "".join(kept) + (_filled(template[end:], words) or "")


def slots(template: str) -> frozenset[str]:
    """The names of all slots of a template."""
    return frozenset(_SLOT.findall(template))


def _first(alternatives: list[str], words: Words) -> str:
    said = (_filled(alternative, words) for alternative in alternatives)
    return next((sentence for sentence in said if sentence is not None), "")


def _filled(text: str, words: Words) -> str | None:
    given = {slot: words(slot) for slot in _SLOT.findall(text)}
    if None in given.values():
        return None
    return _SLOT.sub(lambda match: given[match[1]] or "", text)
