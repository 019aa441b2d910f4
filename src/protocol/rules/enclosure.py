"""Rules about opening and closing: ceremonies nest, and what is opened is closed."""

from protocol.events import (
    FarewellCeremonyClosed,
    FarewellCeremonyOpened,
    ReceptionClosed,
    ReceptionOpened,
    SigningClosed,
    SigningOpened,
    TalksClosed,
    TalksOpened,
    ToastProposed,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
)
from protocol.order import (
    Bracket,
    Formula,
    alternate_precedence,
    both,
    globally,
    implies,
    negation,
    nested,
    response,
    weak_next,
    weak_until,
)
from protocol.rules.ceremonies import BRACKETS
from protocol.rules.evidence import LOGICAL, PUBLISHED, Severity, because
from protocol.rules.rule import Rule, order_rule
from protocol.rules.sources import KAZAKHSTAN_32


def _one_at_a_time(bracket: Bracket) -> Formula:
    return globally(implies(bracket.opened, weak_next(weak_until(negation(bracket.opened), bracket.closed))))


def _is_closed(code: str, what: str, opened: type, closed: type) -> Rule:
    return order_rule(
        code,
        f"A {what} that is opened is closed.",
        response(opened, closed),
        severity=Severity.LAPSE,
        evidence=LOGICAL,
        sources=(because("what has begun and is over has ended"),),
    )


welcome_is_closed = _is_closed("ENC01", "welcome ceremony", WelcomeCeremonyOpened, WelcomeCeremonyClosed)
talks_are_closed = _is_closed("ENC02", "round of talks", TalksOpened, TalksClosed)
signing_is_closed = _is_closed("ENC03", "signing ceremony", SigningOpened, SigningClosed)
reception_is_closed = _is_closed("ENC04", "reception", ReceptionOpened, ReceptionClosed)
farewell_is_closed = _is_closed("ENC05", "farewell ceremony", FarewellCeremonyOpened, FarewellCeremonyClosed)


closed_in_order = order_rule(
    "ENC06",
    "What is opened inside a ceremony is closed inside it.",
    nested(*BRACKETS),
    severity=Severity.BREACH,
    evidence=LOGICAL,
    sources=(because("what began inside something ends inside it"),),
)

closed_after_opened = order_rule(
    "ENC07",
    "What is closed was opened before, once for each closing.",
    both(*(alternate_precedence(bracket.opened, bracket.closed) for bracket in BRACKETS)),
    severity=Severity.BREACH,
    evidence=LOGICAL,
    sources=(because("what has not begun cannot end"),),
    only_complete=True,
    alone="{breaking} without having been opened",
    wording="{breaking} without having been opened since {earlier}",
)

closed_before_opened_again = order_rule(
    "ENC08",
    "A ceremony is closed before another of its sort is opened.",
    both(*map(_one_at_a_time, BRACKETS)),
    severity=Severity.LAPSE,
    evidence=LOGICAL,
    sources=(because("what is going on cannot begin"),),
    only_complete=True,
    wording="{breaking} while the one opened before was not closed ({earlier})",
)

toast_inside_a_reception = order_rule(
    "TOA01",
    "After a reception is closed no toast is proposed until there is another one.",
    globally(implies(ReceptionClosed, weak_until(negation(ToastProposed), ReceptionOpened))),
    severity=Severity.LAPSE,
    evidence=PUBLISHED,
    sources=(KAZAKHSTAN_32,),
)

ENCLOSURE_RULES = (
    welcome_is_closed,
    talks_are_closed,
    signing_is_closed,
    reception_is_closed,
    farewell_is_closed,
    closed_in_order,
    closed_after_opened,
    closed_before_opened_again,
    toast_inside_a_reception,
)
