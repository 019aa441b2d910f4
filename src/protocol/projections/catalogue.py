"""THE list of projections."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from protocol.projections.attendance import attendance
from protocol.projections.ceremonies import ceremonies
from protocol.projections.ledger import ledger
from protocol.projections.programme import programme
from protocol.projections.projection import Projection
from protocol.projections.register import register
from protocol.projections.timeline import timeline

# Any: each has a model of its own.
PROJECTIONS: Final[Mapping[str, Projection[Any]]] = MappingProxyType(
    {each.name: each for each in (timeline, programme, register, attendance, ceremonies, ledger)}
)
"""All projections of one record by name; `obligations` makes one of a rulebook."""
