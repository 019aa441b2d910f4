"""What the signing of documents is called."""

from typing import Final

from protocol.events import DocumentsExchanged, DocumentSigned, DocumentsSigned, SigningClosed, SigningOpened
from protocol.reports.words.events.event_words import EventWords, Family

SIGNING: Final[Family] = {
    SigningOpened: EventWords(
        "Signing ceremony",
        "The signing ceremony <began/will begin>[ {venue:at}]",
        held="A signing ceremony <was/will be> held[ {venue:at}]",
    ),
    DocumentSigned: EventWords(
        "{manner:act}: {document}",
        "{document} <was/will be> {manner}[ by {signatories}]",
        heading="Signing of a document",
    ),
    DocumentsSigned: EventWords(
        "Signing of documents[: {number:counted}|: {kind}]",
        "A signing without stated titles <took/will take> place[: {number:counted}|: {kind}]",
    ),
    DocumentsExchanged: EventWords(
        "Exchange of documents[: {documents}]", "Documents <were/will be> exchanged[: {documents}]"
    ),
    SigningClosed: EventWords("End of the signing ceremony", "The signing ceremony <ended/will end>"),
}
