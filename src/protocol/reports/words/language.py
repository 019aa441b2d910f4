"""The language that a report is written in: its sentences, its names of states, its lists and capitals.

A message is the English sentence, a template of `templates`. A gettext catalogue gives the whole sentence in another
language, so that no word has to be inflected to fit into it. Names and titles that are inserted are data: they are
never translated.
"""

from collections.abc import Sequence
from gettext import NullTranslations
from typing import Final

from attrs import field

from protocol.fields import frozen
from protocol.reports.words.states import LONG_NAMES, WITH_ARTICLE
from protocol.reports.words.templates import fill
from protocol.values import UNDETERMINED, Country, Text

OF: Final = "of"
"""The context of names of states and sides that follow "of", in the genitive if the language has one."""

IN_FULL: Final = "in full"
"""The context of the full names of states, as documents have them."""


def in_a_sentence(country: Country) -> str:
    """The English short name with its article, if it has one."""
    return f"the {country.name}" if country.code in WITH_ARTICLE else country.name


def message(template: str) -> str:
    """Mark a sentence for the catalogues, if it is put into words only later; it is returned as it is."""
    return template


def count_message(one: str, many: str) -> tuple[str, str]:
    """Mark a counted thing for the catalogues, in the singular and the plural."""
    return one, many


@frozen(eq=False)
class Language:
    """A language by its code, with its catalogues: messages, names of states, sentences of rules.

    English needs none. If rules are not translated, `rules` gives them in English and `quotes_rules` is true.
    """

    code: str = "en"
    messages: NullTranslations = field(factory=NullTranslations, repr=False)
    states: NullTranslations = field(factory=NullTranslations, repr=False)
    rules: NullTranslations = field(factory=NullTranslations, repr=False)
    quotes_rules: bool = False

    def say(self, template: str, /, **words: str | None) -> str:
        """A sentence with its words; parts without words are left out."""
        return fill(self.messages.gettext(template), words.get)

    def sentence(self, template: str, papers: str | None = None) -> str:
        """A sentence with its slots still open; `papers` asks for the form of some papers, such as "press"."""
        special = template if papers is None else self.messages.pgettext(papers, template)
        return self.messages.gettext(template) if special == template else special

    def word(self, word: str, *, among: str, papers: str | None = None) -> str:
        """A word of a fixed set, such as a month: `among` distinguishes words that are alike in English.

        `papers` asks for the word that some papers use, such as "press", if there is one.
        """
        special = word if papers is None else self.messages.pgettext(f"{among}, {papers}", word)
        return self.messages.pgettext(among, word) if special == word else special

    def count(self, one: str, many: str, number: int) -> str:
        """A number with what is counted, in the plural form that the number needs.

        >>> ENGLISH.count("{number} breach", "{number} breaches", 2)
        '2 breaches'
        """
        return fill(self.messages.ngettext(one, many, number), {"number": str(number)}.get)

    def rule(self, sentence: str) -> str:
        """A sentence of a rule, or a message about it."""
        return self.rules.gettext(sentence)

    def state(self, country: Country) -> str:
        """The short name of a state, by itself."""
        return self.states.gettext(country.name)

    def of_state(self, country: Country) -> str:
        """The short name of a state after "of" or "to": with its article, or in the genitive.

        >>> ENGLISH.of_state(Country("NL"))
        'the Netherlands'
        """
        return self.states.pgettext(OF, in_a_sentence(country))

    def full_name(self, country: Country) -> str:
        """The full name of a state, as documents have it.

        >>> ENGLISH.full_name(Country("NL"))
        'Kingdom of the Netherlands'
        """
        return self.states.pgettext(IN_FULL, LONG_NAMES.get(country.code, country.name))

    def text(self, text: Text) -> str:
        """A text in this language, or as it is given if it has no form in it."""
        return text.in_(self.code)

    def has(self, text: Text) -> bool:
        """Whether a text has a form in this language; words in no stated language count as English."""
        return text.has(self.code) or (self.code == "en" and text.has(UNDETERMINED))

    def join(self, items: Sequence[str]) -> str | None:
        """Items joined as in a sentence, or None if there are none.

        >>> ENGLISH.join(["Kazakhstan", "Azerbaijan", "Georgia"])
        'Kazakhstan, Azerbaijan and Georgia'
        """
        if len(items) < 2:  # noqa: PLR2004 - one needs nothing between
            return items[0] if items else None
        return self.say("{items} and {last}", items=", ".join(items[:-1]), last=items[-1])

    def capital(self, words: str) -> str:
        """Words with a capital first letter, by the alphabet of the language.

        >>> Language("az").capital("imzalanıb")
        'İmzalanıb'
        """
        first = "İ" if self.code in _DOTTED and words.startswith("i") else words[:1].upper()
        return first + words[1:]


_DOTTED: Final = frozenset({"az", "tr"})
"""Languages in which a dotted i keeps its dot as a capital."""

ENGLISH: Final = Language()
"""The language that the messages themselves are in."""
