"""Sentences with parts that are left out when there is nothing to say.

`{slot}` is replaced by words. `[ … ]` is left out unless every slot in it has words, and of `[a|b]` the first part
whose slots have words is used. Templates are whole sentences, so that they can be translated as such.
"""

import re
from collections.abc import Callable
from typing import Final

SlotWords = Callable[[str], str | None]
"""Gives the words for a slot, or None if there is nothing to say."""

_PART: Final = re.compile(r"\[([^\]]*)\]")
_SLOT: Final = re.compile(r"\{([^}]*)\}")


def fill(template: str, words: SlotWords) -> str:
    """The sentence that a template makes of words.

    >>> known = {"by": "the mayor"}
    >>> fill("The guest was met[ at {place}][ by {by}|, it is not said by whom]", known.get)
    'The guest was met by the mayor'
    """
    kept: list[str] = []
    end = 0
    for part in _PART.finditer(template):
        kept += (_fill_part(template[end : part.start()], words) or "", _first_filled(part[1].split("|"), words))
        end = part.end()
    return "".join(kept) + (_fill_part(template[end:], words) or "")


def slots(template: str) -> frozenset[str]:
    """The names of all slots of a template."""
    return frozenset(_SLOT.findall(template))


def _first_filled(alternatives: list[str], words: SlotWords) -> str:
    filled = (_fill_part(alternative, words) for alternative in alternatives)
    return next((part for part in filled if part is not None), "")


def _fill_part(text: str, words: SlotWords) -> str | None:
    given = {slot: words(slot) for slot in _SLOT.findall(text)}
    if None in given.values():
        return None
    return _SLOT.sub(lambda match: given[match[1]] or "", text)
