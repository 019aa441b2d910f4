"""The languages that reports are written in: catalogues of gettext, one folder for each language.

In a folder, `messages` are the sentences of reports, `states` the names of states, and `rules` the sentences of rules;
a language without the last quotes the rules in English. To add a language is to add a folder.
"""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from protocol.errors import InvalidValueError
from protocol.reports import ENGLISH, Language
from protocol.values import language_tag, primary

__all__ = ["LANGUAGES", "language"]

_FOLDERS: Final = files(__name__)
LANGUAGES: Final = (
    ENGLISH.code,
    *sorted(folder.name for folder in _FOLDERS.iterdir() if folder.joinpath("messages.mo").is_file()),
)
"""The codes of the languages that there are."""


def language(code: str) -> Language:
    """A language by its code, whatever region it names; an `InvalidValueError` names those that there are.

    >>> from protocol.values import Country
    >>> language("ru").full_name(Country("AZ"))
    'Азербайджанская Республика'
    """
    return _known(primary(language_tag(code)))


@cache
def _known(code: str) -> Language:
    if code == ENGLISH.code:
        return ENGLISH
    if code not in LANGUAGES:
        raise InvalidValueError("a language", code, f"there are {', '.join(LANGUAGES)}")
    folder = _FOLDERS.joinpath(code)
    quoted = not folder.joinpath("rules.mo").is_file()
    messages, states = (_catalogue(folder, name) for name in ("messages", "states"))
    return Language(code, messages, states, NullTranslations() if quoted else _catalogue(folder, "rules"), quoted)


def _catalogue(folder: Traversable, name: str) -> GNUTranslations:
    with folder.joinpath(f"{name}.mo").open("rb") as compiled:
        return GNUTranslations(compiled)
