"""The order of ceremony: one ceremony on one page, step by step, with who acts and towards whom."""

from collections.abc import Iterator
from datetime import date

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
from protocol.projections.moments import day_of
from protocol.reports.brief import Brief
from protocol.reports.page import Block, Cell, Page, Paragraph, Table, plain
from protocol.reports.sections.blocks import row, without_empty_columns
from protocol.reports.sections.entries import told_of
from protocol.reports.sections.particulars import made_from_a_record, name_of
from protocol.reports.sections.untranslated import listing_untranslated
from protocol.reports.words.events import heading
from protocol.reports.words.language import message
from protocol.reports.words.teller import Teller
from protocol.reports.words.times import hours_in_words, moment_in_words
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
    closing = None if held.closed is None else brief.current.at(held.closed)
    blocks = (*_occasion(opening, closing, teller, brief.usual), _steps(brief, held))
    title = say("Order of ceremony: {step}", step=heading(type(opening.event), brief.language))
    return Page(title, blocks, brief.language.code, told_of(blocks, brief.current, teller))


def ceremony_of(brief: Brief) -> CeremonyHeld | None:
    """The ceremony that a brief is about."""
    if brief.ceremony is not None:
        return brief.visit.ceremony(brief.ceremony)
    held = brief.visit.ceremonies
    welcomes = [each for each in held if each.kind is CeremonyKind.WELCOME]
    return next(iter((*welcomes, *held)), None)


def _occasion(
    opening: Entry[Event], closing: Entry[Event] | None, teller: Teller, usual: str | None
) -> Iterator[Block]:
    """The visit, the place, the people, and when the ceremony begins and ends."""
    say, language = teller.language.say, teller.language
    ends = opening.until or (None if closing is None else closing.until or closing.at)
    yield Paragraph(plain(name_of(teller), *(fact.position for fact in teller.visit.agreed)))
    yield from made_from_a_record(teller)
    lines = {
        message("Venue: {said}"): teller.words(opening.place),
        message("Begins: {said}"): None if opening.at is None else moment_in_words(opening.at, language, usual=usual),
        message("Ends: {said}"): None if ends is None else moment_in_words(ends, language, usual=usual),
        message("Duration: {said}"): teller.words(opening.lasting),
        message("Who acts: {said}"): teller.words(opening.acting),
        message("Accompanied by: {said}"): teller.words(opening.accompanying),
        message("Attended by: {said}"): teller.words(opening.attending),
    }
    for line, said in lines.items():
        if said is not None:
            yield Paragraph(plain(say(line, said=said), opening.position))


def _steps(brief: Brief, held: CeremonyHeld) -> Table:
    say = brief.language.say
    inside = {*brief.visit.steps_of(held.opened)}
    entries = [entry for entry in brief.current if entry.position in inside]
    opening = brief.current.at(held.opened)
    day = None if opening is None else day_of(opening.at)
    rows = tuple(_row(number, entry, day, brief) for number, entry in enumerate(entries, 1))
    head = (say("No."), say("Time"), say("Step"), say("Who acts"), say("Towards whom"), say("Remarks"))
    return without_empty_columns(Table(head, rows))


def _row(number: int, entry: Entry[Event], day: date | None, brief: Brief) -> tuple[Cell, ...]:
    teller, language = brief.teller, brief.language
    hours = hours_in_words(entry.at, entry.until, day, language, usual=brief.usual, lasting=entry.lasting)
    remarks = "; ".join(filter(None, map(teller.words, entry.remarks))) if teller.visit.planned else None
    acting, addressed = teller.words(entry.acting), teller.words(entry.addressed)
    who, towards = acting or _who(entry.event, teller), addressed or _towards(entry.event, teller)
    return row((str(number), hours, teller.item(entry), who, towards, remarks), entry.position)


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
