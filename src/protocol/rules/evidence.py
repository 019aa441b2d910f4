"""How grave it is to break a rule, and what the rule rests on: two things, never one."""

from enum import IntEnum, StrEnum
from typing import Final

from protocol.fields import frozen
from protocol.values import Source, Text


class Severity(IntEnum):
    """What a departure from a rule means for the visit; a greater one is worse."""

    NOTE = 1
    LAPSE = 2
    BREACH = 3

    def __str__(self) -> str:
        return self.name.lower()


class EvidenceKind(StrEnum):
    """What a rule rests on.

    `statute`: the text of an act was seen. `published`: something published says so, be it by a protocol office or
    its chief, in a book, or in the acts of other states. `reported`: the press states it as a rule. `observed`:
    practice, with counts. `logical`: it could not be otherwise.
    """

    STATUTE = "statute"
    PUBLISHED = "published"
    REPORTED = "reported"
    OBSERVED = "observed"
    LOGICAL = "logical"


@frozen
class Evidence:
    """What a rule rests on; for practice, how many visits held it and how many broke it, strictly counted."""

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
    """The evidence of practice: visits that held to it and visits that did not, steps merely listed left out."""
    return Evidence(EvidenceKind.OBSERVED, held, broken)


def because(reason: str) -> Source:
    """The source of a rule of logic: the reason why it could not be otherwise."""
    return Source(title=Text.of(f"by logic: {reason}"))
