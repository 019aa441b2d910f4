"""Words as sources give them: in one language or in several, never translated by the library."""

from collections.abc import Mapping
from typing import Annotated, Final

from attrs import field

from protocol.errors import InvalidValueError
from protocol.fields import frozen

UNDETERMINED: Final = "und"
"""The language tag of words whose language nobody stated (ISO 639-2)."""


def _sorted_forms(forms: Mapping[str, str] | tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(dict(forms).items()))


@frozen(cache_hash=True)
class Text:
    """A name, title or remark, with one form per language.

    Names and titles are data: a newsroom knows how a person is called in Kazakh, a transliteration does not.
    The tag `und` stands for a form whose language nobody stated.

    >>> str(Text.of("Joint Statement"))
    'Joint Statement'
    >>> Text.of({"en": "Joint Statement", "ru": "Совместное заявление"}).in_("ru")
    'Совместное заявление'
    """

    forms: tuple[tuple[str, str], ...] = field(converter=_sorted_forms)

    @forms.validator
    def _has_words(self, _: object, forms: tuple[tuple[str, str], ...]) -> None:
        if not forms or not all(tag and words.strip() for tag, words in forms):
            raise InvalidValueError("a text", dict(forms), "every language needs at least one word")

    @classmethod
    def of(cls, given: "str | Mapping[str, str] | Text") -> "Text":
        """Make a text from plain words, from a mapping of language tags to words, or from a text."""
        if isinstance(given, Text):
            return given
        if not isinstance(given, str | Mapping):
            raise InvalidValueError("a text", given, "words, or words for each language, are wanted")
        return cls({UNDETERMINED: given} if isinstance(given, str) else given)

    def in_(self, language: str) -> str:
        """The form in a language, or the form that `str` would give where there is none."""
        return dict(self.forms).get(language) or str(self)

    def __str__(self) -> str:
        by_tag = dict(self.forms)
        return by_tag.get(UNDETERMINED) or by_tag.get("en") or self.forms[0][1]


def as_text(given: str | Mapping[str, str] | Text) -> Text:
    """Convert what people write to a `Text`; used by every field that holds words."""
    return Text.of(given)


@frozen
class Personal:
    """Marks a field whose words tell who a living person is, so that a store can erase them."""


PERSONAL: Final = Personal()

PersonalText = Annotated[Text, PERSONAL]
"""A text that is personal data."""
