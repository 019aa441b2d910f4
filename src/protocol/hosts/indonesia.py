"""Indonesia: anthems by PP 44 of 1958, what a visit may comprise by PP 39 of 2018.

The day on which PP 39 came into force was not seen. So there is one edition for both, from the day of PP 44, and what
rests on PP 39 is a note: it may not have been in force, and it says what a visit may comprise, not what it must.
"""

from datetime import date
from typing import Final

from protocol.events import (
    GuestArrived,
    MeetingHeld,
    PhotographTaken,
    ReceptionOpened,
    TalksOpened,
    ToastProposed,
    VisitorsBookSigned,
    WelcomeCeremonyOpened,
    WreathLaid,
)
from protocol.hosts import spoils
from protocol.hosts.contents import HEADS, HEADS_OF_STATE
from protocol.hosts.host import Host, elsewhere, seen
from protocol.order import absence, chain_response, either, first_before, response, where, within
from protocol.order.language.formulas import Operand
from protocol.rules import (
    CEREMONIAL_KINDS,
    COMMON,
    RECEPTION,
    STATUTE,
    WELCOME_CEREMONY,
    FoldStep,
    Rule,
    Saying,
    Severity,
    Work,
    content_rule,
    fault,
    order_rule,
)
from protocol.rules.ceremonies import ANY_PRESS, ANY_SIGNING
from protocol.rules.sources import INDONESIA, INDONESIA_44, INDONESIA_56, INDONESIA_ANTHEM
from protocol.rules.welcome import ANTHEMS, GUESTS_ANTHEM, HOSTS_ANTHEM
from protocol.stream import Entry
from protocol.values import Counterpart, Country, Meal, Period, Rank, Side, VisitKind

PROTOCOL_LAW: Final = Work("Indonesia, UU 9 of 2010", "https://text-id.123dok.com/document/nzwonkl1y", "id")
INDONESIA_56_2: Final = INDONESIA.at("Article 56(2)")

_WORKING: Final = frozenset({VisitKind.WORKING})
_SPEAKER: Final = where(MeetingHeld, counterpart=Counterpart.SPEAKER)

guests_anthem_first = order_rule(
    "IDN01",
    "For a head of state or government the guest's anthem is played before Indonesia Raya.",
    within(WELCOME_CEREMONY, first_before(GUESTS_ANTHEM, HOSTS_ANTHEM)),
    severity=Severity.BREACH,
    evidence=STATUTE,
    ranks=HEADS,
    sources=(INDONESIA_44,),
    reported=ANTHEMS,
)

guests_anthem_first_elsewhere = elsewhere(COMMON.rule("CER02"), "IDN02", ranks=frozenset(Rank) - HEADS)

anthem_after_toast = order_rule(
    "IDN03",
    "Straight after a toast to a head of state the anthem of that state is played.",
    within(
        RECEPTION,
        chain_response(where(ToastProposed, by=Side.HOST), GUESTS_ANTHEM)
        & chain_response(where(ToastProposed, by=Side.GUEST), HOSTS_ANTHEM),
    ),
    severity=Severity.LAPSE,
    evidence=STATUTE,
    ranks=HEADS_OF_STATE,
    sources=(INDONESIA_ANTHEM.at("Article 6(4)"),),
)


def _component(code: str, what: str, step: Operand, *, on_working_visits: bool = False) -> Rule:
    """That what a visit may comprise is part of it."""
    return order_rule(
        code,
        f"The programme of a visit may comprise {what}.",
        response(GuestArrived, step),
        severity=Severity.NOTE,
        evidence=STATUTE,
        kinds=CEREMONIAL_KINDS | _WORKING if on_working_visits else CEREMONIAL_KINDS,
        sources=(INDONESIA_56, INDONESIA_56_2) if on_working_visits else (INDONESIA_56,),
    )


welcome_is_held = order_rule(
    "IDN04",
    "The programme of an official visit may comprise a welcome ceremony at the Palace.",
    response(GuestArrived, WelcomeCeremonyOpened),
    severity=Severity.NOTE,
    evidence=STATUTE,
    kinds=frozenset({VisitKind.OFFICIAL}),
    sources=(INDONESIA_56, INDONESIA.at("Article 27")),
)

book_is_signed = _component("IDN05", "the visitors' book", VisitorsBookSigned, on_working_visits=True)
photograph_is_taken = _component("IDN06", "a joint photograph", PhotographTaken, on_working_visits=True)
press_is_told = _component("IDN07", "a joint statement to the press", ANY_PRESS, on_working_visits=True)
documents_are_signed = _component("IDN08", "a signing", ANY_SIGNING)
banquet_is_given = _component("IDN09", "a state or official banquet", ReceptionOpened)
wreath_is_laid = _component("IDN10", "a wreath at Kalibata", WreathLaid)
speakers_are_called_on = _component("IDN11", "calls on the speakers of the chambers", _SPEAKER)

working_visit_is_plain = order_rule(
    "IDN12",
    "A working visit has no welcome ceremony, banquet, wreath or call on a speaker.",
    absence(either(WelcomeCeremonyOpened, where(ReceptionOpened, meal=Meal.BANQUET), WreathLaid, _SPEAKER)),
    severity=Severity.NOTE,
    evidence=STATUTE,
    kinds=_WORKING,
    sources=(INDONESIA_56_2,),
    alone="{breaking} on a working visit",
)


@content_rule(
    "IDN13",
    "The spouse takes no part in the talks.",
    severity=Severity.NOTE,
    evidence=STATUTE,
    sources=(INDONESIA.at("Article 56(3)"),),
    memory=None,
    kinds=CEREMONIAL_KINDS,
    order_free=True,
    only_with=(Saying(TalksOpened, "attending"),),
    spoil=spoils.SPOUSE_AT_THE_TABLE,
)
def no_spouse_at_the_talks(_: None, entry: Entry[TalksOpened]) -> FoldStep[None] | None:
    spouse = next((person for person in entry.attending if person.rank is Rank.SPOUSE), None)
    return None if spouse is None else FoldStep(None, fault("{spouse} took part in the talks", spouse=spouse))


# The day of PP 39 was not seen and nobody makes one up, so there is no edition of PP 44 alone.
ID_2018: Final = (
    COMMON.waiving({"CER02"})
    .adding(
        guests_anthem_first,
        guests_anthem_first_elsewhere,
        anthem_after_toast,
        welcome_is_held,
        book_is_signed,
        photograph_is_taken,
        press_is_told,
        documents_are_signed,
        banquet_is_given,
        wreath_is_laid,
        speakers_are_called_on,
        working_visit_is_plain,
        no_spouse_at_the_talks,
    )
    .edition(
        "id-2018",
        "Indonesia, anthems by PP 44 of 1958, and visits by PP 39 of 2018 whose first day was not seen",
        Period(date(1958, 6, 26)),
    )
)

HOST: Final = Host(
    Country("ID"),
    (ID_2018,),
    seen=(
        seen(
            "An ambassador's anthem is played on arrival and Indonesia Raya on leaving.",
            INDONESIA_ANTHEM.at("Article 6(2)"),
        ),
        seen(
            "At an event of a foreign mission which the head of state attends, Indonesia Raya is played first.",
            INDONESIA_ANTHEM.at("Article 6(3)"),
        ),
        seen(
            "On a courtesy call the guest and the President sit first; at the banquet the guest, the spouse, the "
            "President.",
            INDONESIA.at("Article 7"),
        ),
        seen("A courtesy call on the President, projects, lectures and the regions are listed too.", INDONESIA_56),
        seen("On a working visit documents are signed within an international conference.", INDONESIA_56_2),
        seen("Gifts are exchanged by officers of protocol.", INDONESIA.at("Article 56(4)")),
        seen(
            "In a programme apart the guest's spouse is accompanied by that of the accompanying minister.",
            INDONESIA.at("Article 56(5)"),
        ),
        seen("The Vice-President may call on the guest.", INDONESIA.at("Article 56(6)")),
        seen("Guests are honoured by flag and anthem.", PROTOCOL_LAW.at("Article 31")),
        seen("Honours are given where they are returned.", PROTOCOL_LAW.at("Article 32")),
        seen("It is listed who is a guest of the state.", PROTOCOL_LAW.at("Article 33(1)")),
    ),
)
