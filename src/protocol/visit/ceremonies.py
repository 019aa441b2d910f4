"""Ceremonies as brackets: which of them an entry stands in."""

from collections.abc import Callable

from attrs import evolve, frozen

from protocol.events import Event
from protocol.events.ceremonies import CeremonyKind
from protocol.values import TalksFormat, Venue


@frozen
class CeremonyHeld:
    """A ceremony that was held, by the positions of its opening, its closing and its steps.

    `closed` is None while no closing is reported, which on a partial record may be for ever. `steps` are the
    entries that stand in this ceremony and in no other inside it; `within` is the opening of the enclosing one;
    `event` is what opened it.
    """

    kind: CeremonyKind
    opened: int
    closed: int | None = None
    format: TalksFormat | None = None
    venue: Venue | None = None
    inferred: bool = False
    within: int | None = None
    steps: tuple[int, ...] = ()
    event: Event | None = None

    def closed_by(self, kind: CeremonyKind, talks: TalksFormat | None) -> bool:
        """Whether a closing is of this ceremony: talks in one format are not closed by those in another."""
        if self.kind is not kind or self.closed is not None:
            return False
        return self.format == talks or TalksFormat.UNSTATED in {self.format, talks}


Held = tuple[CeremonyHeld, ...]


def with_opened(held: Held, open_: tuple[int, ...], ceremony: CeremonyHeld) -> tuple[Held, tuple[int, ...]]:
    """Open a ceremony inside the innermost open one.

    One of the same kind that is still open has ended unreported, with all that was open inside it: nobody opens
    a second welcome ceremony within the first. So no more are open than there are kinds.
    """
    same = [depth for depth, opened in enumerate(open_) if held[_index(held, opened)].kind is ceremony.kind]
    outer = open_[: same[0]] if same else open_
    nested = evolve(ceremony, within=outer[-1] if outer else None)
    return (*held, nested), (*outer, ceremony.opened)


def with_closed(
    held: Held, open_: tuple[int, ...], kind: CeremonyKind, talks: TalksFormat | None, position: int
) -> tuple[Held, tuple[int, ...]]:
    """Close the innermost ceremony that a closing can mean, and leave everything that was open inside it.

    A closing that comes after its ceremony was left is still noted; one of a ceremony never opened changes nothing.
    """
    for depth, opened in reversed(tuple(enumerate(open_))):
        if held[_index(held, opened)].closed_by(kind, talks):
            return change_one(held, opened, lambda ceremony: evolve(ceremony, closed=position)), open_[:depth]
    for ceremony in reversed(held):
        if ceremony.closed_by(kind, talks):
            return change_one(held, ceremony.opened, lambda left: evolve(left, closed=position)), open_
    return held, open_


def with_step(held: Held, opened: int, position: int) -> Held:
    """Note a step in the ceremony that was opened at a position."""
    return change_one(held, opened, lambda ceremony: evolve(ceremony, steps=(*ceremony.steps, position)))


def change_one(held: Held, opened: int, change: Callable[[CeremonyHeld], CeremonyHeld]) -> Held:
    """The ceremonies with one of them change_one."""
    index = _index(held, opened)
    return (*held[:index], change(held[index]), *held[index + 1 :])


def _index(held: Held, opened: int) -> int:
    """Where the ceremony stands that was opened at a position; the ones in question are mostly the latest."""
    return next(index for index in reversed(range(len(held))) if held[index].opened == opened)
