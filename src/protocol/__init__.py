"""State visits as event-sourced streams, held to diplomatic protocol by rules with sources.

The names here are those that most programs need; values and events are in `protocol.values` and `protocol.events`,
the order language in `protocol.order`. Nothing here reads or writes: that is done by `protocol.codec` and
`protocol.script`.
"""

import sys
from typing import TYPE_CHECKING

from protocol.facades import on_demand

if TYPE_CHECKING:
    from protocol.errors import ProtocolError, UnreadableError
    from protocol.events import Event
    from protocol.guidance import Advice, Permission, Permissions, advised, owed, permitted
    from protocol.order import Verdict
    from protocol.rules import (
        COMMON,
        TEXTBOOK,
        Assessment,
        Conflict,
        Evidence,
        Finding,
        Owed,
        RefusedError,
        Rule,
        Rulebook,
        Severity,
        content_rule,
        order_rule,
    )
    from protocol.stream import Entry, Stream, as_it_was, effective
    from protocol.validation import Monitor, Update, admit, check, check_each
    from protocol.values import Basis, Coverage, Placing, Side, TalksFormat, VisitKind
    from protocol.visit import Visit, evolve, replay
else:
    __getattr__, __dir__ = on_demand(
        __name__,
        {
            "errors": "ProtocolError UnreadableError",
            "events": "Event",
            "guidance": "Advice Permission Permissions advised owed permitted",
            "order": "Verdict",
            "rules": "COMMON TEXTBOOK Assessment Conflict Evidence Finding Owed RefusedError Rule Rulebook Severity "
            "content_rule order_rule",
            "stream": "Entry Stream as_it_was effective",
            "validation": "Monitor Update admit check check_each",
            "values": "Basis Coverage Placing Side TalksFormat VisitKind",
            "visit": "Visit evolve replay",
        },
    )

__all__ = [
    "COMMON",
    "TEXTBOOK",
    "Advice",
    "Assessment",
    "Basis",
    "Conflict",
    "Coverage",
    "Entry",
    "Event",
    "Evidence",
    "Finding",
    "Monitor",
    "Owed",
    "Permission",
    "Permissions",
    "Placing",
    "ProtocolError",
    "RefusedError",
    "Rule",
    "Rulebook",
    "Severity",
    "Side",
    "Stream",
    "TalksFormat",
    "UnreadableError",
    "Update",
    "Verdict",
    "Visit",
    "VisitKind",
    "admit",
    "advised",
    "as_it_was",
    "check",
    "check_each",
    "content_rule",
    "effective",
    "evolve",
    "order_rule",
    "owed",
    "permitted",
    "replay",
]

if "hypothesis" in sys.modules:  # where it is imported later, it tells the library by its entry point
    from protocol.registration import register as _register

    _register()
