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
from protocol.order import response
from protocol.rules.ceremonies import BRACKETS
from protocol.rules.evidence import LOGICAL, PUBLISHED, Severity, because
from protocol.rules.faults import fault
from protocol.rules.rule import Rule, Step, content_rule, order_rule
from protocol.rules.sources import KAZAKHSTAN_32
from protocol.stream import Entry

_OPENED_BY = {bracket.closed: bracket.opened for bracket in BRACKETS}

Open = tuple[tuple[type, int], ...]
"""The ceremonies that are open, innermost last: the class of their opening and its position."""

Edge = (
    WelcomeCeremonyOpened
    | WelcomeCeremonyClosed
    | TalksOpened
    | TalksClosed
    | SigningOpened
    | SigningClosed
    | ReceptionOpened
    | ReceptionClosed
    | FarewellCeremonyOpened
    | FarewellCeremonyClosed
)


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


@content_rule(
    "ENC06",
    severity=Severity.BREACH,
    evidence=LOGICAL,
    sources=(because("what began inside something ends inside it"),),
    memory=(),
)
def closed_in_order(open_: Open, entry: Entry[Edge]) -> Step[Open]:
    """Of ceremonies inside each other, the one opened last is closed first."""
    wanted = _OPENED_BY.get(type(entry.event))
    if wanted is None:
        return Step((*open_, (type(entry.event), entry.position)))
    place = max((index for index, (opened, _) in enumerate(open_) if opened is wanted), default=None)
    if place is None:
        return Step(open_)
    crossed = open_[place + 1 :]
    rest = (*open_[:place], *crossed)
    if not crossed:
        return Step(rest)
    return Step(
        rest, fault("{event} while what was opened inside it was still open", crossed[-1][1], event=entry.event)
    )


@content_rule(
    "ENC07",
    severity=Severity.BREACH,
    evidence=LOGICAL,
    sources=(because("what has not begun cannot end"),),
    memory=(),
    only_complete=True,
)
def closed_after_opened(open_: tuple[type, ...], entry: Entry[Edge]) -> Step[tuple[type, ...]]:
    """What is closed was opened before."""
    wanted = _OPENED_BY.get(type(entry.event))
    if wanted is None:
        return Step((*open_, type(entry.event)))
    if wanted not in open_:
        return Step(open_, fault("{event} without having been opened", event=entry.event))
    place = open_.index(wanted)
    return Step((*open_[:place], *open_[place + 1 :]))


Reception = tuple[bool, int | None]
"""Whether a reception is open, and the position of the closing of the last one."""


@content_rule(
    "TOA01",
    severity=Severity.LAPSE,
    evidence=PUBLISHED,
    sources=(KAZAKHSTAN_32,),
    memory=(False, None),
    needs=frozenset({ReceptionOpened}),
)
def toast_inside_a_reception(
    reception: Reception,
    entry: Entry[ReceptionOpened | ReceptionClosed | ToastProposed],
) -> Step[Reception]:
    """A toast is proposed at a reception."""
    is_open, closed = reception
    match entry.event:
        case ReceptionOpened():
            return Step((True, None))
        case ReceptionClosed():
            return Step((False, entry.position))
        case ToastProposed() if not is_open and closed is not None:
            return Step(reception, fault("a toast after the reception was closed", closed))
        case ToastProposed():
            return Step(reception)


ENCLOSURE_RULES = (
    welcome_is_closed,
    talks_are_closed,
    signing_is_closed,
    reception_is_closed,
    farewell_is_closed,
    closed_in_order,
    closed_after_opened,
    toast_inside_a_reception,
)
