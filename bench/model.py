"""The conformance model: 25 order rules over 31 activities, the same for every system that is measured."""

from typing import Any

from protocol import Rule, Rulebook, Severity, order_rule
from protocol import events as e
from protocol import order as o
from protocol.rules import LOGICAL, because

ACTIVITIES: tuple[type, ...] = (
    e.GuestArrived, e.GuestGreeted, e.EscortProvided, e.FlypastHeld, e.GunSaluteFired, e.CityLeft, e.CityReached,
    e.WelcomeCeremonyOpened, e.LeadersGreeted, e.DelegationsPresented, e.GuardReported, e.ColoursSaluted,
    e.GuardReviewed, e.SoldiersGreeted, e.MarchPastHeld, e.PhotographTaken, e.VisitorsBookSigned,
    e.WelcomeCeremonyClosed, e.SigningOpened, e.DocumentsExchanged, e.SigningClosed, e.PressConferenceHeld,
    e.ReceptionOpened, e.ReceptionClosed, e.WreathLaid, e.SilenceObserved, e.TreePlanted, e.FarewellCeremonyOpened,
    e.FarewellCeremonyClosed, e.GuestSeenOff, e.GuestDeparted,
)  # fmt: skip
"""31 classes of events that need no values."""

CONSTRAINTS: tuple[tuple[str, tuple[type, ...]], ...] = (
    ("init", (e.GuestArrived,)),
    ("exactly", (e.WelcomeCeremonyOpened,)),
    ("exactly", (e.WelcomeCeremonyClosed,)),
    ("exactly", (e.GuestDeparted,)),
    ("existence", (e.LeadersGreeted,)),
    ("absence", (e.CityLeft,)),
    ("precedence", (e.WelcomeCeremonyOpened, e.GuardReported)),
    ("precedence", (e.GuardReported, e.GuardReviewed)),
    ("precedence", (e.GuardReviewed, e.MarchPastHeld)),
    ("precedence", (e.LeadersGreeted, e.DelegationsPresented)),
    ("precedence", (e.WelcomeCeremonyOpened, e.WelcomeCeremonyClosed)),
    ("precedence", (e.WelcomeCeremonyClosed, e.SigningOpened)),
    ("precedence", (e.SigningOpened, e.SigningClosed)),
    ("precedence", (e.SigningClosed, e.PressConferenceHeld)),
    ("precedence", (e.ReceptionOpened, e.ReceptionClosed)),
    ("response", (e.SigningOpened, e.SigningClosed)),
    ("response", (e.ReceptionOpened, e.ReceptionClosed)),
    ("response", (e.FarewellCeremonyOpened, e.FarewellCeremonyClosed)),
    ("chain_response", (e.WreathLaid, e.SilenceObserved)),
    ("alternate_response", (e.EscortProvided, e.CityReached)),
    ("chain_precedence", (e.SoldiersGreeted, e.ColoursSaluted)),
    ("alternate_precedence", (e.GuestGreeted, e.PhotographTaken)),
    ("responded_existence", (e.GunSaluteFired, e.FlypastHeld)),
    ("responded_existence", (e.TreePlanted, e.VisitorsBookSigned)),
    ("not_co_existence", (e.GuestSeenOff, e.DocumentsExchanged)),
)
"""The constraints, by the names of their templates."""

PM4PY_NAMES = {
    "exactly": "exactly_one",
    "chain_response": "chainresponse",
    "alternate_response": "altresponse",
    "chain_precedence": "chainprecedence",
    "alternate_precedence": "altprecedence",
    "not_co_existence": "noncoexistence",
}
DECL_NAMES = {
    "exactly": "Exactly1",
    "init": "Init",
    "existence": "Existence1",
    "absence": "Absence1",
    "precedence": "Precedence",
    "response": "Response",
    "chain_response": "Chain Response",
    "alternate_response": "Alternate Response",
    "chain_precedence": "Chain Precedence",
    "alternate_precedence": "Alternate Precedence",
    "responded_existence": "Responded Existence",
    # Declare4Py declares "Not Co-Existence", but has no checker for it; this says the same.
    "not_co_existence": "Not Responded Existence",
}


def rulebook() -> Rulebook:
    """The model as a rulebook of this library."""
    return Rulebook("conformance", "The conformance model", tuple(map(_rule, range(len(CONSTRAINTS)))))


def _rule(number: int) -> Rule:
    template, activities = CONSTRAINTS[number]
    return order_rule(
        f"CNF{number:02}",
        f"{template}({', '.join(activity.__name__ for activity in activities)}).",
        getattr(o, template)(*activities),
        severity=Severity.BREACH,
        evidence=LOGICAL,
        sources=(because("of the measurement"),),
    )


def pm4py_model() -> dict[str, dict[Any, dict[str, float]]]:
    """The model as pm4py takes it."""
    model: dict[str, dict[Any, dict[str, float]]] = {}
    for template, activities in CONSTRAINTS:
        names = tuple(activity.__name__ for activity in activities)
        key = names[0] if len(names) == 1 else names
        model.setdefault(PM4PY_NAMES.get(template, template), {})[key] = {"support": 1.0, "confidence": 1.0}
    return model


def violated_by_pm4py(deviations: list[tuple[str, Any]]) -> set[str]:
    """The codes of the rules that pm4py says are violated."""
    codes = {}
    for number, (template, activities) in enumerate(CONSTRAINTS):
        names = tuple(activity.__name__ for activity in activities)
        codes[PM4PY_NAMES.get(template, template), names[0] if len(names) == 1 else names] = f"CNF{number:02}"
    return {codes[template, key] for template, key in deviations}
