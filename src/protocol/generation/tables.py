"""Small tables from which the values of generated visits are drawn: invented people, real countries, plain words."""

from datetime import date, datetime, timedelta, timezone
from typing import Final

from protocol.values import Country, Document, DocumentKind, Person, Rank, Text, Venue, VenueKind

COUNTRIES: Final = tuple(map(Country, ("AZ", "DE", "FR", "IN", "IT", "KG", "KR", "KZ", "PE", "TJ", "TR", "UZ")))
CITIES: Final = tuple(map(Text.of, ("Northbridge", "Old Harbour", "Riverton", "Southgate")))
WORDS: Final = tuple(map(Text.of, ("at the source's word", "energy", "friendship", "trade", "transport", "water")))
NAMES: Final = ("A. Aster", "B. Birch", "C. Cedar", "D. Daphne", "E. Elm", "F. Fir", "G. Gorse", "H. Hazel")
PEOPLE: Final = tuple(Person(name) for name in NAMES)
PALACE: Final = Venue("the palace", VenueKind.RESIDENCE)
VENUES: Final = (
    PALACE,
    Venue("the airport", VenueKind.AIRPORT, indoors=False),
    Venue("the memorial", VenueKind.MEMORIAL, indoors=False),
    Venue("the works", VenueKind.OTHER),
)
KINDS: Final = tuple(kind for kind in DocumentKind if kind is not DocumentKind.TREATY)
FIRST_DAY: Final = date(2023, 4, 10)
ZONE: Final = timezone(timedelta(hours=6))
MORNING: Final = datetime(2023, 4, 10, 9, tzinfo=ZONE)


def principal(side: str, country: Country, rank: Rank) -> Person:
    """The principal of a side."""
    return Person(f"The {side}", Text.of(f"leader ({country.name})"), rank, country)


def document(number: int) -> Document:
    """The document with a number; each number has its own title."""
    return Document(Text.of(f"Document {number}"), KINDS[number % len(KINDS)])


OFTEN: Final = 0.5
SOMETIMES: Final = 0.3
SELDOM: Final = 0.1
RARELY: Final = 0.03
"""How often a value that reports may leave out is given."""
