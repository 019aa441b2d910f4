"""What a record says about itself and its entries: basis, coverage, placing, standing and sources."""

from collections.abc import Mapping
from enum import StrEnum

from attrs import field

from protocol.fields import frozen
from protocol.values.texts import Text, as_text


class Basis(StrEnum):
    """Whether the entries happened, as reported, or are a programme, as announced."""

    REPORTED = "reported"
    ANNOUNCED = "announced"


class Coverage(StrEnum):
    """Whether a record holds every step (`complete`) or only those that a report mentions (`partial`)."""

    COMPLETE = "complete"
    PARTIAL = "partial"


class Placing(StrEnum):
    """Whether a source states the place of a step in the order, or only lists the step."""

    STATED = "stated"
    LISTED = "listed"


class Standing(StrEnum):
    """Whether an entry was reported, inferred by the author of the record, or only announced.

    A step that is announced in a record of what happened has not happened as far as the record knows: nothing counts it
    before a correction gives it another standing. In a programme all steps are announced, whatever their standing.
    """

    REPORTED = "reported"
    INFERRED = "inferred"
    ANNOUNCED = "announced"


@frozen
class Source:
    """The source of a fact: a report of a visit, an act, a book.

    `id` is the short name by which steps of a record refer to it; `locator` the article or page *as seen*.
    """

    title: Text = field(converter=as_text)
    url: str | None = None
    language: str | None = None
    locator: str | None = None
    id: str | None = None

    @classmethod
    def of(cls, given: "str | Mapping[str, str] | Text | Source") -> "Source":
        """A source with a title only."""
        return given if isinstance(given, Source) else cls(as_text(given))

    def __str__(self) -> str:
        return str(self.title) if self.locator is None else f"{self.title}, {self.locator}"
