"""What the signing of documents is called."""

from typing import Final

from protocol.events import DocumentsExchanged, DocumentSigned, SigningClosed, SigningOpened
from protocol.reports.words.events.event_words import EventWords, Family

SIGNING: Final[Family] = {
    SigningOpened: EventWords(
        "Signing ceremony",
        "The signing ceremony <began/will begin>[ {venue:at}]",
        held="A signing ceremony <was/will be> held[ {venue:at}]",
    ),
    DocumentSigned: EventWords(
        "Signing of a document", "{document} <was/will be> {manner}[ by {signatories}]", item="{manner:act}: {document}"
    ),
    DocumentsExchanged: EventWords(
        "Exchange of documents",
        "Documents <were/will be> exchanged[: {documents}]",
        item="Exchange of documents[: {documents}]",
    ),
    SigningClosed: EventWords("End of the signing ceremony", "The signing ceremony <ended/will end>"),
}
