"""Severity, how serious it is to break a rule, and evidence, what the rule rests on; the two are independent."""

from enum import IntEnum, StrEnum
from typing import Final

from protocol.fields import frozen
from protocol.values import Source, Text


class Severity(IntEnum):
    """How serious a departure from a rule is; a greater value is worse."""

    NOTE = 1
    LAPSE = 2
    BREACH = 3

    def __str__(self) -> str:
        return self.name.lower()


class EvidenceKind(StrEnum):
    """What a rule rests on.

    `statute`: the text of an act that was seen. `published`: a publication, such as that of a protocol office or its
    chief, a book, or the acts of other states. `reported`: a rule as the press states it. `observed`: practice, with
    counts. `logical`: it could not be otherwise.
    """

    STATUTE = "statute"
    PUBLISHED = "published"
    REPORTED = "reported"
    OBSERVED = "observed"
    LOGICAL = "logical"


@frozen
class Evidence:
    """What a rule rests on; for practice, how many visits held it and how many broke it, without listed steps."""

    kind: EvidenceKind
    held: int | None = None
    broken: int | None = None

    def __str__(self) -> str:
        counts = "" if self.held is None else f" (held {self.held}, broken {self.broken})"
        return f"{self.kind}{counts}"


STATUTE: Final = Evidence(EvidenceKind.STATUTE)
PUBLISHED: Final = Evidence(EvidenceKind.PUBLISHED)
REPORTED: Final = Evidence(EvidenceKind.REPORTED)
LOGICAL: Final = Evidence(EvidenceKind.LOGICAL)


def observed(*, held: int, broken: int) -> Evidence:
    """The evidence of practice: how many visits held the rule and how many broke it, without listed steps."""
    return Evidence(EvidenceKind.OBSERVED, held, broken)


def because(reason: str) -> Source:
    """The source of a rule of logic: the reason why it could not be otherwise."""
    return Source(title=Text.of(f"by logic: {reason}"))
