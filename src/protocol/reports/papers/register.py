"""The register of documents signed, treaties first, as one of the two parties prints it for itself.

By the rule of the alternat, each party is named first in what it prints and in the copy that it keeps, where it also
signs on the left.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from protocol.projections import Register, Registered, Untitled, register
from protocol.reports.brief import Brief
from protocol.reports.page import Block, Cell, Heading, Listing, Page, Paragraph, Table, plain
from protocol.reports.sections.blocks import row, without_empty_columns
from protocol.reports.sections.entries import told_of
from protocol.reports.sections.particulars import name_of
from protocol.reports.sections.untranslated import listing_untranslated
from protocol.reports.words.language import message
from protocol.reports.words.teller import Teller
from protocol.reports.words.terms import act, document_count, term
from protocol.reports.words.times import day_in_words
from protocol.values import DocumentKind, Party, Side

_TREATIES: Final = frozenset({DocumentKind.TREATY, DocumentKind.AGREEMENT, DocumentKind.PROTOCOL})
_OTHER: Final = {Side.HOST: Side.GUEST, Side.GUEST: Side.HOST}


@listing_untranslated
def register_page(brief: Brief) -> Page:
    """The documents signed on a visit: title, kind, manner, who signed for which party, when and where.

    For a programme it lists what is to be signed.
    """
    say, planned, signed = brief.language.say, brief.visit.planned, register.of(brief.current)
    told = signed.documents
    none = say("No document is to be signed by this programme." if planned else "No document is recorded as signed.")
    blocks = (
        Paragraph(plain(name_of(brief.teller), *(fact.position for fact in brief.visit.agreed))),
        *([] if told or signed.untitled else [Paragraph(plain(none))]),
        *_groups(signed, brief),
        *_copies(told, brief),
        *_to_be_signed(signed, brief),
    )
    title = say("Register of documents to be signed" if planned else "Register of documents signed")
    return Page(title, blocks, brief.language.code, told_of(blocks, brief.current, brief.teller))


def _to_be_signed(signed: Register, brief: Brief) -> Iterator[Block]:
    """The documents that a record of what happened only announces, but for those that were signed."""
    if (ahead := brief.announced) is not None:
        told, titles = register.of(ahead.current), {each.document.title for each in signed.documents}
        left = [each for each in told.documents if each.document.title not in titles]
        known = {(each.number, each.kind) for each in signed.untitled}
        untitled = [_row_untitled(each, ahead) for each in told.untitled if (each.number, each.kind) not in known]
        if left or untitled:
            caption = brief.language.say("Documents announced and to be signed")
            yield Heading(caption)
            yield without_empty_columns(_table(caption, (*_rows(left, 1, ahead), *untitled), ahead))


def _parties(brief: Brief) -> tuple[Party | None, Party | None]:
    """The party that the register is for, and the other."""
    own = brief.side if brief.side in _OTHER else Side.HOST
    return brief.visit.party(own), brief.visit.party(_OTHER[own])


def _groups(signed: Register, brief: Brief) -> Iterator[Block]:
    """Treaties first, then the others, numbered through, then those without titles, in tables with the same columns."""
    say, told = brief.language.say, signed.documents
    treaties = [each for each in told if each.document.kind in _TREATIES]
    others = [each for each in told if each.document.kind not in _TREATIES]
    untitled = [_row_untitled(each, brief) for each in signed.untitled]
    tables = (
        _table(say("Treaties, agreements and protocols"), _rows(treaties, 1, brief), brief),
        _table(say("Other documents"), _rows(others, 1 + len(treaties), brief), brief),
        _table(say("Documents without a stated title"), untitled, brief),
    )
    for table in tables:
        if table.rows:
            yield Heading(table.caption or "")
            yield without_empty_columns(table, *tables)


def _table(caption: str, rows: Iterable[tuple[Cell, ...]], brief: Brief) -> Table:
    say = brief.language.say
    own, other = (_state(party, brief) for party in _parties(brief))
    head = (say("No."), say("Title"), say("Kind of document"), own, other, say("Place and date"), say("Manner"))
    return Table((*head, say("Remarks")), tuple(rows), caption)


def _rows(documents: Sequence[Registered], first: int, brief: Brief) -> Iterator[tuple[Cell, ...]]:
    return (_row(number, each, brief) for number, each in enumerate(documents, first))


def _row_untitled(told: Untitled, brief: Brief) -> tuple[Cell, ...]:
    """A row without a number: how many there were is said where titles stand, and so is that none is stated."""
    language = brief.language
    number, kind = (
        document_count(told.number, told.kind, language),
        None if told.kind is None else term(told.kind, language),
    )
    title = language.say("[{number}, titles not stated|titles not stated]", number=number)
    where = _where_and_when(told, brief.teller)
    return row((None, title, kind, None, None, where, None, None), *told.entries)


def _state(party: Party | None, brief: Brief) -> str:
    if party is None or party.state is None:
        return brief.language.say("Party")
    return brief.language.say("For: {state}", state=brief.language.full_name(party.state))


def _row(number: int, told: Registered, brief: Brief) -> tuple[Cell, ...]:
    teller, language, planned = brief.teller, brief.language, brief.visit.planned
    exchanged = language.say("to be exchanged" if planned else "exchanged")
    words = (
        str(number),
        language.text(told.document.title),
        None if told.document.kind is None else term(told.document.kind, language),
        *(_signed_for(told, party, teller) for party in _parties(brief)),
        _where_and_when(told, teller),
        act(told.manner, language) if planned else term(told.manner, language),
        exchanged if told.exchanged else None,
    )
    return row(words, *told.entries)


def _signed_for(told: Registered, party: Party | None, teller: Teller) -> str | None:
    if party is None:
        return None
    leaders = {leader.known_as for leader in party.principals}
    sides = (
        (each, each.side or (party.side if each.person.known_as in leaders else None)) for each in told.signatories
    )
    return "; ".join(teller.words(each) or "" for each, side in sides if side is party.side) or None


def _where_and_when(told: Registered | Untitled, teller: Teller) -> str | None:
    where = None if told.venue is None else teller.words(told.venue)
    day = None if told.signed is None else told.signed.day
    when = None if day is None else day_in_words(day, teller.language)
    return ", ".join(filter(None, [where, when])) or None


def _copies(told: Sequence[Registered], brief: Brief) -> Iterator[Block]:
    """The copy that each party keeps, and its place in it, if the documents are of two states."""
    states = [party.state for party in _parties(brief) if party is not None and party.state is not None]
    if told and len(states) == len(_OTHER):
        yield Heading(brief.language.say("Copies"))
        yield Listing(tuple(plain(brief.language.say(_COPY, state=brief.language.full_name(each))) for each in states))


_COPY: Final = message("Copy kept by: {state}. In it this party is named first and signs on the left.")
