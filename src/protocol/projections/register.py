"""The register of documents: each once, with how, by whom, where and when it was signed, and what came of it."""

from attrs import evolve

from protocol.events import DocumentsExchanged, DocumentSigned, Event
from protocol.fields import frozen
from protocol.projections.projection import projection
from protocol.projections.timeline import NOTHING_KNOWN
from protocol.stream import Entry
from protocol.values import Document, Moment, Signatory, SigningManner, Venue
from protocol.visit import CeremonyKind, Visit
from protocol.visit import evolve as evolve_visit


@frozen
class Registered:
    """A document of a visit.

    `manner` is the last in which it was signed, for a text may be initialled first. `venue` is that of the signing
    ceremony, and `signed` when it was signed, as precisely as either is told.
    """

    document: Document
    manner: SigningManner
    signatories: tuple[Signatory, ...] = ()
    venue: Venue | None = None
    signed: Moment | None = None
    exchanged: bool = False
    entries: tuple[int, ...] = ()


@frozen
class Register:
    """The documents in the order in which they were first signed."""

    visit: Visit = NOTHING_KNOWN
    documents: tuple[Registered, ...] = ()

    def with_document(self, told: Registered) -> "Register":
        """The register with one document in place of the one of the same title, or after the others."""
        titles = [each.document.title for each in self.documents]
        place = titles.index(told.document.title) if told.document.title in titles else len(titles)
        return evolve(self, documents=(*self.documents[:place], told, *self.documents[place + 1 :]))

    def named(self, document: Document) -> Registered | None:
        """The document of the same title, if it is registered."""
        return next((each for each in self.documents if each.document.title == document.title), None)


@projection("Which documents were signed, how, by whom, where and when, and which were exchanged.", start=Register())
def register(so_far: Register, entry: Entry[Event]) -> Register:
    known = evolve(so_far, visit=evolve_visit(so_far.visit, entry))
    match entry.event:
        case DocumentSigned() as signing:
            return known.with_document(_signed(known, entry, signing))
        case DocumentsExchanged(documents=documents):
            return _exchanged(known, entry.position, documents)
        case _:
            return known


def _signed(known: Register, entry: Entry[Event], signing: DocumentSigned) -> Registered:
    before = known.named(signing.document) or Registered(signing.document, signing.manner)
    return evolve(
        before,
        manner=signing.manner,
        signatories=tuple(dict.fromkeys((*before.signatories, *signing.signatories))),
        venue=_where(known.visit) or before.venue,
        signed=entry.at or before.signed,
        entries=(*before.entries, entry.position),
    )


def _where(visit: Visit) -> Venue | None:
    """The venue of the signing ceremony that is going on."""
    held = [ceremony for opened in visit.open if (ceremony := visit.ceremony(opened)) is not None]
    return next((each.venue for each in reversed(held) if each.kind is CeremonyKind.SIGNING), None)


def _exchanged(known: Register, position: int, documents: tuple[Document, ...]) -> Register:
    """The register after an exchange; where nobody said of what, of all that was signed."""
    titles = {document.title for document in documents}
    for each in known.documents:
        if each.document.title in titles or not titles:
            known = known.with_document(evolve(each, exchanged=True, entries=(*each.entries, position)))
    return known
