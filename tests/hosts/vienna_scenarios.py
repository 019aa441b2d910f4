"""The rules of signing that belong to no host, each by three visits."""

from scenario import OFFICIAL, WORKING, Scenario, Scenarios

from protocol.events import DocumentsExchanged, DocumentSigned
from protocol.values import Document, DocumentKind, FullPowers, Person, Rank, Side, Signatory, SigningManner

_TREATY = Document("Treaty of friendship", DocumentKind.TREATY)
_AGREEMENT = Document("Agreement on visas", DocumentKind.AGREEMENT)
_MEMORANDUM = Document("Memorandum on tourism", DocumentKind.MEMORANDUM)
_EXCHANGED = DocumentsExchanged((_TREATY,))


def _signatory(rank: Rank, powers: FullPowers = FullPowers.UNSTATED, side: Side | None = None) -> Signatory:
    return Signatory(Person(f"The {rank}", office=str(rank), rank=rank), side, powers)


def _signed(
    document: Document, *signatories: Signatory, manner: SigningManner = SigningManner.SIGNATURE
) -> DocumentSigned:
    return DocumentSigned(document, signatories, manner)


_AMBASSADOR = _signatory(Rank.HEAD_OF_MISSION, FullPowers.LACKING)
_INITIALLED = _signed(_TREATY, manner=SigningManner.INITIALLING)
_AD_REFERENDUM = _signed(_TREATY, manner=SigningManner.AD_REFERENDUM)

SCENARIOS: Scenarios = {
    "VIE01": Scenario(
        keeps=(_signed(_TREATY, _signatory(Rank.MINISTER, FullPowers.PRODUCED)),),
        breaks=(_signed(_TREATY, _signatory(Rank.MINISTER)),),
        silent=(_signed(_TREATY, _signatory(Rank.MONARCH), _signatory(Rank.FOREIGN_MINISTER)),),
    ),
    "VIE02": Scenario(
        keeps=(_signed(_AGREEMENT, _signatory(Rank.HEAD_OF_MISSION, FullPowers.DISPENSED)),),
        breaks=(_signed(_AGREEMENT, _AMBASSADOR),),
        silent=(_signed(_MEMORANDUM, _AMBASSADOR),),
        kind=WORKING,
        rank=Rank.HEAD_OF_GOVERNMENT,
    ),
    "VIE03": Scenario(
        keeps=(_signed(_TREATY, _signatory(Rank.HEAD_OF_GOVERNMENT), manner=SigningManner.INITIALLING),),
        breaks=(_signed(_TREATY, _AMBASSADOR, manner=SigningManner.INITIALLING),),
        silent=(_signed(_MEMORANDUM, _AMBASSADOR, manner=SigningManner.INITIALLING),),
        kind=OFFICIAL,
    ),
    "VIE04": Scenario(
        keeps=(_INITIALLED, _AD_REFERENDUM),
        breaks=(_INITIALLED,),
        silent=(_AD_REFERENDUM,),
        ended=True,
    ),
    "VIE05": Scenario(
        keeps=(_signed(_TREATY), _EXCHANGED),
        breaks=(_AD_REFERENDUM, _EXCHANGED),
        silent=(_AD_REFERENDUM,),
        rank=Rank.CROWN_PRINCE,
    ),
    "VIE06": Scenario(
        keeps=(
            _signed(_AGREEMENT, _signatory(Rank.MINISTER, side=Side.HOST), _signatory(Rank.MINISTER, side=Side.GUEST)),
        ),
        breaks=(
            _signed(_AGREEMENT, _signatory(Rank.MINISTER, side=Side.HOST), _signatory(Rank.MONARCH, side=Side.HOST)),
        ),
        silent=(_signed(_AGREEMENT, _signatory(Rank.MINISTER, side=Side.HOST)),),
    ),
    "VIE07": Scenario(
        keeps=(_signed(_TREATY), _EXCHANGED),
        breaks=(_signed(_TREATY),),
        silent=(_INITIALLED,),
        ended=True,
    ),
}
