"""Greece: the regulation on the external service of troops, PD 84/2009.

The common rule that the anthems come before the review rests on its Article 22 too and is left as it is: the article
says what is played if a review follows.
"""

from datetime import date
from typing import Final

from protocol.events import (
    AnthemPlayed,
    FarewellCeremonyOpened,
    GuestArrived,
    GunSaluteFired,
    WelcomeCeremonyOpened,
    WreathLaid,
)
from protocol.hosts import spoils
from protocol.hosts.contents import HEADS_OF_STATE, rounds_are
from protocol.hosts.host import Host, elsewhere, seen
from protocol.order import existence, first_before, not_chain_succession, response, within
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
from protocol.rules.sources import GREECE
from protocol.rules.welcome import ANTHEMS, GUESTS_ANTHEM, HOSTS_ANTHEM
from protocol.stream import Entry
from protocol.values import Country, Period, Rank, VisitKind

_GUEST_FIRST: Final = GREECE.at("Article 22(10)")
_WREATHS: Final = GREECE.at("Article 25(5)(γ)(4)")  # noqa: RUF001 - a Greek letter, as in the act
_ENTITLED: Final = GREECE.at("Article 28(2)(α)(2)")  # noqa: RUF001 - as above
_PLACE: Final = GREECE.at("Article 28(3)(β)")
_RANKS: Final = GREECE.at("Article 28(8)(α)")  # noqa: RUF001 - as above
_WHO_SETS_IT: Final = GREECE.at("Article 28(21)(α)")  # noqa: RUF001 - as above

guests_anthem_first = order_rule(
    "GRC01",
    "For a head of state the guest's anthem is played before that of Greece.",
    within(WELCOME_CEREMONY, first_before(GUESTS_ANTHEM, HOSTS_ANTHEM)),
    severity=Severity.BREACH,
    evidence=STATUTE,
    ranks=HEADS_OF_STATE,
    sources=(_GUEST_FIRST,),
    reported=ANTHEMS,
)

guests_anthem_first_elsewhere = elsewhere(COMMON.rule("CER02"), "GRC02", ranks=frozenset(Rank) - HEADS_OF_STATE)

farewell_not_reversed = order_rule(
    "GRC03",
    "On farewell too the guest's anthem is played before that of Greece.",
    within(FAREWELL_CEREMONY, first_before(GUESTS_ANTHEM, HOSTS_ANTHEM)),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    ranks=HEADS_OF_STATE,
    sources=(_GUEST_FIRST, GREECE.at("Article 28(23)")),
    hint="the regulation repeats the arrival on departure and names no other order",
    reported=ANTHEMS,
)

anthems_of_both = order_rule(
    "GRC04",
    "For a head of state both anthems are played.",
    response(GuestArrived, GUESTS_ANTHEM) & response(GuestArrived, HOSTS_ANTHEM),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    kinds=CEREMONIAL_KINDS,
    ranks=HEADS_OF_STATE,
    sources=(GREECE.at("Article 22(6)"), _GUEST_FIRST),
)

anthem_on_farewell = order_rule(
    "GRC05",
    "On departure too an anthem is played, unless it is decided otherwise.",
    within(FAREWELL_CEREMONY, existence(AnthemPlayed)),
    severity=Severity.NOTE,
    evidence=STATUTE,
    sources=(GREECE.at("Article 22(6)"),),
)

anthem_after_wreath = order_rule(
    "GRC06",
    "The anthem is played straight after the wreath is laid, not before.",
    not_chain_succession(AnthemPlayed, WreathLaid),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    sources=(_WREATHS,),
)

head_of_state_is_received = order_rule(
    "GRC07",
    "A head of state on an official visit is received with honours, unless it is decided otherwise.",
    response(GuestArrived, WelcomeCeremonyOpened),
    severity=Severity.NOTE,
    evidence=STATUTE,
    kinds=frozenset({VisitKind.OFFICIAL}),
    ranks=HEADS_OF_STATE,
    sources=(_ENTITLED, _PLACE),
)

arrival_is_repeated = order_rule(
    "GRC08",
    "The honours of the arrival are repeated on departure, unless the guest does not wish it.",
    response(WelcomeCeremonyOpened, FarewellCeremonyOpened),
    severity=Severity.NOTE,
    evidence=STATUTE,
    kinds=CEREMONIAL_KINDS,
    sources=(GREECE.at("Article 28(23)"),),
)


# The number of the article on salutes was not seen; it follows Article 28.
@content_rule(
    "GRC09",
    "The salute for a head of state is of 21 guns.",
    severity=Severity.LAPSE,
    evidence=STATUTE,
    sources=(GREECE.whole,),
    memory=None,
    ranks=HEADS_OF_STATE,
    order_free=True,
    spoil=spoils.ROUNDS,
)
def guns_for_a_head_of_state(_: None, entry: Entry[GunSaluteFired]) -> FoldStep[None] | None:
    return rounds_are(entry, 21)


GR_2009: Final = (
    COMMON.waiving({"CER02"})
    .adding(
        guests_anthem_first,
        guests_anthem_first_elsewhere,
        farewell_not_reversed,
        anthems_of_both,
        anthem_on_farewell,
        anthem_after_wreath,
        head_of_state_is_received,
        arrival_is_repeated,
        guns_for_a_head_of_state,
    )
    .edition("gr-2009", "Greece, honours by PD 84/2009", Period(date(2009, 7, 9)))
)

HOST: Final = Host(
    Country("GR"),
    (GR_2009,),
    seen=(
        seen("There is no music on Good Friday or in mourning.", GREECE.at("Article 22(8)")),
        seen("If a review follows, the band plays a march softly until it is over.", GREECE.at("Article 22(9)")),
        seen("The order of the anthems is also that for who represents a head of state.", _GUEST_FIRST),
        seen("Sentries present arms to foreign leaders.", GREECE.at("Article 26")),
        seen(
            "Honours are rendered at the place of arrival, by a company of four platoons for the President and those "
            "who correspond to him, of three for the Prime Minister.",
            _PLACE,
        ),
        seen("The great unit of a reception stands in three ranks.", _RANKS),
        seen(
            "The minister of defence sets the reception together with the foreign minister.",
            _WHO_SETS_IT,
        ),
        seen("A platoon has from 21 to 30 men.", GREECE.at("Article 28(24)")),
        seen("Honours are not repeated when the guest visits a unit later.", GREECE.at("Article 28(25)")),
        seen("Guns are fired one by one, at most 30 seconds apart.", GREECE.whole),
    ),
)
