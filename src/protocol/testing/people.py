"""Strategies for who takes part in a visit, where, and what they sign, derived from the annotations of their fields."""

from hypothesis import strategies as st

from protocol.testing.strategies import values
from protocol.testing.words import countries, texts
from protocol.values import Document, Party, Person, Rank, Signatory, Venue


def persons() -> st.SearchStrategy[Person]:
    """People, of many of whom nothing but the name is known."""
    return values(Person)


def dignitaries() -> st.SearchStrategy[Person]:
    """People with an office, a rank and a country, as principals have them."""
    return st.builds(Person, texts(), office=texts(), rank=st.sampled_from(Rank), country=countries())


def parties() -> st.SearchStrategy[Party]:
    """Parties to a visit, of which often not even the state is known."""
    return values(Party)


def venues() -> st.SearchStrategy[Venue]:
    """Places, of many of which little is known."""
    return values(Venue)


def documents() -> st.SearchStrategy[Document]:
    """Documents of every kind and of none."""
    return values(Document)


def signatories() -> st.SearchStrategy[Signatory]:
    """People who sign, for any side and by any powers."""
    return values(Signatory)
