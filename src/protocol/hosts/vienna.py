"""Rules of the law of treaties and of the alternat about signing, to be added to any host's rulebook.

`edition.adding(*VIENNA)` checks a visit against them too. They read the Vienna Convention more strictly than SIG02 and
SIG05: agreements and protocols count as treaties, and unstated powers count as missing. A signature ad referendum is
not a full signature, because its confirmation comes later and is in no record of a visit.
"""

from collections.abc import Collection
from typing import Final

from protocol.events import DocumentsExchanged, DocumentSigned
from protocol.hosts import spoils
from protocol.order import either, response, where
from protocol.rules import (
    LOGICAL,
    REPORTED,
    STATUTE,
    FoldStep,
    Rulebook,
    Saying,
    Severity,
    because,
    content_rule,
    fault,
    order_rule,
)
from protocol.rules.sources import ALTERNAT, VCLT, VCLT_7, VCLT_10
from protocol.stream import Entry
from protocol.values import POWERS_BY_OFFICE, Document, DocumentKind, FullPowers, SigningManner

VCLT_12_2: Final = VCLT.at("Article 12(2)")

_PERHAPS_TREATIES: Final = frozenset({DocumentKind.AGREEMENT, DocumentKind.PROTOCOL})
_WITH_COPIES: Final = _PERHAPS_TREATIES | {DocumentKind.TREATY}
_SIGNERS: Final = frozenset({Saying(DocumentSigned, "signatories")})


def _wanting(signed: DocumentSigned, powers: FullPowers, message: str) -> FoldStep[None] | None:
    """The fault of the first signatory who needs full powers by rank, and whose powers are one of these."""
    for signatory in signed.signatories:
        rank = signatory.person.rank
        if rank is not None and rank not in POWERS_BY_OFFICE and signatory.powers is powers:
            return FoldStep(None, fault(message, signatory=signatory))
    return None


def _is(signed: DocumentSigned, kinds: Collection[DocumentKind], *, initialled: bool = False) -> bool:
    return signed.document.kind in kinds and (signed.manner is SigningManner.INITIALLING) is initialled


@content_rule(
    "VIE01",
    "Of whoever signs a treaty without the office to do so, the full powers are told.",
    severity=Severity.NOTE,
    evidence=STATUTE,
    sources=(VCLT_7,),
    memory=None,
    order_free=True,
    only_with=_SIGNERS,
    hint="practice or other circumstances may dispense with them; a record can say that they were",
    spoil=spoils.with_signatories(DocumentKind.TREATY, FullPowers.UNSTATED),
)
def powers_are_told(_: None, entry: Entry[DocumentSigned]) -> FoldStep[None] | None:
    if not _is(entry.event, {DocumentKind.TREATY}):
        return None
    return _wanting(entry.event, FullPowers.UNSTATED, "nothing is said of the full powers of {signatory}")


@content_rule(
    "VIE02",
    "Whoever signs an agreement or a protocol may sign it: by office, or by full powers.",
    severity=Severity.LAPSE,
    evidence=STATUTE,
    sources=(VCLT_7,),
    memory=None,
    order_free=True,
    only_with=_SIGNERS,
    hint="an agreement or a protocol between states may be a treaty under another name",
    spoil=spoils.with_signatories(DocumentKind.AGREEMENT, FullPowers.LACKING),
)
def powers_for_agreements(_: None, entry: Entry[DocumentSigned]) -> FoldStep[None] | None:
    if not _is(entry.event, _PERHAPS_TREATIES):
        return None
    return _wanting(entry.event, FullPowers.LACKING, "{signatory} signed without full powers")


@content_rule(
    "VIE03",
    "Whoever initials a treaty, and so authenticates its text, may do so: by office, or by full powers.",
    severity=Severity.LAPSE,
    evidence=STATUTE,
    sources=(VCLT_7, VCLT_10),
    memory=None,
    order_free=True,
    only_with=_SIGNERS,
    spoil=spoils.INITIALLED,
)
def powers_for_initialling(_: None, entry: Entry[DocumentSigned]) -> FoldStep[None] | None:
    if not _is(entry.event, {DocumentKind.TREATY}, initialled=True):
        return None
    return _wanting(entry.event, FullPowers.LACKING, "{signatory} initialled a treaty without full powers")


initialled_then_signed = order_rule(
    "VIE04",
    "What is initialled has still to be signed.",
    response(
        where(DocumentSigned, manner=SigningManner.INITIALLING),
        either(
            where(DocumentSigned, manner=SigningManner.SIGNATURE),
            where(DocumentSigned, manner=SigningManner.AD_REFERENDUM),
        ),
    ),
    severity=Severity.NOTE,
    evidence=STATUTE,
    sources=(VCLT_10, VCLT_12_2),
    hint="initials are a signature where the states agreed so, and the signing may be on another visit",
)

Documents = frozenset[Document]


@content_rule(
    "VIE05",
    "What is signed ad referendum is not exchanged before it is confirmed.",
    severity=Severity.NOTE,
    evidence=LOGICAL,
    sources=(VCLT_12_2, because("what has still to be confirmed is not yet signed in full")),
    memory=frozenset(),
    only_with=(where(DocumentSigned, manner=SigningManner.AD_REFERENDUM),),
    spoil=spoils.EXCHANGED,
)
def exchanged_in_full(
    referred: Documents, entry: Entry[DocumentSigned | DocumentsExchanged]
) -> FoldStep[Documents] | None:
    match entry.event:
        case DocumentSigned(document, _, manner):
            return FoldStep(referred | {document}) if manner is SigningManner.AD_REFERENDUM else None
        case DocumentsExchanged(documents):
            early = next((document for document in documents if document in referred), None)
            if early is None:
                return None
            return FoldStep(referred, fault("{title} was signed ad referendum only", title=early.title))


@content_rule(
    "VIE06",
    "Where several sign a treaty, an agreement or a protocol, somebody signs for each of the two sides.",
    severity=Severity.NOTE,
    evidence=REPORTED,
    sources=(ALTERNAT,),
    memory=None,
    order_free=True,
    only_with=_SIGNERS,
    hint="each party signs first the copy that it keeps, and second the other's",
    spoil=spoils.FOR_ONE_SIDE,
)
def signed_for_each_side(_: None, entry: Entry[DocumentSigned]) -> FoldStep[None] | None:
    sides = {signatory.side for signatory in entry.event.signatories}
    alone = len(entry.event.signatories) > 1 and len(sides) == 1 and None not in sides
    if not alone or not _is(entry.event, _WITH_COPIES):
        return None
    (side,) = sides
    return FoldStep(None, fault("{title} was signed for the {side} alone", title=entry.event.document.title, side=side))


copies_are_exchanged = order_rule(
    "VIE07",
    "The copies that are signed by the alternat are exchanged.",
    response(where(DocumentSigned, manner=SigningManner.SIGNATURE), DocumentsExchanged),
    severity=Severity.NOTE,
    evidence=REPORTED,
    sources=(ALTERNAT,),
)

VIENNA: Final = Rulebook(
    "vienna",
    "Full powers, initialling, signature ad referendum and the alternat, to be added to a host's rulebook",
    (
        powers_are_told,
        powers_for_agreements,
        powers_for_initialling,
        initialled_then_signed,
        exchanged_in_full,
        signed_for_each_side,
        copies_are_exchanged,
    ),
)
"""Rules of signing that belong to no host: `edition.adding(*VIENNA)`."""
