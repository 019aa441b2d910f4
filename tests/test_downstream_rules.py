"""What other programs rely on when they write rules of their own."""

from collections.abc import Callable
from typing import Any

import pytest

from protocol import Entry, Severity, content_rule
from protocol.errors import RulebookError
from protocol.events import EVENTS, DocumentSigned, Event, GuestArrived, GuestDeparted
from protocol.rules import LOGICAL, Fold, FoldStep, RuleMaker, because


def maker() -> RuleMaker[int]:
    """What makes a rule of a fold that counts."""
    return content_rule("OUR01", severity=Severity.NOTE, evidence=LOGICAL, sources=(because("we say so"),), memory=0)


def one(memory: int, _: Entry[DocumentSigned]) -> FoldStep[int]:
    """Documents are counted.

    What follows is no part of the sentence.
    """
    return FoldStep(memory + 1)


def two(memory: int, _: Entry[GuestArrived | GuestDeparted]) -> FoldStep[int]:
    """Journeys are counted."""
    return FoldStep(memory + 1)


def every(memory: int, _: Entry[Event]) -> FoldStep[int]:
    """Everything is counted."""
    return FoldStep(memory + 1)


@pytest.mark.parametrize(
    ("step", "sentence", "events"),
    [
        (one, "Documents are counted.", {DocumentSigned}),
        (two, "Journeys are counted.", {GuestArrived, GuestDeparted}),
        (every, "Everything is counted.", set(EVENTS)),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_a_content_rule_is_told_by_its_function(
    step: Callable[..., FoldStep[int]], sentence: str, events: set[type]
) -> None:
    """Its sentence is the first line of the docstring, its events those of the annotation."""
    rule = maker()(step)

    assert rule.sentence == sentence
    assert isinstance(rule.body, Fold)
    assert rule.body.events == events


def wordless(memory: int, _: Entry[DocumentSigned]) -> FoldStep[int]:  # noqa: D103 - that is what is wrong with it
    return FoldStep(memory)


def bare(memory: Any, _: Any) -> FoldStep[Any]:  # noqa: ANN401 - that is what is wrong with it
    """It does not say which entries it reads."""
    return FoldStep(memory)


def alone() -> FoldStep[int]:
    """It reads nothing at all."""
    return FoldStep(0)


@pytest.mark.parametrize(
    ("step", "wanted"), [(wordless, "docstring"), (bare, "is annotated as"), (alone, "is annotated as")]
)
def test_a_content_rule_that_says_too_little(step: Any, wanted: str) -> None:  # noqa: ANN401 - that is what is wrong with them
    """What its function lacks is told with the code of the rule."""
    with pytest.raises(RulebookError, match=wanted) as refused:
        maker()(step)

    assert refused.value.code == "OUR01"
