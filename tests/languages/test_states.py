"""Names of states: as the United Nations has them, in every language, short, in full and as a sentence needs them."""

import re

import pytest
from words import ALPHABETS, letters_outside

from protocol.events import AnthemPlayed, DelegationsPresented, Event, GiftPresented
from protocol.languages import LANGUAGES, language
from protocol.reports.sections.particulars import name_of
from protocol.reports.words.events import WORDS, tenses
from protocol.reports.words.language import in_a_sentence
from protocol.reports.words.states import LONG_NAMES, WITH_ARTICLE
from protocol.reports.words.teller import Teller
from protocol.stream import Entry
from protocol.values import COUNTRIES, Country, Party, Side, Sides, VisitKind
from protocol.visit import Visit


@pytest.mark.parametrize("code", ALPHABETS)
def test_every_state_has_all_its_names(code: str) -> None:
    """Short, in full, and after "of": none falls back on English, and all are in the letters of the language."""
    told = language(code)
    for country in COUNTRIES:
        names = (told.state(country), told.of_state(country), told.full_name(country))
        assert all(names), country.code
        assert letters_outside(code, " ".join(names)) == set(), country.code


def test_states_with_a_long_name_have_it_in_every_language() -> None:
    """Where documents have another name than papers for the press, every language has one; few have the same."""
    assert len(LONG_NAMES) > 150
    assert WITH_ARTICLE | set(LONG_NAMES) <= {country.code for country in COUNTRIES}
    for code in ALPHABETS:
        told = language(code)
        alone = {each for each in map(Country, LONG_NAMES) if told.full_name(each) == told.state(each)}
        assert alone <= {Country("CZ"), Country("PS"), Country("GB"), Country("RU"), Country("KP")}, (code, alone)


@pytest.mark.parametrize(
    ("state", "short", "sentence", "full"),
    [
        ("GB", "United Kingdom", "the United Kingdom", "United Kingdom of Great Britain and Northern Ireland"),
        ("NL", "Netherlands", "the Netherlands", "Kingdom of the Netherlands"),
        ("PS", "State of Palestine", "the State of Palestine", "State of Palestine"),
        ("VA", "Holy See", "the Holy See", "Holy See"),
        ("CD", "Democratic Republic of the Congo", "the Democratic Republic of the Congo", None),
        ("CG", "Congo", "the Congo", "Republic of the Congo"),
        ("CI", "Côte d'Ivoire", "Côte d'Ivoire", "Republic of Côte d'Ivoire"),
        ("CZ", "Czechia", "Czechia", "Czech Republic"),
        ("SZ", "Eswatini", "Eswatini", "Kingdom of Eswatini"),
        ("TR", "Türkiye", "Türkiye", "Republic of Türkiye"),
        ("VN", "Viet Nam", "Viet Nam", "Socialist Republic of Viet Nam"),
        ("KR", "Republic of Korea", "the Republic of Korea", "Republic of Korea"),
        ("AG", "Antigua and Barbuda", "Antigua and Barbuda", "Antigua and Barbuda"),
        ("LC", "Saint Lucia", "Saint Lucia", "Saint Lucia"),
        ("DE", "Germany", "Germany", "Federal Republic of Germany"),
    ],
)
def test_english_names_are_those_of_the_united_nations(state: str, short: str, sentence: str, full: str | None) -> None:
    """A state is called what it is called among states, with an article in a sentence where it has one."""
    told, country = language("en"), Country(state)

    assert (told.state(country), told.of_state(country)) == (short, sentence)
    assert told.full_name(country) == (full or short)


@pytest.mark.parametrize(
    ("code", "state", "genitive", "full"),
    [
        ("ru", "KZ", "Казахстана", "Республика Казахстан"),
        ("ru", "NL", "Нидерландов", "Королевство Нидерландов"),
        ("ru", "PS", "Государства Палестина", "Государство Палестина"),
        ("ru", "VA", "Святого Престола", "Святой Престол"),
        ("ru", "CD", "Демократической Республики Конго", "Демократическая Республика Конго"),
        ("ru", "CG", "Конго", "Республика Конго"),
        ("ru", "ZA", "Южной Африки", "Южно-Африканская Республика"),
        ("ru", "DE", "Германии", "Федеративная Республика Германия"),
        ("kk", "KZ", "Қазақстанның", "Қазақстан Республикасы"),
        ("kk", "AZ", "Әзербайжанның", "Әзербайжан Республикасы"),
        ("kk", "CN", "Қытайдың", "Қытай Халық Республикасы"),
        ("kk", "RU", "Ресейдің", "Ресей Федерациясы"),
        ("kk", "FR", "Францияның", "Франция Республикасы"),
        ("kk", "IL", "Израильдің", "Израиль Мемлекеті"),
        ("kk", "IQ", "Ирактың", "Ирак Республикасы"),
        ("kk", "KW", "Кувейттің", "Кувейт Мемлекеті"),
        ("kk", "LU", "Люксембургтің", "Люксембург Ұлы Герцогтігі"),
        ("az", "KZ", "Qazaxıstanın", "Qazaxıstan Respublikası"),
        ("az", "TR", "Türkiyənin", "Türkiyə Respublikası"),
        ("az", "CN", "Çinin", "Çin Xalq Respublikası"),
        ("az", "PE", "Perunun", "Peru Respublikası"),
        ("az", "HU", "Macarıstanın", "Macarıstan"),
        ("az", "ME", "Monteneqronun", "Monteneqro"),
        ("az", "PS", "Fələstin Dövlətinin", "Fələstin Dövləti"),
    ],
)
def test_names_are_declined_as_data(code: str, state: str, genitive: str, full: str) -> None:
    """The genitive of each language, by its table or by the harmony of its vowels, and the name in documents."""
    assert language(code).of_state(Country(state)) == genitive
    assert language(code).full_name(Country(state)) == full


def visit(host: str, guest: str) -> Visit:
    """A visit of one state to another."""
    parties = (Party(Side.HOST, Country(host)), Party(Side.GUEST, Country(guest)))
    return Visit(kind=VisitKind.STATE, parties=parties)


@pytest.mark.parametrize(
    ("code", "event", "words"),
    [
        ("en", AnthemPlayed(Side.HOST), "The anthem of the Netherlands was played"),
        ("en", AnthemPlayed(Side.GUEST, Country("GB")), "The anthem of the United Kingdom was played"),
        ("en", DelegationsPresented(Sides.HOST), "The members of the delegation of the Netherlands were presented"),
        ("en", GiftPresented(by=Side.HOST), "A gift was presented by the Netherlands"),
        ("ru", AnthemPlayed(Side.HOST), "Исполнен государственный гимн Нидерландов"),
        ("ru", DelegationsPresented(Sides.GUEST), "Представлены члены делегации Казахстана"),
        ("kk", AnthemPlayed(Side.GUEST), "Қазақстанның мемлекеттік гимні орындалды"),
        ("kk", DelegationsPresented(Sides.GUEST), "Қазақстан делегациясының мүшелері таныстырылды"),
        ("az", AnthemPlayed(Side.GUEST), "Qazaxıstanın dövlət himni səsləndirilib"),
        ("az", DelegationsPresented(Sides.GUEST), "Qazaxıstanın nümayəndə heyətinin üzvləri təqdim olunub"),
    ],
)
def test_a_sentence_has_the_form_that_it_needs(code: str, event: Event, words: str) -> None:
    """An article in English, the genitive in Russian, Kazakh and Azerbaijani."""
    assert Teller(visit("NL", "KZ"), language(code)).entry(Entry(5, event)) == words


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "The anthem of the guest was played"),
        ("ru", "Исполнен государственный гимн гостя"),
        ("kk", "Мейманның мемлекеттік гимні орындалды"),
        ("az", "Qonağın dövlət himni səsləndirilib"),
    ],
)
def test_a_side_without_a_state_has_that_form_too(code: str, words: str) -> None:
    """Where the state is not known, the side takes its place in the sentence."""
    assert Teller(language=language(code)).entry(Entry(5, AnthemPlayed(Side.GUEST))) == words


def test_a_title_has_the_article() -> None:
    """One pays a visit to the United Kingdom, of the Netherlands, and to Kazakhstan."""
    assert name_of(Teller(visit("GB", "NL"))) == "State visit of the Netherlands to the United Kingdom"
    assert name_of(Teller(visit("KZ", "AZ"))) == "State visit of Azerbaijan to Kazakhstan"


def test_no_english_sentence_has_a_bare_name_after_a_preposition() -> None:
    """What stands after "of", "to", "by" or "between" is asked for in the form that has the article."""
    both = [sentence for words in WORDS.values() for sentence in (words.sentence, words.held) if sentence]
    sentences = [told for sentence in both for told in tenses(sentence)]

    assert [told for told in sentences if re.search(r"\b(of|to|by|between) \{\w+:state\}", told)] == []
    assert "the United Kingdom" in {in_a_sentence(country) for country in COUNTRIES}
    assert set(LANGUAGES) == {"en", *ALPHABETS}
