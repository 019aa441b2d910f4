"""Colombia: the protocol of the presidency by Decreto 770 of 1982, on visits of heads of state of any kind.

Guns are fired as the guest lands, before the anthems; the delegations are presented after them, and the review is last.
On farewell the anthems are in the same order as on arrival.
"""

from datetime import date
from typing import Final

from protocol.events import (
    AnthemPlayed,
    DelegationsPresented,
    FarewellCeremonyOpened,
    GuardReviewed,
    GuestArrived,
    GuestGreeted,
    GuestSeenOff,
    GunSaluteFired,
    LeadersGreeted,
    SpeechGiven,
    ToastProposed,
    WelcomeCeremonyOpened,
    WreathLaid,
)
from protocol.hosts.contents import HEADS_OF_STATE
from protocol.hosts.host import Host, elsewhere, seen
from protocol.order import absence, either, first_before, not_chain_succession, not_succession, response, where, within
from protocol.rules import (
    CEREMONIAL_KINDS,
    COMMON,
    FAREWELL_CEREMONY,
    RECEPTION,
    STATUTE,
    WELCOME_CEREMONY,
    Severity,
    Work,
    order_rule,
)
from protocol.rules.sources import COLOMBIA, COLOMBIA_11M
from protocol.rules.welcome import ANTHEMS, GUESTS_ANTHEM, HOSTS_ANTHEM
from protocol.values import Country, Period, Rank, SaluteOccasion, Side, VisitKind

FLAG: Final = Work("Colombia, Decreto 1967 of 1991, national symbols", None, "es")

_OTHERS: Final = frozenset(Rank) - HEADS_OF_STATE

greeted_aboard_first = order_rule(
    "COL01",
    "The guest is greeted aboard before meeting the President.",
    not_succession(LeadersGreeted, GuestGreeted),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    ranks=HEADS_OF_STATE,
    sources=(COLOMBIA.at("Article 11.L.3"), COLOMBIA.at("Article 11.L.4")),
)

salute_before_anthems = order_rule(
    "COL02",
    "The gun salute begins as the guest lands, before the anthems are played.",
    within(WELCOME_CEREMONY, not_succession(AnthemPlayed, GunSaluteFired)),
    severity=Severity.BREACH,
    evidence=STATUTE,
    ranks=HEADS_OF_STATE,
    sources=(COLOMBIA.at("Article 11.L.3"), COLOMBIA.at("Article 11.L.7")),
)

salute_on_landing = order_rule(
    "COL03",
    "The gun salute goes with the guest's arrival, not with the anthems or the review.",
    within(
        WELCOME_CEREMONY,
        absence(
            either(
                where(GunSaluteFired, occasion=SaluteOccasion.ANTHEMS),
                where(GunSaluteFired, occasion=SaluteOccasion.REVIEW),
            )
        ),
    ),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    ranks=HEADS_OF_STATE,
    sources=(COLOMBIA.at("Article 11.L.3"),),
    alone="{breaking}",
)

guests_anthem_first = order_rule(
    "COL04",
    "The guest's anthem is played before Colombia's.",
    within(WELCOME_CEREMONY, first_before(GUESTS_ANTHEM, HOSTS_ANTHEM)),
    severity=Severity.BREACH,
    evidence=STATUTE,
    ranks=HEADS_OF_STATE,
    sources=(COLOMBIA.at("Article 11.L.7"),),
    reported=ANTHEMS,
)

presented_after_anthems = order_rule(
    "COL05",
    "The suite and the committee are presented after the anthems.",
    within(WELCOME_CEREMONY, not_succession(DelegationsPresented, AnthemPlayed)),
    severity=Severity.BREACH,
    evidence=STATUTE,
    ranks=HEADS_OF_STATE,
    sources=(COLOMBIA.at("Article 11.L.8"),),
)

speeches_before_review = order_rule(
    "COL06",
    "Speeches of welcome come between the presentations and the review.",
    within(
        WELCOME_CEREMONY,
        not_succession(SpeechGiven, DelegationsPresented) & not_succession(GuardReviewed, SpeechGiven),
    ),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    ranks=HEADS_OF_STATE,
    sources=(COLOMBIA.at("Article 11.L.10"),),
)

review_last = order_rule(
    "COL07",
    "The guard is reviewed after the anthems and the presentations.",
    within(
        WELCOME_CEREMONY,
        first_before(AnthemPlayed, GuardReviewed) & not_succession(GuardReviewed, DelegationsPresented),
    ),
    severity=Severity.BREACH,
    evidence=STATUTE,
    ranks=HEADS_OF_STATE,
    sources=(COLOMBIA.at("Article 11.L.11"),),
    reported=ANTHEMS,
)

guests_anthem_first_elsewhere = elsewhere(COMMON.rule("CER02"), "COL08", ranks=_OTHERS)
review_after_anthems_elsewhere = elsewhere(COMMON.rule("CER04"), "COL09", ranks=_OTHERS)

farewell_not_reversed = order_rule(
    "COL10",
    "On farewell too the guest's anthem is played before Colombia's.",
    within(FAREWELL_CEREMONY, first_before(GUESTS_ANTHEM, HOSTS_ANTHEM)),
    severity=Severity.BREACH,
    evidence=STATUTE,
    ranks=HEADS_OF_STATE,
    sources=(COLOMBIA.at("Article 11.O.2"),),
    reported=ANTHEMS,
)

farewell_review_after_anthems = order_rule(
    "COL11",
    "On farewell the guard is reviewed after the anthems.",
    within(FAREWELL_CEREMONY, first_before(AnthemPlayed, GuardReviewed)),
    severity=Severity.BREACH,
    evidence=STATUTE,
    ranks=HEADS_OF_STATE,
    sources=(COLOMBIA.at("Article 11.O.3"),),
    reported=ANTHEMS,
)

farewell_before_leave_is_taken = order_rule(
    "COL12",
    "The honours of the farewell come before leave is taken.",
    not_succession(GuestSeenOff, FarewellCeremonyOpened),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    ranks=HEADS_OF_STATE,
    sources=(COLOMBIA.at("Article 11.O"),),
)

welcome_is_held = order_rule(
    "COL13",
    "On an official visit too a head of state is received with a welcome ceremony.",
    response(GuestArrived, WelcomeCeremonyOpened),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    kinds=frozenset({VisitKind.OFFICIAL}),
    ranks=HEADS_OF_STATE,
    sources=(COLOMBIA.at("Article 11.L"),),
)

president_meets_the_guest = order_rule(
    "COL14",
    "The President greets a head of state.",
    response(GuestArrived, LeadersGreeted),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    kinds=CEREMONIAL_KINDS,
    ranks=HEADS_OF_STATE,
    sources=(COLOMBIA.at("Article 11.L.4"), COLOMBIA.at("Article 11.D.1")),
)

salute_is_fired = order_rule(
    "COL15",
    "A gun salute is fired for a head of state.",
    response(GuestArrived, GunSaluteFired),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    kinds=CEREMONIAL_KINDS,
    ranks=HEADS_OF_STATE,
    sources=(COLOMBIA.at("Article 11.L.3"),),
)

anthems_of_both = order_rule(
    "COL16",
    "For a head of state both anthems are played.",
    response(GuestArrived, GUESTS_ANTHEM) & response(GuestArrived, HOSTS_ANTHEM),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    kinds=CEREMONIAL_KINDS,
    ranks=HEADS_OF_STATE,
    sources=(COLOMBIA.at("Article 11.L.7"),),
)

delegations_are_presented = order_rule(
    "COL17",
    "The suite of a head of state and the committee are presented.",
    response(GuestArrived, DelegationsPresented),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    kinds=CEREMONIAL_KINDS,
    ranks=HEADS_OF_STATE,
    sources=(COLOMBIA.at("Article 11.L.8"),),
)

guard_is_reviewed = order_rule(
    "COL18",
    "A head of state reviews the guard.",
    response(GuestArrived, GuardReviewed),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    kinds=CEREMONIAL_KINDS,
    ranks=HEADS_OF_STATE,
    sources=(COLOMBIA.at("Article 11.L.11"),),
)

farewell_is_held = order_rule(
    "COL19",
    "A head of state is taken leave of with a farewell ceremony.",
    response(GuestArrived, FarewellCeremonyOpened),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    kinds=CEREMONIAL_KINDS,
    ranks=HEADS_OF_STATE,
    sources=(COLOMBIA.at("Article 11.O"),),
)

anthem_before_wreath = order_rule(
    "COL20",
    "The anthem is played before the wreath is laid, not straight after.",
    not_chain_succession(WreathLaid, AnthemPlayed),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    ranks=HEADS_OF_STATE,
    sources=(COLOMBIA.at("Article 19.A.3"),),
)

host_speaks_first_at_table = order_rule(
    "COL21",
    "At table the President speaks before the guest does.",
    within(RECEPTION, not_succession(where(ToastProposed, by=Side.GUEST), where(ToastProposed, by=Side.HOST))),
    severity=Severity.NOTE,
    evidence=STATUTE,
    sources=(COLOMBIA.at("Article 20.D.6"),),
    hint="at a meal in his honour the President speaks last",
)

CO_1982: Final = (
    COMMON.waiving({"CER02", "CER04"})
    .adding(
        greeted_aboard_first,
        salute_before_anthems,
        salute_on_landing,
        guests_anthem_first,
        presented_after_anthems,
        speeches_before_review,
        review_last,
        guests_anthem_first_elsewhere,
        review_after_anthems_elsewhere,
        farewell_not_reversed,
        farewell_review_after_anthems,
        farewell_before_leave_is_taken,
        welcome_is_held,
        president_meets_the_guest,
        salute_is_fired,
        anthems_of_both,
        delegations_are_presented,
        guard_is_reviewed,
        farewell_is_held,
        anthem_before_wreath,
        host_speaks_first_at_table,
    )
    .edition("co-1982", "Colombia, protocol of the presidency by Decreto 770 of 1982", Period(date(1982, 3, 12)))
)

HOST: Final = Host(
    Country("CO"),
    (CO_1982,),
    seen=(
        seen(
            "For an ambassador with credentials Colombia's anthem is played first, and his own as he leaves.",
            COLOMBIA.at("Article 10.E"),
            COLOMBIA.at("Article 10.I"),
        ),
        seen(
            "An organising board with committees prepares the visit of a head of state.",
            COLOMBIA.at("Article 11.A"),
            COLOMBIA.at("Article 11.B"),
            COLOMBIA.at("Article 11.C"),
        ),
        seen(
            "The committee of reception is of the President, the Cardinal, ministers, presidents of the chambers, "
            "commanders and the guest's ambassador.",
            COLOMBIA.at("Article 11.D.1"),
        ),
        seen(
            "A guard of honour stands at the guest's residence, and a civil and a military aide are assigned.",
            COLOMBIA.at("Article 11.D.3"),
            COLOMBIA.at("Article 11.D.4"),
        ),
        seen("A doctor and an ambulance drive in the motorcade.", COLOMBIA.at("Article 11.K")),
        seen("The President is rendered his own honours before the guest arrives.", COLOMBIA.at("Article 11.L.2")),
        seen(
            "On the tribune the suite stands on the left, the committee on the right.",
            COLOMBIA.at("Article 11.L.5"),
            COLOMBIA.at("Article 11.L.6"),
        ),
        seen(
            "At the palace the guest is received to the guest's anthem and leaves to Colombia's; those who do not talk "
            "wait in another hall.",
            COLOMBIA_11M,
        ),
        seen("The spouse has a programme apart when not at the general acts.", COLOMBIA.at("Article 11.N")),
        seen(
            "Presidents who meet at the border have honours, hoist the flags together, present delegations, talk in "
            "private and sign a declaration.",
            COLOMBIA.at("Article 12.D"),
        ),
        seen(
            "A decoration is conferred with a speech, then the insignia, thanks, congratulations and champagne.",
            COLOMBIA.at("Article 13.A"),
        ),
        seen("Of several who are decorated one replies.", COLOMBIA.at("Article 13")),
        seen("At a special signing an official speaks, then the President signs first.", COLOMBIA.at("Article 16.D")),
        seen(
            "A head of state who lays a wreath is accompanied by the foreign minister and not by the President.",
            COLOMBIA.at("Article 19.A.3"),
        ),
        seen("Speeches at a monument are made once the wreath lies there.", COLOMBIA.at("Article 19.A.4")),
        seen(
            "The head of state has the principal seat at table, the host the next one.", COLOMBIA.at("Article 20.D.8")
        ),
        seen(
            "In the receiving line stand the President, the guest of honour, the guest's spouse and the First Lady.",
            COLOMBIA.at("Article 21.E"),
        ),
        seen("The highest person boards last and leaves first.", COLOMBIA.at("Article 24.C")),
        seen("The President cedes the right to a foreign head of state.", COLOMBIA.at("Article 24.D")),
        seen("The spouses drive in a second car.", COLOMBIA.at("Article 24.E")),
        seen("Before the President goes abroad a commission travels ahead.", COLOMBIA.at("Article 30.B")),
        seen(
            "When the President leaves for abroad the honours come first, and on return last.",
            COLOMBIA.at("Article 30.E"),
            COLOMBIA.at("Article 30.F"),
        ),
        seen("Colombia's flag is hoisted first and lowered last.", FLAG.at("Article 3")),
    ),
)
