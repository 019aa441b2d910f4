"""The Republic of Korea: honours by the decree on military ceremonies as amended on 3 September 2019.

The decree says who is entitled to an anthem and a salute, and names no kinds of visit. At the farewell the order of the
anthems is reversed; without a march past, one anthem may come before the review and one after it.
"""

from datetime import date
from typing import Final

from protocol.events import (
    AnthemPlayed,
    GuardReported,
    GuardReviewed,
    GuestArrived,
    GunSaluteFired,
    MarchPastHeld,
)
from protocol.hosts import spoils
from protocol.hosts.contents import HEADS_OF_STATE, rounds_are
from protocol.hosts.host import Host, seen
from protocol.order import (
    absence,
    co_existence,
    either,
    eventually,
    first_before,
    implies,
    not_succession,
    response,
    where,
    within,
)
from protocol.rules import (
    CEREMONIAL_KINDS,
    COMMON,
    FAREWELL_CEREMONY,
    STATUTE,
    WELCOME_CEREMONY,
    FoldStep,
    Severity,
    content_rule,
    order_rule,
)
from protocol.rules.sources import KOREA, KOREA_52, KOREA_57
from protocol.rules.welcome import ANTHEMS, GUESTS_ANTHEM, HOSTS_ANTHEM
from protocol.stream import Entry
from protocol.values import Country, Period, SaluteOccasion

KOREA_52_2: Final = KOREA.at("Article 52(2)")
KOREA_52_3: Final = KOREA.at("Article 52(3)")
KOREA_67: Final = KOREA.at("Article 67")

_MARCH_PAST_LAST: Final = not_succession(
    MarchPastHeld, either(AnthemPlayed, GuardReviewed, GuardReported, GunSaluteFired)
)
_NO_ANTHEM_TWICE: Final = absence(GUESTS_ANTHEM, 2) & absence(HOSTS_ANTHEM, 2)
_NOT_WITH_THE_MUSIC: Final = either(
    where(GunSaluteFired, occasion=SaluteOccasion.REVIEW),
    where(GunSaluteFired, occasion=SaluteOccasion.ARRIVAL),
    where(GunSaluteFired, occasion=SaluteOccasion.BY_ITSELF),
)

guests_anthem_first = order_rule(
    "KOR01",
    "On welcome the guest's anthem is played before Korea's.",
    within(WELCOME_CEREMONY, first_before(GUESTS_ANTHEM, HOSTS_ANTHEM)),
    severity=Severity.BREACH,
    evidence=STATUTE,
    sources=(KOREA_52_2,),
    reported=ANTHEMS,
)

reversed_on_farewell = order_rule(
    "KOR02",
    "On farewell Korea's anthem is played before the guest's.",
    within(FAREWELL_CEREMONY, first_before(HOSTS_ANTHEM, GUESTS_ANTHEM)),
    severity=Severity.BREACH,
    evidence=STATUTE,
    sources=(KOREA_52_2,),
    reported=ANTHEMS,
)

review_after_the_guests_anthem = order_rule(
    "KOR03",
    "On welcome the guard is reviewed after the guest's anthem.",
    within(WELCOME_CEREMONY, first_before(GUESTS_ANTHEM, GuardReviewed)),
    severity=Severity.BREACH,
    evidence=STATUTE,
    sources=(KOREA_52_2, KOREA_52_3),
    hint="Korea's anthem may follow the review where there is no march past",
    reported=ANTHEMS,
)

review_after_both_anthems = order_rule(
    "KOR04",
    "On welcome, where there is a march past, the guard is reviewed after Korea's anthem too.",
    within(WELCOME_CEREMONY, implies(eventually(MarchPastHeld), first_before(HOSTS_ANTHEM, GuardReviewed))),
    severity=Severity.BREACH,
    evidence=STATUTE,
    sources=(KOREA_52_2, KOREA_52_3),
    reported=ANTHEMS,
)

march_past_last = order_rule(
    "KOR05",
    "The march past ends the honours.",
    within(WELCOME_CEREMONY, _MARCH_PAST_LAST),
    severity=Severity.BREACH,
    evidence=STATUTE,
    sources=(KOREA_52_3,),
)

farewell_review_after_anthem = order_rule(
    "KOR06",
    "On farewell the guard is reviewed after Korea's anthem.",
    within(FAREWELL_CEREMONY, first_before(HOSTS_ANTHEM, GuardReviewed)),
    severity=Severity.BREACH,
    evidence=STATUTE,
    sources=(KOREA_52_2, KOREA_52_3),
    hint="the guest's anthem may follow the review where there is no march past",
    reported=ANTHEMS,
)

farewell_march_past_last = order_rule(
    "KOR07",
    "On farewell too the march past ends the honours.",
    within(FAREWELL_CEREMONY, _MARCH_PAST_LAST),
    severity=Severity.BREACH,
    evidence=STATUTE,
    sources=(KOREA_52_3,),
)

no_anthem_twice = order_rule(
    "KOR08",
    "No anthem is played twice in one welcome ceremony.",
    within(WELCOME_CEREMONY, _NO_ANTHEM_TWICE),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    sources=(KOREA_57,),
    wording="{breaking} a second time",
)

no_anthem_twice_on_farewell = order_rule(
    "KOR09",
    "No anthem is played twice in one farewell ceremony.",
    within(FAREWELL_CEREMONY, _NO_ANTHEM_TWICE),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    sources=(KOREA_57,),
    wording="{breaking} a second time",
)

salute_with_anthems = order_rule(
    "KOR10",
    "The gun salute goes with the anthems, not with the review or by itself.",
    within(WELCOME_CEREMONY, absence(_NOT_WITH_THE_MUSIC)),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    sources=(KOREA_67,),
    alone="{breaking}",
    hint="the first gun is fired with the first note, in the navy with the last",
)

farewell_salute_with_anthems = order_rule(
    "KOR11",
    "On farewell too the gun salute goes with the anthems.",
    within(FAREWELL_CEREMONY, absence(_NOT_WITH_THE_MUSIC)),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    sources=(KOREA.at("Article 61"), KOREA_67),
    alone="{breaking}",
)

anthems_of_both = order_rule(
    "KOR12",
    "For a head of state both anthems are played.",
    response(GuestArrived, GUESTS_ANTHEM) & response(GuestArrived, HOSTS_ANTHEM),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    kinds=CEREMONIAL_KINDS,
    ranks=HEADS_OF_STATE,
    sources=(KOREA_52,),
    hint="who is honoured may decline it",
)

salute_is_fired = order_rule(
    "KOR13",
    "A gun salute is fired for a head of state.",
    response(GuestArrived, GunSaluteFired),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    kinds=CEREMONIAL_KINDS,
    ranks=HEADS_OF_STATE,
    sources=(KOREA.at("Article 61"), KOREA.at("Article 62")),
    hint="who is honoured may decline it, and it is for recognised states only",
)


@content_rule(
    "KOR14",
    "The salute for a head of state is of 21 guns.",
    severity=Severity.LAPSE,
    evidence=STATUTE,
    sources=(KOREA.at("Article 62"), KOREA.at("Article 65")),
    memory=None,
    ranks=HEADS_OF_STATE,
    order_free=True,
    spoil=spoils.ROUNDS,
)
def guns_for_a_head_of_state(_: None, entry: Entry[GunSaluteFired]) -> FoldStep[None] | None:
    return rounds_are(entry, 21)


guard_is_reviewed = order_rule(
    "KOR15",
    "A head of state is guided to review the guard.",
    response(GuestArrived, GuardReviewed),
    severity=Severity.NOTE,
    evidence=STATUTE,
    kinds=CEREMONIAL_KINDS,
    ranks=HEADS_OF_STATE,
    sources=(KOREA_52_3, KOREA.at("Article 55")),
    hint="in bad weather or a narrow place the review may be left out",
)

# Said of the whole visit: two ceremonies may share the anthems.
neither_anthem_alone = order_rule(
    "KOR16",
    "Where one of the two anthems is played, so is the other.",
    co_existence(GUESTS_ANTHEM, HOSTS_ANTHEM),
    severity=Severity.NOTE,
    evidence=STATUTE,
    sources=(KOREA_52_2,),
)

KR_2019: Final = (
    COMMON.waiving({"CER02", "CER03", "CER04", "CER07", "CER08", "CER09"})
    .adding(
        guests_anthem_first,
        reversed_on_farewell,
        review_after_the_guests_anthem,
        review_after_both_anthems,
        march_past_last,
        farewell_review_after_anthem,
        farewell_march_past_last,
        no_anthem_twice,
        no_anthem_twice_on_farewell,
        salute_with_anthems,
        farewell_salute_with_anthems,
        anthems_of_both,
        salute_is_fired,
        guns_for_a_head_of_state,
        guard_is_reviewed,
        neither_anthem_alone,
    )
    .edition(
        "kr-2019",
        "Republic of Korea, honours by the decree on military ceremonies as amended in 2019",
        Period(date(2019, 9, 3)),
    )
)

HOST: Final = Host(
    Country("KR"),
    (KR_2019,),
    seen=(
        seen("Who is honoured may decline all honours or some.", KOREA.at("Article 4")),
        seen("Where several are honoured together, the honours are those of the highest.", KOREA.at("Article 49")),
        seen("No honours are rendered on holidays or while the flag is not hoisted.", KOREA.at("Article 51")),
        seen("Arms are presented as soon as the person is in place.", KOREA.at("Article 52(1)")),
        seen(
            "Without a march past arms are presented once more after the review, without music.",
            KOREA.at("Article 52(4)"),
        ),
        seen(
            "At the stairs of the aircraft stand as many soldiers in two ranks as guns are fired.",
            KOREA.at("Article 54"),
        ),
        seen(
            "In bad weather or a narrow place the honours may be rendered indoors, without review or march past.",
            KOREA.at("Article 55"),
        ),
        seen("A guard of several services is commanded by the most senior.", KOREA.at("Article 59")),
        seen("Guns are fired three seconds apart, in the navy five.", KOREA.at("Article 66")),
        seen("No gun is fired while the flag is not hoisted.", KOREA.at("Article 68")),
        seen(
            "That the commander reports last is laid down for parades at home and not for guests.",
            KOREA.at("Article 98"),
        ),
    ),
)
