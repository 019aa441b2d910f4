"""THE list of projections."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from protocol.projections.ceremony_steps import ceremonies
from protocol.projections.days import programme
from protocol.projections.documents import register
from protocol.projections.folding import Projection
from protocol.projections.history import timeline
from protocol.projections.honours import ledger
from protocol.projections.people import attendance
from protocol.projections.whereabouts import itinerary

# Any: each has a model of its own.
PROJECTIONS: Final[Mapping[str, Projection[Any]]] = MappingProxyType(
    {each.name: each for each in (timeline, programme, register, attendance, ceremonies, ledger, itinerary)}
)
"""All projections of one record by name; `obligations` makes one of a rulebook."""
