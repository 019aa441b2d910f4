"""Claims: what a thing under test is held to, each a function whose docstring is the claim."""

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")
Claim = Callable[[T], None]


def hold(holds: bool, found: str) -> None:  # noqa: FBT001 - it reads as assert does, which python -O leaves out
    """Raise an `AssertionError` that says what was found, unless something holds."""
    if not holds:
        raise AssertionError(found)


def check_claims(of: str, claims: Iterable[Claim[T]], thing: T) -> None:
    """Hold a thing to all claims; the error has a line for each that is violated, and what was found instead."""
    violated = [told for claim in claims if (told := _violated(claim, thing)) is not None]
    if violated:
        raise AssertionError("\n".join((f"{of} is not what it should be:", *violated)))


def _violated(claim: Claim[T], thing: T) -> str | None:
    sentence = (claim.__doc__ or f"{claim.__name__.replace('_', ' ')}.").splitlines()[0]  # python -OO has no docstrings
    try:
        claim(thing)
    except AssertionError as error:
        return f"- {sentence} But {error}."
    except Exception as error:  # noqa: BLE001 - whatever a thing under test raises is what is found of it
        return f"- {sentence} But {type(error).__name__} was raised: {error}"
    return None
