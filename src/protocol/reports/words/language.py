"""The language that a report is written in: its sentences, its names of states, its way with lists and capitals.

A message is the English sentence, a template of `templates`; a catalogue of gettext gives the sentence of another
language in its place, whole, so that no word is ever bent to fit into another's sentence. What is inserted stays as
it is: names and titles are data, and never translated.
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
"""What catalogues call the names of states and sides as they stand after "of"; in the genitive, if there is one."""

IN_FULL: Final = "in full"
"""What catalogues call the names of states as they stand in documents."""


def in_a_sentence(country: Country) -> str:
    """The English short name with its article, if it has one."""
    return f"the {country.name}" if country.code in WITH_ARTICLE else country.name


def message(template: str) -> str:
    """Marks a sentence for the catalogues where it is not said at once; it stays as it is."""
    return template


def counted(one: str, many: str) -> tuple[str, str]:
    """Marks what is counted for the catalogues, as `message` marks sentences."""
    return one, many


@frozen(eq=False)
class Language:
    """A language, by its code, with its catalogues: of messages, of the names of states, of the sentences of rules.

    English needs none. Where rules are not translated, `rules` gives them in English, and `quotes_rules` says so.
    """

    code: str = "en"
    messages: NullTranslations = field(factory=NullTranslations, repr=False)
    states: NullTranslations = field(factory=NullTranslations, repr=False)
    rules: NullTranslations = field(factory=NullTranslations, repr=False)
    quotes_rules: bool = False

    def say(self, template: str, /, **words: str | None) -> str:
        """A sentence with its words; parts of it for which there are none are left out."""
        return fill(self.messages.gettext(template), words.get)

    def sentence(self, template: str, papers: str | None = None) -> str:
        """A sentence before its words are in it; `papers` asks for the form that some papers have, if there is one."""
        special = template if papers is None else self.messages.pgettext(papers, template)
        return self.messages.gettext(template) if special == template else special

    def word(self, word: str, *, among: str, papers: str | None = None) -> str:
        """A word of a fixed set, such as a month: `among` tells words apart that are alike in English.

        `papers` asks for the word that some papers have, if there is one.
        """
        special = word if papers is None else self.messages.pgettext(f"{among}, {papers}", word)
        return self.messages.pgettext(among, word) if special == word else special

    def count(self, one: str, many: str, number: int) -> str:
        """A number with what is counted, in the form that goes with the number.

        >>> ENGLISH.count("{number} breach", "{number} breaches", 2)
        '2 breaches'
        """
        return fill(self.messages.ngettext(one, many, number), {"number": str(number)}.get)

    def rule(self, sentence: str) -> str:
        """A sentence of a rule, or a message about it."""
        return self.rules.gettext(sentence)

    def state(self, country: Country) -> str:
        """The short name of a state, as it stands alone."""
        return self.states.gettext(country.name)

    def of_state(self, country: Country) -> str:
        """The short name of a state after "of" or "to": with its article, and in the genitive of other languages.

        >>> ENGLISH.of_state(Country("NL"))
        'the Netherlands'
        """
        return self.states.pgettext(OF, in_a_sentence(country))

    def full_name(self, country: Country) -> str:
        """The name of a state as it stands in documents.

        >>> ENGLISH.full_name(Country("NL"))
        'Kingdom of the Netherlands'
        """
        return self.states.pgettext(IN_FULL, LONG_NAMES.get(country.code, country.name))

    def text(self, text: Text) -> str:
        """What a source calls something in this language, or else as it is given."""
        return text.in_(self.code)

    def has(self, text: Text) -> bool:
        """Whether a text has a form in this language; words whose language nobody stated pass for English."""
        return text.has(self.code) or (self.code == "en" and text.has(UNDETERMINED))

    def joined(self, items: Sequence[str]) -> str | None:
        """Words joined as in a sentence, or None where there are none.

        >>> ENGLISH.joined(["Kazakhstan", "Azerbaijan", "Georgia"])
        'Kazakhstan, Azerbaijan and Georgia'
        """
        if len(items) < 2:  # noqa: PLR2004 - one needs nothing between
            return items[0] if items else None
        return self.say("{items} and {last}", items=", ".join(items[:-1]), last=items[-1])

    def capital(self, words: str) -> str:
        """Words with a capital at their start, by the letters of the language.

        >>> Language("az").capital("imzalanıb")
        'İmzalanıb'
        """
        first = "İ" if self.code in _DOTTED and words.startswith("i") else words[:1].upper()
        return first + words[1:]


_DOTTED: Final = frozenset({"az", "tr"})
"""Languages in which a small i keeps its dot when it becomes a capital."""

ENGLISH: Final = Language()
"""The language that the messages themselves are in."""
