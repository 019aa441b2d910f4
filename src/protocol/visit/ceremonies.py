"""Ceremonies as brackets: opening, steps and closing, and which ceremony an entry is in."""

from collections.abc import Callable

from attrs import evolve, frozen

from protocol.events import Event
from protocol.events.ceremonies import CeremonyKind
from protocol.values import TalksFormat, Venue


@frozen
class CeremonyHeld:
    """A ceremony that was held, by the positions of its opening, its closing and its steps.

    `closed` is None while no closing is reported, which on a partial record may never happen. `steps` are the entries
    in this ceremony, without those of ceremonies inside it. `within` is the opening of the enclosing ceremony, `event`
    the event that opened this one.
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
        """Whether a closing can be that of this ceremony: restricted talks are not closed by expanded ones."""
        if self.kind is not kind or self.closed is not None:
            return False
        return self.format == talks or TalksFormat.UNSTATED in {self.format, talks}


Held = tuple[CeremonyHeld, ...]


def with_opened(held: Held, open_: tuple[int, ...], ceremony: CeremonyHeld) -> tuple[Held, tuple[int, ...]]:
    """Open a ceremony inside the innermost open one.

    An open ceremony of the same kind, and all that is open inside it, has ended without a report, because nobody opens
    a second welcome ceremony within the first. So at most one ceremony of each kind is open.
    """
    same = [depth for depth, opened in enumerate(open_) if held[_index(held, opened)].kind is ceremony.kind]
    outer = open_[: same[0]] if same else open_
    nested = evolve(ceremony, within=outer[-1] if outer else None)
    return (*held, nested), (*outer, ceremony.opened)


def with_closed(
    held: Held, open_: tuple[int, ...], kind: CeremonyKind, talks: TalksFormat | None, position: int
) -> tuple[Held, tuple[int, ...]]:
    """Close the innermost ceremony to which a closing can belong, and all ceremonies that are open inside it.

    A closing is noted even if its ceremony is no longer open; if the ceremony was never opened, nothing changes.
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
    """The ceremonies, with the one that was opened at a position changed."""
    index = _index(held, opened)
    return (*held[:index], change(held[index]), *held[index + 1 :])


def _index(held: Held, opened: int) -> int:
    """The index of the ceremony opened at a position, searched from the end, because mostly the latest changes."""
    return next(index for index in reversed(range(len(held))) if held[index].opened == opened)
