"""What happened to documents: signed, initialled, exchanged."""

from protocol.fields import frozen
from protocol.values import Document, DocumentKind, Signatory, SigningManner


@frozen
class SigningOpened:
    """A signing ceremony began."""


@frozen
class DocumentSigned:
    """A document was signed or initialled, by the signatories that the source names."""

    document: Document
    signatories: tuple[Signatory, ...] = ()
    manner: SigningManner = SigningManner.SIGNATURE


@frozen
class DocumentsSigned:
    """Documents were signed of which no title is known, such as "four memoranda"; a title makes it `DocumentSigned`."""

    number: int | None = None
    kind: DocumentKind | None = None


@frozen
class DocumentsExchanged:
    """Signed documents were exchanged."""

    documents: tuple[Document, ...] = ()


@frozen
class SigningClosed:
    """The signing ceremony ended."""


Signing = SigningOpened | DocumentSigned | DocumentsSigned | DocumentsExchanged | SigningClosed
