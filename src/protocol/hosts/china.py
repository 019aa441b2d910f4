"""China: the welcome as described by a former protocol officer, and the law on the anthem."""

from typing import Final

from protocol.events import (
    AnthemPlayed,
    ColoursSaluted,
    DelegationsPresented,
    GuardReported,
    GunSaluteFired,
    MarchPastHeld,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
)
from protocol.hosts import spoils
from protocol.hosts.contents import under_a_roof
from protocol.hosts.host import Host, seen
from protocol.order import absence, either, not_succession, where, within
from protocol.rules import (
    CEREMONIAL_KINDS,
    COMMON,
    PUBLISHED,
    REPORTED,
    WELCOME_CEREMONY,
    FoldStep,
    Severity,
    Work,
    content_rule,
    order_rule,
)
from protocol.stream import Entry
from protocol.values import Country, SaluteOccasion

OFFICER: Final = Work("China's welcome ceremony, as told by a former protocol officer (2008)", None, "zh").whole
INDOORS: Final = Work("China's ceremonies under a roof, as told (no address)", None, "zh").whole
ANTHEM_LAW: Final = Work("China, National Anthem Law of 1 September 2017", None, "zh")
TREATY_LAW: Final = Work("China, Treaty Procedure Law of 28 December 1990", None, "zh")

introductions_before_anthems = order_rule(
    "CHN01",
    "Those present are introduced before the anthems are played.",
    within(WELCOME_CEREMONY, not_succession(AnthemPlayed, DelegationsPresented)),
    severity=Severity.NOTE,
    evidence=PUBLISHED,
    kinds=CEREMONIAL_KINDS,
    sources=(OFFICER,),
)

report_after_anthems = order_rule(
    "CHN02",
    "The captain of the guard reports after the anthems.",
    within(WELCOME_CEREMONY, not_succession(GuardReported, AnthemPlayed)),
    severity=Severity.NOTE,
    evidence=PUBLISHED,
    kinds=CEREMONIAL_KINDS,
    sources=(OFFICER,),
)

salute_with_anthems = order_rule(
    "CHN03",
    "The guns are fired during the anthems.",
    within(
        WELCOME_CEREMONY,
        absence(
            either(
                where(GunSaluteFired, occasion=SaluteOccasion.REVIEW),
                where(GunSaluteFired, occasion=SaluteOccasion.BY_ITSELF),
            )
        ),
    ),
    severity=Severity.NOTE,
    evidence=PUBLISHED,
    kinds=CEREMONIAL_KINDS,
    sources=(OFFICER,),
    alone="{breaking}, apart from the anthems",
)

colours_before_march_past = order_rule(
    "CHN04",
    "The colours are saluted before the guard marches past.",
    within(WELCOME_CEREMONY, not_succession(MarchPastHeld, ColoursSaluted)),
    severity=Severity.NOTE,
    evidence=PUBLISHED,
    kinds=CEREMONIAL_KINDS,
    sources=(OFFICER,),
)


@content_rule(
    "CHN05",
    "Under a roof there is neither a march past nor a gun salute.",
    severity=Severity.NOTE,
    evidence=REPORTED,
    sources=(INDOORS,),
    memory=False,
    kinds=CEREMONIAL_KINDS,
    spoil=spoils.INDOORS,
)
def outdoors_only(
    indoors: bool,  # noqa: FBT001 - what the rule remembers
    entry: Entry[WelcomeCeremonyOpened | WelcomeCeremonyClosed | MarchPastHeld | GunSaluteFired],
) -> FoldStep[bool] | None:
    return under_a_roof(entry, indoors=indoors)


CN: Final = COMMON.adding(
    introductions_before_anthems, report_after_anthems, salute_with_anthems, colours_before_march_past, outdoors_only
).edition("cn", "China, as a former protocol officer told")

HOST: Final = Host(
    Country("CN"),
    (CN,),
    seen=(
        seen("Of guns there are 21 or 19; for whom which is not said.", OFFICER),
        seen("The banquet is on the evening of the arrival or the next one.", OFFICER),
        seen("The anthem is played at major diplomatic activities.", ANTHEM_LAW.at("Article 4(7)")),
        seen(
            "Premier, foreign minister and, for a treaty with the host state, the head of mission need no full powers.",
            TREATY_LAW.at("Article 6"),
        ),
        seen("A treaty of two is in Chinese and the other language, both authentic.", TREATY_LAW.at("Article 13")),
    ),
)
