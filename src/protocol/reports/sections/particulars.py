"""What a visit was, or will be: its title and its particulars, as at the head of a report."""

from collections.abc import Callable, Iterator
from typing import Final

from protocol.fields import frozen
from protocol.reports.page import Block, Cell, Paragraph, Spans, Table, plain, strong
from protocol.reports.words.language import message
from protocol.reports.words.teller import Teller
from protocol.reports.words.templates import fill
from protocol.reports.words.terms import term
from protocol.reports.words.times import day_in_words, days_in_words
from protocol.values import Party, Person, Side


def name_of(teller: Teller) -> str:
    """What a visit is called, from what is known of it, else by its id.

    >>> from protocol.values import Country, Party, Side, VisitKind
    >>> from protocol.visit import Visit
    >>> name_of(Teller(Visit(kind=VisitKind.STATE, parties=(Party(Side.HOST, Country("KZ")),))))
    'State visit to Kazakhstan'
    """
    visit, language = teller.visit, teller.language
    kind = teller.kind_name(visit.kind)
    guest, host = visit.party(Side.GUEST), visit.party(Side.HOST)
    names = {
        "visit": None if kind is None else language.capital(kind),
        "guest": None if guest is None else _guest(guest, teller, teller.words),
        "guest:of": None if guest is None else _guest(guest, teller, teller.of),
        "host": None if host is None else teller.words(host if host.state else host.city),
        "host:of": None if host is None else teller.of(host) if host.state else teller.words(host.city),
        "dates": None if visit.dates is None else days_in_words(visit.dates, language),
    }
    if not any(names[slot] for slot in ("guest", "host", "dates")):
        return language.say("Visit {id}", id=str(visit.id))
    return language.say("[{visit}|Visit][ of {guest:of}][ to {host:of}][, {dates}]", **names)


def _guest(party: Party, teller: Teller, in_words: Callable[[object], str | None]) -> str | None:
    leaders = teller.leaders(party)
    if leaders is None:
        return None if party.state is None else in_words(party.state)
    return leaders if party.state is None else f"{leaders} ({teller.language.state(party.state)})"


@frozen
class Particular:
    """A fact about a visit: what it is about, its words, and the entries that report it."""

    what: str
    words: str | None
    entries: tuple[int, ...] = ()


def particulars(teller: Teller) -> Iterator[Block]:
    """The particulars of a visit as a table, and how they are to be read."""
    rows = tuple(
        (Cell(strong(particular.what)), Cell(plain(particular.words, *particular.entries)))
        for particular in _all(teller)
        if particular.words is not None
    )
    yield Table((), rows)
    yield Paragraph(_how_to_read(teller))


def made_from_a_record(teller: Teller) -> Iterator[Block]:
    """A note for a paper that is usually a plan, if it was made from a record of what happened."""
    if not teller.visit.planned:
        yield Paragraph(plain(teller.language.say("Printed from a record: this is what happened, not a plan."), 0))


def _how_to_read(teller: Teller) -> Spans:
    say = teller.language.say
    if teller.visit.planned:
        return plain(say("This is a programme, as announced: what is to happen, not what happened."), 0)
    return plain(say("The record is {coverage}.", coverage=term(teller.visit.coverage, teller.language)), 0)


def _all(teller: Teller) -> Iterator[Particular]:
    visit, language = teller.visit, teller.language
    agreed = tuple(fact.position for fact in visit.agreed)
    yield Particular(language.say("Kind"), _kind(teller), agreed)
    for party in visit.parties:
        yield Particular(language.say(ROLES[party.side]), _party(party, teller), agreed)
    yield from _delegations(teller)
    dates = None if visit.dates is None else days_in_words(visit.dates, language)
    yield Particular(language.say("Dates"), dates, agreed)
    yield Particular(language.say("Time zone"), visit.time_zone, (0,))
    yield from _fate(teller)


ROLES = {Side.HOST: message("Host"), Side.GUEST: message("Guest"), Side.OTHER: message("Third party")}


def _kind(teller: Teller) -> str | None:
    visit = teller.visit
    return teller.language.say(
        '[{kind}|not known][; the guest\'s side calls it {guest}][; in the words of the source: "{stated}"]',
        kind=teller.kind_name(visit.kind),
        guest=teller.kind(visit.kind_by_guest),
        stated=teller.words(visit.kind_as_stated),
    )


def _party(party: Party, teller: Teller) -> str:
    city = None if party.city is None or party.state is None else teller.words(party.city)
    people = [(each.leads and each in party.principals, with_office(each, teller, IN_A_LIST)) for each in party.people]
    return teller.language.say(
        "{place}[ ({city})][, led by {leaders}][, with {others}]",
        place=teller.words(party) or "",
        city=city,
        leaders=teller.language.join([words for leads, words in people if leads]),
        others=teller.language.join([words for leads, words in people if not leads]),
    )


def _delegations(teller: Teller) -> Iterator[Particular]:
    for side, heading in _DELEGATIONS.items():
        named = tuple(fact.position for fact in teller.visit.delegations if fact.event.side is side)
        members = [with_office(person, teller, _AMONG_OTHERS) for person in teller.visit.delegation(side)]
        yield Particular(teller.language.say(heading), teller.language.join(members), named)


_DELEGATIONS = {
    Side.HOST: message("Delegation of the host"),
    Side.GUEST: message("Delegation of the guest"),
    Side.OTHER: message("Delegation of the other"),
}


IN_A_LIST: Final = "{name}[, {office}]"
IN_A_SENTENCE: Final = "[{office} ]{name}"
_AMONG_OTHERS: Final = "{name}[ ({office})]"


def with_office(person: Person, teller: Teller, form: str) -> str:
    """A person by name, after the style, and office if it is known, in a form such as `IN_A_LIST`."""
    office = teller.office(person)
    styled = [teller.language.text(each) for each in (person.style, person.known_as) if each is not None]
    return fill(form, {"name": " ".join(styled), "office": office}.get)


def _fate(teller: Teller) -> Iterator[Particular]:
    say = teller.language.say
    for postponed in teller.visit.postponed:
        until = postponed.event.until
        day = None if until is None else day_in_words(until, teller.language)
        yield Particular(say("Postponed"), say("[to {day}|indefinitely]", day=day), (postponed.position,))
    for cancelled in teller.visit.cancelled:
        reason = teller.words(cancelled.event.reason)
        yield Particular(say("Cancelled"), say("[{reason}|no reason stated]", reason=reason), (cancelled.position,))
