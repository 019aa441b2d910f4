"""Rules about who takes part and whose anthem is played."""

from collections.abc import Mapping
from types import MappingProxyType

from protocol.events import (
    AnthemPlayed,
    DelegationNamed,
    GuardReviewed,
    PressStatementMade,
    TalksOpened,
    VisitAgreed,
)
from protocol.fields import frozen
from protocol.order import where
from protocol.rules import spoils
from protocol.rules.evidence import LOGICAL, Severity, because
from protocol.rules.faults import fault
from protocol.rules.rule import FoldStep, Saying, Spoil, content_rule
from protocol.stream import Entry
from protocol.values import Country, Party, Person, Side, Sides


@frozen
class Delegates:
    """The people who may sit at the table: named leaders and members, and the sides that named a delegation."""

    people: tuple[Person, ...] = ()
    sides: frozenset[Side] = frozenset()

    def and_(self, people: tuple[Person, ...], side: Side | None = None) -> "Delegates":
        """The same and these people, named by a side as its delegation where one is given."""
        sides = self.sides if side is None else self.sides | {side}
        return Delegates((*self.people, *people), sides)

    def may_be_of_them(self, person: Person) -> bool:
        """Whether a person is one of them, as far as names, offices and their languages allow a comparison."""
        return any(person.may_be(each) for each in self.people)


_BOTH = frozenset({Side.HOST, Side.GUEST})


@content_rule(
    "DEL01",
    "Where delegations are named, those who take part in the talks belong to one.",
    severity=Severity.LAPSE,
    evidence=LOGICAL,
    sources=(because("who sits at the table for a side belongs to its delegation"),),
    memory=Delegates(),
    needs=frozenset({DelegationNamed}),
    only_complete=True,
    hint="it speaks once both sides have named their delegations: until then a stranger may belong to the other",
    only_with=(Saying(TalksOpened, "attending"),),
    spoil=Spoil((TalksOpened,), spoils.stranger_at_the_table),
)
def participants_belong_to_a_delegation(
    known: Delegates,
    entry: Entry[VisitAgreed | DelegationNamed | TalksOpened],
) -> FoldStep[Delegates] | None:
    match entry.event:
        case VisitAgreed(parties=parties):
            return FoldStep(known.and_(tuple(person for party in parties for person in party.people)))
        case DelegationNamed(side, members):
            return FoldStep(known.and_(members, side))
        case TalksOpened():
            strangers = [person for person in entry.attending if not known.may_be_of_them(person)]
            if not strangers or not known.sides >= _BOTH:
                return None
            return FoldStep(known, fault("{person} took part and is in no delegation", person=strangers[0]))


States = Mapping[Side, Country]


_GUESTS = where(AnthemPlayed, of=Side.GUEST)
_NO_STATES: States = MappingProxyType({})


def _states(parties: tuple[Party, ...]) -> States:
    return {party.side: party.state for party in reversed(parties) if party.state is not None}


@content_rule(
    "ANT01",
    "The anthem played for a side is that of its state.",
    severity=Severity.LAPSE,
    evidence=LOGICAL,
    sources=(because("a side's anthem is that of its state"),),
    memory=_NO_STATES,
    only_with=(Saying(AnthemPlayed, "state"),),
    spoil=Spoil((_GUESTS,), spoils.change_first(AnthemPlayed, spoils.another_anthem, _GUESTS.matches)),
)
def anthem_is_of_its_side(states: States, entry: Entry[VisitAgreed | AnthemPlayed]) -> FoldStep[States] | None:
    match entry.event:
        case VisitAgreed(parties=parties):
            return FoldStep(_states(parties))
        case AnthemPlayed(of=side, state=played):
            wanted = None if side is None or side is Side.OTHER else states.get(side)
            if played is None or wanted is None or played == wanted:
                return None
            wrong = fault(
                "the {side}'s anthem was that of {played}, not of {wanted}", side=side, played=played, wanted=wanted
            )
            return FoldStep(states, wrong)


Parties = tuple[Party, ...]


@content_rule(
    "ACT01",
    "Where people are named in an act of a side, or of both, somebody of that side, or of each, is among them.",
    severity=Severity.NOTE,
    evidence=LOGICAL,
    sources=(because("what a side does is done by its own people"),),
    memory=(),
    only_with=(Saying(GuardReviewed, "acting"), Saying(PressStatementMade, "acting")),
    spoil=Spoil((GuardReviewed,), spoils.reviewed_by_one_of_both),
)
def people_act_for_their_side(
    parties: Parties, entry: Entry[VisitAgreed | GuardReviewed | PressStatementMade]
) -> FoldStep[Parties] | None:
    match entry.event:
        case VisitAgreed(parties=agreed):
            return FoldStep(agreed)
        case GuardReviewed(by=by) | PressStatementMade(by=by):
            acting = {side for person in entry.acting for side in _sides_of(person, parties)}
            said = set(_BOTH if by is Sides.BOTH else () if by is None else (Side(by.value),))
            if not acting or Side.OTHER in acting or said <= acting:
                return None
            return FoldStep(
                parties, fault("{by} said to act, and only people of the {side} are named", by=by, side=min(acting))
            )


def _sides_of(person: Person, parties: Parties) -> frozenset[Side]:
    """The side of a person; a third one if parties and the state of the person do not tell."""
    found = {party.side for party in parties if any(person.known_as == each.known_as for each in party.people)}
    found |= {party.side for party in parties if party.state is not None and party.state == person.country}
    return frozenset(found if len(found) == 1 else {Side.OTHER})


PEOPLE_RULES = (participants_belong_to_a_delegation, anthem_is_of_its_side, people_act_for_their_side)
