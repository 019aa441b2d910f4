"""How the signing and exchange of documents change what is known of a visit."""

from typing import assert_never

from attrs import evolve

from protocol.events import DocumentsExchanged, DocumentSigned, DocumentsSigned, Event, SigningClosed, SigningOpened
from protocol.events.ceremonies import CeremonyKind
from protocol.events.signing import Signing
from protocol.stream import Entry
from protocol.visit.brackets import closing, opening
from protocol.visit.state import Fact, Visit


def evolve_signing(visit: Visit, entry: Entry[Event], event: Signing) -> Visit:
    """The visit after a step of a signing."""
    match event:
        case SigningOpened():
            return opening(visit, entry, CeremonyKind.SIGNING)
        case SigningClosed():
            return closing(visit, entry, CeremonyKind.SIGNING)
        case DocumentSigned() | DocumentsSigned():
            return evolve(visit, signed=(*visit.signed, Fact(entry.position, event)))
        case DocumentsExchanged():
            return evolve(visit, exchanged=(*visit.exchanged, Fact(entry.position, event)))
        case _:
            assert_never(event)
