"""Rules about documents, which need a memory of titles, offices and powers."""

from collections.abc import Iterator, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from protocol.events import DocumentsExchanged, DocumentSigned
from protocol.order import where
from protocol.rules import spoils
from protocol.rules.evidence import LOGICAL, PUBLISHED, STATUTE, Severity, because
from protocol.rules.faults import Fault, fault
from protocol.rules.rule import Clear, FoldStep, Saying, Spoil, content_rule
from protocol.rules.sources import ALTERNAT, VCLT_7, VCLT_10
from protocol.stream import Entry
from protocol.values import POWERS_BY_OFFICE, TREATY_KINDS, Document, FullPowers, Signatory, SigningManner

Positions = Mapping[Document, int]
"""Documents and the position of the entry in which they were met."""


_NOTHING: Positions = MappingProxyType({})
_document = attrgetter("document")


def _with(known: Positions, document: Document, position: int) -> Positions:
    """The documents known with one more, which was not among them."""
    more = dict(known)
    more[document] = position
    return more


@content_rule(
    "SIG01",
    "A document is signed once.",
    severity=Severity.BREACH,
    evidence=LOGICAL,
    sources=(because("a document that is signed is not there to be signed again"),),
    memory=_NOTHING,
    order_free=True,
    clear=Clear(DocumentSigned, _document),
    spoil=Spoil((DocumentSigned,), spoils.signed_again),
    hint="initialling first and signing later is recorded by the manner of each",
)
def signed_once(signed: Positions, entry: Entry[DocumentSigned]) -> FoldStep[Positions] | None:
    """Initialling a text before it is signed is not signing it. Entries are about the same document if title and kind
    are the same and the signatories, where both name any, are too.
    """
    if entry.event.manner is SigningManner.INITIALLING:
        return None
    document = entry.event.document
    before = signed.get(document)
    if before is None:
        return FoldStep(_with(signed, document, entry.position))
    return FoldStep(signed, fault("{title} was signed before", before, title=document.title))


@content_rule(
    "SIG02",
    "Whoever signs a treaty may sign it: by office, or by full powers.",
    severity=Severity.BREACH,
    evidence=STATUTE,
    sources=(VCLT_7,),
    memory=None,
    order_free=True,
    only_with=(Saying(DocumentSigned, "signatories"),),
    spoil=Spoil((DocumentSigned,), spoils.change_first(DocumentSigned, spoils.signed_without_powers)),
    hint="heads of state and of government and foreign ministers need no full powers; everybody else produces them",
)
def signatory_may_sign(_: None, entry: Entry[DocumentSigned]) -> FoldStep[None] | None:
    """It finds a fault only if the record says what the document is, who signed and that powers are lacking."""
    if entry.event.document.kind not in TREATY_KINDS or entry.event.manner is SigningManner.INITIALLING:
        return None
    wrong = next(filter(None, map(_without_powers, entry.event.signatories)), None)
    return None if wrong is None else FoldStep(None, wrong)


def _without_powers(signatory: Signatory) -> Fault | None:
    stated = signatory.person.office is not None and signatory.powers is FullPowers.LACKING
    if not stated or signatory.person.rank in POWERS_BY_OFFICE:
        return None
    return fault("{signatory} signed a treaty without full powers", signatory=signatory)


@content_rule(
    "SIG04",
    "A document is signed before its copies are exchanged.",
    severity=Severity.LAPSE,
    evidence=PUBLISHED,
    sources=(ALTERNAT, because("what is exchanged are the signed copies")),
    memory=_NOTHING,
    wakes=(DocumentsExchanged,),
    spoil=Spoil((DocumentSigned,), spoils.exchanged_too_early),
)
def signed_before_exchanged(
    exchanged: Positions, entry: Entry[DocumentsExchanged | DocumentSigned]
) -> FoldStep[Positions] | None:
    match entry.event:
        case DocumentsExchanged(documents):
            return FoldStep({**dict.fromkeys(documents, entry.position), **exchanged})
        case DocumentSigned(document, _, manner):
            before = exchanged.get(document)
            if before is None or manner is SigningManner.INITIALLING:
                return None
            return FoldStep(
                exchanged, fault("{title} was exchanged before it was signed", before, title=document.title)
            )


# The memory of SIG05 is a chain (document, position, previous memory): to remember one more document takes the same
# time however many there are, and the chain is searched only when a text is initialled.
@content_rule(
    "SIG05",
    "A text that is initialled is initialled before it is signed.",
    severity=Severity.LAPSE,
    evidence=STATUTE,
    sources=(VCLT_10,),
    memory=None,
    only_with=(where(DocumentSigned, manner=SigningManner.INITIALLING),),
    spoil=Spoil((DocumentSigned,), spoils.initialled_too_late),
)
def initialled_before_signed(signed: Any, entry: Entry[DocumentSigned]) -> FoldStep[Any] | None:  # noqa: ANN401 - a chain has no type of its own
    document = entry.event.document
    if entry.event.manner is not SigningManner.INITIALLING:
        return FoldStep((document, entry.position, signed))
    before = [position for known, position in _gone_through(signed) if known == document]
    if not before:
        return None
    return FoldStep(signed, fault("{title} was initialled after it was signed", before[-1], title=document.title))


def _gone_through(signed: Any) -> Iterator[tuple[Document, int]]:  # noqa: ANN401 - as above
    while signed is not None:
        document, position, signed = signed
        yield document, position


DOCUMENT_RULES = (signed_once, signatory_may_sign, signed_before_exchanged, initialled_before_signed)
