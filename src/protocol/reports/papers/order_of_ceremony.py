"""The order of ceremony: one ceremony on one page, step by step, with who acts and towards whom."""

from collections.abc import Iterator

from protocol.events import (
    AnthemPlayed,
    ColoursSaluted,
    DelegationsPresented,
    Event,
    GuardReported,
    GuardReviewed,
    LeadersGreeted,
    MarchPastHeld,
    SoldiersGreeted,
)
from protocol.reports.brief import Brief
from protocol.reports.page import Block, Cell, Page, Paragraph, Table, plain
from protocol.reports.sections.blocks import row, without_empty_columns
from protocol.reports.sections.entries import told_of
from protocol.reports.sections.particulars import made_from_a_record, name_of
from protocol.reports.sections.untranslated import listing_untranslated
from protocol.reports.words.events import heading
from protocol.reports.words.teller import Teller
from protocol.reports.words.times import moment_in_words
from protocol.stream import Entry
from protocol.values import Side, Sides
from protocol.visit import CeremonyHeld, CeremonyKind


@listing_untranslated
def order_of_ceremony_page(brief: Brief) -> Page:
    """One ceremony of a visit: the one that is asked for, or else the first welcome ceremony, or else the first.

    A ceremony that a record only announces is told as in a programme.
    """
    ahead = brief.announced
    if ahead is not None and ceremony_of(brief) is None and ceremony_of(ahead) is not None:
        return order_of_ceremony_page(ahead)
    teller, held = brief.teller, ceremony_of(brief)
    say = brief.language.say
    if held is None:
        none = say("No ceremony is planned." if brief.visit.planned else "No ceremony is recorded.")
        blocks: tuple[Block, ...] = (Paragraph(plain(none)),)
        return Page(say("Order of ceremony: {visit}", visit=name_of(brief.teller)), blocks, brief.language.code)
    opening = brief.current.at(held.opened)
    assert opening is not None  # noqa: S101 - a ceremony is known by its opening
    blocks = (*_occasion(opening, held, teller, brief.usual), _steps(brief, held))
    title = say("Order of ceremony: {step}", step=heading(type(opening.event), brief.language))
    return Page(title, blocks, brief.language.code, told_of(blocks, brief.current, teller))


def ceremony_of(brief: Brief) -> CeremonyHeld | None:
    """The ceremony that a brief is about."""
    if brief.ceremony is not None:
        return brief.visit.ceremony(brief.ceremony)
    held = brief.visit.ceremonies
    welcomes = [each for each in held if each.kind is CeremonyKind.WELCOME]
    return next(iter((*welcomes, *held)), None)


def _occasion(opening: Entry[Event], held: CeremonyHeld, teller: Teller, usual: str | None) -> Iterator[Block]:
    """The visit, the place and the beginning, which is the only time in an order of ceremony."""
    say = teller.language.say
    yield Paragraph(plain(name_of(teller), *(fact.position for fact in teller.visit.agreed)))
    yield from made_from_a_record(teller)
    if held.venue is not None:
        yield Paragraph(plain(say("Venue: {venue}", venue=teller.words(held.venue)), held.opened))
    if opening.at is not None:
        begins = moment_in_words(opening.at, teller.language, usual=usual)
        yield Paragraph(plain(say("Begins: {time}", time=begins), held.opened))
    if opening.lasting is not None:
        yield Paragraph(plain(say("Duration: {duration}", duration=teller.words(opening.lasting)), held.opened))


def _steps(brief: Brief, held: CeremonyHeld) -> Table:
    say = brief.language.say
    inside = {*brief.visit.steps_of(held.opened)}
    entries = [entry for entry in brief.current if entry.position in inside]
    rows = tuple(_row(number, entry, brief.teller) for number, entry in enumerate(entries, 1))
    head = (say("No."), say("Step"), say("Who acts"), say("Towards whom"), say("Remarks"))
    return without_empty_columns(Table(head, rows))


def _row(number: int, entry: Entry[Event], teller: Teller) -> tuple[Cell, ...]:
    remarks = "; ".join(filter(None, map(teller.words, entry.remarks))) if teller.visit.planned else None
    words = (str(number), teller.item(entry), _who(entry.event, teller), _towards(entry.event, teller), remarks)
    return row(words, entry.position)


def _who(event: Event, teller: Teller) -> str | None:
    match event:
        case LeadersGreeted():
            return teller.leader_of(Side.HOST)
        case SoldiersGreeted():
            return teller.leader_of(Side.GUEST)
        case GuardReviewed(by=by):
            return teller.leader_of(by)
        case DelegationsPresented(whose=whose):
            return teller.state_of(whose)
        case GuardReported():
            return teller.language.say("the commander of the guard of honour")
        case MarchPastHeld():
            return teller.language.say("the guard of honour")
        case AnthemPlayed():
            return teller.language.say("the band")
        case _:
            return None


def _towards(event: Event, teller: Teller) -> str | None:
    match event:
        case LeadersGreeted():
            return teller.leader_of(Side.GUEST)
        case GuardReported(to=to):
            return teller.leader_of(to)
        case DelegationsPresented(whose=Sides.HOST):
            return teller.leader_of(Side.GUEST)
        case DelegationsPresented(whose=Sides.GUEST):
            return teller.leader_of(Side.HOST)
        case ColoursSaluted(of=of):
            return teller.state_of(of)
        case _:
            return None
