"""The languages that reports are written in: gettext catalogues, one folder for each language.

In a folder, `messages` holds the sentences of reports, `states` the names of states, and `rules` the sentences of
rules; a language without `rules` quotes them in English. To add a language is to add a folder.
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
"""The codes of all languages, English first."""


def language(code: str) -> Language:
    """A language by its code, with or without a region; for an unknown code an `InvalidValueError` lists all codes.

    >>> from protocol.values import Country
    >>> language("ru").full_name(Country("AZ"))
    'Азербайджанская Республика'
    """
    return _load(primary(language_tag(code)))


@cache
def _load(code: str) -> Language:
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
