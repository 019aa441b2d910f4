"""Papers in every language, read by what a reader of that language would trip over first."""

import re
from copy import copy
from datetime import date
from enum import StrEnum
from gettext import NullTranslations
from itertools import product
from typing import get_args, get_type_hints

import pytest
from attrs import evolve
from hypothesis import given
from papers import QUOTING, VISITS, brief, forms_of, own_words, page, visit, words_of
from words import ALPHABETS, FORBIDDEN, letters_outside

from profiles import examples
from protocol.events import BY_TAG, EVENTS, Event
from protocol.languages import LANGUAGES, language
from protocol.projections import statistics
from protocol.reports import REPORTS, SURVEYS, Brief, Language, Listing, Page
from protocol.reports.papers.assessment import severity_count
from protocol.reports.words.teller import PRESS, Teller
from protocol.reports.words.terms import term
from protocol.reports.words.times import day_in_words
from protocol.rules import COMMON, Severity
from protocol.stream import Stream
from protocol.testing import streams
from protocol.validation import check
from protocol.values import Country, Rank, Side, VisitKind

PAPERS = [(report, name, code) for report, name, code in product([*REPORTS, *SURVEYS], VISITS, LANGUAGES)]
ASTANA = VISITS[0]
every_paper = pytest.mark.parametrize(("report", "name", "code"), PAPERS)
NOT_FOR_PEOPLE = {
    "None",
    "True",
    "False",
    *(tag for tag in BY_TAG if "_" in tag),
    *(member.name for kind in (Side, VisitKind, Rank) for member in kind),
    *(member.value for kind in (VisitKind, Rank) for member in kind if "-" in member.value),
}
"""Words of the program: tags of events, names of members, and values that are slugs."""


class Strict(NullTranslations):
    """Answers for the messages that a catalogue lacks with an error; press services need no word of their own."""

    def gettext(self, message: str) -> str:
        """No message is missing."""
        raise AssertionError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """No message that counts is missing."""
        raise AssertionError(msgid1, msgid2, n)

    def pgettext(self, context: str, message: str) -> str:
        """No word is missing."""
        if context.endswith(PRESS):
            return message
        raise AssertionError(context, message)


def strict(code: str) -> Language:
    """A language that does not fall back on English."""
    told = language(code)
    return evolve(
        told,
        messages=_strict(told.messages),
        states=_strict(told.states),
        rules=told.rules if told.quotes_rules else _strict(told.rules),
    )


def _strict(catalogue: NullTranslations) -> NullTranslations:
    made = copy(catalogue)
    made.add_fallback(Strict())
    return made


@pytest.mark.parametrize("code", ALPHABETS)
@pytest.mark.parametrize("name", VISITS)
def test_no_message_is_missing(name: str, code: str) -> None:
    """Every paper on a real visit is made without a word of English."""
    for report in REPORTS.values():
        report.build(evolve(brief(name, code), language=strict(code)))
    counted = statistics([(visit(name), check(visit(name), COMMON))])
    for survey in SURVEYS.values():
        survey.build(counted, strict(code))


@examples(25, 500)
@given(streams())
def test_no_message_is_missing_whatever_happened(stream: Stream) -> None:
    """So is every paper on anything at all."""
    for code in ALPHABETS:
        assessed = Brief(stream, strict(code), check(stream, COMMON), programme=stream)
        for report in REPORTS.values():
            report.build(assessed)


@pytest.mark.parametrize("code", ALPHABETS)
def test_values_of_fixed_sets_have_their_words(code: str) -> None:
    """Whatever an event may hold of a fixed set has a word in every language, or says nothing."""
    held = {
        kind
        for event in EVENTS
        for hint in get_type_hints(event, localns={"Event": Event}).values()
        for kind in (hint, *get_args(hint))
    }
    sets = {kind for kind in held if isinstance(kind, type) and issubclass(kind, StrEnum)}

    assert len(sets) > 10
    assert all(term(value, strict(code)) != "" for kind in sets for value in kind)


@every_paper
def test_nothing_of_the_program_shows(report: str, name: str, code: str) -> None:
    """No slot is left unfilled, and nothing is printed as the program calls it."""
    said = own_words(page(report, name, code), visit(name))

    assert not set("{}") & set(said)
    assert NOT_FOR_PEOPLE & set(re.findall(r"[\w-]+", said)) == set()
    assert re.findall(r"\d{4}-\d\d-\d\d|T\d\d:\d\d|(?<!UTC)[+]\d\d:\d\d", said) == []


@every_paper
def test_names_stand_as_they_are(report: str, name: str, code: str) -> None:
    """No ending is glued to a name, and none is cut."""
    said, stream = words_of(page(report, name, code)), visit(name)
    for person in {
        person.known_as.in_(code) for party in brief(name, code).visit.parties for person in party.principals
    }:
        alone = without_longer(said, person, stream)
        assert alone.count(person) == len(re.findall(rf"(?<!\w){re.escape(person)}(?![\w'\u2019-])", alone)), person


@every_paper
def test_letters_are_those_of_the_language(report: str, name: str, code: str) -> None:
    """What a paper says of its own has no letter of another alphabet, so no word of English either."""
    if code in ALPHABETS and report not in QUOTING:
        assert letters_outside(code, own_words(page(report, name, code), visit(name))) == set()


@every_paper
def test_no_calque_and_no_word_of_a_neighbour(report: str, name: str, code: str) -> None:
    """The mistakes that each language is known for are not made."""
    said = own_words(page(report, name, code), visit(name))

    assert [word for word in FORBIDDEN[code] if word in said] == []
    assert code not in {"ru", "kk"} or report in QUOTING or '"' not in said
    assert code != "az" or report in QUOTING or re.findall(r"\bI\w", said) == []


def test_registers_are_not_mixed() -> None:
    """Ministries have one word for the anthem in Kazakh, press services another."""
    programme, communique = (words_of(page(report, ASTANA, "kk")) for report in ("programme", "communique"))

    assert ("гимн" in programme, "әнұран" in programme) == (True, False)
    assert ("гимн" in communique, "әнұран" in communique) == (False, True)


@pytest.mark.parametrize(("code", "office", "press"), [("kk", "жұмыс бабындағы сапар", "жұмыс сапары")])
def test_a_working_visit_has_two_names_in_kazakh(code: str, office: str, press: str) -> None:
    """That of the act in papers of ministries, that of the press in a communiqué."""
    assert Teller(language=language(code)).kind_name(VisitKind.WORKING) == office
    assert Teller(language=language(code), press=True).kind_name(VisitKind.WORKING) == press
    assert Teller(language=language("ru"), press=True).kind_name(VisitKind.WORKING) == "рабочий визит"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "10 April 2023"),
        ("ru", "10 апреля 2023 года"),
        ("kk", "2023 жылғы 10 сәуір"),
        ("az", "10 aprel 2023-cü il"),
    ],
)
def test_dates_are_those_of_papers(code: str, words: str) -> None:
    """Not as CLDR has them."""
    assert day_in_words(date(2023, 4, 10), language(code)) == words


@pytest.mark.parametrize(
    ("years", "ending"),
    [
        ((2000, 2001, 2002, 2005, 2007, 2008, 2020, 2025, 1950, 1970, 1980), "ci"),
        ((2003, 2004, 2023, 2024, 1900), "cü"),
        ((2006, 2016, 2026, 1940, 1960, 1990), "cı"),
        ((2009, 2010, 2019, 2029, 2030), "cu"),
    ],
)
def test_years_have_their_ending_in_azerbaijani(years: tuple[int, ...], ending: str) -> None:
    """By the last word of the number as it is spoken."""
    assert {day_in_words(date(year, 1, 1), language("az")) for year in years} == {
        f"1 yanvar {year}-{ending} il" for year in years
    }


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "замечаний нет"),
        (1, "1 замечание"),
        (2, "2 замечания"),
        (5, "5 замечаний"),
        (11, "11 замечаний"),
        (21, "21 замечание"),
        (22, "22 замечания"),
        (111, "111 замечаний"),
    ],
)
def test_russian_counts(number: int, words: str) -> None:
    """A number has the form of the noun that goes with it."""
    assert severity_count(Severity.NOTE, number, language("ru")) == words


@pytest.mark.parametrize("number", [1, 2, 5, 21])
def test_kazakh_and_azerbaijani_have_no_plural_after_a_number(number: int) -> None:
    """Five document, not five documents."""
    assert severity_count(Severity.BREACH, number, language("kk")) == f"{number} бұзушылық"
    assert severity_count(Severity.BREACH, number, language("az")) == f"{number} pozuntu"


@pytest.mark.parametrize(
    ("state", "code", "short", "full"),
    [
        ("AZ", "kk", "Әзербайжан", "Әзербайжан Республикасы"),
        ("AZ", "ru", "Азербайджан", "Азербайджанская Республика"),
        ("KG", "ru", "Кыргызстан", "Кыргызская Республика"),
        ("KR", "kk", "Корея Республикасы", "Корея Республикасы"),
        ("KR", "az", "Koreya Respublikası", "Koreya Respublikası"),
        ("GB", "az", "Böyük Britaniya", "Böyük Britaniya və Şimali İrlandiya Birləşmiş Krallığı"),
        ("US", "ru", "Соединенные Штаты Америки", "Соединенные Штаты Америки"),
        ("MA", "kk", "Марокко", "Марокко Корольдігі"),
    ],
)
def test_states_are_called_as_papers_call_them(state: str, code: str, short: str, full: str) -> None:
    """Where CLDR has another name, that of the papers counts."""
    assert language(code).state(Country(state)) == short
    assert language(code).full_name(Country(state)) == full


def test_what_has_no_form_in_a_language_is_listed() -> None:
    """Printed as given, and named at the end, so that somebody can ask for it; nothing where nothing is lacking."""
    assert ("Alikhan Smailov",) in listed(page("programme", ASTANA, "kk"))
    assert listed(page("programme", ASTANA, "en")) == []


def listed(page: Page) -> list[tuple[str, ...]]:
    """The items of the last block of a page, where that is a list."""
    last = page.blocks[-1]
    return [tuple(span.text for span in item) for item in last.items] if isinstance(last, Listing) else []


def without_longer(said: str, person: str, stream: Stream) -> str:
    """A text without the longer names and titles that a name is a part of."""
    for form in sorted(forms_of(stream), key=len, reverse=True):
        if person in form and form != person:
            said = said.replace(form, "")
    return said
