"""Which steps of a visit are for one person: those where the record puts them, and the ceremonies around these."""

from protocol.projections.days import Programme, Step
from protocol.values import Person


def steps_for(programme: Programme, person: Person) -> tuple[Step, ...]:
    """The steps of a programme where the record puts a person, with the ceremonies in which these are.

    Nobody is concluded to be at a step: a leader is where the record names them, or their side as the one that acts, or
    where the event is about them. Whoever takes part in a step of a ceremony is at the ceremony.
    """
    theirs = {step.item.entry.position for step in programme.steps if step.is_for(person)}
    for step in reversed(programme.steps):  # from the innermost ceremony outwards
        if step.item.entry.position in theirs and step.within is not None:
            theirs.add(step.within.position)
    return tuple(step for step in programme.steps if step.item.entry.position in theirs)


def not_stated(programme: Programme) -> tuple[Step, ...]:
    """The steps of which the record does not say who is there, without those inside a ceremony."""
    told = {step.within.position for step in programme.steps if step.within is not None and step.people}
    return tuple(
        step
        for step in programme.steps
        if not step.people and step.within is None and step.item.entry.position not in told
    )
