"""Catalogues say no more than the English: no airport for a greeting, no heads of state for principals."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from words import ALPHABETS

from protocol.events import Event, GuestGreeted, LeadersGreeted, SiteVisited
from protocol.languages import language
from protocol.reports.words.teller import Teller
from protocol.rules import EvidenceKind
from protocol.stream import Entry, at_position
from protocol.values import Venue, VenueKind

FOLDERS = Path(__file__).parents[2] / "src" / "protocol" / "languages"

MEANS = {
    "ru": {
        "аэропорт": "airport",
        "глав[аы]? государств": "heads? of state",
        "государственн": "state|national|anthem",
        "награжд|наград": "decoration",
        "совместн": "joint",
        "официальн": "official|welcom",
        "памятн": "memorial",
        "супруг": "spouse",
        "протокольн": "protocol",
        "подписанн": "signed",
        "почетн": "hono|guard|visitors' book|escort|report",
    },
    "kk": {
        "әуежай": "airport",
        "мемлекет басшы": "heads? of state",
        "мемлекеттік": "state|national|anthem",
        "бірлескен": "joint",
        "ресми": "official|formal|welcom|private",
        "естелік": "memorial",
        "протокол қызмет": "protocol service",
        "жері": "from|place|seat",
    },
    "az": {
        "hava liman": "airport",
        "dövlət başçı": "heads? of state",
        "dövlət": "states?|national|anthem",
        "birgə": "joint",
        "rəsmi": "official|formal|welcom|private",
        "xatirə": "memorial",
        "protokol xidmət": "protocol service",
        "xanım": "spouse",
        r"\byer\b": "place",
        "ziyafət": "banquet",
    },
}
"""Words that claim something, with what the English has to say for them to be true."""


@pytest.mark.parametrize("code", ALPHABETS)
def test_a_translation_claims_nothing_of_its_own(code: str) -> None:
    """What narrows a sentence down, such as a place, a rank or an award of the state, is in the English as well."""
    with (FOLDERS / code / "messages.po").open("rb") as source:
        told = [(str(each.id), str(each.string)) for each in read_po(source, locale=code) if each.id]

    claims = [
        (english, words, claim)
        for english, words in told
        for claim, meant in MEANS[code].items()
        if re.search(claim, words, re.IGNORECASE) and not re.search(meant, english, re.IGNORECASE)
    ]
    assert claims == []


@pytest.mark.parametrize(
    ("code", "words"),
    [("ru", "Встреча гостя"), ("kk", "Мейманды қарсы алу"), ("az", "Qonağın qarşılanması")],
)
def test_a_greeting_is_where_the_record_has_it(code: str, words: str) -> None:
    """Somebody who is met at a station is not met at an airport."""
    met = Entry(0, GuestGreeted(), place=Venue(kind=VenueKind.STATION))

    assert Teller(language=language(code)).item(met) == words


@pytest.mark.parametrize(
    ("code", "event", "words"),
    [
        ("ru", LeadersGreeted(), "Принимающая сторона приветствовала гостя"),
        ("kk", LeadersGreeted(), "Қабылдаушы тарап мейманмен сәлемдесті"),
        ("az", LeadersGreeted(), "Qəbul edən tərəf qonağı salamlayıb"),
        ("ru", Entry(0, SiteVisited(), place=Venue("музей")), "Гость посетил объект: музей"),
        ("kk", Entry(0, SiteVisited(), place=Venue("музей")), "Мейман нысанға барды: музей"),
        ("az", Entry(0, SiteVisited(), place=Venue("muzey")), "Qonaq obyektə baş çəkib: muzey"),
    ],
)
def test_a_sentence_tells_what_was_done(code: str, event: Event | Entry[Event], words: str) -> None:
    """Principals need not be heads of state, and a visit to a site is an act, not a place."""
    assert Teller(language=language(code)).entry(at_position(event, 3)) == words


@pytest.mark.parametrize(
    ("code", "words"),
    [("ru", "опубликованный источник"), ("kk", "жарияланған дереккөз"), ("az", "dərc olunmuş mənbə")],
)
def test_published_evidence_is_not_laid_at_the_door_of_a_protocol_service(code: str, words: str) -> None:
    """What is published may be a book or a statute of another state."""
    assert language(code).word(EvidenceKind.PUBLISHED.value, among="evidence") == words
