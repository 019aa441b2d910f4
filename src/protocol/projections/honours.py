"""The ledger of gifts and decorations: what was given, by whom, to whom."""

from collections.abc import Sequence

from attrs import evolve

from protocol.events import DecorationConferred, DecorationsExchanged, Event, GiftPresented
from protocol.fields import frozen
from protocol.projections.folding import projection
from protocol.projections.series import with_one_more
from protocol.stream import Entry
from protocol.values import Moment, Person, Side, Text


@frozen
class Honour:
    """A gift or a decoration; if nobody is named, what one side gave is for the other side."""

    what: Text | None
    by: Side | None
    on: Person | None
    decoration: bool
    given: Moment | None
    entries: tuple[int, ...]


@frozen
class Ledger:
    """What was given, in order."""

    lines: Sequence[Honour] = ()


@projection("Which gifts and decorations were given, by whom and to whom.", start=Ledger())
def ledger(so_far: Ledger, entry: Entry[Event]) -> Ledger:
    match entry.event:
        case GiftPresented(gift=gift, by=by):
            line = Honour(gift, by, None, decoration=False, given=entry.at, entries=(entry.position,))
        case DecorationConferred(decoration=decoration, by=by):
            on = next(iter(entry.addressed), None)
            line = Honour(decoration, by, on, decoration=True, given=entry.at, entries=(entry.position,))
        case DecorationsExchanged(by_host=by_host, by_guest=by_guest):
            both = ((by_host, Side.HOST), (by_guest, Side.GUEST))
            lines = [
                Honour(what, by, None, decoration=True, given=entry.at, entries=(entry.position,)) for what, by in both
            ]
            return evolve(so_far, lines=with_one_more(with_one_more(so_far.lines, lines[0]), lines[1]))
        case _:
            return so_far
    return evolve(so_far, lines=with_one_more(so_far.lines, line))
