"""Claims about a thing under test: each is a function whose docstring is the claim."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from protocol.stream import Stream

T = TypeVar("T")
Claim = Callable[[T], None]


def hold(holds: bool, found: str) -> None:  # noqa: FBT001 - it reads as assert does, which python -O leaves out
    """Raise an `AssertionError` that says what was found, unless the condition holds."""
    if not holds:
        raise AssertionError(found)


def check_claims(of: str, claims: Iterable[Claim[T]], thing: T) -> None:
    """Test a thing against all claims; the error has a line for each violated claim, with what was found instead."""
    violations = [found for claim in claims if (found := _violation(claim, thing)) is not None]
    hold_all(of, violations)


def hold_all(of: str, violations: Sequence[str]) -> None:
    """Raise an `AssertionError` with a line for each violation, unless there are none."""
    hold(not violations, "\n".join((f"{of} is not what it should be:", *(f"- {each}" for each in violations))))


def steps_of(stream: Stream) -> str:
    """The steps of a stream, as an error names them: the classes of its events."""
    return ", ".join(type(event).__name__ for event in stream.events)


def _violation(claim: Claim[T], thing: T) -> str | None:
    sentence = (claim.__doc__ or f"{claim.__name__.replace('_', ' ')}.").splitlines()[0]  # python -OO has no docstrings
    try:
        claim(thing)
    except AssertionError as error:
        return f"{sentence} But {error}."
    except Exception as error:  # noqa: BLE001 - whatever a thing under test raises is what is found of it
        return f"{sentence} But {type(error).__name__} was raised: {error}"
    return None
