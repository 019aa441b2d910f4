"""What happened to documents: signed, initialled, exchanged."""

from protocol.fields import frozen
from protocol.values import Document, Signatory, SigningManner


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
class DocumentsExchanged:
    """Signed documents were exchanged."""

    documents: tuple[Document, ...] = ()


@frozen
class SigningClosed:
    """The signing ceremony ended."""


Signing = SigningOpened | DocumentSigned | DocumentsExchanged | SigningClosed
