"""The register of documents: each document once, with how, by whom, where and when it was signed and exchanged."""

from functools import cached_property

from attrs import evolve

from protocol.events import DocumentsExchanged, DocumentSigned, DocumentsSigned, Event
from protocol.fields import frozen
from protocol.projections.folding import projection
from protocol.projections.history import NOTHING_KNOWN
from protocol.stream import Entry
from protocol.values import Document, DocumentKind, Moment, Signatory, SigningManner, Text, Venue
from protocol.visit import CeremonyKind, Visit
from protocol.visit import evolve as evolve_visit


@frozen
class Registered:
    """A document of a visit.

    `manner` is the last in which it was signed, because a text may be initialled first. `venue` is that of the signing
    ceremony, and `signed` when it was signed, as precisely as is known.
    """

    document: Document
    manner: SigningManner
    signatories: tuple[Signatory, ...] = ()
    venue: Venue | None = None
    signed: Moment | None = None
    exchanged: bool = False
    entries: tuple[int, ...] = ()


@frozen
class Untitled:
    """Documents that were signed of which no title is known: how many of which kind, as far as that is known."""

    number: int | None = None
    kind: DocumentKind | None = None
    venue: Venue | None = None
    signed: Moment | None = None
    entries: tuple[int, ...] = ()


@frozen
class Register:
    """The entries about documents, each with the venue of the signing ceremony in which it was a step."""

    visit: Visit = NOTHING_KNOWN
    signings: tuple[tuple[Entry[Event], Venue | None], ...] = ()

    @cached_property
    def documents(self) -> tuple[Registered, ...]:
        """The documents in the order in which they were first signed."""
        by_title: dict[Text, Registered] = {}
        for entry, venue in self.signings:
            match entry.event:
                case DocumentSigned() as signing:
                    title = signing.document.title
                    before = by_title.get(title) or Registered(signing.document, signing.manner)
                    by_title[title] = _with_signing(before, entry, signing, venue)
                case DocumentsExchanged(documents=exchanged):
                    named = [each.title for each in exchanged] or list(by_title)
                    for title in by_title.keys() & named:
                        known = by_title[title]
                        by_title[title] = evolve(known, exchanged=True, entries=(*known.entries, entry.position))
                case _:
                    pass
        return tuple(by_title.values())

    @cached_property
    def untitled(self) -> tuple[Untitled, ...]:
        """The documents of which no title is known, a signing to a line."""
        return tuple(
            Untitled(event.number, event.kind, entry.place or venue, entry.at, (entry.position,))
            for entry, venue in self.signings
            if isinstance(event := entry.event, DocumentsSigned)
        )


@projection("Which documents were signed, how, by whom, where and when, and which were exchanged.", start=Register())
def register(so_far: Register, entry: Entry[Event]) -> Register:
    visit, signings = evolve_visit(so_far.visit, entry), so_far.signings
    if isinstance(entry.event, DocumentSigned | DocumentsSigned | DocumentsExchanged):
        signings = (*signings, (entry, _signing_venue(visit)))
    return Register(visit, signings)


def _with_signing(before: Registered, entry: Entry[Event], signing: DocumentSigned, venue: Venue | None) -> Registered:
    return evolve(
        before,
        manner=signing.manner,
        signatories=tuple(dict.fromkeys((*before.signatories, *signing.signatories))),
        venue=venue or before.venue,
        signed=entry.at or before.signed,
        entries=(*before.entries, entry.position),
    )


def _signing_venue(visit: Visit) -> Venue | None:
    """The venue of the signing ceremony that is going on."""
    held = [ceremony for opened in visit.open if (ceremony := visit.ceremony(opened)) is not None]
    return next((each.venue for each in reversed(held) if each.kind is CeremonyKind.SIGNING), None)
