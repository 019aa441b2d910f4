"""Words as sources give them: in one language or in several, never translated by the library."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Final
from unicodedata import normalize

from attrs import field

from protocol.errors import InvalidValueError
from protocol.fields import frozen

UNDETERMINED: Final = "und"
"""The language tag of words whose language nobody stated (ISO 639-2)."""


_DOTTED: Final = str.maketrans("İIı", "iii")
"""The Turkic letters dotless ı and dotted İ, both looked up as i, because changing case confuses them."""


def fold_case(words: str) -> str:
    """Words as they are looked up: without differences of case, of spaces, or of how accents are encoded.

    >>> fold_case("İLQAR  Isıyev") == fold_case("ilqar isıyev")
    True
    """
    return " ".join(normalize("NFC", normalize("NFC", words).translate(_DOTTED).casefold()).split())


def language_tag(given: str) -> str:
    """The tag of a language in the form of BCP 47.

    >>> language_tag("kk_KZ"), language_tag("AZ"), language_tag("zh-hant")
    ('kk-KZ', 'az', 'zh-Hant')
    """
    language, *others = given.strip().replace("_", "-").split("-")
    return "-".join((language.lower(), *map(_subtag, others)))


def _subtag(given: str) -> str:
    return given.upper() if len(given) == 2 else given.title() if len(given) == 4 else given.lower()  # noqa: PLR2004 - the lengths of regions and scripts


def primary(tag: str) -> str:
    """The language of a tag, without its script and region."""
    return tag.partition("-")[0]


def _sorted_forms(forms: Mapping[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    given = tuple(forms.items() if isinstance(forms, Mapping) else forms)
    if len(given) == 1 and given[0][0] == UNDETERMINED:  # nearly every text
        return ((UNDETERMINED, normalize("NFC", given[0][1])),)
    kept: dict[str, str] = {}
    for tag, words in ((language_tag(tag), normalize("NFC", words)) for tag, words in given):
        if kept.setdefault(tag, words) != words:
            raise InvalidValueError("a text", dict(given), f"it has two forms in the language {tag}, and needs one")
    return tuple(sorted(kept.items()))


@frozen(cache_hash=True)
class Text:
    """A name, title or remark, with one form per language.

    Names and titles are data, because a newsroom knows the name of a person in Kazakh, and a transliteration does not.
    The tag `und` marks a form whose language is not stated.

    >>> str(Text.of("Joint Statement"))
    'Joint Statement'
    >>> Text.of({"en": "Joint Statement", "ru-RU": "Совместное заявление"}).in_("ru")
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
        return cls(((UNDETERMINED, given),) if isinstance(given, str) else given)

    def in_(self, language: str) -> str:
        """The form in a language, whatever its region; if there is none, the form that `str` gives."""
        tag = language_tag(language)
        near = (words for known, words in self.forms if primary(known) == primary(tag))
        return dict(self.forms).get(tag) or next(near, str(self))

    def has(self, language: str) -> bool:
        """Whether there is a form in a language, whatever its region."""
        return any(primary(tag) == primary(language_tag(language)) for tag, _ in self.forms)

    def alike(self, other: "Text") -> bool:
        """Whether both may mean the same: they share a form, or have no language in which they could differ."""
        mine, theirs = ({primary(tag): fold_case(words) for tag, words in text.forms} for text in (self, other))
        return not mine.keys() & theirs.keys() or not {*mine.values()}.isdisjoint(theirs.values())

    def mentions(self, words: str) -> bool:
        """Whether some form contains these words, in capital or small letters."""
        return any(fold_case(words) in fold_case(form) for _, form in self.forms)

    def __str__(self) -> str:
        by_tag = dict(self.forms)
        return by_tag.get(UNDETERMINED) or by_tag.get("en") or self.forms[0][1]


def as_text(given: str | Mapping[str, str] | Text) -> Text:
    """Convert what people write to a `Text`; used by every field that holds words."""
    return Text.of(given)


@frozen
class Personal:
    """Marks a field whose words identify a living person, so that a store can erase them."""


PERSONAL: Final = Personal()

PersonalText = Annotated[Text, PERSONAL]
"""A text that is personal data."""
PersonalName = Annotated[str, PERSONAL]
"""A name that is personal data and not part of what happened, such as that of who recorded an entry."""
