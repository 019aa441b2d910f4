"""Words for the values of enumerations."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from protocol.reports.words.language import ENGLISH, Language, count_message
from protocol.values import (
    Access,
    Basis,
    Counterpart,
    Coverage,
    DocumentKind,
    Formality,
    FullPowers,
    Function,
    InformalSetting,
    Meal,
    Means,
    Part,
    Rank,
    SaluteOccasion,
    Side,
    Sides,
    SigningManner,
    Standing,
    TalksFormat,
    VenueKind,
    VisitKind,
)

# By class, then by value: members of different enumerations with equal values are equal, so they would be one key.
_TERMS: Final[Mapping[type[StrEnum], Mapping[str, str | None]]] = MappingProxyType(
    {
        VisitKind: {"official-working": "official working", "unknown": None},
        TalksFormat: {"one-on-one": "one-on-one", "unstated": None},
        Meal: {"unstated": None},
        SaluteOccasion: {
            "anthems": "during the anthems",
            "review": "during the review of the guard",
            "arrival": "on arrival",
            "by-itself": "as an act of its own",
            "unstated": None,
        },
        Means: {
            "motorcade": "by motorcade",
            "car": "by car",
            "bus": "by bus",
            "carriage": "by carriage",
            "boat": "by boat",
            "train": "by train",
            "tram": "by tram",
            "helicopter": "by helicopter",
            "other": None,
        },
        InformalSetting: {
            "tea": "over tea",
            "walk": "on a walk",
            "ride": "on a ride",
            "veranda": "on the veranda",
            "lounge": "in the lounge",
            "other": None,
        },
        Counterpart: {
            "premier": "the head of government",
            "speaker": "the speaker of parliament",
            "monarch": "the monarch",
            "minister": "a minister",
            "mayor": "the mayor",
            "party": "a political party",
            "judiciary": "the judiciary",
            "business": "business leaders",
            "community": "the community of compatriots",
            "media": "the media",
            "clergy": "the clergy",
            "other": None,
        },
        VenueKind: {
            "airport": "the airport",
            "station": "the station",
            "residence": "the residence",
            "government": "the seat of government",
            "parliament": "parliament",
            "memorial": "the memorial",
            "hotel": "the hotel",
            "street": None,
            "other": None,
        },
        Rank: {"other": None},
        Function: {
            "leader": None,
            "family": "member of the family",
            "protocol": "protocol officer",
            "security": "security officer",
            "press": "press officer",
            "other": None,
        },
        DocumentKind: {"joint-communique": "joint communiqué", "other": None},
        SigningManner: {
            "signature": "signed",
            "initialling": "initialled",
            "ad-referendum": "signed ad referendum",
        },
        FullPowers: {
            "unstated": None,
            "produced": "full powers produced",
            "dispensed": "full powers dispensed with",
            "lacking": "full powers lacking",
        },
        Side: {"host": "the host", "guest": "the guest", "other": "a third party"},
        Sides: {"host": "the host", "guest": "the guest", "both": "both sides"},
        Basis: {},
        Part: {},
        Standing: {},
        Access: {
            "open": "open to the media",
            "pool": "media pool only",
            "photo": "pictures only",
            "closed": "closed to the media",
        },
        Formality: {},
        Coverage: {
            "complete": "complete: every step is meant to be here",
            "partial": "partial: a step that is not here may have happened all the same",
        },
    }
)


def term(value: StrEnum, language: Language = ENGLISH) -> str | None:
    """The word for a value of a fixed set, or None if the value means that nothing is known.

    >>> term(VenueKind.AIRPORT), term(TalksFormat.RESTRICTED), term(Meal.UNSTATED)
    ('the airport', 'restricted', None)
    """
    english = _english(value)
    return None if english is None else language.word(english, among=type(value).__name__)


_COUNTED: Final[Mapping[DocumentKind | None, tuple[str, str]]] = MappingProxyType(
    {
        None: count_message("{number} document", "{number} documents"),
        DocumentKind.TREATY: count_message("{number} treaty", "{number} treaties"),
        DocumentKind.AGREEMENT: count_message("{number} agreement", "{number} agreements"),
        DocumentKind.PROTOCOL: count_message("{number} protocol", "{number} protocols"),
        DocumentKind.MEMORANDUM: count_message("{number} memorandum", "{number} memoranda"),
        DocumentKind.DECLARATION: count_message("{number} declaration", "{number} declarations"),
        DocumentKind.JOINT_STATEMENT: count_message("{number} joint statement", "{number} joint statements"),
        DocumentKind.JOINT_COMMUNIQUE: count_message("{number} joint communiqué", "{number} joint communiqués"),
        DocumentKind.PROGRAMME: count_message("{number} programme", "{number} programmes"),
        DocumentKind.CONTRACT: count_message("{number} contract", "{number} contracts"),
    }
)


def document_count(number: int | None, kind: DocumentKind | None, language: Language = ENGLISH) -> str | None:
    """How many documents of a kind there are, such as "4 memoranda", or None if no number is known.

    >>> document_count(4, DocumentKind.MEMORANDUM), document_count(1, None)
    ('4 memoranda', '1 document')
    """
    one, many = _COUNTED.get(kind, _COUNTED[None])
    return None if number is None else language.count(one, many, number)


ACTS: Final[Mapping[SigningManner, str]] = MappingProxyType(
    {
        SigningManner.SIGNATURE: "signing",
        SigningManner.INITIALLING: "initialling",
        SigningManner.AD_REFERENDUM: "signing ad referendum",
    }
)
"""The nouns for what is done to a document, as programmes use them."""


def act(manner: SigningManner, language: Language = ENGLISH) -> str:
    """The noun for what is done to a document, such as "initialling"."""
    return language.word(ACTS[manner], among="act of signing")


def meal(served: Meal, formality: Formality | None, language: Language = ENGLISH) -> str:
    """What a reception is called, by its meal and its formality, such as "state banquet".

    Translators get the two as one message, because in some languages the formality changes the noun.
    """
    return language.word(_reception(served, formality), among="reception")


def receptions() -> Iterator[str]:
    """All names of receptions, for the catalogues."""
    yield from dict.fromkeys(_reception(served, formality) for served in Meal for formality in (None, *Formality))


def _reception(served: Meal, formality: Formality | None) -> str:
    return " ".join(filter(None, [formality and term(formality), term(served) or term(Meal.RECEPTION)]))


def terms() -> Iterator[tuple[str, str]]:
    """All words for values, for the catalogues, each with the name of its set."""
    for kind in _TERMS:
        yield from ((kind.__name__, english) for value in kind if (english := _english(value)) is not None)


def _english(value: StrEnum) -> str | None:
    return _TERMS.get(type(value), {}).get(value.value, value.value.replace("-", " "))
