"""Strategies for people, parties, places and documents, derived from the annotations of their fields."""

from hypothesis import strategies as st

from protocol.testing.strategies import values
from protocol.testing.words import countries, texts
from protocol.values import Document, Party, Person, Presence, PressAccess, Rank, Signatory, Venue


def persons() -> st.SearchStrategy[Person]:
    """People, many with a name only."""
    return values(Person)


def presences() -> st.SearchStrategy[Presence]:
    """People with the part that they take in a step."""
    return values(Presence)


def press_accesses() -> st.SearchStrategy[PressAccess]:
    """The access of the media to a step, often with nothing but who may be there."""
    return values(PressAccess)


def dignitaries() -> st.SearchStrategy[Person]:
    """People with an office, a rank and a country, as principals have them."""
    return st.builds(Person, texts(), office=texts(), rank=st.sampled_from(Rank), country=countries())


def parties() -> st.SearchStrategy[Party]:
    """Parties to a visit, often without even a state."""
    return values(Party)


def venues() -> st.SearchStrategy[Venue]:
    """Places, many with a name only."""
    return values(Venue)


def documents() -> st.SearchStrategy[Document]:
    """Documents of every kind and of none."""
    return values(Document)


def signatories() -> st.SearchStrategy[Signatory]:
    """People who sign, for any side and with any powers."""
    return values(Signatory)
