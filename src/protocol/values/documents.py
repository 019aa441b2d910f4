"""Documents, how they are signed, and the powers to sign them."""

from collections.abc import Mapping
from enum import StrEnum

from attrs import field

from protocol.fields import frozen
from protocol.values.people import Person, Rank, Side
from protocol.values.texts import Text, as_text


class DocumentKind(StrEnum):
    """What a document is; only the treaties among them need full powers to sign."""

    TREATY = "treaty"
    AGREEMENT = "agreement"
    PROTOCOL = "protocol"
    MEMORANDUM = "memorandum"
    DECLARATION = "declaration"
    JOINT_STATEMENT = "joint-statement"
    JOINT_COMMUNIQUE = "joint-communique"
    PROGRAMME = "programme"
    CONTRACT = "contract"
    OTHER = "other"


TREATY_KINDS = (DocumentKind.TREATY,)
"""The kinds that are certainly treaties; an agreement or a protocol may be one, but sources rarely say."""


class SigningManner(StrEnum):
    """How a document was signed (Vienna Convention on the Law of Treaties, Articles 10 and 12)."""

    SIGNATURE = "signature"
    INITIALLING = "initialling"
    AD_REFERENDUM = "ad-referendum"


class FullPowers(StrEnum):
    """What is known of a signatory's full powers."""

    UNSTATED = "unstated"
    PRODUCED = "produced"
    DISPENSED = "dispensed"
    LACKING = "lacking"


POWERS_BY_OFFICE = frozenset({Rank.MONARCH, Rank.HEAD_OF_STATE, Rank.HEAD_OF_GOVERNMENT, Rank.FOREIGN_MINISTER})
"""The ranks that need no full powers, by Article 7(2)(a) of the Vienna Convention on the Law of Treaties."""


@frozen(cache_hash=True)
class Document:
    """A document of a visit, by its title and kind."""

    title: Text = field(converter=as_text)
    kind: DocumentKind | None = None

    @classmethod
    def of(cls, given: "str | Mapping[str, str] | Text | Document") -> "Document":
        """A document with a title only."""
        return given if isinstance(given, Document) else cls(as_text(given))

    def __str__(self) -> str:
        return str(self.title)


@frozen
class Signatory:
    """A person who signs, for which side, and what is known of the powers to do so."""

    person: Person
    side: Side | None = None
    powers: FullPowers = FullPowers.UNSTATED

    @classmethod
    def of(cls, given: "str | Mapping[str, str] | Text | Person | Signatory") -> "Signatory":
        """A signatory about whose powers nothing is known."""
        return given if isinstance(given, Signatory) else cls(Person.of(given))

    def __str__(self) -> str:
        return str(self.person)
